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
  /** The places of `old` that are taken out, rising. */
  gone: readonly number[];
  /** Stretches of `old` that stay together, rising: what lies in one is copied at once. */
  runs: readonly Run[];
  /** The place then of each paper of `fresh`. */
  added: Int32Array;
  ids: Int32Array;
}

/** The places from `from` to before `to`; at: the place then of the first. */
interface Run {
  from: number;
  to: number;
  at: number;
}

/** @param works those that are taken out, where they are there; what they are now is in `fresh`, where they still are */
export function replacing(old: Columns, fresh: Columns, works: readonly WorkNumber[]): Replacing {
  const gone = [...new Set(works.map((work) => placeOf(old, work)))].filter((place) => place >= 0);
  gone.sort((a, b) => a - b);
  const { ids } = old;
  // Where a stretch ends: at a paper that is taken out, or before one that is put in.
  const before = Array.from(fresh.ids, (work) => firstAfter(ids, work));
  const kept = new Int32Array(old.size).fill(-1);
  const added = new Int32Array(fresh.size);
  const then = new Int32Array(old.size - gone.length + fresh.size);
  const runs: Run[] = [];
  let [from, size, taken, come] = [0, 0, 0, 0];
  while (from < old.size || come < before.length) {
    if (come < before.length && before[come] === from) {
      added[come] = size;
      then[size] = fresh.ids[come]!;
      come += 1;
      size += 1;
    } else if (gone[taken] === from) {
      taken += 1;
      from += 1;
    } else {
      const to = Math.min(old.size, gone[taken] ?? old.size, before[come] ?? old.size);
      runs.push({ from, to, at: size });
      then.set(ids.subarray(from, to), size);
      for (; from < to; from += 1, size += 1) kept[from] = size;
    }
  }
  return { old, fresh, size, kept, gone, runs, added, ids: then };
}

/** The place of the first paper with a larger number, among those of numbers that rise. */
function firstAfter(ids: Int32Array, work: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! <= work) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers of papers by their places, and what each number has become; without `to` it is what it was. */
interface Side {
  of: Numbers;
  to?: Int32Array | undefined;
}

/** One array of what there is of each paper, out of two. @param to filled, and returned */
export function spread<T extends Numbers>({ runs, added }: Replacing, old: Side, fresh: Side, to: T): T {
  for (const { from, to: end, at } of runs) {
    if (old.to === undefined) to.set(old.of.subarray(from, end), at);
    else through(old.of, old.to, from, end, to, at - from);
  }
  for (let place = 0; place < added.length; place += 1) {
    const own = fresh.of[place]!;
    to[added[place]!] = fresh.to === undefined ? own : fresh.to[own]!;
  }
  return to;
}

function through(of: Numbers, become: Int32Array, from: number, end: number, to: Numbers, by: number): void {
  for (let place = from; place < end; place += 1) to[place + by] = become[of[place]!]!;
}

/** What numbers have become, unless each that is anything is what it was. */
export function unlessSame(become: Int32Array): Int32Array | undefined {
  for (let i = 0; i < become.length; i += 1) if (become[i] !== i && become[i] !== -1) return become;
  return undefined;
}

/**
 * Marks which numbers papers that stay still have: all but those that only papers had which are taken out. What nobody had is not marked off.
 * @param had the numbers of those that are taken out
 * @param stretches where the numbers of those that stay lie
 */
export function stillUsed(
  count: number,
  of: Numbers,
  had: Iterable<number>,
  stretches: Iterable<readonly [from: number, to: number]>,
): Uint8Array {
  const used = new Uint8Array(count).fill(1);
  let missing = 0;
  for (const number of had) {
    missing += used[number]!;
    used[number] = 0;
  }
  for (const [from, to] of stretches)
    for (let at = from; missing > 0 && at < to; at += 1)
      if (used[of[at]!] === 0) {
        used[of[at]!] = 1;
        missing -= 1;
      }
  return used;
}
