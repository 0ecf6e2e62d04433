/**
 * Schools: communities of a hub's citing papers by bibliographic coupling, found by Louvain's method (Blondel et al. 2008,
 * doi:10.1088/1742-5468/2008/10/P10008). The same papers with the same references always give the same schools.
 */
import { countWords } from '../../../hub/share.js';
import { type Columns, cachedIn, keptIn } from '../../derived/columns.js';
import type { References } from '../../derived/references.js';
import { partOf, type Steps } from '../../steps.js';
import {
  type Citers,
  citersOfEach,
  isEnough,
  type Neighbourhood,
  running,
  type Told,
  turned,
} from '../neighbourhood.js';
import { communitiesIn, SEED, seeded, type Ties } from './louvain.js';

/** Ties kept of each paper: those to the papers most similar to it. */
const NEAREST = 10;
/** Of more papers than this so many are looked at, chosen by chance; the others join the school whose works they cite most. */
const LOOKED_AT = 5000;
/** References that a larger part of the papers share, and more than so many, tell no school from another. */
const COMMON = 0.2;
const MANY = 100;
/** Communities of fewer papers are no school. */
const SMALLEST = 3;

/** For whoever looks at the numbers. */
export const SCHOOLS_RULE = `Schools are communities by Louvain's method over bibliographic coupling, each paper tied to the ${NEAREST} most similar to it (Salton's cosine of their references; the hub and what more than ${COMMON * 100}% of them and more than ${MANY} cite are not counted); those that hold together badly are split (Traag, Waltman & van Eck 2019), and fewer than ${SMALLEST} papers are no school. Of more than ${countWords(LOOKED_AT)} papers so many are looked at, and the others join the school whose works they cite most. Words: the most distinctive of the titles, by log-likelihood. The same papers always give the same schools.`;

export interface Schools {
  /** Of each paper, by place, the number of its school; 0: none. 1 is the largest school, then the next. */
  of: Uint16Array;
  /** Papers of each school, from 1 on; at 0 those of none. */
  sizes: number[];
}

/** The schools that were found before; null where nobody asked for them. */
export function knownSchools(columns: Columns): Schools | null {
  const known = columns.cache.get('schools') as Schools | undefined;
  // What is asked for is kept.
  return known === undefined ? null : cachedIn(columns, 'schools', () => known);
}

/** The schools of a hub. What is withheld and its base: see local citations. */
export function* schoolsOf(neighbourhood: Neighbourhood): Steps<Told<Schools>> {
  const { columns, base } = neighbourhood;
  if (!isEnough(base)) return { base, withheld: true };
  const schools = yield* keptIn(columns, 'schools', () => found(neighbourhood));
  return { base, withheld: false, ...schools };
}

function* found({ columns, references, known }: Neighbourhood): Steps<Schools> {
  const looked = columns.size > LOOKED_AT ? chosen(columns.size) : null;
  const ties = yield* partOf(strongestTies(telling(looked === null ? references : someOf(references, looked))), 0, 0.7);
  const whole = new Int32Array(columns.size);
  const { places, of } = yield* partOf(communitiesIn(ties, 1), 0.7, 0.8);
  places.forEach((place, i) => {
    whole[place] = of[i]! + 1;
  });
  let community = yield* badlyConnectedSplit(ties, whole);
  yield 0.9;
  if (looked !== null) {
    community = spread(community, looked);
    yield* partOf(joined(references, looked, known, community), 0.9, 1);
  }
  return numbered(community);
}

/** So many of the places as are looked at, rising: by chance, since papers may have come into the library in turns. */
function chosen(size: number): Int32Array {
  const next = seeded(SEED);
  const places = new Int32Array(LOOKED_AT);
  let taken = 0;
  for (let place = 0; place < size; place += 1) {
    if (next() * (size - place) >= LOOKED_AT - taken) continue;
    places[taken] = place;
    taken += 1;
  }
  return places;
}

/** The references of the papers at these places. */
function someOf({ works, starts, codes }: References, places: Int32Array): References {
  const begins = new Int32Array(places.length + 1);
  for (let i = 0; i < places.length; i += 1) begins[i + 1] = begins[i]! + starts[places[i]! + 1]! - starts[places[i]!]!;
  const kept = new Int32Array(begins[places.length]!);
  for (let i = 0; i < places.length; i += 1)
    kept.set(codes.subarray(starts[places[i]!], starts[places[i]! + 1]), begins[i]);
  return { works, starts: begins, codes: kept };
}

/** The references that do not stand in a large part of all papers: those tie everybody to everybody. */
function telling({ works, starts, codes }: References): References {
  const most = Math.max(MANY, (starts.length - 1) * COMMON);
  const citers = citersOfEach({ works, starts, codes });
  const kept = new Int32Array(codes.length);
  const begins = new Int32Array(starts.length);
  let used = 0;
  for (let place = 0; place < starts.length - 1; place += 1) {
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
      const code = codes[at]!;
      if (citers[code]! > most) continue;
      kept[used] = code;
      used += 1;
    }
    begins[place + 1] = used;
  }
  return { works, starts: begins, codes: kept.subarray(0, used) };
}

/** Puts the first numbers where the papers stand that someOf took. */
function spread(numbers: Int32Array, places: Int32Array): Int32Array {
  const wide = new Int32Array(numbers.length);
  places.forEach((place, i) => {
    wide[place] = numbers[i]!;
  });
  return wide;
}

/** Pairs of papers looked at between two steps, more or less. */
const AT_ONCE = 100_000;

/** The ties of each paper to the papers most similar to it (coupling.ts), none of them twice. */
function* strongestTies(references: References): Steps<Ties> {
  const size = references.starts.length - 1;
  const nearest = new Int32Array(size * NEAREST).fill(-1);
  const similarities = new Float64Array(size * NEAREST);
  const compare = comparer(references, yield* partOf(turned(references), 0, 0.1), nearest, similarities);
  let pairs = 0;
  for (let place = 0; place < size; place += 1) {
    pairs += compare(place);
    if (pairs < AT_ONCE) continue;
    pairs = 0;
    yield 0.1 + (0.9 * place) / size;
  }
  return tiesOf(nearest, similarities);
}

/**
 * What compares a paper with those after it that share references, and keeps for both the other where it is among the most
 * similar; it returns how much it looked at. Called for each paper: loops inside of steps are not optimized.
 */
function comparer(
  { starts, codes }: References,
  citers: Citers,
  nearest: Int32Array,
  similarities: Float64Array,
): (place: number) => number {
  // The papers after the one looked at: each pair is met once.
  const after = citers.starts.slice();
  const size = starts.length - 1;
  const parts = new Float64Array(size);
  for (let place = 0; place < size; place += 1) parts[place] = 1 / Math.sqrt(starts[place + 1]! - starts[place]!);
  const shared = new Uint32Array(size);
  const met = new Int32Array(size);
  const keep = (place: number, other: number, similarity: number): void => {
    const first = place * NEAREST;
    // Of equals the first in the library stays nearer, in whichever order they were met.
    let at = first + NEAREST - 1;
    if (similarity === similarities[at]! && other > nearest[at]!) return;
    while (
      at > first &&
      (similarity > similarities[at - 1]! || (similarity === similarities[at - 1]! && other < nearest[at - 1]!))
    ) {
      similarities[at] = similarities[at - 1]!;
      nearest[at] = nearest[at - 1]!;
      at -= 1;
    }
    nearest[at] = other;
    similarities[at] = similarity;
  };
  return (place) => {
    let count = 0;
    let looked = 0;
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
      const code = codes[at]!;
      after[code]! += 1;
      const end = citers.starts[code + 1]!;
      looked += end - after[code]!;
      for (let i = after[code]!; i < end; i += 1) {
        const other = citers.places[i]!;
        if (shared[other] === 0) {
          met[count] = other;
          count += 1;
        }
        shared[other]! += 1;
      }
    }
    for (let i = 0; i < count; i += 1) {
      const other = met[i]!;
      const similarity = shared[other]! * parts[place]! * parts[other]!;
      shared[other] = 0;
      if (similarity >= similarities[(place + 1) * NEAREST - 1]!) keep(place, other, similarity);
      if (similarity >= similarities[(other + 1) * NEAREST - 1]!) keep(other, place, similarity);
    }
    return looked;
  };
}

function tiesOf(nearest: Int32Array, similarities: Float64Array): Ties {
  const from = new Int32Array(nearest.length);
  const to = new Int32Array(nearest.length);
  const weight = new Float64Array(nearest.length);
  const isNearest = (place: number, other: number): boolean => {
    for (let at = place * NEAREST; at < (place + 1) * NEAREST; at += 1) if (nearest[at] === other) return true;
    return false;
  };
  let ties = 0;
  for (let at = 0; at < nearest.length; at += 1) {
    const place = Math.floor(at / NEAREST);
    const other = nearest[at]!;
    if (other < 0 || (other < place && isNearest(other, place))) continue;
    from[ties] = place;
    to[ties] = other;
    weight[ties] = similarities[at]!;
    ties += 1;
  }
  return { from: from.subarray(0, ties), to: to.subarray(0, ties), weight: weight.subarray(0, ties) };
}

/**
 * Louvain may leave communities that hardly hold together, even ones in two pieces (Traag, Waltman & van Eck 2019,
 * doi:10.1038/s41598-019-41695-z). As they test it, the method is run on each community by itself, its resolution scaled to the
 * community's part of all ties; one that falls apart is split.
 */
function* badlyConnectedSplit(ties: Ties, community: Int32Array): Steps<Int32Array> {
  const { from, to, weight } = ties;
  const communities = community.reduce((most, number) => Math.max(most, number), 0) + 1;
  const inside = new Uint32Array(communities);
  const weights = new Float64Array(communities);
  let whole = 0;
  for (let i = 0; i < from.length; i += 1) {
    whole += weight[i]!;
    const number = community[from[i]!]!;
    if (number !== community[to[i]!]) continue;
    inside[number]! += 1;
    weights[number]! += weight[i]!;
  }
  // The ties inside each community, one community after the other.
  const starts = running(inside);
  const next = starts.slice();
  const own: Ties = {
    from: new Int32Array(starts[communities]!),
    to: new Int32Array(starts[communities]!),
    weight: new Float64Array(starts[communities]!),
  };
  for (let i = 0; i < from.length; i += 1) {
    const number = community[from[i]!]!;
    if (number !== community[to[i]!]) continue;
    const at = next[number]!;
    next[number] = at + 1;
    own.from[at] = from[i]!;
    own.to[at] = to[i]!;
    own.weight[at] = weight[i]!;
  }
  const split = new Int32Array(community.length);
  let numbers = 0;
  for (let number = 0; number < communities; number += 1) {
    const [begin, end] = [starts[number]!, starts[number + 1]!];
    if (begin === end) continue;
    const ties = {
      from: own.from.subarray(begin, end),
      to: own.to.subarray(begin, end),
      weight: own.weight.subarray(begin, end),
    };
    const { places, of, count } = yield* partOf(communitiesIn(ties, weights[number]! / whole), 0.8, 0.9);
    places.forEach((place, i) => {
      split[place] = numbers + of[i]! + 1;
    });
    numbers += count;
  }
  return split;
}

/** Papers, and works, put into a community between two steps. */
const PUT_AT_ONCE = 4096;

/** Puts papers that were not looked at into the community whose works they cite most: a work is of the one whose papers cite it most. */
function* joined(references: References, looked: Int32Array, known: Uint8Array, community: Int32Array): Steps<void> {
  const communities = community.reduce((most, number) => Math.max(most, number), 0) + 1;
  const own = Int32Array.from(looked, (place) => community[place]!);
  const homes = yield* partOf(homesOf(someOf(references, looked), own, communities), 0, 0.3);
  const weights = new Float64Array(communities);
  for (let from = 0; from < known.length; from += PUT_AT_ONCE) {
    const to = Math.min(known.length, from + PUT_AT_ONCE);
    for (let place = from; place < to; place += 1)
      if (community[place] === 0 && known[place] === 1)
        community[place] = nearestHome(references, place, homes, weights);
    yield 0.3 + (0.7 * from) / known.length;
  }
}

/** Of each work the community of which the largest part cites it, and that part; 0: none. */
interface Homes {
  of: Int32Array;
  parts: Float64Array;
}

/** The community whose works a paper cites most. @param weights all 0, for use in between */
function nearestHome({ starts, codes }: References, place: number, homes: Homes, weights: Float64Array): number {
  const [from, to] = [starts[place]!, starts[place + 1]!];
  let best = 0;
  for (let at = from; at < to; at += 1) {
    const home = homes.of[codes[at]!]!;
    if (home === 0) continue;
    weights[home]! += homes.parts[codes[at]!]!;
    const isMore = best === 0 || weights[home]! > weights[best]!;
    if (isMore || (weights[home] === weights[best] && home < best)) best = home;
  }
  for (let at = from; at < to; at += 1) weights[homes.of[codes[at]!]!] = 0;
  return best;
}

/** @param community of each of the papers whose references these are */
function* homesOf(references: References, community: Int32Array, communities: number): Steps<Homes> {
  const sizes = new Uint32Array(communities);
  for (const number of community) sizes[number]! += 1;
  const citers = yield* partOf(turned(references), 0, 0.5);
  const works = references.works.length;
  const homes: Homes = { of: new Int32Array(works), parts: new Float64Array(works) };
  const counts = new Uint32Array(communities);
  const settle = (code: number): void => {
    const [from, to] = [citers.starts[code]!, citers.starts[code + 1]!];
    for (let at = from; at < to; at += 1) counts[community[citers.places[at]!]!]! += 1;
    for (let at = from; at < to; at += 1) {
      const number = community[citers.places[at]!]!;
      const part = counts[number]! / sizes[number]!;
      counts[number] = 0;
      if (number === 0 || sizes[number]! < SMALLEST || part <= homes.parts[code]!) continue;
      homes.of[code] = number;
      homes.parts[code] = part;
    }
  };
  for (let from = 0; from < works; from += PUT_AT_ONCE) {
    const to = Math.min(works, from + PUT_AT_ONCE);
    for (let code = from; code < to; code += 1) settle(code);
    yield 0.5 + (0.5 * from) / works;
  }
  return homes;
}

/** Communities that are large enough, the largest first; of equals the one with the first paper in the library. */
function numbered(community: Int32Array): Schools {
  const members = new Map<number, number>();
  for (const number of community) if (number > 0) members.set(number, (members.get(number) ?? 0) + 1);
  // A map is in the order in which its keys came, and sorting keeps that of equals.
  const kept = [...members].filter(([, size]) => size >= SMALLEST).sort((a, b) => b[1] - a[1]);
  const numbers = new Map(kept.map(([number], i) => [number, i + 1]));
  const of = Uint16Array.from(community, (number) => numbers.get(number) ?? 0);
  const sizes = kept.map(([, size]) => size);
  return { of, sizes: [of.length - sizes.reduce((all, size) => all + size, 0), ...sizes] };
}
