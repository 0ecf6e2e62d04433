/** `pith-tui replay`: a journal's lines taken into a library, which then has the state they tell of. */
import type { JournalLine } from '../../../hub/decisions/decision.js';
import { journalLineOf } from '../../../hub/decisions/journal-line.js';
import type { Id } from '../../../hub/record.js';
import { counted, countWords } from '../../../hub/share.js';
import { takeJournal } from '../../../library/decisions/lines.js';
import { worksNamed } from '../../../library/works/ids.js';
import { INTERCHANGE_LINE_BYTES } from '../../../sources/bounds.js';
import { lines, openInput } from '../../../sources/input.js';
import { jsonOf } from '../../../sources/lines/json-lines.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryToFill } from '../../library.js';
import { print } from '../../output.js';

export async function replay(invocation: Invocation): Promise<number> {
  const library = await libraryToFill(invocation);
  const total = { added: 0, known: 0 };
  const spokenOf = new Set<Id>();
  for (const { text: file } of invocation.words) {
    const { added, known } = await takeJournal(library, linesOf(file, spokenOf));
    total.added += added;
    total.known += known;
  }
  const strange = worksNamed(library, [...spokenOf]).filter((work) => work === undefined).length;
  await print([
    `${counted(total.added, 'line')} taken${total.known > 0 ? `, ${countWords(total.known)} known already` : ''}.\n`,
    ...(strange > 0
      ? [
          `${counted(strange, 'paper')} ${strange === 1 ? 'is' : 'are'} not in this library; what is said of ${strange === 1 ? 'it' : 'them'} is kept, and holds when ${strange === 1 ? 'it comes' : 'they come'}.\n`,
        ]
      : []),
  ]);
  return EXIT.ok;
}

/**
 * @param spokenOf takes the papers that the lines speak of
 * @throws UserError for a line that is none of a journal: nothing is taken then
 */
async function* linesOf(file: string, spokenOf: Set<Id>): AsyncGenerator<JournalLine> {
  const input = await openInput(file);
  for await (const some of lines(input.chunks, INTERCHANGE_LINE_BYTES))
    for (const line of some) {
      const read = jsonOf(line);
      if (read === undefined) continue;
      const wrong = (what: string): UserError =>
        new UserError(
          `${input.name}, line ${line.number}: ${what}; nothing of it was taken. A journal is what pith-tui journal --jsonl prints.`,
        );
      if ('problem' in read) throw wrong('problem' in read.problem ? read.problem.problem.message : 'no journal');
      const found = journalLineOf(read.value);
      if ('wrong' in found) throw wrong(`${found.wrong} is missing or not what it should be`);
      if (found.work !== '') spokenOf.add(found.work);
      yield found;
    }
}
