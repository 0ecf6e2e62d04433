/** Bytes too many to hold at once, put away as they come, and read in stretches. */
import { SEGMENT_BYTES, type Shelf } from '../shelf/segments.js';

export interface Bytes {
  put(byte: number): void;
  putAll(bytes: Uint8Array): void;
  /** How many there are by now. */
  length(): number;
  /** Puts the last of them away. @returns how many there were */
  end(): number;
}

/** @param length how many there are already, which stay */
export function bytesOnto(shelf: Shelf, name: string, length = 0): Bytes {
  let segment = Math.floor(length / SEGMENT_BYTES);
  let used = length % SEGMENT_BYTES;
  let piece = new Uint8Array(used === 0 ? 4096 : SEGMENT_BYTES);
  if (used > 0) piece.set(shelf.get(name, segment).subarray(0, used));
  const flush = (): void => {
    shelf.put(name, segment, piece.slice(0, used));
    segment += 1;
    used = 0;
  };
  const makeRoom = (): void => {
    if (used === SEGMENT_BYTES) flush();
    else {
      const larger = new Uint8Array(Math.min(SEGMENT_BYTES, piece.length * 4));
      larger.set(piece);
      piece = larger;
    }
  };
  const total = (): number => segment * SEGMENT_BYTES + used;
  return {
    put(byte) {
      if (used === piece.length) makeRoom();
      piece[used] = byte;
      used += 1;
    },
    putAll(bytes) {
      for (let from = 0; from < bytes.length; ) {
        if (used === piece.length) makeRoom();
        const part = bytes.subarray(from, from + piece.length - used);
        piece.set(part, used);
        used += part.length;
        from += part.length;
      }
    },
    length: total,
    end() {
      const length = total();
      if (used > 0 || segment === 0) flush();
      return length;
    },
  };
}

/** Segments that stay in memory, unless who reads says how many. */
const KEPT = 24;

export interface Stretches {
  /** The bytes of a segment. */
  segment(number: number): Uint8Array;
  /** The bytes from `from` to before `to`; not to be written to. */
  slice(from: number, to: number): Uint8Array;
}

/**
 * Reads stretches of bytes. Who looks for words goes through all of them, again and again: where not all have room in memory, the first
 * ones stay, since the last ones would be gone before they are asked for again.
 */
export function bytesFrom(shelf: Shelf, name: string, most = KEPT): Stretches {
  const kept: Uint8Array[] = [];
  let last = -1;
  let bytes: Uint8Array = new Uint8Array(0);
  const segment = (number: number): Uint8Array => {
    if (number === last) return bytes;
    bytes = kept[number] ?? shelf.get(name, number);
    last = number;
    if (number < most) kept[number] = bytes;
    return bytes;
  };
  return {
    segment,
    slice(from, to) {
      const first = Math.floor(from / SEGMENT_BYTES);
      const start = from - first * SEGMENT_BYTES;
      const length = to - from;
      const one = segment(first);
      if (start + length <= one.length) return one.subarray(start, start + length);
      const whole = new Uint8Array(length);
      let put = 0;
      for (let number = first; put < length; number += 1) {
        const part = segment(number).subarray(number === first ? start : 0);
        if (part.length === 0) throw new Error(`${name} is not whole`);
        whole.set(part.subarray(0, length - put), put);
        put += part.length;
      }
      return whole;
    },
  };
}
