/** The claims ledger, and the sentences that may bear on claims by the phrases in them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { cuesIn } from '../../../src/hub/sentences/cue-phrases.js';
import { cueSentences, ledger } from '../../../src/library/graph/ledger.js';
import { idsOf, workWithId } from '../../../src/library/works/ids.js';
import { NO_REAL_DATA, realFile } from '../../sources/real-data.js';
import { arxiv, cites, dump, id, libraryOf, work } from '../support.js';

const judged = (n: number, ...labels: string[]): HubLibraryRecord =>
  cites(n, 0, [{ axis: 'polarity', labels, judge: 'human:Ada', at: '2026-01-02' }], {
    contexts: [{ text: `Sentence of ${n}.` }],
  });

const CLAIM: HubLibraryRecord = {
  type: 'claim',
  work: arxiv(0),
  kind: 'strongest_claim',
  text: 'Sheep can be counted.',
};
const HUB = [
  ...[0, 1, 2, 3, 4, 5].map((n) => work(n)),
  CLAIM,
  judged(1, 'support', 'use_method'),
  judged(2, 'contrast'),
  judged(3, 'background'),
  cites(4, 0, undefined, {
    contexts: [
      { text: 'It fails to count goats.', polarities: ['refute'] },
      { text: 'We cite it.', polarities: [] },
    ],
  }),
  cites(5, 0),
];

it('has the papers that bear on the claims under what they do to them, with sentence and judge', async () => {
  const lib = await libraryOf(HUB);
  const { base, claims, bearing } = ledger(lib, id(lib, arxiv(0)));
  expect(base).toEqual({ known: 4, of: 5 });
  expect(claims).toMatchObject([{ kind: 'strongest_claim', text: 'Sheep can be counted.', linked: [] }]);
  const said = { judge: 'human:Ada', at: '2026-01-02' };
  expect(bearing).toEqual({
    supports: [{ work: id(lib, arxiv(1)), polarities: ['support'], ...said, sentences: [{ text: 'Sentence of 1.' }] }],
    extends: [],
    contrasts: [
      { work: id(lib, arxiv(2)), polarities: ['contrast'], ...said, sentences: [{ text: 'Sentence of 2.' }] },
    ],
    refutes: [
      {
        work: id(lib, arxiv(4)),
        polarities: ['refute'],
        sentences: [{ text: 'It fails to count goats.', polarities: ['refute'] }],
      },
    ],
  });
});

it.each([
  ['Contrary to [3], it fails to converge.', 'contrast', ['Contrary to', 'fails to']],
  ['In contrast to the above, failing to', 'contrast', ['In contrast to', 'failing to']],
  ['They failed. Tools are too slow; unlikely.', 'contrast', ['too']],
  ['Our results confirm and re-\nproduce these, con-sistent with all.', 'support', ['confirm']],
  ['This is consistent-with and IN  AGREEMENT\nWITH it.', 'support', ['consistent-with', 'IN  AGREEMENT\nWITH']],
  ['Nothing.', 'support', []],
] as const)('marks the cues of %s', (sentence, kind, cues) => {
  expect(cuesIn(sentence, kind).map(({ start, end }) => sentence.slice(start, end))).toEqual(cues);
});

it('offers the sentences whose cues say most first, and none without', async () => {
  const lib = await libraryOf([
    ...[0, 1, 2, 3].map((n) => work(n)),
    cites(1, 0, undefined, { contexts: [{ text: 'However, it is nice.' }, { text: 'It is nice.' }] }),
    cites(2, 0, undefined, { contexts: [{ text: 'It fails to work, contrary to hopes.' }] }),
    cites(3, 0, undefined, { contexts: [{ text: 'It fails to work.' }] }),
  ]);
  const before = dump(lib);
  const { base, sentences } = cueSentences(lib, id(lib, arxiv(0)), 'contrast');
  expect(base).toEqual({ known: 3, of: 4 });
  expect(sentences.map(({ work: n, hits }) => [n, hits.length])).toEqual([
    [id(lib, arxiv(2)), 2],
    [id(lib, arxiv(3)), 1],
    [id(lib, arxiv(1)), 1],
  ]);
  expect(dump(lib)).toEqual(before);
});

interface Labelled {
  kind: 'cited' | 'citing';
  acl_id: string;
  title: string;
  contexts?: { text: string; sentiment: string }[];
}

describe.skipIf(NO_REAL_DATA)('the labelled hub J93-2003 (needs the recorded data)', () => {
  const rows = (): Labelled[] =>
    readFileSync(realFile('labelled-hub/hub_J93-2003.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Labelled);
  const idOf = ({ acl_id }: Labelled): string => `acl:${acl_id}`;
  const POLARITY: Record<string, string[]> = { negative: ['contrast'], positive: ['support'], neutral: [] };
  const records = (withLabels: boolean): HubLibraryRecord[] =>
    rows().flatMap((row): HubLibraryRecord[] => [
      { type: 'work', ids: [idOf(row)], title: row.title },
      ...(row.contexts === undefined
        ? []
        : [
            {
              type: 'citation' as const,
              citing: idOf(row),
              cited: 'acl:J93-2003',
              contexts: row.contexts.map(({ text, sentiment }) => ({
                text,
                ...(withLabels && { polarities: POLARITY[sentiment]! }),
              })),
            },
          ]),
    ]);

  it('lists the papers of the negative sentences under contrasting, with these sentences', async () => {
    const lib = await libraryOf(records(true));
    const { bearing } = ledger(lib, workWithId(lib, 'acl:J93-2003')!);
    const negative = (row: Labelled): string[] =>
      (row.contexts ?? []).filter(({ sentiment }) => sentiment === 'negative').map(({ text }) => text);
    const expected = rows().filter((row) => negative(row).length > 0);
    expect(new Set(bearing.contrasts.map(({ work: n }) => idsOf(lib, n)[0]))).toEqual(new Set(expected.map(idOf)));
    const found = bearing.contrasts.flatMap(({ sentences }) => sentences).length;
    // A sentence that a paper has twice is one; the file has 44.
    expect(found).toBe(new Set(expected.flatMap((row) => negative(row).map((text) => `${row.acl_id} ${text}`))).size);
    expect(found).toBeGreaterThan(40);
  });

  it('finds contrasts by cues far more often than chance would, without seeing a label', async () => {
    const lib = await libraryOf(records(false));
    const hub = workWithId(lib, 'acl:J93-2003')!;
    expect(ledger(lib, hub).bearing.contrasts).toEqual([]);
    const negative = new Set(
      rows().flatMap((row) =>
        (row.contexts ?? []).flatMap(({ text, sentiment }) =>
          sentiment === 'negative' ? [`${idOf(row)} ${text.slice(0, 40)}`] : [],
        ),
      ),
    );
    const { sentences, base } = cueSentences(lib, hub, 'contrast');
    const first = sentences.slice(0, 20);
    const hits = first.filter(({ work: n, text }) => negative.has(`${idsOf(lib, n)[0]} ${text.slice(0, 40)}`)).length;
    // The figures that data/README.md gives.
    expect([hits, negative.size, base.of]).toEqual([11, 44, 707]);
  });
});
