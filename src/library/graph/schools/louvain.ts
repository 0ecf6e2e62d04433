/**
 * Louvain's method over ties that stand in arrays: the network and what moves cost are graphology's; the walk over the papers is
 * the same as in graphology-communities-louvain, but in steps.
 */
import louvainIndex from 'graphology-indices/louvain.js';
import queueModule from 'mnemonist/sparse-queue-set.js';
import type { Steps } from '../../steps.js';

// Its types speak of a module with a default, which it is not.
const SparseQueueSet = queueModule as unknown as (typeof queueModule)['default'];

/** Weighted ties between two papers each: place to place, no pair twice. */
export interface Ties {
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

/** What is left to chance follows from it. */
export const SEED = 20260101;

/** As much of graphology's index as it does not say in its types. */
interface Index {
  C: number;
  U: number;
  starts: Uint32Array;
  neighborhood: Uint32Array;
  weights: Float64Array;
  belongings: Uint32Array;
  mapping: Uint32Array;
  fastDelta(paper: number, degree: number, tied: number, community: number): number;
  fastDeltaWithOwnCommunity(paper: number, degree: number, tied: number, community: number): number;
  isolate(paper: number, degree: number): number;
  move(paper: number, degree: number, community: number): void;
  zoomOut(): void;
}

export interface Communities {
  /** Papers that have ties. */
  places: Int32Array;
  /** The number of the community of each of them, from 0 on. */
  of: Uint32Array;
  count: number;
}

/** The communities of the papers that have ties; the same for the same ties. */
export function* communitiesIn(ties: Ties, resolution: number): Steps<Communities> {
  const { places, graph } = graphOver(ties);
  const Index = louvainIndex.UndirectedLouvainIndex as unknown as new (
    graph: unknown,
    options: { getEdgeWeight: 'weight'; resolution: number },
  ) => Index;
  const index = new Index(graph, { getEdgeWeight: 'weight', resolution });
  yield 0;
  const walk = walkOver(index);
  const random = seeded(SEED);
  while (yield* walk(Math.floor(random() * index.C))) {
    index.zoomOut();
    yield 0;
  }
  return { places, of: index.mapping, count: index.C };
}

/** Two gains as good as equal. */
const EPSILON = 1e-10;
/** Papers moved or left between two steps. */
const AT_ONCE = 500;

/** Moves each paper to the community of those it gains most by, until none gains; whether any was moved. */
function walkOver(index: Index): (first: number) => Steps<boolean> {
  const queue = new SparseQueueSet(index.C);
  const move = mover(index, (neighbour) => queue.enqueue(neighbour));
  return function* (first) {
    const size = index.C;
    for (let i = 0; i < size; i += 1) queue.enqueue((first + i) % size);
    let isMoved = false;
    for (let looked = 1; queue.size > 0; looked += 1) {
      if (move(queue.dequeue()!)) isMoved = true;
      if (looked % AT_ONCE === 0) yield 0;
    }
    return isMoved;
  };
}

/**
 * What moves a paper to the community it gains most by, and tells which of its neighbours may want to move now; whether it was
 * moved. Called for each paper: loops inside of steps are not optimized.
 */
function mover(index: Index, stirred: (neighbour: number) => void): (paper: number) => boolean {
  const { starts, neighborhood, weights, belongings } = index;
  // Ties of the paper looked at to each community, and which of them it has any to, in the order in which they were met.
  const tied = new Float64Array(index.C);
  const met = new Int32Array(index.C);
  const best = (paper: number, degree: number, communities: number): number => {
    const own = belongings[paper]!;
    let bestGain = index.fastDeltaWithOwnCommunity(paper, degree, tied[own]!, own);
    let found = own;
    for (let i = 0; i < communities; i += 1) {
      const other = met[i]!;
      if (other === own) continue;
      const gain = index.fastDelta(paper, degree, tied[other]!, other);
      const isBetter = Math.abs(gain - bestGain) < EPSILON ? found !== own && other > found : gain > bestGain;
      if (!isBetter) continue;
      bestGain = gain;
      found = other;
    }
    // Alone it would be better off than where it is.
    return bestGain < 0 ? -1 : found;
  };
  return (paper) => {
    const [begin, end] = [starts[paper]!, starts[paper + 1]!];
    let degree = 0;
    let communities = 0;
    for (let at = begin; at < end; at += 1) {
      const community = belongings[neighborhood[at]!]!;
      if (tied[community] === 0) {
        met[communities] = community;
        communities += 1;
      }
      tied[community]! += weights[at]!;
      degree += weights[at]!;
    }
    const own = belongings[paper]!;
    let to = best(paper, degree, communities);
    for (let i = 0; i < communities; i += 1) tied[met[i]!] = 0;
    if (to < 0) to = index.isolate(paper, degree);
    else if (to !== own) index.move(paper, degree, to);
    if (to === own) return false;
    for (let at = begin; at < end; at += 1) if (belongings[neighborhood[at]!] !== to) stirred(neighborhood[at]!);
    return true;
  };
}

/** As much of graphology's Graph as its index reads: a real one takes several times as long to build as to read. */
function graphOver({ from, to, weight }: Ties): { places: Int32Array; graph: object } {
  const { length } = from;
  let last = 0;
  for (let i = 0; i < length; i += 1) last = Math.max(last, from[i]!, to[i]!);
  const degrees = new Int32Array(last + 1);
  const nodeOf = new Int32Array(last + 1);
  const places = new Int32Array(last + 1);
  let nodes = 0;
  for (let i = 0; i < 2 * length; i += 1) {
    const place = i < length ? from[i]! : to[i - length]!;
    if (degrees[place] === 0) {
      nodeOf[place] = nodes;
      places[nodes] = place;
      nodes += 1;
    }
    degrees[place]! += 1;
  }
  const graph = {
    order: nodes,
    size: length,
    selfLoopCount: 0,
    undirectedDegreeWithoutSelfLoops: (node: number) => degrees[places[node]!],
    forEachNode(visit: (node: number) => void) {
      for (let node = 0; node < nodes; node += 1) visit(node);
    },
    forEachEdge(visit: (tie: number, attributes: { weight: number }, from: number, to: number) => void) {
      const attributes = { weight: 0 };
      for (let i = 0; i < length; i += 1) {
        attributes.weight = weight[i]!;
        visit(i, attributes, nodeOf[from[i]!]!, nodeOf[to[i]!]!);
      }
    },
  };
  return { places: places.subarray(0, nodes), graph };
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
