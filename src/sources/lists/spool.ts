/** Values put away as bytes until a whole list has been read: they take a third of the room that they take as objects. */

const PIECE_BYTES = 1_000_000;

export interface Spool<T> {
  /** How many values were put away. */
  readonly size: number;
  put(value: T): void;
  /** The value that was put away as this one, from 0 on. */
  at(index: number): T;
  /** The values in the order they were put away, whose room is given back as they are taken. */
  take(): Generator<T>;
}

/** For values that JSON can write. */
export function spool<T>(): Spool<T> {
  const pieces: Buffer[] = [];
  // Where each value ends: in which piece, and where in it.
  let ends = new Float64Array(1024);
  let size = 0;
  let used = 0;
  const PIECES = 2 ** 32;
  const beginning = (index: number): number => {
    if (index === 0) return 0;
    const before = ends[index - 1]!;
    const next = Math.floor(ends[index]! / PIECES);
    return Math.floor(before / PIECES) === next ? before % PIECES : 0;
  };
  const at = (index: number): T => {
    const end = ends[index]!;
    const bytes = pieces[Math.floor(end / PIECES)]!.subarray(beginning(index), end % PIECES);
    return JSON.parse(bytes.toString('utf8')) as T;
  };
  return {
    get size() {
      return size;
    },
    put(value) {
      const text = JSON.stringify(value);
      const bytes = Buffer.byteLength(text);
      if (pieces.length === 0 || used + bytes > pieces.at(-1)!.length) {
        pieces.push(Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes)));
        used = 0;
      }
      used += pieces.at(-1)!.write(text, used);
      if (size === ends.length) {
        const larger = new Float64Array(size * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[size] = (pieces.length - 1) * PIECES + used;
      size += 1;
    },
    at,
    *take() {
      for (let index = 0, before = 0; index < size; index += 1) {
        const piece = Math.floor(ends[index]! / PIECES);
        if (piece > before) pieces[before] = Buffer.alloc(0);
        before = piece;
        yield at(index);
      }
    },
  };
}
