/** Hubs in the interchange format: records → lines. */
import type { HubLibraryRecord } from '../../hub/record.js';
import { inOrder } from '../../hub/record-fields.js';
import { FORMAT, VERSION } from './format.js';

/** The records as lines of the interchange format, header first, each with its line end. The same records give the same bytes. */
export function* encodeInterchange(records: Iterable<HubLibraryRecord>): Generator<string> {
  yield `${JSON.stringify({ format: FORMAT, version: VERSION })}\n`;
  for (const record of records) yield `${JSON.stringify(inOrder(record))}\n`;
}
