/**
 * Where the derived arrays of a hub stand: in memory for a small hub, else in the library as segments of bytes, so that
 * one that is large is read and written piece by piece.
 */

import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { finished, type Steps } from '../../steps.js';
import { type Packed, packed, unpacked } from './packing.js';
import { recent } from './recent.js';

export type Numbers = Uint8Array | Uint16Array | Int32Array;

export const SEGMENT_BYTES = 1024 * 1024;

export interface Shelf {
  put(name: string, segment: number, data: Numbers): void;
  /** The bytes of a segment; empty where there is none. */
  get(name: string, segment: number): Uint8Array;
}

const NOTHING = new Uint8Array(0);

export function memoryShelf(): Shelf {
  const segments = new Map<string, Uint8Array>();
  return {
    put: (name, segment, data) => segments.set(`${name} ${segment}`, bytesOf(data)),
    get: (name, segment) => segments.get(`${name} ${segment}`) ?? NOTHING,
  };
}

export function libraryShelf(lib: Library, hub: WorkNumber): Shelf {
  const put = lib.sql('INSERT OR REPLACE INTO hub_segments(work, name, segment, packing, data) VALUES (?, ?, ?, ?, ?)');
  const get = lib.sql('SELECT packing, data FROM hub_segments WHERE work = ? AND name = ? AND segment = ?');
  return {
    put(name, segment, numbers) {
      const { packing, data } = packed(numbers);
      put.run(hub, name, segment, packing, data);
    },
    get(name, segment) {
      const found = get.get(hub, name, segment) as Packed | undefined;
      return found === undefined ? NOTHING : unpacked(found);
    },
  };
}

function bytesOf(data: Numbers): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Puts an array away in as many segments as it takes.
 * @param before what lies there already: segments that would not change are left as they are
 */
export function putAll(shelf: Shelf, name: string, data: Numbers, before?: Numbers): void {
  const step = SEGMENT_BYTES / data.BYTES_PER_ELEMENT;
  const there = before?.BYTES_PER_ELEMENT === data.BYTES_PER_ELEMENT ? before : undefined;
  for (let from = 0, segment = 0; from < data.length || segment === 0; from += step, segment += 1) {
    const part = data.subarray(from, from + step);
    if (there !== undefined && isSame(part, there.subarray(from, from + step))) continue;
    shelf.put(name, segment, part);
  }
}

/** Nothing may stand for nothing put away, or for an array that is empty. */
const isSame = (a: Numbers, b: Numbers): boolean => a.length > 0 && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;

type Kind<T extends Numbers> = { new (length: number): T; readonly BYTES_PER_ELEMENT: number };

/** An array of so many numbers as it was put away. @throws Error where the segments do not make it up */
export const getAll = <T extends Numbers>(shelf: Shelf, name: string, kind: Kind<T>, length: number): T =>
  finished(getAllIn(shelf, name, kind, length));

/** The same, a segment at a step. */
export function* getAllIn<T extends Numbers>(shelf: Shelf, name: string, kind: Kind<T>, length: number): Steps<T> {
  const whole = new kind(length);
  const bytes = bytesOf(whole);
  for (let at = 0, segment = 0; at < bytes.length; segment += 1) {
    const data = shelf.get(name, segment);
    if (data.length === 0 || at + data.length > bytes.length) throw new Error(`${name} is not whole`);
    bytes.set(data, at);
    at += data.length;
    if (at < bytes.length) yield at / bytes.length;
  }
  return whole;
}

/** A few 32-bit numbers as they were put away; undefined where those are not so many. */
export function fewOf(shelf: Shelf, name: string, length: number): Int32Array | undefined {
  const data = shelf.get(name, 0);
  if (data.length !== length * 4) return undefined;
  const few = new Int32Array(length);
  bytesOf(few).set(data);
  return few;
}

/** A segment of 32-bit numbers. */
function segmentOf(shelf: Shelf, name: string, segment: number): Int32Array {
  const data = shelf.get(name, segment);
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}

/** Numbers too many to hold at once, put away as they come. */
export interface Appending {
  push(value: number): void;
  end(): void;
}

const PIECE = SEGMENT_BYTES / 4;

export function appending(shelf: Shelf, name: string): Appending {
  let segment = 0;
  let used = 0;
  let piece = new Int32Array(1024);
  const flush = (): void => {
    shelf.put(name, segment, piece.slice(0, used));
    segment += 1;
    used = 0;
  };
  const makeRoom = (): void => {
    if (used === PIECE) flush();
    else {
      const larger = new Int32Array(Math.min(PIECE, piece.length * 4));
      larger.set(piece);
      piece = larger;
    }
  };
  return {
    push(value) {
      if (used === piece.length) makeRoom();
      piece[used] = value;
      used += 1;
    },
    end() {
      if (used > 0 || segment === 0) flush();
    },
  };
}

/** Reads stretches of an array of 32-bit numbers that stays where it is; the segments last read are cached. */
export interface Pieces {
  /** The numbers from `from` to before `to`, in one or more parts, in order. */
  each(name: string, from: number, to: number, part: (numbers: Int32Array) => void): void;
  /** The same in one array; not to be written to. */
  slice(name: string, from: number, to: number): Int32Array;
}

/** Segments cached: some 40 MB. */
const MOST_CACHED = 40;

/** @param as what the numbers of a segment are given out as */
export function piecesOf(shelf: Shelf, as: (name: string, numbers: Int32Array) => Int32Array): Pieces {
  const cache = new Map<string, Int32Array>();
  const segment = (name: string, number: number): Int32Array => {
    return recent(cache, `${name} ${number}`, MOST_CACHED, () => as(name, segmentOf(shelf, name, number)));
  };
  let lastName = '';
  let lastNumber = -1;
  let last: Int32Array = new Int32Array(0);
  const at = (name: string, number: number): Int32Array => {
    if (number !== lastNumber || name !== lastName) {
      last = segment(name, number);
      lastName = name;
      lastNumber = number;
    }
    return last;
  };
  const each: Pieces['each'] = (name, from, to, part) => {
    for (let start = from; start < to; ) {
      const number = Math.floor(start / PIECE);
      const end = Math.min(to, (number + 1) * PIECE);
      const numbers = at(name, number).subarray(start - number * PIECE, end - number * PIECE);
      if (numbers.length !== end - start) throw new Error(`${name} is not whole`);
      part(numbers);
      start = end;
    }
  };
  return {
    each,
    slice(name, from, to) {
      const parts: Int32Array[] = [];
      each(name, from, to, (part) => parts.push(part));
      if (parts.length === 1) return parts[0]!;
      const whole = new Int32Array(to - from);
      let filled = 0;
      for (const part of parts) {
        whole.set(part, filled);
        filled += part.length;
      }
      return whole;
    },
  };
}
