/** Choices of a hub's papers, a byte for each paper: how they are made, put together and counted. */

import { type Columns, placeOf } from '../derived/columns.js';
import type { WorkNumber } from '../model.js';

/** A byte for each paper by place: 0 where it is left out; more than 0 may say how well it matches (text-search.ts). */
export type Marks = Uint8Array;

/** No marks yet: a byte for each paper, and some more so that four can be read at a time. */
export function newMarks({ size }: Pick<Columns, 'size'>): Marks {
  return new Uint8Array((size + 3) & ~3);
}

/** These papers, as far as they are of the hub. */
export function marksAt(columns: Columns, works: readonly WorkNumber[]): Marks {
  const marks = newMarks(columns);
  for (const work of works) {
    const place = placeOf(columns, work);
    if (place >= 0) marks[place] = 1;
  }
  return marks;
}

/** The papers that are not marked. */
export function without(columns: Columns, inner: Marks): Marks {
  const marks = newMarks(columns);
  for (let i = 0; i < columns.size; i += 1) marks[i] = inner[i] === 0 ? 1 : 0;
  return marks;
}

/** Four marks, whatever number below 128 each is, to four ones and noughts. */
const ones = (four: number): number => ((four + 0x7f7f7f7f) >>> 7) & 0x01010101;

/** The papers marked in all of the parts. */
export function every(columns: Pick<Columns, 'size'>, parts: readonly Marks[]): Marks {
  if (parts.length === 1) return parts[0]!;
  const marks = newMarks(columns).fill(1);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! &= ones(other[i]!);
  }
  return marks;
}

/** The papers marked in one of the parts. */
export function some(columns: Columns, parts: readonly Marks[]): Marks {
  const marks = newMarks(columns);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! |= ones(other[i]!);
  }
  return marks;
}

/** The papers marked in so many of the parts, of which there are no more than 127. */
export function atLeast(columns: Columns, parts: readonly Marks[], least: number): Marks {
  const marks = newMarks(columns);
  const four = new Int32Array(marks.buffer);
  for (const part of parts) {
    const other = new Int32Array(part.buffer);
    for (let i = 0; i < four.length; i += 1) four[i]! += ones(other[i]!);
  }
  for (let i = 0; i < marks.length; i += 1) marks[i] = marks[i]! >= least ? 1 : 0;
  return marks;
}

/** How many papers are marked. */
export function countOf(columns: Columns, marks: Marks): number {
  const four = new Int32Array(marks.buffer);
  let count = 0;
  for (let i = 0; i < four.length; i += 1) if (four[i] !== 0) count += Math.imul(ones(four[i]!), 0x01010101) >>> 24;
  for (let i = columns.size; i < marks.length; i += 1) if (marks[i] !== 0) count -= 1;
  return count;
}
