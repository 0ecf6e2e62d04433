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

/**
 * Reads stretches of bytes, in one or more parts, in order. The segment read last is kept, which is enough for stretches that follow
 * one another.
 */
export function bytesFrom(
  shelf: Shelf,
  name: string,
): (from: number, to: number, part: (bytes: Uint8Array) => void) => void {
  let last = -1;
  let bytes: Uint8Array = new Uint8Array(0);
  return (from, to, part) => {
    for (let at = from; at < to; ) {
      const segment = Math.floor(at / SEGMENT_BYTES);
      if (segment !== last) {
        bytes = shelf.get(name, segment);
        last = segment;
      }
      const base = segment * SEGMENT_BYTES;
      const end = Math.min(to, base + SEGMENT_BYTES);
      if (end - base > bytes.length) throw new Error(`${name} is not whole`);
      part(bytes.subarray(at - base, end - base));
      at = end;
    }
  };
}
