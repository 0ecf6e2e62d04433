/** What is computed around small made-up hubs, whose answers are known by hand. */
import { expect, it } from 'vitest';
import { coCitedWorks } from '../../../src/library/graph/co-cited.js';
import { coupledWith } from '../../../src/library/graph/coupling.js';
import { localCitations, pageRank } from '../../../src/library/graph/local.js';
import { neighbourhoodOf } from '../../../src/library/graph/neighbourhood.js';
import { schoolsOf } from '../../../src/library/graph/schools.js';
import { finished, inSlices, type Steps } from '../../../src/library/graph/steps.js';
import { arxiv, cites, id, libraryOf, load, work } from '../support.js';

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
  // 12,000 papers: every third is looked at.
  const records = Array.from({ length: 12_000 }, (_, i) => {
    const group = i % 4;
    return [cites(1000 + i, 0), ...[0, 1, 2].map((n) => cites(1000 + i, 10 + group * 10 + ((i >> 2) % 5) + n))];
  }).flat();
  const lib = await libraryOf(records);
  const around = neighbourhoodOf(lib, id(lib, arxiv(0)));
  const told = finished(schoolsOf(around));
  if (told.withheld) throw new Error('they are known');
  // Papers of one group share works with each other and with no other group.
  const groups = new Map<number, Set<number>>();
  for (let i = 0; i < 12_000; i += 1) {
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
