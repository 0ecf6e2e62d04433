/** `pith-tui merge` and `pith-tui split`: what the library took for two papers, or for one, mended by hand. */
import { parseId, showId } from '../../hub/identifier.js';
import { mergeWorks, splitWork } from '../../library/identity/merge-split.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { details } from '../../library/read/details.js';
import { workLines } from '../../library/read/rows.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print } from '../output.js';
import { onePaper, workLine } from '../paper.js';
import { cut } from '../plain.js';

export async function merge(invocation: Invocation): Promise<number> {
  const [one, other, ...more] = invocation.words.map(({ text }) => text);
  if (one === undefined || other === undefined || more.length > 0)
    throw new UserError('Say which two papers are one: pith-tui merge PAPER OTHER; a title goes in quotes.');
  const library = await opened(invocation);
  const works = [one, other].map((text) => onePaper(library, text, true)) as [WorkNumber, WorkNumber];
  if (works[0] === works[1])
    throw new UserError(`${cut(one, 60)} and ${cut(other, 60)} are one paper in the library already.`, EXIT.nothing);
  const kept = mergeWorks(library, ...works);
  await print([`One paper now: ${lineOf(library, kept)}\n`, ...namesLine(library, kept)]);
  return EXIT.ok;
}

export async function split(invocation: Invocation): Promise<number> {
  const [paper, ...given] = invocation.words.map(({ text }) => text);
  if (paper === undefined || given.length === 0)
    throw new UserError(
      'Say which ids belong to another paper: pith-tui split PAPER ID…; pith-tui show PAPER --provenance lists its ids.',
    );
  const library = await opened(invocation);
  const work = onePaper(library, paper, true);
  const own = details(library, null, work).ids;
  const ids = given.map((text) => {
    const id = parseId(text);
    if (id !== null && own.includes(id)) return id;
    throw new UserError(
      `${cut(text, 60)} is not an id of this paper; its ids are ${own.map((id) => displayText(showId(id))).join(', ')}.`,
      EXIT.nothing,
    );
  });
  const taken = splitWork(library, work, ids);
  await print(
    ['Two papers now, and they stay two in later imports:\n', work, taken].flatMap((part) =>
      typeof part === 'string' ? [part] : [`  ${lineOf(library, part)}\n`, ...namesLine(library, part)],
    ),
  );
  return EXIT.ok;
}

async function opened(invocation: Invocation): Promise<Library> {
  const library = await libraryFor(invocation);
  return library;
}

function lineOf(library: Library, work: WorkNumber): string {
  return workLine(workLines(library, [work])[0]!);
}

function namesLine(library: Library, work: WorkNumber): string[] {
  return [
    `    ${details(library, null, work)
      .ids.map((id) => displayText(showId(id)))
      .join(' · ')}\n`,
  ];
}
