/**
 * Numbers of a segment in fewer bytes than memory takes for them: half of a library's arrays are zeros otherwise. Only what is unpacked
 * as fast as it is copied, or becomes much smaller, is packed: letters are typed while it is read.
 */
import type { Numbers } from './segments.js';

/**
 * How a segment is packed: bytes of a number in memory times 10, and in the file; 0 there for the differences of one to the next, the
 * sign in the lowest bit, seven bits a byte, of which all but the last have the eighth. null: as in memory.
 */
type Packing = number | null;

export interface Packed {
  packing: Packing;
  data: Uint8Array;
}

/**
 * Differences are unpacked one by one, which takes ten times as long as a copy: only of numbers of which no more than so many fall, as
 * those of postings do, and where they take less than so much of what else is the least.
 */
const FALLING = 1 / 4;
const WORTH_IT = 0.7;

const bytesOf = (data: Numbers): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Numbers looked at between two questions whether it may still be worth it. */
const STRETCH = 4096;

/** Bytes that each number takes where all take as many. A paper that was taken out, and a word that nobody has any more, is -1. */
function bytesFor(least: number, most: number, size: number): number {
  return Math.min(size, least < -1 ? size : most < 2 ** 8 - 1 ? 1 : most < 2 ** 16 - 1 ? 2 : size);
}

/** Numbers in as few bytes as is worth it. */
export function packed(data: Numbers): Packed {
  const size = data.BYTES_PER_ELEMENT;
  if (size === 1 || data.length === 0) return { packing: null, data: bytesOf(data) };
  const manyFalls = FALLING * data.length;
  let [least, most, falls, before] = [0, 0, 0, 0];
  for (let from = 0; from < data.length; ) {
    for (const to = Math.min(data.length, from + STRETCH); from < to; from += 1) {
      const number = data[from]!;
      if (number < least) least = number;
      if (number > most) most = number;
      if (number < before) falls += 1;
      before = number;
    }
    // Nothing that is still to come makes it worth it, as with the places in an order.
    if (falls > manyFalls && bytesFor(least, most, size) === size) return { packing: null, data: bytesOf(data) };
  }
  const fixed = bytesFor(least, most, size);
  if (falls <= manyFalls) {
    const bytes = bytesOfDifferences(data, WORTH_IT * fixed * data.length);
    if (bytes !== undefined) return { packing: size * 10, data: differences(data, bytes) };
  }
  if (fixed === size) return { packing: null, data: bytesOf(data) };
  const small = fixed === 1 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let i = 0; i < data.length; i += 1) small[i] = data[i]! + 1;
  return { packing: size * 10 + fixed, data: bytesOf(small) };
}

/** A difference as a number without a sign: small ones stay small. */
const signed = (difference: number): number => ((difference << 1) ^ (difference >> 31)) >>> 0;

/** How many bytes the differences take; undefined where that is not less than `most`. */
function bytesOfDifferences(data: Numbers, most: number): number | undefined {
  let [bytes, before] = [0, 0];
  for (let i = 0; i < data.length && bytes < most; i += 1) {
    const step = signed(data[i]! - before);
    before = data[i]!;
    bytes += step < 2 ** 7 ? 1 : step < 2 ** 14 ? 2 : step < 2 ** 21 ? 3 : step < 2 ** 28 ? 4 : 5;
  }
  return bytes < most ? bytes : undefined;
}

function differences(data: Numbers, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let [at, before] = [0, 0];
  for (let i = 0; i < data.length; i += 1) {
    let step = signed(data[i]! - before);
    before = data[i]!;
    for (; step > 127; step >>>= 7, at += 1) out[at] = (step & 127) | 128;
    out[at] = step;
    at += 1;
  }
  return out;
}

/** The bytes of the numbers as they are in memory; of what was spoilt some others, never more than belong to it. */
export function unpacked({ packing, data }: Packed): Uint8Array {
  if (packing === null) return data;
  const size = Math.floor(packing / 10);
  const array = (length: number): Int32Array | Uint16Array =>
    size === 4 ? new Int32Array(length) : new Uint16Array(length);
  const stored = packing % 10;
  if (stored === 0) return bytesOf(summed(data, array));
  const small = stored === 1 ? data : halves(data);
  const numbers = array(small.length);
  for (let i = 0; i < small.length; i += 1) numbers[i] = small[i]! - 1;
  return bytesOf(numbers);
}

/** Numbers of two bytes, wherever they begin. */
function halves(data: Uint8Array): Uint16Array {
  const aligned = data.byteOffset % 2 === 0 ? data : data.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
}

function summed<T extends Int32Array | Uint16Array>(data: Uint8Array, array: (length: number) => T): T {
  let count = 0;
  for (let at = 0; at < data.length; at += 1) count += (data[at]! >> 7) ^ 1;
  const numbers = array(count);
  let [at, number] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    let byte = data[at]!;
    at += 1;
    let step = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = data[at]!;
      at += 1;
      step |= (byte & 127) << shift;
    }
    number = (number + ((step >>> 1) ^ -(step & 1))) | 0;
    numbers[i] = number;
  }
  return numbers;
}
