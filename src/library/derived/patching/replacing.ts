/** Single papers of a hub taken out of its arrays, put in, or put anew: which place each paper has before and after. */
import type { WorkNumber } from '../../model.js';
import { type Columns, placeOf } from '../columns.js';
import type { Numbers } from '../shelf/segments.js';

export interface Replacing {
  /** The arrays of all papers, as they were. */
  old: Columns;
  /** Arrays of the papers that are put in, made from the facts. */
  fresh: Columns;
  /** How many papers there are then. */
  size: number;
  /** The place then of each paper of `old`; -1: it is taken out. */
  kept: Int32Array;
  /** The place then of each paper of `fresh`. */
  added: Int32Array;
  ids: Int32Array;
}

/** @param works those that are taken out, where they are there; what they are now is in `fresh`, where they still are */
export function replacing(old: Columns, fresh: Columns, works: readonly WorkNumber[]): Replacing {
  const kept = new Int32Array(old.size);
  for (const work of works) {
    const place = placeOf(old, work);
    if (place >= 0) kept[place] = -1;
  }
  const added = new Int32Array(fresh.size);
  const ids = new Int32Array(old.size + fresh.size);
  let size = 0;
  let next = 0;
  const addBefore = (work: number): void => {
    for (; next < fresh.size && fresh.ids[next]! < work; next += 1, size += 1) {
      added[next] = size;
      ids[size] = fresh.ids[next]!;
    }
  };
  for (let place = 0; place < old.size; place += 1) {
    if (kept[place] === -1) continue;
    addBefore(old.ids[place]!);
    kept[place] = size;
    ids[size] = old.ids[place]!;
    size += 1;
  }
  addBefore(Number.POSITIVE_INFINITY);
  return { old, fresh, size, kept, added, ids: ids.slice(0, size) };
}

/** One array of what there is of each paper, out of two. @param to filled, and returned */
export function spread<T extends Numbers>(
  { kept, added }: Replacing,
  of: { old: (place: number) => number; fresh: (place: number) => number },
  to: T,
): T {
  for (let place = 0; place < kept.length; place += 1) if (kept[place]! >= 0) to[kept[place]!] = of.old(place);
  for (let place = 0; place < added.length; place += 1) to[added[place]!] = of.fresh(place);
  return to;
}
