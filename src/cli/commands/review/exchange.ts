/** `pith-tui review export` and `merge`: decisions from reader to reader, as JSON Lines. */

import { reviewName } from '../../../export/flow/remarks.js';
import { counted } from '../../../hub/share.js';
import { conflictsIn } from '../../../library/decisions/agreement.js';
import { type SharedLine, sharedLineOf, sharedLines, takeShared } from '../../../library/decisions/exchange.js';
import type { Told } from '../../../library/decisions/told-papers.js';
import { figure, INTERCHANGE_LINE_BYTES, MOST_ENTRIES } from '../../../sources/bounds.js';
import { lines, openInput } from '../../../sources/input.js';
import { jsonOf } from '../../../sources/lines/json-lines.js';
import { displayText } from '../../../text/width.js';
import type { Invocation, Word } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say, writeOut } from '../../output.js';
import { cut } from '../../plain.js';
import { mustBeBegun } from '../decisions/decided.js';
import { agreementLines } from './agreement-lines.js';
import { reviewAsked } from './screening.js';

export async function exportReview(invocation: Invocation, words: readonly Word[]): Promise<number> {
  const library = await libraryFor(invocation);
  const asked = reviewAsked(library, invocation, words);
  if (asked !== null) mustBeBegun(library, asked.screening);
  let count = 0;
  const pieces = function* (): Generator<string> {
    for (const line of sharedLines(library, asked?.screening ?? null)) {
      count += 1;
      yield `${JSON.stringify(line)}\n`;
    }
  };
  const target = invocation.values.get('output')?.[0] ?? '-';
  const first = sharedLines(library, asked?.screening ?? null).next();
  if (first.done === true) {
    say(`Nothing is decided yet in ${asked?.name ?? 'this library'}, so nothing is written.`);
    return EXIT.nothing;
  }
  await writeOut(target, pieces(), invocation.switches.has('force'));
  if (target !== '-') say(`Wrote ${counted(count, 'line')} to ${displayText(target)}.`);
  return EXIT.ok;
}

export async function mergeReview(invocation: Invocation, [file, ...rest]: readonly Word[]): Promise<number> {
  if (file === undefined || rest.length > 0)
    throw new UserError('Say which file, and only one: pith-tui review merge FILE.');
  const { given, passed } = await readShared(file.text);
  const library = await libraryFor(invocation);
  const { added, known, unknown, screenings } = takeShared(library, given);
  const told = [
    `${counted(added, 'new line')}${known > 0 ? `, ${counted(known, 'line')} known already` : ''}.`,
    ...(passed > 0
      ? [`${counted(passed, 'line')} of other kinds passed over: queries, corrections and lists are a reader’s own.`]
      : []),
    ...unknownLines(unknown),
    ...screenings.flatMap((screening) => {
      const conflicts = conflictsIn(library, screening).length;
      const name = reviewName(screening);
      return [
        `${name[0]!.toUpperCase()}${name.slice(1)}: readers disagree on ${counted(conflicts, 'paper')}${conflicts === 0 ? '' : ' (pith-tui review conflicts)'}.`,
        ...agreementLines(library, screening),
      ];
    }),
  ];
  await print(told.map((line) => `${line}\n`));
  return EXIT.ok;
}

/** The lines of a file. One that is none, and nothing of the file is taken. */
async function readShared(path: string): Promise<{ given: SharedLine[]; passed: number }> {
  const input = await openInput(path);
  const given: SharedLine[] = [];
  let passed = 0;
  try {
    for await (const batch of lines(input.chunks, INTERCHANGE_LINE_BYTES))
      for (const line of batch) {
        const json = jsonOf(line);
        if (json === undefined) continue;
        const place = `${displayText(input.name)}, line ${line.number}`;
        if ('problem' in json) {
          const message = 'problem' in json.problem ? json.problem.problem.message : '';
          throw new UserError(`${place}: ${cut(message, 200)}; nothing was merged.`);
        }
        const shared = sharedLineOf(json.value);
        if (shared === null) passed += 1;
        else if ('wrong' in shared)
          throw new UserError(
            `${place} is no line of a review: ${shared.wrong} is missing or wrong; nothing was merged. pith-tui review export writes such files, and pith-tui review import reads tables.`,
          );
        else given.push(shared);
        if (given.length > MOST_ENTRIES)
          throw new UserError(
            `${displayText(input.name)} holds more than the ${figure(MOST_ENTRIES)} lines that are read of one file; split it.`,
          );
      }
  } finally {
    input.close();
  }
  return { given, passed };
}

function unknownLines(unknown: readonly Told[]): string[] {
  if (unknown.length === 0) return [];
  return [
    `${counted(unknown.length, 'paper')} ${unknown.length === 1 ? 'is' : 'are'} not in this library; what was decided about ${unknown.length === 1 ? 'it' : 'them'} is kept, and holds when ${unknown.length === 1 ? 'it comes' : 'they come'}:`,
    ...unknown.map(
      ({ ids, title, year }) =>
        `  ${title === undefined ? '' : `${cut(title, 80)} `}${year === undefined ? '' : `(${year}) `}${displayText(ids[0] ?? '')}`,
    ),
  ];
}
