/** A dump may be larger than one transaction should be: it is taken in pieces. */
import type { Checked } from '../../../hub/record-fields.js';
import type { Batch } from '../../../sources/ahead/batches.js';

/** Records of the first piece. */
export const PIECE = 100_000;
/** How many times as large the largest is. */
const LARGEST = 16;

/**
 * The records of a source, a piece at a time, each as large as all before it together: what is made anew after each is then made of
 * no more than twice the whole.
 * @param taken told of each batch before its records are given out
 * @param first how many the first has
 */
export function inPieces(
  batches: AsyncIterable<Batch>,
  taken: (batch: Batch) => void,
  first: number,
): { next(): AsyncGenerator<readonly Checked[]>; more(): boolean } {
  const iterator = batches[Symbol.asyncIterator]();
  let ended = false;
  let [before, size] = [0, first];
  /** What the last piece had no more room for. */
  let rest: readonly Checked[] = [];
  return {
    more: () => !ended,
    async *next() {
      let complete = false;
      try {
        for (let count = 0; count < size; ) {
          if (rest.length === 0) {
            const { done, value } = await iterator.next();
            if (done) {
              ended = true;
              break;
            }
            taken(value);
            rest = value.records;
          }
          const records = rest.slice(0, size - count);
          rest = rest.slice(records.length);
          count += records.length;
          yield records;
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
