/** Records of Pith saved as JSON, whole or cut. */
import type { HubLibraryRecord } from '../../../hub/record.js';
import { listWords } from '../../../text/list-words.js';
import { WHOLE_BYTES } from '../../bounds.js';
import { problem, SourceError } from '../../decoded.js';
import { wholeText } from '../../input.js';
import { cutAt, jsonOfCutFile } from '../../json.js';
import type { Source } from '../../source.js';
import { kindOf } from './kinds.js';

/** What records of a type are called where none of them were extracted. */
const CALLED: Partial<Record<HubLibraryRecord['type'], string>> = {
  review: 'review',
  claim: 'claims',
  citation: 'references',
  integrity: 'check of its references',
};

export const pithRecords: Source = {
  id: 'pith',
  recognise(head) {
    if (!/^\s*\{/u.test(head)) return undefined;
    try {
      return kindOf(jsonOfCutFile(head, ''))?.words;
    } catch (error) {
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  },
  async *decode(input, { cited, at, reading }) {
    const root = jsonOfCutFile(await wholeText(input, WHOLE_BYTES, true), input.name);
    const kind = kindOf(root);
    if (kind === undefined) throw new SourceError(`${input.name} begins like a record of Pith, and is none.`);
    const found = new Set<HubLibraryRecord['type']>();
    for (const item of kind.decode(root, { cited, at })) {
      if ('record' in item) found.add(item.record.type);
      yield item;
    }
    const lacked = (kind.holds ?? []).filter((type) => !found.has(type)).flatMap((type) => CALLED[type] ?? []);
    if (lacked.length > 0) reading?.notes.push(`it holds no ${listWords(lacked, 'or')}.`);
    const end = cutAt(root);
    if (end !== undefined) yield problem(end, 'the record is cut off here, and what stood behind is missing');
  },
};
