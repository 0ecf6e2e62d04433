/** What a hub's papers cite when single ones are replaced (replacing.ts). */
import type { References } from '../references.js';
import type { Replacing } from './replacing.js';

/** The references. */
export function replaceReferences({ old, fresh, size, kept, added }: Replacing): References {
  const [left, right] = [old.references(), fresh.references()];
  const cited = new Uint8Array(left.works.length);
  let count = right.codes.length;
  for (let place = 0; place < kept.length; place += 1) {
    if (kept[place]! < 0) continue;
    for (let i = left.starts[place]!; i < left.starts[place + 1]!; i += 1) cited[left.codes[i]!] = 1;
    count += left.starts[place + 1]! - left.starts[place]!;
  }
  const works = union(
    left.works.filter((_, code) => cited[code] === 1),
    right.works,
  );
  const through = (from: Int32Array): Int32Array => {
    const to = new Int32Array(from.length);
    for (let code = 0, at = 0; code < from.length && at < works.length; code += 1) {
      while (at < works.length && works[at]! < from[code]!) at += 1;
      to[code] = at;
    }
    return to;
  };
  const [leftTo, rightTo] = [through(left.works), through(right.works)];
  const starts = new Int32Array(size + 1);
  const codes = new Int32Array(count);
  let used = 0;
  const take = (from: References, to: Int32Array, place: number, now: number): void => {
    for (let i = from.starts[place]!; i < from.starts[place + 1]!; i += 1, used += 1) codes[used] = to[from.codes[i]!]!;
    starts[now + 1] = used;
  };
  let next = 0;
  const takeBefore = (now: number): void => {
    for (; next < added.length && added[next]! < now; next += 1) take(right, rightTo, next, added[next]!);
  };
  for (let place = 0; place < kept.length; place += 1) {
    if (kept[place]! < 0) continue;
    takeBefore(kept[place]!);
    take(left, leftTo, place, kept[place]!);
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
