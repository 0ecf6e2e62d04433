/** What a saved query brought when it was looked at last, so that next time it can be said what is new. */
import type { View, WorkNumber } from '../../library/model.js';
import type { SavedLook } from './saved.js';

/** Papers of one look that are kept; of more it is not said what is new. */
const MOST_KEPT = 50_000;
/** Works are read from a view so many at a time. */
const BATCH = 1000;

/** The works of a view, rising, each as its distance from the one before in groups of seven bits. */
export function packed(view: View): string | null {
  if (view.total > MOST_KEPT) return null;
  const works: WorkNumber[] = [];
  for (let from = 0; from < view.total; from += BATCH) works.push(...view.works(from, BATCH));
  const bytes: number[] = [];
  let before = 0;
  for (const work of works.sort((a, b) => a - b)) {
    let left = work - before;
    before = work;
    for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
    bytes.push(left);
  }
  return Buffer.from(bytes).toString('base64');
}

/** The works packed into a text; whatever else it holds is no work. */
export function unpacked(text: string): Set<WorkNumber> {
  const works = new Set<WorkNumber>();
  let work = 0;
  let step = 0;
  let place = 1;
  for (const byte of Buffer.from(text, 'base64')) {
    step += (byte & 127) * place;
    place *= 128;
    if (byte & 128) continue;
    work += step;
    works.add(work);
    step = 0;
    place = 1;
  }
  return works;
}

/** How many papers match now that did not at a look; null where that is not known. */
export function newSince(look: SavedLook | undefined, view: View): number | null {
  if (look === undefined) return null;
  const before = unpacked(look.papers);
  let count = 0;
  for (let from = 0; from < view.total; from += BATCH)
    for (const work of view.works(from, BATCH)) if (!before.has(work)) count += 1;
  return count;
}

/** The look of a query at a hub in this very file, whose numbers mean the same works. */
export function lookAt(
  looks: readonly SavedLook[],
  wanted: Pick<SavedLook, 'hub' | 'name' | 'file'>,
): SavedLook | undefined {
  return looks.find((look) => look.hub === wanted.hub && look.name === wanted.name && look.file === wanted.file);
}

/** The looks with another one, which takes the place of that of the same query at the same hub. */
export function withLook(looks: readonly SavedLook[], look: SavedLook): SavedLook[] {
  return [look, ...looks.filter((other) => other.hub !== look.hub || other.name !== look.name)];
}
