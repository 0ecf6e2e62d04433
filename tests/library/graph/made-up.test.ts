/** What is computed around small made-up hubs, whose answers are known by hand. */
import { expect, it } from 'vitest';
import { citingAuthors, selfCitations } from '../../../src/library/graph/authors/authors.js';
import { burstsIn } from '../../../src/library/graph/bursts.js';
import { coCitedWorks } from '../../../src/library/graph/co-cited.js';
import { compared } from '../../../src/library/graph/compare.js';
import { coupledWith } from '../../../src/library/graph/coupling.js';
import { localCitations, pageRank } from '../../../src/library/graph/local.js';
import { neighbourhoodOf } from '../../../src/library/graph/neighbourhood.js';
import { pathSteps, shortestPaths } from '../../../src/library/graph/paths.js';
import { representativeIn } from '../../../src/library/graph/representative.js';
import { schoolsOf } from '../../../src/library/graph/schools/schools.js';
import { suggestedHubs } from '../../../src/library/graph/suggested.js';
import { timeline, timelineRule } from '../../../src/library/graph/time.js';
import { finished, inSlices, type Steps } from '../../../src/library/steps.js';
import { arxiv, cites, id, libraryOf, load, role, seeded, work } from '../support.js';

/** Hub 0 with papers 1 to 4. 1, 2 cite 10 and 11; 3 cites 10; 4 cites nothing else; 5 cites 10 and not the hub; 2 cites 1. */
const SMALL = [
  ...[0, 1, 2, 3, 4, 5, 10, 11].map((n) => work(n)),
  ...[1, 2, 3, 4].map((n) => cites(n, 0)),
  ...[1, 2, 3, 5].map((n) => cites(n, 10)),
  ...[1, 2].map((n) => cites(n, 11)),
  cites(2, 1),
];

it('tells for how many papers references are known', async () => {
  const lib = await libraryOf(SMALL);
  expect(neighbourhoodOf(lib, id(lib, arxiv(0))).base).toEqual({ known: 3, of: 4 });
});

it('does not take a paper found in the lists of two hubs for one whose references are known', async () => {
  const hubs = [0, 10].map((n) => ({ type: 'hub' as const, work: arxiv(n), source: 'test', total: 9 }));
  const lib = await libraryOf([...SMALL, ...hubs]);
  // Paper 3 cites the hubs 0 and 10 only.
  expect(neighbourhoodOf(lib, id(lib, arxiv(0))).base).toEqual({ known: 2, of: 4 });
});

it('orders co-cited works by shared papers or by association strength', async () => {
  const lib = await libraryOf(SMALL);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const told = (order: 'shared' | 'strength', min: number): unknown[] =>
    coCitedWorks(lib, around, order, min)
      .slice(0, 9)
      .map(({ work: n, shared, citers, share, strength }) => [n, shared, citers, share, strength]);
  const [ten, eleven, one] = [10, 11, 1].map((n) => id(lib, arxiv(n)));
  expect(told('shared', 1)).toEqual([
    [ten, 3, 4, 1, 3 / 16],
    [eleven, 2, 2, 2 / 3, 1 / 4],
    [one, 1, 1, 1 / 3, 1 / 4],
  ]);
  expect(told('strength', 2)).toEqual([
    [eleven, 2, 2, 2 / 3, 1 / 4],
    [ten, 3, 4, 1, 3 / 16],
  ]);
  expect(coCitedWorks(lib, around, 'shared', 4).total).toBe(0);
});

it('withholds the strength of ties where hardly anybody but the citing papers is known to cite the works', async () => {
  const lib = await libraryOf(SMALL);
  const fame = (hub: number): unknown =>
    coCitedWorks(lib, neighbourhoodOf(lib, id(lib, arxiv(hub))), 'strength').fame();
  // Of the seven citations of 10, 11 and 1 that by 5.
  expect(fame(0)).toEqual({ base: { known: 1, of: 7 }, withheld: false });
  const alone = await libraryOf(SMALL.filter((record) => record.type !== 'citation' || record.citing !== arxiv(5)));
  const around = neighbourhoodOf(alone, id(alone, arxiv(0)));
  expect(coCitedWorks(alone, around, 'strength').fame()).toEqual({ base: { known: 0, of: 6 }, withheld: true });
});

it('suggests what no source listed and few papers cite besides those of the hub', async () => {
  const others = Array.from({ length: 10 }, (_, at) => 20 + at);
  const lib = await libraryOf([
    ...SMALL,
    work(12),
    cites(3, 11),
    ...[1, 2].map((n) => cites(n, 12)),
    ...others.flatMap((n) => [work(n), cites(n, 11), ...(n > 20 ? [cites(n, 10)] : [])]),
    { type: 'hub', work: arxiv(12), source: 'test', total: 9 },
  ]);
  const { works, total } = suggestedHubs(lib, neighbourhoodOf(lib, id(lib, arxiv(0))), null, 9);
  // 11 has ten other citing papers, 12 was listed; 10 has ten, too: 5 and nine of those.
  expect(works.map(({ work: n }) => n)).toEqual([]);
  expect(total).toBe(0);
  const small = await libraryOf([...SMALL, ...others.slice(0, 9).flatMap((n) => [work(n), cites(n, 11)])]);
  const found = suggestedHubs(small, neighbourhoodOf(small, id(small, arxiv(0))), null, 9);
  expect(found.works).toEqual([
    { work: id(small, arxiv(10)), shared: 3 },
    { work: id(small, arxiv(11)), shared: 2 },
  ]);
});

it('takes in what another program or a later import adds', async () => {
  const lib = await libraryOf(SMALL);
  const hub = id(lib, arxiv(0));
  expect(coCitedWorks(lib, neighbourhoodOf(lib, hub), 'shared').slice(0, 1)[0]!.shared).toBe(3);
  await load(lib, [cites(4, 10)]);
  expect(coCitedWorks(lib, neighbourhoodOf(lib, hub), 'shared').slice(0, 1)[0]!.shared).toBe(4);
  lib.db.prepare('DELETE FROM citations WHERE citing = ? AND cited = ?').run(id(lib, arxiv(4)), id(lib, arxiv(10)));
  lib.cache.clear();
  expect(coCitedWorks(lib, neighbourhoodOf(lib, hub), 'shared').slice(0, 1)[0]!.shared).toBe(3);
});

it('couples by shared references over the geometric mean of both numbers', async () => {
  const lib = await libraryOf(SMALL);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const place = (n: number): number => around.columns.ids.indexOf(id(lib, arxiv(n)));
  const { references, papers } = coupledWith(around, place(2));
  expect(references).toBe(3);
  expect(papers).toEqual([
    { place: place(1), shared: 2, similarity: 2 / Math.sqrt(6) },
    { place: place(3), shared: 1, similarity: 1 / Math.sqrt(3) },
  ]);
  expect(coupledWith(around, place(4))).toMatchObject({ references: 0, papers: [] });
});

it('tells local citations and PageRank, and withholds them where few references are known', async () => {
  const lib = await libraryOf(SMALL);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const places = [1, 2, 3, 4].map((n) => around.columns.ids.indexOf(id(lib, arxiv(n))));
  const local = localCitations(around);
  if (local.withheld) throw new Error('it is known');
  expect(places.map((place) => local.counts[place])).toEqual([1, 0, 0, 0]);
  const rank = pageRank(around);
  if (rank.withheld) throw new Error('it is known');
  // One link, 2 → 1: 1 has what every paper has, and 0.85 of the rank of 2 besides.
  const [one, two, three, four] = places.map((place) => rank.ranks[place]!);
  expect(two).toBeCloseTo(three!, 9);
  expect(three).toBeCloseTo(four!, 9);
  expect(one).toBeCloseTo(1.85 * two!, 8);
  expect(one! + two! + three! + four!).toBeCloseTo(1, 9);

  const bare = await libraryOf([
    ...[0, 1, 2, 3].map((n) => work(n)),
    ...[1, 2, 3].map((n) => cites(n, 0)),
    cites(1, 9),
  ]);
  const little = neighbourhoodOf(bare, id(bare, arxiv(0)));
  const base = { known: 1, of: 3 };
  expect(localCitations(little)).toEqual({ base, withheld: true });
  expect(pageRank(little)).toEqual({ base, withheld: true });
  expect(finished(schoolsOf(little))).toEqual({ base, withheld: true });
});

/** Papers `from` to `to` that all cite a few works of their own. */
const school = (from: number, to: number, works: number[]) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((n) => [
    work(n),
    cites(n, 0),
    ...works.map((other) => cites(n, other)),
  ]);

it('finds the communities of papers that share references, the largest first, and leaves out those that share none', async () => {
  const lib = await libraryOf([
    work(0),
    ...school(1, 6, [100, 101, 102]),
    ...school(11, 18, [200, 201, 202]),
    work(30),
    cites(30, 0),
    cites(30, 300),
    // One that stands between, and does not bring the two together.
    ...school(20, 20, [100, 200, 201]),
  ]);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const told = finished(schoolsOf(around));
  if (told.withheld) throw new Error('they are known');
  const of = (n: number): number => told.of[around.columns.ids.indexOf(id(lib, arxiv(n)))]!;
  expect([11, 12, 13, 14, 15, 16, 17, 18, 20].map(of)).toEqual(Array(9).fill(1));
  expect([1, 2, 3, 4, 5, 6].map(of)).toEqual(Array(6).fill(2));
  expect(of(30)).toBe(0);
  expect(told.sizes).toEqual([1, 9, 6]);
});

it('lets papers that were not looked at join the school they share most with', async () => {
  // 6,000 papers: not all of them are looked at.
  const records = Array.from({ length: 6000 }, (_, i) => {
    const group = i % 4;
    return [cites(1000 + i, 0), ...[0, 1].map((n) => cites(1000 + i, 10 + group * 10 + ((i >> 2) % 3) + n))];
  }).flat();
  const lib = await libraryOf(records);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const told = finished(schoolsOf(around));
  if (told.withheld) throw new Error('they are known');
  // Papers of one group share works with each other and with no other group.
  const groups = new Map<number, Set<number>>();
  for (let i = 0; i < 6000; i += 1) {
    const number = told.of[around.columns.ids.indexOf(id(lib, arxiv(1000 + i)))]!;
    groups.set(number, (groups.get(number) ?? new Set()).add(i % 4));
  }
  expect(groups.has(0)).toBe(false);
  expect([...groups.values()].every((set) => set.size === 1)).toBe(true);
});

it('leaves a long computation between two slices when told to', async () => {
  function* endless(): Steps<never> {
    for (;;) yield 0.5;
  }
  const stop = new AbortController();
  const seen: number[] = [];
  const run = inSlices(endless(), stop.signal, (done) => {
    seen.push(done);
    if (seen.length === 3) stop.abort(new Error('left'));
  });
  await expect(run).rejects.toThrow('left');
  expect(seen.length).toBe(3);
});

it('draws months where dates tell them and the span is short, and counts a paper for each of its labels', async () => {
  const lib = await libraryOf([
    work(0, { date: '2020-02' }),
    work(1, { date: '2020-01-31' }),
    work(2, { date: '2020-03-02' }),
    work(3, { date: '2020-05' }),
    work(4),
    cites(1, 0, [role('human', '2026-01-01', 'method', 'background')]),
    cites(2, 0, [role('human', '2026-01-01', 'method')]),
    cites(3, 0),
    cites(4, 0),
  ]);
  const hub = id(lib, arxiv(0));
  expect(timeline(lib, hub, 'role')).toEqual({
    unit: 'month',
    base: { known: 3, of: 4 },
    labels: ['background', 'method', 'none'],
    periods: [
      { from: '2020-01', papers: 1, counts: [1, 1, 0] },
      { from: '2020-02', papers: 0, counts: [0, 0, 0] },
      { from: '2020-03', papers: 1, counts: [0, 1, 0] },
      { from: '2020-04', papers: 0, counts: [0, 0, 0] },
      { from: '2020-05', papers: 1, counts: [0, 0, 1] },
    ],
    figures: {
      first: '2020-01-31',
      last: '2020-05',
      halfBy: '2020-03-02',
      most: { year: 2020, papers: 3 },
      halfLife: null,
      lastTwelveMonths: 3,
      beforeHub: 1,
      bursts: [],
    },
  });
  const among = neighbourhoodOf(lib, hub).columns.ids.map((work) => Number(work !== id(lib, arxiv(3))));
  expect(timeline(lib, hub, 'verdict', Uint8Array.from(among))).toMatchObject({
    base: { known: 2, of: 3 },
    labels: ['none'],
    periods: [{ papers: 1 }, { papers: 0 }, { papers: 1 }],
  });
});

it('draws years where dates are years, tells half-lives of whole years, and no figure where nothing is dated', async () => {
  const perYear = [1, 8, 5, 4, 9, 3, 2];
  let n = 0;
  const papers = perYear.flatMap((count, i) =>
    Array.from({ length: count }, () => {
      n += 1;
      return [work(n, { date: String(2010 + i) }), cites(n, 0)];
    }).flat(),
  );
  const lib = await libraryOf([work(0, { date: '2011' }), ...papers]);
  const found = timeline(lib, id(lib, arxiv(0)), 'role');
  expect(found.periods.map(({ papers }) => papers)).toEqual(perYear);
  // 9 in 2014; 3 in 2015 is at most half. The most cited year is the first of equals, the last year not whole.
  expect(found.figures).toMatchObject({
    most: { year: 2014, papers: 9 },
    halfLife: 1,
    halfBy: '2013',
    lastTwelveMonths: null,
    beforeHub: 1,
    bursts: [],
  });
  const bare = await libraryOf([work(0), work(1), cites(1, 0)]);
  expect(timeline(bare, id(bare, arxiv(0)), 'role')).toEqual({
    unit: 'year',
    base: { known: 0, of: 1 },
    labels: [],
    periods: [],
    figures: null,
  });
});

it('finds the bursts that make the months cheapest, of all ways to part them', () => {
  const next = seeded(7);
  for (let round = 0; round < 60; round += 1) {
    const counts = Array.from({ length: 9 }, () => Math.floor(next() * next() * 30));
    const rate = counts.reduce((all, papers) => all + papers, 0) / counts.length;
    if (rate === 0) continue;
    const costOf = (states: number): number => {
      let cost = 0;
      let before = 0;
      counts.forEach((papers, month) => {
        const state = (states >> month) & 1;
        const own = state === 1 ? 2 * rate : rate;
        cost += own - papers * Math.log(own) + (state > before ? Math.log(counts.length) : 0);
        before = state;
      });
      return cost;
    };
    const all = Array.from({ length: 2 ** counts.length }, (_, states) => costOf(states));
    const found = burstsIn({ first: 0, counts });
    const states = found.reduce((bits, { from, to }) => {
      for (let month = from; month <= to; month += 1) bits |= 1 << month;
      return bits;
    }, 0);
    expect(costOf(states)).toBeCloseTo(Math.min(...all), 9);
    for (const { from, to, papers } of found)
      expect(papers).toBe(counts.slice(from, to + 1).reduce((sum, count) => sum + count, 0));
  }
});

it('takes names for one author by their full form, whichever part stands first', async () => {
  const lib = await libraryOf([
    work(0, { authors: [{ name: 'Ada Shepherd' }, { name: 'Ørsted, Bo', family: 'Ørsted', given: 'Bo' }] }),
    work(1, { authors: [{ name: 'Shepherd, Ada' }] }),
    work(2, { authors: [{ name: 'A. Shepherd' }, { name: 'Bo Orsted' }] }),
    work(3, { authors: [{ name: 'C. Wolf' }, { name: 'ADA SHEPHERD' }, { name: 'D. Ram' }] }),
    work(4),
    work(5, { authorSet: [{ name: 'C. Wolf' }, { name: 'Bo Ørsted' }] }),
    ...[1, 2, 3, 4, 5].map((n) => cites(n, 0)),
  ]);
  const hub = id(lib, arxiv(0));
  expect(citingAuthors(lib, hub, null, 3)).toEqual({
    base: { known: 4, of: 5 },
    total: 5,
    authors: [
      { name: 'Shepherd, Ada', papers: 2 },
      { name: 'Bo Orsted', papers: 2 },
      { name: 'C. Wolf', papers: 2 },
    ],
  });
  const { ids } = neighbourhoodOf(lib, hub).columns;
  const self = (which: 'any' | 'first' | 'last'): unknown[] =>
    Array.from(selfCitations(lib, hub, which).places, (place) => ids[place]);
  expect(self('any')).toEqual([1, 2, 3, 5].map((n) => id(lib, arxiv(n))));
  expect(self('first')).toEqual([id(lib, arxiv(1))]);
  expect(self('last')).toEqual([id(lib, arxiv(2))]);
  // Of a hub whose authors nobody gave nothing is known.
  expect(selfCitations(lib, id(lib, arxiv(4)), 'any')).toMatchObject({ base: { known: 0, of: 0 } });
});

it('tells of each step of a chain in which roles and in which words', async () => {
  const lib = await libraryOf([
    cites(1, 2, [role('human', '2026-01-01', 'method')], { contexts: [{ text: 'We follow [2].' }] }),
    cites(2, 3),
  ]);
  const [one, two, three] = [1, 2, 3].map((n) => id(lib, arxiv(n)));
  const found = finished(shortestPaths(lib, one!, three!, 9));
  expect(found).toMatchObject({ length: 2, total: 1, chains: [[one, two, three]], cut: false });
  expect(pathSteps(lib, found.chains[0]!)).toEqual([
    { citing: one, cited: two, roles: ['method'], sentence: 'We follow [2].' },
    { citing: two, cited: three, roles: [] },
  ]);
  expect(finished(shortestPaths(lib, three!, one!, 9))).toMatchObject({ length: null, total: 0, chains: [] });
  expect(finished(shortestPaths(lib, one!, one!, 9))).toMatchObject({ length: 0, total: 1, chains: [[one]] });
});

it('stops looking for chains of more than eight citations and says so', async () => {
  const lib = await libraryOf(Array.from({ length: 12 }, (_, n) => cites(n, n + 1)));
  const path = (to: number): unknown => finished(shortestPaths(lib, id(lib, arxiv(0)), id(lib, arxiv(to)), 9));
  expect(path(8)).toMatchObject({ length: 8, total: 1, cut: false });
  expect(path(9)).toMatchObject({ length: null, cut: true });
});

it('compares two hubs, with the roles of each part for each hub', async () => {
  const lib = await libraryOf([
    cites(10, 0, [role('human', '2026-01-01', 'method')]),
    cites(11, 0),
    cites(11, 1, [role('human', '2026-01-01', 'dataset')]),
    cites(12, 1),
    ...[0, 1].map((n) => ({ type: 'hub' as const, work: arxiv(n), source: 'test' })),
  ]);
  const [a, b, ten, eleven, twelve] = [0, 1, 10, 11, 12].map((n) => id(lib, arxiv(n)));
  const none = { counts: [], classified: 0, of: 1, computed: 0 };
  expect(compared(lib, [a!, b!])).toEqual([
    {
      hubs: [a],
      works: [ten],
      roles: [{ counts: [{ label: 'method', count: 1 }], classified: 1, of: 1, computed: 0 }],
      bound: 'exact',
      unlisted: [],
    },
    { hubs: [b], works: [twelve], roles: [none], bound: 'exact', unlisted: [] },
    {
      hubs: [a, b],
      works: [eleven],
      roles: [none, { counts: [{ label: 'dataset', count: 1 }], classified: 1, of: 1, computed: 0 }],
      bound: 'exact',
      unlisted: [],
    },
  ]);
});

it('compares exactly only where somebody listed who cites the hubs', async () => {
  const parts = async (listed: number[], citations: [number, number][]): Promise<unknown[]> => {
    const lib = await libraryOf([
      ...[0, 1].map((n) => work(n)),
      ...citations.map(([citing, hub]) => cites(citing, hub)),
      ...listed.map((n) => ({ type: 'hub' as const, work: arxiv(n), source: 'test' })),
    ]);
    const hubs = [0, 1].map((n) => id(lib, arxiv(n)));
    return compared(lib, hubs).map(({ works, bound, unlisted }) => [
      works.length,
      bound,
      unlisted.map((hub) => hubs.indexOf(hub)).join(),
    ]);
  };
  const each: [number, number][] = [
    [10, 0],
    [11, 0],
    [11, 1],
    [12, 1],
  ];
  expect(await parts([0, 1], each)).toEqual([
    [1, 'exact', ''],
    [1, 'exact', ''],
    [1, 'exact', ''],
  ]);
  expect(await parts([0], each)).toEqual([
    [1, 'at most', '1'],
    [1, 'at least', '1'],
    [1, 'at least', '1'],
  ]);
  expect(await parts([], each)).toEqual([
    [1, 'not known', '0,1'],
    [1, 'not known', '1,0'],
    [1, 'at least', '0,1'],
  ]);
  expect(await parts([0], [[10, 0]])).toEqual([
    [1, 'at most', '1'],
    [0, 'not known', '1'],
    [0, 'not known', '1'],
  ]);
  // Of at most none there are none.
  expect(
    (
      await parts(
        [0],
        [
          [11, 0],
          [11, 1],
        ],
      )
    )[0],
  ).toEqual([0, 'exact', '']);
});

it('has rules of a timeline for what is in it only', async () => {
  const rule = async (...labels: string[]): Promise<string> => {
    const lib = await libraryOf([
      ...[0, 1].map((n) => work(n, { date: '2001-02-03' })),
      cites(1, 0, [role('human', '2026-01-01', ...labels)]),
    ]);
    return timelineRule(timeline(lib, id(lib, arxiv(0)), 'role'));
  };
  expect(await rule('method')).toMatch(/^Half-life of interest: [^.]*\.$/u);
  expect(await rule('method', 'background')).toMatch(/^A paper with several labels counts for each\. Half-life/u);
  const undated = await libraryOf([work(0), cites(1, 0)]);
  expect(timelineRule({ ...timeline(undated, id(undated, arxiv(0)), 'role'), figures: null })).toBe('');
});

it('has one representative paper of every role before a second, the best first', async () => {
  const judged = (n: number, ...labels: string[]) =>
    cites(n, 0, [role('human', '2026-01-01', ...labels)], n === 12 ? { influential: true } : {});
  const lib = await libraryOf([
    ...[1, 2, 3, 4, 5, 6].map((n) => work(n, { citedBy: 100 - n })),
    ...[1, 2, 3, 4].map((n) => judged(n, 'background')),
    judged(5, 'method', 'background'),
    work(10, { citedBy: 1 }),
    judged(10, 'dataset'),
    cites(6, 0),
    work(12, { citedBy: 2 }),
    judged(12, 'background'),
    work(11, { date: '2020' }),
    judged(11, 'background'),
    { type: 'review', work: arxiv(11), source: 'pith', novelty: 8 },
  ]);
  const { columns } = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const chosen = (most: number): unknown => finished(representativeIn(lib, columns, most));
  const works = (...numbers: number[]): number[] => numbers.map((n) => id(lib, arxiv(n)));
  // 11 is the most novel, 12 influential; 5, 6 and 10 are the first of method, of none and of dataset.
  expect(chosen(1)).toEqual(works(11));
  expect(chosen(4)).toEqual(works(11, 5, 6, 10));
  expect(chosen(6)).toEqual(works(11, 12, 1, 5, 6, 10));
  expect(chosen(99)).toEqual(works(11, 12, 1, 2, 3, 4, 5, 6, 10));
});

it('reads the references of arrays that an earlier version stored without them', async () => {
  const lib = await libraryOf(
    Array.from({ length: 520 }, (_, n) => [
      cites(n + 1, 0),
      cites(n + 1, 600 + (n % 7)),
      cites(n + 1, 700 + (n % 3)),
    ]).flat(),
  );
  const hub = id(lib, arxiv(0));
  const stored = neighbourhoodOf(lib, hub).references;
  expect(lib.db.prepare("SELECT outline ->> '$.references.codes' FROM hub_columns").pluck().get()).toBe(1040);
  lib.db.exec("UPDATE hub_columns SET outline = json_remove(outline, '$.references')");
  lib.cache.clear();
  expect(neighbourhoodOf(lib, hub).references).toEqual(stored);
  expect(stored.codes.length).toBe(1040);
});
