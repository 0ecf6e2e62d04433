/**
 * A program that decides for as long as it is let: FILE WHO COUNT. It says the step of each decision once that is kept, and in the end
 * of how many papers it knows that something is decided.
 */
import { writeSync } from 'node:fs';
import { hubScreening } from '../../../src/hub/decisions/decision.js';
import { record } from '../../../src/library/decisions/journal.js';
import { decisionsIn } from '../../../src/library/decisions/live.js';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { workWithId } from '../../../src/library/works/ids.js';
import { arxiv } from '../arxiv.js';

const PAPERS = 50;

const [file = '', who = '', count = '0'] = process.argv.slice(2);
const lib = openLibrary(file);
const screening = hubScreening(arxiv(0));
for (let i = 0; i < Number(count); i += 1) {
  const work = workWithId(lib, arxiv(1 + (i % PAPERS)))!;
  // A decision that nobody else makes: each is a line.
  const to = { status: 'excluded', reason: `${who} ${i}` } as const;
  const { step } = record(lib, who, [{ kind: 'decide', screening, work, to }]);
  writeSync(1, `${step}\n`);
}
writeSync(1, `${decisionsIn(lib, screening).values.size} decided\n`);
closeLibrary(lib);
