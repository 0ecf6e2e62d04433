/** Chains of citations between two works: all of the shortest. */
import { inVocabularyOrder, ROLES } from '../../hub/vocabulary.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import type { Steps } from '../steps.js';

export interface Paths {
  /** Citations from the one to the other; null where no chain was found. */
  length: number | null;
  /** All of the shortest chains there are; `chains` may be fewer. */
  total: number;
  /** Works from the citing to the cited end, each citing the next. */
  chains: WorkNumber[][];
  /** Works that were looked at; `cut`: the search was left there, with works still to look at. */
  looked: number;
  cut: boolean;
}

/** Longer chains say nothing, and the works looked at would be the whole library. */
const MOST_STEPS = 8;
const MOST_WORKS = 300_000;

/** One end of the search: how far each work is from it, and by way of which works. */
interface End {
  steps: number;
  edge: WorkNumber[];
  /** Of each work met, those one step nearer that it was reached from. */
  nearer: Map<WorkNumber, WorkNumber[]>;
  sql: string;
}

/**
 * The shortest chains in which `citing` cites a work that cites a work … that is `cited`, looked for from both ends at once.
 * @param most chains given
 */
export function* shortestPaths(lib: Library, citing: WorkNumber, cited: WorkNumber, most: number): Steps<Paths> {
  const from = end(citing, 'SELECT cited FROM citations WHERE citing = ? ORDER BY cited');
  const to = end(cited, 'SELECT citing FROM citations WHERE cited = ? ORDER BY citing');
  const looked = (): number => from.nearer.size + to.nearer.size;
  let met = citing === cited ? [citing] : [];
  while (met.length === 0 && from.edge.length > 0 && to.edge.length > 0) {
    if (from.steps + to.steps === MOST_STEPS || looked() > MOST_WORKS)
      return { length: null, total: 0, chains: [], looked: looked(), cut: true };
    const [near, far] = from.edge.length <= to.edge.length ? [from, to] : [to, from];
    yield* further(lib, near);
    met = near.edge.filter((work) => far.nearer.has(work));
    yield Math.min(1, looked() / MOST_WORKS);
  }
  const none = met.length === 0;
  const counts = [from, to].map(({ nearer }) => counting(nearer));
  return {
    length: none ? null : from.steps + to.steps,
    total: met.reduce((all, work) => all + counts[0]!(work) * counts[1]!(work), 0),
    chains: chainsThrough(met, from, to, most),
    looked: looked(),
    cut: false,
  };
}

/** The shortest chains from one work to another; where there is none, those the other way. */
export interface PathsBetween {
  /** The citing and the cited end of the chains. */
  ends: readonly [WorkNumber, WorkNumber];
  /** They lead from the second work to the first. */
  isTurned: boolean;
  found: Paths;
}

export function* pathsBetween(lib: Library, one: WorkNumber, other: WorkNumber, most: number): Steps<PathsBetween> {
  const there = yield* shortestPaths(lib, one, other, most);
  if (there.length !== null) return { ends: [one, other], isTurned: false, found: there };
  const back = yield* shortestPaths(lib, other, one, most);
  const found = { ...back, looked: there.looked + back.looked, cut: there.cut || back.cut };
  return { ends: [other, one], isTurned: true, found };
}

function end(work: WorkNumber, sql: string): End {
  return { steps: 0, edge: [work], nearer: new Map([[work, []]]), sql };
}

/** Works read between two yields. */
const AT_ONCE = 200;

/** Takes one end a step further: the works one step on that were not met before. */
function* further(lib: Library, end: End): Steps<void> {
  const next = new Map<WorkNumber, WorkNumber[]>();
  for (let at = 0; at < end.edge.length; at += AT_ONCE) {
    reading(lib, () => {
      const neighbours = lib.sql(end.sql).pluck();
      for (const work of end.edge.slice(at, at + AT_ONCE)) {
        for (const other of neighbours.all(work) as WorkNumber[]) {
          if (end.nearer.has(other)) continue;
          const by = next.get(other);
          if (by === undefined) next.set(other, [work]);
          else by.push(work);
        }
      }
    });
    yield 0;
  }
  for (const [work, by] of next) end.nearer.set(work, by);
  end.edge = [...next.keys()].sort((a, b) => a - b);
  end.steps += 1;
}

/** How many ways lead from a work to the end. */
function counting(nearer: ReadonlyMap<WorkNumber, readonly WorkNumber[]>): (work: WorkNumber) => number {
  const known = new Map<WorkNumber, number>();
  const count = (work: WorkNumber): number => {
    const by = nearer.get(work)!;
    const found = known.get(work) ?? (by.length === 0 ? 1 : by.reduce((all, other) => all + count(other), 0));
    known.set(work, found);
    return found;
  };
  return count;
}

function chainsThrough(met: readonly WorkNumber[], from: End, to: End, most: number): WorkNumber[][] {
  const chains: WorkNumber[][] = [];
  for (const work of met)
    for (const before of ways(from.nearer, work))
      for (const after of ways(to.nearer, work)) {
        if (chains.length === most) return chains;
        chains.push([...before.toReversed(), work, ...after]);
      }
  return chains;
}

/** The works on each way from a work to the end, the work itself left out. */
function* ways(nearer: ReadonlyMap<WorkNumber, readonly WorkNumber[]>, work: WorkNumber): Generator<WorkNumber[]> {
  const by = nearer.get(work)!;
  if (by.length === 0) yield [];
  for (const other of by) for (const rest of ways(nearer, other)) yield [other, ...rest];
}

export interface PathStep {
  citing: WorkNumber;
  cited: WorkNumber;
  roles: string[];
  /** The first sentence in which the one cites the other, where one is known. */
  sentence?: string;
}

/** The citations of a chain, with what is said of each. */
export function pathSteps(lib: Library, chain: readonly WorkNumber[]): PathStep[] {
  return reading(lib, () =>
    chain.slice(1).map((cited, i) => {
      const citing = chain[i]!;
      const roles = lib
        .sql('SELECT label FROM effective WHERE cited = ? AND citing = ? AND axis = 0')
        .pluck()
        .all(cited, citing) as string[];
      const sentence = lib
        .sql('SELECT text FROM contexts WHERE cited = ? AND citing = ? ORDER BY id LIMIT 1')
        .pluck()
        .get(cited, citing) as string | undefined;
      return { citing, cited, roles: inVocabularyOrder(roles, ROLES), ...(sentence !== undefined && { sentence }) };
    }),
  );
}
