/** What a hub's papers cite when single ones are replaced (replacing.ts). */
import type { References } from '../references.js';
import { type Replacing, stillUsed, unlessSame } from './replacing.js';

/** The references. */
export function replaceReferences({ old, fresh, size, gone, runs, added }: Replacing): References {
  const [left, right] = [old.references(), fresh.references()];
  const had = gone.flatMap((place) => [...left.codes.subarray(left.starts[place], left.starts[place + 1])]);
  const stretches = runs.map(({ from, to }) => [left.starts[from]!, left.starts[to]!] as const);
  const cited = stillUsed(left.works.length, left.codes, had, stretches);
  const works = union(
    left.works.filter((_, code) => cited[code] === 1),
    right.works,
  );
  const placesOf = (from: Int32Array): Int32Array => {
    const to = new Int32Array(from.length);
    for (let code = 0, at = 0; code < from.length && at < works.length; code += 1) {
      while (at < works.length && works[at]! < from[code]!) at += 1;
      to[code] = at;
    }
    return to;
  };
  const [leftTo, rightTo] = [unlessSame(placesOf(left.works)), placesOf(right.works)];
  const starts = new Int32Array(size + 1);
  const codes = new Int32Array(left.codes.length - had.length + right.codes.length);
  let used = 0;
  let next = 0;
  const takeBefore = (now: number): void => {
    for (; next < added.length && added[next]! < now; next += 1) {
      for (let i = right.starts[next]!; i < right.starts[next + 1]!; i += 1, used += 1)
        codes[used] = rightTo[right.codes[i]!]!;
      starts[added[next]! + 1] = used;
    }
  };
  for (const [number, { from, to, at }] of runs.entries()) {
    takeBefore(at);
    const [first, end] = stretches[number]!;
    const by = used - first;
    if (leftTo === undefined) codes.set(left.codes.subarray(first, end), used);
    else for (let i = first; i < end; i += 1) codes[i + by] = leftTo[left.codes[i]!]!;
    for (let place = from; place < to; place += 1) starts[at + place - from + 1] = left.starts[place + 1]! + by;
    used += end - first;
  }
  takeBefore(size);
  return { works, starts, codes };
}

/** The numbers of two lists that rise, as one. */
function union(some: Int32Array, others: Int32Array): Int32Array {
  const all = new Int32Array(some.length + others.length);
  let count = 0;
  for (let i = 0, j = 0; i < some.length || j < others.length; count += 1) {
    const one = i < some.length ? some[i]! : Number.POSITIVE_INFINITY;
    const other = j < others.length ? others[j]! : Number.POSITIVE_INFINITY;
    all[count] = Math.min(one, other);
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return all.slice(0, count);
}
