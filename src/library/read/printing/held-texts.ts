/** Texts held until all that come before them are there. */
import type { Texts } from './room.js';

/** So many bytes are handed out at a time, or a text more. */
const PIECE = 65_536;

/**
 * Texts that are put down in any order and handed out in the order of their places. They are held as bytes: strings that are kept for a
 * while, V8 moves about twice, which takes as long as making them.
 */
export interface HeldTexts {
  /** @param places one for each of the texts */
  put(places: Int32Array, texts: Texts): void;
  /** Many texts a piece. */
  inOrder(): Generator<Buffer>;
}

/**
 * @param first the first place
 * @param count so many places there are; each gets a text before they are handed out
 */
export function heldTexts(first: number, count: number): HeldTexts {
  const held: Uint8Array[] = [];
  /** Of each place, which of those its text is in, and from where until where. */
  const among = new Uint16Array(count);
  const from = new Int32Array(count);
  const until = new Int32Array(count);
  return {
    put(places, { bytes, ends }) {
      let begin = 0;
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at]! - first;
        among[place] = held.length;
        from[place] = begin;
        begin = ends[at]!;
        until[place] = begin;
      }
      held.push(bytes);
    },
    *inOrder() {
      let piece = Buffer.allocUnsafe(2 * PIECE);
      let filled = 0;
      for (let place = 0; place < count; place += 1) {
        const [begin, stop] = [from[place]!, until[place]!];
        const length = stop - begin;
        if (filled + length > piece.length) {
          const larger = Buffer.allocUnsafe(filled + length + PIECE);
          piece.copy(larger, 0, 0, filled);
          piece = larger;
        }
        piece.set(held[among[place]!]!.subarray(begin, stop), filled);
        filled += length;
        if (filled < PIECE) continue;
        yield piece.subarray(0, filled);
        // Whoever was handed it may keep it.
        piece = Buffer.allocUnsafe(2 * PIECE);
        filled = 0;
      }
      if (filled > 0) yield piece.subarray(0, filled);
    },
  };
}
