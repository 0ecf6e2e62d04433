/** `pith-tui review import`: decisions out of a table of Rayyan, ASReview, Covidence, Zotero or one's own. */

import { STATUSES, type Status } from '../../../hub/decisions/decision.js';
import { counted } from '../../../hub/share.js';
import { takeTable } from '../../../library/decisions/take-table.js';
import { columnsOf, placeOf } from '../../../library/derived/columns.js';
import type { DecidedPaper } from '../../../sources/decisions/decided.js';
import { readDecisions } from '../../../sources/decisions/read.js';
import { listWords } from '../../../text/list-words.js';
import { displayText } from '../../../text/width.js';
import type { Invocation, Word } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { cut } from '../../plain.js';
import { readerSettings } from '../../settings.js';
import { requiredReview } from './screening.js';

/** Problems shown of one file. */
const SHOWN = 20;

export async function importTable(invocation: Invocation, [file, ...words]: readonly Word[]): Promise<number> {
  if (file === undefined)
    throw new UserError('Say which file: pith-tui review import FILE PAPER, or with --review NAME.');
  const as = invocation.values.get('as')?.[0] as Status | undefined;
  const { name } = readerSettings();
  const { format, papers, problems } = await readDecisions(file.text, as);
  const library = await libraryFor(invocation);
  const asked = requiredReview(library, invocation, words);
  for (const { place, message } of problems.slice(0, SHOWN))
    say(`  ${displayText(file.text)}, ${place}: ${cut(message, 300)}`);
  if (problems.length > SHOWN) say(`  … and ${counted(problems.length - SHOWN, 'more problem')}`);
  const { added, known, readers, overruled, marks, works, left } = takeTable(library, asked.screening, name, papers);
  const said = STATUSES.filter((status) => added[status] > 0).map((status) => `${added[status]} ${status}`);
  const lines = [
    `${displayText(file.text)} (${format}) into ${asked.name}: ${said.length === 0 ? 'no new decision' : said.join(', ')}${known > 0 ? `; ${counted(known, 'decision')} known already` : ''}.`,
    ...(readers.length > 1 ? [`Decided by ${listWords(readers.map(displayText), 'and')}.`] : []),
    ...(overruled > 0
      ? [`${counted(overruled, 'paper')} ${overruled === 1 ? 'was' : 'were'} decided otherwise here before.`]
      : []),
    ...(marks > 0 ? [`${counted(marks, 'tag or note', 'tags and notes')} added.`] : []),
    ...outside(works),
    ...(left.length > 0
      ? [`${counted(left.length, 'row')} left out:`, ...left.map(({ paper, why }) => rowLine(paper, why))]
      : []),
  ];
  await print(lines.map((line) => `${line}\n`));
  return works.length === 0 ? EXIT.nothing : EXIT.ok;

  function outside(decided: readonly number[]): string[] {
    if (asked.hub === undefined) return [];
    const columns = columnsOf(library, asked.hub);
    const strange = decided.filter((work) => placeOf(columns, work) < 0).length;
    return strange === 0
      ? []
      : [`${counted(strange, 'paper')} of these ${strange === 1 ? 'does' : 'do'} not cite the paper here.`];
  }
}

function rowLine({ place, title, year, ids }: DecidedPaper, why: string): string {
  const what = title === undefined ? displayText(ids[0] ?? '') : cut(title, 80);
  return `  ${place}, ${what}${year === undefined ? '' : ` (${year})`}: ${displayText(why)}`;
}
