/** Texts held until all that come before them are there. */

/** So many bytes are handed out at a time, or a text more. */
const PIECE = 65_536;
/** Room for each text at first; it grows. */
const USUAL = 256;

/**
 * Texts that are put down in any order and handed out in the order of their places. They are held as bytes: strings that are kept for a
 * while, V8 moves about twice, which takes as long as making them.
 */
export interface HeldTexts {
  put(place: number, text: string): void;
  /** Many texts a piece; then there is room for as many others. */
  inOrder(): Generator<string>;
}

/** @param most places there are at most, 0 the first; each gets a text before they are handed out */
export function heldTexts(most: number): HeldTexts {
  let bytes = Buffer.allocUnsafe(most * USUAL);
  const from = new Float64Array(most);
  const until = new Float64Array(most);
  let end = 0;
  let count = 0;
  return {
    put(place, text) {
      // No character takes more than three bytes for each half of it.
      const room = end + 3 * text.length;
      if (room > bytes.length) {
        const larger = Buffer.allocUnsafe(2 * room);
        bytes.copy(larger, 0, 0, end);
        bytes = larger;
      }
      from[place] = end;
      end += bytes.write(text, end);
      until[place] = end;
      count += 1;
    },
    *inOrder() {
      let piece = Buffer.allocUnsafe(2 * PIECE);
      let filled = 0;
      for (let place = 0; place < count; place += 1) {
        const [begin, stop] = [from[place]!, until[place]!];
        if (filled + stop - begin > piece.length) {
          const larger = Buffer.allocUnsafe(filled + stop - begin + PIECE);
          piece.copy(larger, 0, 0, filled);
          piece = larger;
        }
        filled += bytes.copy(piece, filled, begin, stop);
        if (filled < PIECE) continue;
        yield piece.toString('utf8', 0, filled);
        filled = 0;
      }
      if (filled > 0) yield piece.toString('utf8', 0, filled);
      end = 0;
      count = 0;
    },
  };
}
