/** A dump may be larger than one transaction should be: it is taken in pieces. */
import type { HubLibraryRecord } from '../../../hub/record.js';
import type { Decoded } from '../../../sources/decoded.js';

/** Records of the first piece. */
export const PIECE = 100_000;
/** How many times as large the largest is. */
const LARGEST = 16;

/**
 * The records of a source, a piece at a time, each as large as all before it together: what is made anew after each is then made of
 * no more than twice the whole.
 * @param first how many the first has
 */
export function inPieces(
  items: AsyncIterable<Decoded>,
  taken: (item: Decoded) => HubLibraryRecord | undefined,
  first: number,
): { next(): AsyncGenerator<HubLibraryRecord>; more(): boolean } {
  const iterator = items[Symbol.asyncIterator]();
  let ended = false;
  let [before, size] = [0, first];
  return {
    more: () => !ended,
    async *next() {
      let complete = false;
      try {
        for (let count = 0; count < size; ) {
          const { done, value } = await iterator.next();
          if (done) {
            ended = true;
            break;
          }
          const record = taken(value);
          if (record === undefined) continue;
          count += 1;
          yield record;
        }
        complete = true;
        before += size;
        size = Math.min(before, LARGEST * first);
      } finally {
        if (!complete) await iterator.return?.();
      }
    },
  };
}
