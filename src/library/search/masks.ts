/** Choices of a hub's papers, a byte for each paper: how they are made, put together and counted. */

import { type Columns, placeOf } from '../derived/columns.js';
import type { WorkNumber } from '../model.js';

/** A byte for each paper by place: 0 where it is left out; more than 0 may say how well it matches (text-search.ts). */
export type Mask = Uint8Array;

/** A mask of no paper: a byte for each paper, and some more so that four can be read at a time. */
export function newMask({ size }: Pick<Columns, 'size'>): Mask {
  return new Uint8Array((size + 3) & ~3);
}

/** These papers, as far as they are of the hub. */
export function maskAt(columns: Columns, works: readonly WorkNumber[]): Mask {
  const mask = newMask(columns);
  for (const work of works) {
    const place = placeOf(columns, work);
    if (place >= 0) mask[place] = 1;
  }
  return mask;
}

/** The papers that are not marked. */
export function without(columns: Columns, inner: Mask): Mask {
  const mask = newMask(columns);
  for (let i = 0; i < columns.size; i += 1) mask[i] = inner[i] === 0 ? 1 : 0;
  return mask;
}

/** Four bytes of a mask, whatever number below 128 each is, to four ones and noughts. */
export const ones = (four: number): number => ((four + 0x7f7f7f7f) >>> 7) & 0x01010101;

/** The papers marked in all of the parts, of which there is one at least; where there is only one, itself. */
export function every(columns: Pick<Columns, 'size'>, parts: readonly Mask[]): Mask {
  if (parts.length === 1) return parts[0]!;
  const mask = newMask(columns);
  const four = new Int32Array(mask.buffer);
  const [one, two, ...more] = parts.map((part) => new Int32Array(part.buffer));
  for (let i = 0; i < four.length; i += 1) four[i] = ones(one![i]!) & ones(two![i]!);
  for (const other of more) for (let i = 0; i < four.length; i += 1) four[i]! &= ones(other[i]!);
  return mask;
}

/** The papers marked in one of the parts. */
export function some(columns: Columns, parts: readonly Mask[]): Mask {
  const mask = newMask(columns);
  const four = new Int32Array(mask.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! |= ones(other[i]!);
  }
  return mask;
}

/** The papers marked in so many of the parts, of which there are no more than 127. */
export function atLeast(columns: Columns, parts: readonly Mask[], least: number): Mask {
  const mask = newMask(columns);
  const four = new Int32Array(mask.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! += ones(other[i]!);
  }
  for (let i = 0; i < mask.length; i += 1) mask[i] = mask[i]! >= least ? 1 : 0;
  return mask;
}

/** Fours of papers that are counted before their counts are put together: each is a byte, and no more than one for each. */
const FOURS_AT_ONCE = 255;

/** How many papers are marked. @param enough where there are so many, any number that is not less */
export function countOf({ size }: Pick<Columns, 'size'>, mask: Mask, enough = Number.POSITIVE_INFINITY): number {
  const four = new Int32Array(mask.buffer);
  let count = 0;
  // What is behind the last paper is not counted.
  for (let i = size; i < mask.length; i += 1) if (mask[i] !== 0) count -= 1;
  for (let from = 0; from < four.length && count < enough; from += FOURS_AT_ONCE) {
    const to = Math.min(four.length, from + FOURS_AT_ONCE);
    let each = 0;
    for (let i = from; i < to; i += 1) each += ones(four[i]!);
    count += bytesIn(each);
  }
  return count;
}

/** How many papers are marked in one of two masks only. */
export function differing(one: Mask, other: Mask): number {
  const [a, b] = [new Int32Array(one.buffer), new Int32Array(other.buffer)];
  let count = 0;
  for (let from = 0; from < a.length; from += FOURS_AT_ONCE) {
    const to = Math.min(a.length, from + FOURS_AT_ONCE);
    let each = 0;
    for (let i = from; i < to; i += 1) each += ones(a[i]!) ^ ones(b[i]!);
    count += bytesIn(each);
  }
  return count;
}

/** The four bytes of a number put together. */
const bytesIn = (each: number): number => (each & 255) + ((each >>> 8) & 255) + ((each >>> 16) & 255) + (each >>> 24);
