/** What a file gives as it can be taken in, some of it at a time. */
import type { Checked } from '../../hub/record-fields.js';
import { checkedOf, type Decoded, type Problem } from '../decoded.js';
import type { ReadSource } from '../read.js';

export interface Batch {
  records: readonly Checked[];
  problems: readonly Problem[];
}

/** A file that is read in batches. */
export interface ReadBatches extends Omit<ReadSource, 'items'> {
  /** To be read once. Throws what `items` throws. */
  batches: AsyncGenerator<Batch>;
}

/** Every record and problem a batch of its own. */
export async function* oneByOne(items: AsyncIterable<Decoded>): AsyncGenerator<Batch> {
  for await (const item of items)
    yield 'record' in item ? { records: [checkedOf(item)], problems: [] } : { records: [], problems: [item.problem] };
}
