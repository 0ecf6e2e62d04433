/** Louvain's method over ties that stand in arrays, by graphology's implementation. */
import louvainModule from 'graphology-communities-louvain';

/** Weighted ties between two papers each: place to place, no pair twice. */
export interface Ties {
  from: number[];
  to: number[];
  weight: number[];
}

// Its types speak of a module with a default, which it is not.
const louvain = louvainModule as unknown as (typeof louvainModule)['default'];
type Graph = Parameters<typeof louvain>[0];

/** What is left to chance follows from it. */
export const SEED = 20260101;

/** The communities of the papers that have ties, as numbers from 0 on; the same for the same ties. */
export function communitiesIn(ties: Ties, resolution: number): Map<number, number> {
  const found = louvain(graphOver(ties), { resolution, rng: seeded(SEED), getEdgeWeight: 'weight' });
  return new Map(Object.entries(found).map(([place, number]) => [Number(place), number]));
}

/** As much of graphology's Graph as Louvain's method reads: a real one takes several times as long to build as to read. */
function graphOver({ from, to, weight }: Ties): Graph {
  const degrees = new Map<number, number>();
  for (const place of [...from, ...to]) degrees.set(place, (degrees.get(place) ?? 0) + 1);
  const refuse = (): never => {
    throw new Error('this graph is read only');
  };
  const graph = {
    multi: false,
    type: 'undirected',
    order: degrees.size,
    size: from.length,
    selfLoopCount: 0,
    addUndirectedEdgeWithKey: refuse,
    dropNode: refuse,
    undirectedDegreeWithoutSelfLoops: (place: number) => degrees.get(place),
    forEachNode(visit: (place: number) => void) {
      for (const place of degrees.keys()) visit(place);
    },
    forEachEdge(visit: (tie: number, attributes: { weight: number }, from: number, to: number) => void) {
      from.forEach((place, i) => {
        visit(i, { weight: weight[i]! }, place, to[i]!);
      });
    },
  };
  return graph as unknown as Graph;
}

/** Numbers from 0 to 1, the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
