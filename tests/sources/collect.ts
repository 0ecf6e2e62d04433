/** Everything that a source yields, collected for a test. */
import type { HubLibraryRecord } from '../../src/hub/record.js';
import type { Decoded, Problem } from '../../src/sources/decoded.js';

export interface Collected {
  records: HubLibraryRecord[];
  problems: Problem[];
  /** The records of one type. */
  of<T extends HubLibraryRecord['type']>(type: T): Extract<HubLibraryRecord, { type: T }>[];
}

export async function collect(items: Iterable<Decoded> | AsyncIterable<Decoded>): Promise<Collected> {
  const records: HubLibraryRecord[] = [];
  const problems: Problem[] = [];
  for await (const item of items) {
    if ('record' in item) records.push(item.record);
    else problems.push(item.problem);
  }
  return {
    records,
    problems,
    of: <T extends HubLibraryRecord['type']>(type: T) =>
      records.filter((record): record is Extract<HubLibraryRecord, { type: T }> => record.type === type),
  };
}
