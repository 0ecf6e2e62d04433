/** Records from outside: what is kept of them, and what is not. */
import { describe, expect, it } from 'vitest';
import type { CitationRecord, HubLibraryRecord } from '../../src/hub/record.js';
import { checkedRecord, FieldError, mendRecord, readRecord } from '../../src/hub/record-fields.js';
import { type Chance, chanceOf, pick } from '../bench/random.js';
import { FILES } from '../fuzz/samples.js';

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

describe('a record that was read', () => {
  const lines = FILES.find(({ form }) => form === 'interchange')!
    .content.split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const ODD = [
    '\x1b[31mred',
    'e\u0301'.repeat(12),
    '  a\r\nb  ',
    '\ud800',
    'NONE',
    ' Use  Method ',
    'n/a',
    '-',
    'Émilie',
    '_',
  ];
  /** The record with one of its texts, numbers or lists otherwise. */
  function changed(chance: Chance, value: unknown): unknown {
    if (Array.isArray(value)) {
      const entries = value.map((entry) => (chance() < 0.7 ? changed(chance, entry) : entry));
      return chance() < 0.2 ? [...entries, ...entries] : chance() < 0.05 ? [] : entries;
    }
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          key === 'type' || chance() < 0.5 ? inner : changed(chance, inner),
        ]),
      );
    if (typeof value === 'number') return pick(chance, [0, 1, 1e9, 0.5, value]);
    if (typeof value !== 'string' || chance() < 0.4) return value;
    return chance() < 0.5 ? pick(chance, ODD) : `${value}${pick(chance, ODD)}`;
  }

  it('needs no second check, which would find nothing wrong and change nothing', () => {
    const chance = chanceOf(20261130);
    let [read, otherwise] = [0, 0];
    for (let round = 0; round < 4000; round += 1) {
      const given = changed(chance, JSON.parse(pick(chance, lines)));
      let record: HubLibraryRecord;
      try {
        record = readRecord(given, () => {});
      } catch (error) {
        expect(error).toBeInstanceOf(FieldError);
        continue;
      }
      read += 1;
      if (JSON.stringify(record) !== JSON.stringify(given)) otherwise += 1;
      expect(checkedRecord(record)).toEqual({ record, wrong: [], wrongCount: 0 });
      // It goes from thread to thread as JSON.
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    }
    expect(read).toBeGreaterThan(1000);
    expect(otherwise).toBeGreaterThan(200);
  });
});

it('of a record with a great deal wrong some is said, and how much it is', () => {
  const contexts = Array.from({ length: 5000 }, () => ({ text: 7 }));
  const { record, wrong, wrongCount } = checkedRecord({
    type: 'citation',
    citing: 'arxiv:2001.00001',
    cited: 'arxiv:2001.00002',
    contexts,
  });
  expect(record).toEqual({ type: 'citation', citing: 'arxiv:2001.00001', cited: 'arxiv:2001.00002' });
  expect(wrongCount).toBe(5000);
  expect(wrong).toHaveLength(1000);
});
