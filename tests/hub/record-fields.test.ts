/** Records from outside: what is kept of them, and what is not. */
import { expect, it } from 'vitest';
import type { CitationRecord } from '../../src/hub/record.js';
import { mendRecord } from '../../src/hub/record-fields.js';

const ofSentence = (polarities: unknown): unknown => {
  const record = {
    type: 'citation',
    citing: 'arxiv:2001.00001',
    cited: 'arxiv:2001.00002',
    contexts: [{ text: 'We count.', polarities }],
  };
  const mended = mendRecord(record, () => {});
  return (mended as CitationRecord).contexts![0]!.polarities;
};

it.each([
  ['an empty list is kept: somebody looked and found none', [], []],
  ['what is wrong in a list is left out', ['support', 7], ['support']],
  ['a list of which nothing was understood does not become an empty one', [7, {}], undefined],
])('%s', (_, polarities, kept) => {
  expect(ofSentence(polarities)).toEqual(kept);
});
