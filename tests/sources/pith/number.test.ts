/** Pith Numbers and their check. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fetchPithNumber, isPithNumber } from '../../../src/sources/pith/number.js';
import { withServer } from '../replay/fetching.js';
import { numbered, PITH_NUMBER_RECORD } from '../replay/pith.js';

describe('a Pith Number', () => {
  it('is whole with 26 characters, with its year or without', () => {
    const whole = 'S644O7FLM6W7PE5FHLZRWB7SYS';
    expect([`pith:2026:${whole}`, `pith:${whole}`].map(isPithNumber)).toEqual([true, true]);
    expect(['pith:S644O7FL', `arxiv:2101.00001`].map(isPithNumber)).toEqual([false, false]);
  });

  it('is the first 130 bits of the checksum of its record, whatever the order of keys, in any script', async () => {
    // Written as Python does, which the rule describes: keys sorted, no spaces, UTF-8 kept, 7.0 as it is.
    const text = '{"a":[1,{"b":null,"c":true}],"score":7.0,"title":"Schäfchen 羊 \\"x\\" 🐑","z":1e-07,"é":"é"}';
    const digest = createHash('sha256').update(text).digest();
    const bits = BigInt(`0x${digest.toString('hex')}`) >> 126n;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const number = Array.from({ length: 26 }, (_, at) => letters[Number((bits >> BigInt(5 * (25 - at))) & 31n)]).join(
      '',
    );
    const shuffled =
      '{"é": "é", "z":1e-07, "title":"Sch\\u00e4fchen 羊 \\"x\\" 🐑", "score":7.0, "a":[1,{"c":true,"b":null}]}';
    const body = `{"record_type":"pith_number_record","pith_number":"pith:2026:${number}","source":{"kind":"arxiv","id":"2101.00001","version":2},"paper":{"title":"Counting Sheep at Scale","primary_cat":"cs.CV","submitted_at":"2021-01-02T03:04:05Z"},"canonical_record":${shuffled}}`;
    await withServer(
      () => ({ headers: { 'content-type': 'application/json' }, body }),
      async ({ client, server }) => {
        expect(await fetchPithNumber(client, `pith:${number}`)).toEqual([
          {
            type: 'work',
            ids: ['arxiv:2101.00001', `pith:2026:${number}`],
            title: 'Counting Sheep at Scale',
            category: 'cs.CV',
            date: '2021-01-02',
          },
        ]);
        expect(server.asked[0]!.url).toBe(`/pith/${number}.json`);
      },
    );
  });

  it.each([
    [
      'that was changed',
      { canonical_record: { ...PITH_NUMBER_RECORD, id: '2101.00002' } },
      /has another checksum than that number/u,
    ],
    [
      'that names no source known here',
      { source: { kind: 'blog', id: 'x' } },
      /names no source with an identifier known here/u,
    ],
    ['of another kind', { record_type: 'other' }, /something else than the record of pith:2026:/u],
    ['without what is checked', { canonical_record: 'text' }, /something else than the record of pith:2026:/u],
  ])('is not believed with a record %s', async (_, more, words) => {
    const { number, record } = numbered();
    await withServer(
      () => ({ body: { ...record, ...more } }),
      async ({ client }) => {
        await expect(fetchPithNumber(client, `pith:2026:${number}`)).rejects.toThrow(words);
      },
    );
  });
});
