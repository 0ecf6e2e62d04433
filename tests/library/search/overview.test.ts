/** The overview of a hub. */
import { describe, expect, it } from 'vitest';
import type { HubLibraryRecord } from '../../../src/hub/record.js';
import { hubHead, listHubs } from '../../../src/library/read/hubs.js';
import { overview } from '../../../src/library/search/overview.js';
import { arxiv, cites, id, libraryOf, role, work } from '../support.js';

const page: HubLibraryRecord[] = [
  work(1, { title: 'The hub', abstract: 'What it is about.', authors: [{ name: 'A' }] }),
  ...[2, 3, 4, 5, 6].map((n) => work(n, { ...(n < 6 && { date: `${2000 + 2 * n}` }) })),
  cites(2, 1, [role('semantic-scholar', '2024-01-01', 'method', 'background')]),
  cites(3, 1, [
    role('semantic-scholar', '2024-01-01', 'background'),
    { axis: 'polarity', labels: ['support'], judge: 'pith', at: '2024-01-01' },
  ]),
  cites(4, 1, [role('semantic-scholar', '2024-01-01')]),
  cites(5, 1),
  cites(6, 1),
  // Works cited by papers of the hub: 10 by three, 11 by two, 12 by one; 13 only by another.
  ...[2, 3, 4].map((n) => cites(n, 10)),
  ...[2, 3].map((n) => cites(n, 11)),
  cites(2, 12),
  cites(20, 13),
  cites(3, 2),
  { type: 'claim', work: arxiv(1), kind: 'abstract', text: 'A claim.' },
  { type: 'review', work: arxiv(4), source: 'pith', novelty: 9 },
];
const printed: HubLibraryRecord[] = [
  { type: 'hub', work: arxiv(1), source: 'pith', at: '2025-01-01', total: 100, tier: 'hub', class: 'Mixed citations' },
  {
    type: 'hub',
    work: arxiv(1),
    source: 'pith',
    at: '2026-01-01',
    total: 117,
    tier: 'super hub',
    sentence: '76% of citing Pith papers cite this work as background.',
    headline: { label: 'background', percent: 76 },
    roles: [{ label: 'background', count: 22 }],
    representative: [arxiv(5), arxiv(999), arxiv(2)],
  },
  { type: 'hub', work: arxiv(1), source: 'elsewhere', at: '2027-01-01', total: 5000 },
];

describe('the overview of a hub', () => {
  it('counts labels with their coverage; an empty set is no label', async () => {
    const lib = await libraryOf(page);
    const { roles, polarities } = overview(lib, id(lib, arxiv(1)));
    expect(roles).toEqual({
      counts: [
        { label: 'background', count: 2 },
        { label: 'method', count: 1 },
      ],
      classified: 2,
      of: 5,
    });
    expect(polarities).toEqual({ counts: [{ label: 'support', count: 1 }], classified: 1, of: 5 });
  });

  it('counts roles that were computed apart, as long as nobody else has said one', async () => {
    const computed = role('computed:learn-1@2026-11-29', '2026-11-29', 'method');
    const lib = await libraryOf([...page, cites(3, 1, [computed]), cites(5, 1, [computed])]);
    const { roles, computedRoles } = overview(lib, id(lib, arxiv(1)));
    expect(roles).toMatchObject({ classified: 2, of: 5 });
    expect(roles.counts).toContainEqual({ label: 'method', count: 1 });
    expect(computedRoles).toEqual({ counts: [{ label: 'method', count: 1 }], classified: 1, of: 5 });
  });

  it('lists works cited together with the hub by the papers they share', async () => {
    const lib = await libraryOf(page);
    const { coCited } = overview(lib, id(lib, arxiv(1)));
    expect(coCited.map(({ id: ref, shared }) => [ref, shared])).toEqual([
      [arxiv(10), 3],
      [arxiv(11), 2],
      [arxiv(2), 1],
      [arxiv(12), 1],
    ]);
  });

  it('shows what was printed as printed, the newest of the site itself first, and computes nothing into it', async () => {
    const lib = await libraryOf([...page, ...printed]);
    const { head, printed: records } = overview(lib, id(lib, arxiv(1)));
    expect(head).toMatchObject({
      title: 'The hub',
      tier: 'super hub',
      class: 'Mixed citations',
      sentence: '76% of citing Pith papers cite this work as background.',
      headline: { label: 'background', percent: 76 },
      total: 117,
      citing: 5,
      classified: 2,
    });
    expect(records.map((record) => [record.source, record.at, record.total])).toEqual([
      ['pith', '2026-01-01', 117],
      ['pith', '2025-01-01', 100],
      ['elsewhere', '2027-01-01', 5000],
    ]);
    expect(records[0]!.roles).toEqual([{ label: 'background', count: 22 }]);
  });

  it('shows the printed representative papers in their order where they are here', async () => {
    const lib = await libraryOf([...page, ...printed]);
    expect(overview(lib, id(lib, arxiv(1))).representative.map(({ id: ref }) => ref)).toEqual([arxiv(5), arxiv(2)]);
  });

  it('else the most novel, then those that others of them cite, then the newest', async () => {
    const lib = await libraryOf(page);
    expect(overview(lib, id(lib, arxiv(1))).representative.map(({ id: ref }) => ref)).toEqual(
      [4, 2, 5, 3, 6].map(arxiv),
    );
  });

  it('counts papers per year, the empty years between and the undated told', async () => {
    const lib = await libraryOf(page);
    const { perYear, undated } = overview(lib, id(lib, arxiv(1)));
    expect(perYear.map(({ year, count }) => `${year}:${count}`)).toEqual([
      '2004:1',
      '2005:0',
      '2006:1',
      '2007:0',
      '2008:1',
      '2009:0',
      '2010:1',
    ]);
    expect(undated).toBe(1);
  });

  it('a stray date does not make thousands of years', async () => {
    const lib = await libraryOf([work(1, { date: '0001' }), work(2, { date: '9999' }), cites(1, 3), cites(2, 3)]);
    expect(overview(lib, id(lib, arxiv(3))).perYear).toEqual([
      { year: 1, count: 1 },
      { year: 9999, count: 1 },
    ]);
  });

  it('of a work nobody cites is empty, not wrong', async () => {
    const lib = await libraryOf([work(1)]);
    expect(overview(lib, id(lib, arxiv(1)))).toMatchObject({
      roles: { counts: [], classified: 0, of: 0 },
      coCited: [],
      representative: [],
      perYear: [],
      undated: 0,
      claims: [],
      printed: [],
    });
  });
});

describe('the list of hubs', () => {
  it('has what sources call a hub first, then works with ten citers, the most cited first', async () => {
    const lib = await libraryOf([
      ...Array.from({ length: 12 }, (_, i) => cites(100 + i, 1)),
      ...Array.from({ length: 10 }, (_, i) => cites(100 + i, 2)),
      ...Array.from({ length: 9 }, (_, i) => cites(100 + i, 3)),
      cites(100, 4),
      { type: 'hub', work: arxiv(4), source: 'pith', total: 240, tier: 'hub' },
    ]);
    const hubs = listHubs(lib);
    expect(hubs.map(({ id: ref, citing, total }) => [ref, citing, total])).toEqual([
      [arxiv(4), 1, 240],
      [arxiv(1), 12, undefined],
      [arxiv(2), 10, undefined],
    ]);
    expect(hubs[0]!.importedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(hubHead(lib, id(lib, arxiv(4)))).toEqual(hubs[0]);
  });
});
