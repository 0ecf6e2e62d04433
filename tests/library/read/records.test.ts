/** A hub read out as the records that were imported. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord, ReviewRecord } from '../../../src/hub/record.js';
import { hubRecords } from '../../../src/library/read/records.js';
import { arxiv, cites, id, libraryOf, load, role, seeded, work } from '../support.js';

/** Everything a record can say, with what seldom occurs. */
const records: HubLibraryRecord[] = [
  work(1, {
    ids: ['doi:10.1000/hub', arxiv(1)],
    title: 'Hub',
    authors: [
      { name: 'CMS', group: true },
      { name: 'B. von C', family: 'von C', given: 'B.' },
    ],
    abstract: 'One.\n\nTwo.',
    citedBy: 0,
    retracted: true,
  }),
  work(2, {
    date: '2020-02-03',
    venue: 'V',
    kind: 'chapter',
    category: 'cs.CV',
    volume: '1',
    issue: '2',
    pages: '3',
    publisher: 'P',
    url: 'https://example.org',
    summary: 'S',
    retracted: false,
    authorSet: [{ name: 'A B' }, { name: 'C D' }],
    authorCount: 12,
    crossCategories: 'cs.AI, cs.LG',
  }),
  { type: 'work', ids: [arxiv(3)] },
  work(4),
  cites(
    2,
    1,
    [
      role('pith', '2023-01-01', 'other'),
      role('pith', '2024-01-01', 'method', 'odd'),
      role('human:x', '2024-01-01'),
      { axis: 'polarity', labels: ['support'], judge: 'pith', confidence: 0.25, at: '2024-01-01T10:00:00Z' },
    ],
    {
      places: 2,
      reference: 19,
      confidence: 0.98,
      influential: false,
      contexts: [{ text: 'Zeta.' }, { text: 'Alpha.', section: 'S', labels: ['method'] }],
    },
  ),
  cites(3, 1, undefined, { influential: true }),
  cites(4, 1),
  cites(4, 2, [role('semantic-scholar', '2024-01-01', 'background')]),
  cites(1, 4),
  // Outside of the hub, so not part of it:
  work(7),
  cites(7, 2),
  cites(2, 7),
  { type: 'review', work: arxiv(2), source: 'zeta', verdict: 'reject', argument: 'A.\n\nB.' },
  {
    type: 'review',
    work: arxiv(2),
    source: 'pith',
    verdict: 'accept',
    novelty: 7.5,
    confidence: 3,
    correctnessRisk: 'low',
    reviewedAt: '2024-01-01',
    model: 'm',
    unseen: { a: [1, 'x'] },
  } as ReviewRecord,
  { type: 'review', work: arxiv(2), source: 'pith', verdict: 'reject', reviewedAt: '2024-06-01', model: 'm' },
  {
    type: 'review',
    work: arxiv(2),
    source: 'pith',
    verdict: 'reject',
    reviewedAt: '2024-06-01',
    model: 'n',
    pith: 'P.',
  },
  // Of lists, which say something else than any of those.
  { type: 'review', work: arxiv(2), source: 'pith', verdict: 'conditional', novelty: 1 },
  {
    type: 'integrity',
    work: arxiv(2),
    source: 'pith',
    at: '2024-02-02',
    detectors: ['a', 'b'],
    findings: [
      { detector: 'a', finding: 'f', severity: 'critical', reference: 1 },
      { detector: 'b', finding: 'f', severity: 'advisory', basis: 'rescinded', note: 'N.' },
    ],
  },
  { type: 'integrity', work: arxiv(1), source: 'other', findings: [] },
  { type: 'claim', work: arxiv(1), kind: 'z', text: 'Z', claimId: 'q', number: 2 },
  { type: 'claim', work: arxiv(1), kind: 'a', text: 'A', source: 's', status: 't', attestation: 'u' },
  { type: 'claim', work: arxiv(3), kind: 'a', text: 'A' },
  {
    type: 'hub',
    work: arxiv(1),
    source: 'pith',
    at: '2024-01-01',
    total: 9,
    tier: 'hub',
    class: 'c',
    sentence: 's',
    headline: { label: 'background', percent: 76 },
    roles: [{ label: 'x', count: 1 }],
    polarities: [],
    coCited: [arxiv(50)],
    representative: [arxiv(2)],
  },
  {
    type: 'hub',
    work: arxiv(1),
    source: 'pith',
    at: '2024-01-01',
    view: [{ field: 'role', value: 'method' }],
    total: 9,
    counts: [
      { label: 'external', count: 7 },
      { label: 'paper_page', count: 60 },
    ],
    facets: { years: [{ label: '2024', count: 9 }] },
    lacked: [],
  },
  { type: 'hub', work: arxiv(1), source: 'pith', at: '2024-03-01', view: [], total: 12 },
  { type: 'hub', work: arxiv(1), source: 'other' },
];

const out = async (input: HubLibraryRecord[]): Promise<HubLibraryRecord[]> => {
  const lib = await libraryOf(input);
  return [...hubRecords(lib, id(lib, arxiv(1)))];
};

describe('a hub as records', () => {
  it('comes back the same, in the same order, from a library made of them', async () => {
    const first = await out(records);
    const second = await out(first);
    expect(second.map((record) => JSON.stringify(record))).toEqual(first.map((record) => JSON.stringify(record)));
  });

  it('has everything that was said of the hub, its citers and the citations among them, and nothing else', async () => {
    const got = await out(records);
    const byText = (list: HubLibraryRecord[]): string[] =>
      list.map((record) => JSON.stringify(sortKeys(record))).sort();
    const first = (ref: string): string => (ref === arxiv(1) ? 'doi:10.1000/hub' : ref);
    const expected = records
      .filter((record) => !JSON.stringify(record).includes(arxiv(7)))
      .map((record) => ({
        ...record,
        ...('work' in record && { work: first(record.work) }),
        ...('cited' in record && { cited: first(record.cited), citing: first(record.citing) }),
        ...('judgements' in record && {
          judgements: [...record.judgements!].sort(
            (a, b) =>
              (a.axis === b.axis ? 0 : a.axis === 'role' ? -1 : 1) ||
              (a.judge < b.judge ? -1 : a.judge > b.judge ? 1 : 0) ||
              (a.at < b.at ? -1 : 1),
          ),
        }),
      })) as HubLibraryRecord[];
    expect(byText(got)).toEqual(byText(expected));
  });

  it('does not depend on the order in which the records came', async () => {
    const random = seeded(11);
    const first = await out(records);
    for (let i = 0; i < 5; i += 1) {
      const shuffled = first
        .map((record) => ({ record, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ record }) => record);
      // Claims are a list: their order is theirs.
      const claims = first.filter((record) => record.type === 'claim');
      const mixed = shuffled.map((record) => (record.type === 'claim' ? claims.shift()! : record));
      // The names of the hub stand in the order its own record gives, whichever came first.
      expect((await out(mixed)).map((record) => JSON.stringify(record))).toEqual(
        first.map((record) => JSON.stringify(record)),
      );
    }
  });

  it('changes nothing in the library it came from', async () => {
    const lib = await libraryOf(records);
    const report = await load(lib, [...hubRecords(lib, id(lib, arxiv(1)))]);
    for (const tally of [
      report.works,
      report.citations,
      report.judgements,
      report.reviews,
      report.claims,
      report.hubs,
    ]) {
      expect(tally).toMatchObject({ added: 0, changed: 0 });
    }
    expect(report.problems).toEqual([]);
  });
});

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
