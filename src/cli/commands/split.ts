/** `pith-tui split`: what the library took for one paper, taken apart by hand. */
import { parseId, showId } from '../../hub/ids/identifier.js';
import { splitWork } from '../../library/identity/merge-split.js';
import { details } from '../../library/read/details.js';
import { workWithId } from '../../library/works/ids.js';
import { displayText } from '../../text/width.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print } from '../output.js';
import { onePaper, workWithIds } from '../paper.js';
import { cut } from '../plain.js';
import { withProgress } from '../progress/long-work.js';

export async function split(invocation: Invocation): Promise<number> {
  const [paper, ...given] = invocation.words.map(({ text }) => text);
  if (paper === undefined || given.length === 0)
    throw new UserError(
      'Say which ids belong to another paper: pith-tui split PAPER ID…; pith-tui show PAPER --provenance lists its ids.',
    );
  const library = await libraryFor(invocation);
  const work = onePaper(library, paper, true);
  const own = details(library, null, work).ids;
  const moved = given.map((text) => {
    const id = parseId(text);
    if (id !== null && own.includes(id)) return id;
    throw new UserError(
      `${cut(text, 60)} is not an id of this paper; its ids are ${own.map((each) => displayText(showId(each))).join(', ')}.`,
      EXIT.nothing,
    );
  });
  const taken = withProgress(library, 'Taking apart', () => splitWork(library, work, moved));
  const left = own.map((id) => workWithId(library, id)).find((each) => each !== undefined && each !== taken);
  const lines = [left ?? work, taken].flatMap((each) => {
    const [line, ids] = workWithIds(library, each);
    return [`  ${line}\n`, `    ${ids}\n`];
  });
  await print(['Two papers now, and they stay two in later imports:\n', ...lines]);
  return EXIT.ok;
}
