/**
 * How the citing papers of a hub stand among themselves: local citations (the local citation score of Garfield's HistCite) and
 * PageRank (Page et al. 1999) over the citations between them.
 */
import { type Columns, cachedIn, keptIn } from '../derived/columns.js';
import type { References } from '../derived/references.js';
import { finished, type Steps } from '../steps.js';
import { citersOfEach, isEnough, type Neighbourhood, running, type Told } from './neighbourhood.js';

/** Of each paper, by place, how many of the hub's other citing papers cite it. */
export function localCitations(neighbourhood: Neighbourhood): Told<{ counts: Uint32Array }> {
  const { columns, references, base } = neighbourhood;
  if (!isEnough(base)) return { base, withheld: true };
  const counts = cachedIn(columns, 'local citations', () => {
    const each = citersOfEach(references);
    const local = new Uint32Array(columns.size);
    placesOf(columns, references.works).forEach((place, code) => {
      if (place >= 0) local[place] = each[code]!;
    });
    return local;
  });
  return { base, withheld: false, counts };
}

/** The citations between the papers: where those of each begin among `places`, and one more at the end. */
interface LocalReferences {
  starts: Int32Array;
  places: Int32Array;
}

function localReferences({ columns, references }: Neighbourhood): LocalReferences {
  const placeFor = placesOf(columns, references.works);
  const { starts: all, codes } = references;
  const counts = new Uint32Array(columns.size);
  for (let place = 0; place < columns.size; place += 1)
    for (let at = all[place]!; at < all[place + 1]!; at += 1) if (placeFor[codes[at]!]! >= 0) counts[place]! += 1;
  const starts = running(counts);
  const places = new Int32Array(starts[columns.size]!);
  let next = 0;
  for (let at = 0; at < codes.length; at += 1) {
    const place = placeFor[codes[at]!]!;
    if (place < 0) continue;
    places[next] = place;
    next += 1;
  }
  return { starts, places };
}

/** The place of each work among the papers, or -1: both rise. */
function placesOf({ ids, size }: Pick<Columns, 'ids' | 'size'>, works: References['works']): Int32Array {
  const places = new Int32Array(works.length);
  let place = 0;
  for (let code = 0; code < works.length; code += 1) {
    while (place < size && ids[place]! < works[code]!) place += 1;
    places[code] = place < size && ids[place] === works[code] ? place : -1;
  }
  return places;
}

/** How likely a reader goes on to a reference instead of any paper of the hub. */
const DAMPING = 0.85;
/** Rounds at most, and the change in all ranks together below which no further is made. */
const MOST_ROUNDS = 100;
const SETTLED = 1e-9;

/** For whoever looks at the numbers. */
export const PAGE_RANK_RULE = `PageRank: over the citations among the citing papers, damping ${DAMPING}, until all ranks together change by less than ${SETTLED} or ${MOST_ROUNDS} rounds are done.`;

interface PageRank {
  /** Of each paper by place; 1 in all. */
  ranks: Float64Array;
  rounds: number;
}

/** PageRank over the citations among the papers; one without a reference among them leads anywhere. */
export const pageRank = (neighbourhood: Neighbourhood): Told<PageRank> => finished(pageRankIn(neighbourhood));

export function* pageRankIn(neighbourhood: Neighbourhood): Steps<Told<PageRank>> {
  const { columns, base } = neighbourhood;
  if (!isEnough(base)) return { base, withheld: true };
  const found = yield* keptIn(columns, 'PageRank', function* () {
    const local = localReferences(neighbourhood);
    let ranks = new Float64Array(columns.size).fill(1 / columns.size);
    let after = new Float64Array(columns.size);
    for (let rounds = 1; ; rounds += 1) {
      yield rounds / MOST_ROUNDS;
      const change = onceMore(local, ranks, after);
      [ranks, after] = [after, ranks];
      if (change < SETTLED || rounds === MOST_ROUNDS) return { ranks, rounds };
    }
  });
  return { base, withheld: false, ...found };
}

/** The ranks after one more round. @returns by how much all of them together changed */
function onceMore({ starts, places }: LocalReferences, ranks: Float64Array, after: Float64Array): number {
  const size = ranks.length;
  let loose = 0;
  after.fill(0);
  for (let place = 0; place < size; place += 1) {
    const from = starts[place]!;
    const to = starts[place + 1]!;
    if (from === to) loose += ranks[place]!;
    const part = ranks[place]! / (to - from);
    for (let at = from; at < to; at += 1) after[places[at]!]! += part;
  }
  let change = 0;
  for (let place = 0; place < size; place += 1) {
    after[place] = (1 - DAMPING + DAMPING * loose) / size + DAMPING * after[place]!;
    change += Math.abs(after[place]! - ranks[place]!);
  }
  return change;
}
