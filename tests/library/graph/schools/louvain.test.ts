/** Louvain's method in steps against graphology's own, which does all at once. */
import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { expect, it } from 'vitest';
import { communitiesIn, SEED, seeded, type Ties } from '../../../../src/library/graph/schools/louvain.js';
import { finished } from '../../../../src/library/steps.js';

// Its types speak of a module with a default, which it is not.
const louvain = louvainModule as unknown as (typeof louvainModule)['default'];

/** Papers in so many groups, each tied to a few others, mostly of its own group; every third place has no tie. */
function madeUp(papers: number, groups: number, seed: number): Ties {
  const random = seeded(seed);
  const any = (below: number): number => Math.floor(random() * below);
  const ties = new Map<string, [number, number, number]>();
  for (let paper = 0; paper < papers; paper += 1) {
    for (let tie = 0; tie < 6; tie += 1) {
      const group = random() < 0.7 ? paper % groups : any(groups);
      const other = any(Math.floor(papers / groups)) * groups + group;
      const [from, to] = [Math.min(paper, other), Math.max(paper, other)];
      if (from !== to) ties.set(`${from} ${to}`, [from * 3, to * 3, 0.01 + random()]);
    }
  }
  const all = [...ties.values()];
  return {
    from: Int32Array.from(all, ([from]) => from),
    to: Int32Array.from(all, ([, to]) => to),
    weight: Float64Array.from(all, ([, , weight]) => weight),
  };
}

function atOnce({ from, to, weight }: Ties, resolution: number): Map<number, number> {
  const graph = new UndirectedGraph<object, { weight: number }>();
  for (const ends of [from, to]) for (const place of ends) graph.mergeNode(String(place));
  from.forEach((place, i) => {
    graph.addEdge(String(place), String(to[i]!), { weight: weight[i]! });
  });
  const found = louvain(graph, { resolution, rng: seeded(SEED), getEdgeWeight: 'weight' });
  return new Map(Object.entries(found).map(([place, number]) => [Number(place), number]));
}

it('finds the communities that graphology finds', () => {
  for (const [papers, groups, resolution] of [
    [12, 2, 1],
    [90, 4, 1],
    [300, 7, 0.3],
    [300, 7, 2.5],
    [3000, 20, 1],
  ] as const) {
    const ties = madeUp(papers, groups, papers);
    const { places, of, count } = finished(communitiesIn(ties, resolution));
    const found = new Map(Array.from(places, (place, i) => [place, of[i]!]));
    const theirs = atOnce(ties, resolution);
    expect(found.size).toBe(theirs.size);
    for (const [place, number] of theirs) expect(found.get(place)).toBe(number);
    expect(count).toBe(new Set(theirs.values()).size);
  }
});
