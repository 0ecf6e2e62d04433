/** `pith-tui merge`: what the library took for two papers, joined by hand. */
import { showId } from '../../hub/ids/identifier.js';
import { areUnlike } from '../../library/identity/deduplicate.js';
import { mergeWorks } from '../../library/identity/merge-split.js';
import type { WorkNumber } from '../../library/model.js';
import { idsOf } from '../../library/works/ids.js';
import type { Invocation } from '../arguments.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { print, say } from '../output.js';
import { onePaper, workWithIds } from '../paper.js';
import { cut } from '../plain.js';
import { withProgress } from '../progress/long-work.js';

export async function merge(invocation: Invocation): Promise<number> {
  const [one, other, ...more] = invocation.words.map(({ text }) => text);
  if (one === undefined || other === undefined || more.length > 0)
    throw new UserError('Say which two papers are one: pith-tui merge PAPER OTHER; a title goes in quotes.');
  const library = await libraryFor(invocation);
  const works = [one, other].map((text) => onePaper(library, text, true)) as [WorkNumber, WorkNumber];
  if (works[0] === works[1]) {
    await print([`${cut(one, 60)} and ${cut(other, 60)} are one paper in the library already.\n`]);
    return EXIT.ok;
  }
  const unlike = areUnlike(library, ...works);
  const names = works.map((work) => showId(idsOf(library, work)[0]!)).join(' ');
  const [line, ids] = workWithIds(
    library,
    withProgress(library, 'Merging', () => mergeWorks(library, ...works)),
  );
  await print([`One paper now: ${line}\n`, `    ${ids}\n`]);
  if (unlike)
    say(
      `The titles, authors, years and ids of these two all differ; where they are not one paper after all: pith-tui split ${names}`,
    );
  return EXIT.ok;
}
