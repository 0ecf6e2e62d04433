/**
 * Schools: communities of a hub's citing papers by bibliographic coupling, found by Louvain's method (Blondel et al. 2008,
 * doi:10.1088/1742-5468/2008/10/P10008). The same papers with the same references always give the same schools.
 */
import { type Columns, cachedIn } from '../../derived/columns.js';
import type { References } from '../../derived/references.js';
import { citersOfEach, isEnough, type Neighbourhood, type Told, turned } from '../neighbourhood.js';
import type { Steps } from '../steps.js';
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
export const SCHOOLS_RULE = `Schools are communities by Louvain's method over bibliographic coupling, each paper tied to the ${NEAREST} most similar to it (Salton's cosine of their references; the hub and what more than ${COMMON * 100}% of them and more than ${MANY} cite are not counted); those that hold together badly are split (Traag, Waltman & van Eck 2019), and fewer than ${SMALLEST} papers are no school. Of more than ${LOOKED_AT.toLocaleString('en-US')} papers so many are looked at, and the others join the school whose works they cite most. Words: the most distinctive of the titles, by log-likelihood. The same papers always give the same schools.`;

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
  const schools = knownSchools(columns) ?? (yield* found(neighbourhood));
  return { base, withheld: false, ...cachedIn(columns, 'schools', () => schools) };
}

function* found({ columns, references, known }: Neighbourhood): Steps<Schools> {
  const looked = columns.size > LOOKED_AT ? chosen(columns.size) : null;
  const ties = yield* strongestTies(telling(looked === null ? references : someOf(references, looked)));
  const whole = new Int32Array(columns.size);
  for (const [place, number] of communitiesIn(ties, 1)) whole[place] = number + 1;
  yield 0.8;
  let community = yield* badlyConnectedSplit(ties, whole);
  yield 0.9;
  if (looked !== null) {
    community = spread(community, looked);
    yield* joined(references, looked, known, community);
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
  const kept: number[] = [];
  const begins = [0];
  for (const place of places) {
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) kept.push(codes[at]!);
    begins.push(kept.length);
  }
  return { works, starts: Int32Array.from(begins), codes: Int32Array.from(kept) };
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

/** The ties of each paper to the papers most similar to it (coupling.ts), none of them twice. */
function* strongestTies(references: References): Steps<Ties> {
  const { starts, codes } = references;
  const citers = turned(references);
  // The papers after the one looked at: each pair is met once.
  const after = citers.starts.slice();
  const size = starts.length - 1;
  const parts = Float64Array.from({ length: size }, (_, place) => 1 / Math.sqrt(starts[place + 1]! - starts[place]!));
  const shared = new Uint32Array(size);
  const met = new Int32Array(size);
  const nearest = new Int32Array(size * NEAREST).fill(-1);
  const similarities = new Float64Array(size * NEAREST);
  const keep = (place: number, other: number, similarity: number): void => {
    const first = place * NEAREST;
    const end = first + NEAREST;
    // Of equals the first in the library stays nearer, in whichever order they were met.
    let at = end - 1;
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
  for (let place = 0; place < size; place += 1) {
    let count = 0;
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
      const code = codes[at]!;
      after[code]! += 1;
      for (let i = after[code]!; i < citers.starts[code + 1]!; i += 1) {
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
    if (place % 64 === 0) yield (0.7 * place) / size;
  }
  return tiesOf(nearest, similarities);
}

function tiesOf(nearest: Int32Array, similarities: Float64Array): Ties {
  const ties: Ties = { from: [], to: [], weight: [] };
  const isNearest = (place: number, other: number): boolean =>
    nearest.subarray(place * NEAREST, (place + 1) * NEAREST).includes(other);
  for (let at = 0; at < nearest.length; at += 1) {
    const place = Math.floor(at / NEAREST);
    const other = nearest[at]!;
    if (other < 0 || (other < place && isNearest(other, place))) continue;
    ties.from.push(place);
    ties.to.push(other);
    ties.weight.push(similarities[at]!);
  }
  return ties;
}

/**
 * Louvain may leave communities that hardly hold together, even ones in two pieces (Traag, Waltman & van Eck 2019,
 * doi:10.1038/s41598-019-41695-z). As they test it, the method is run on each community by itself, its resolution scaled to the
 * community's part of all ties; one that falls apart is split.
 */
function* badlyConnectedSplit(ties: Ties, community: Int32Array): Steps<Int32Array> {
  const inside = new Map<number, Ties>();
  let whole = 0;
  ties.from.forEach((from, i) => {
    whole += ties.weight[i]!;
    const number = community[from]!;
    if (number !== community[ties.to[i]!]) return;
    const own = inside.get(number) ?? { from: [], to: [], weight: [] };
    inside.set(number, own);
    own.from.push(from);
    own.to.push(ties.to[i]!);
    own.weight.push(ties.weight[i]!);
  });
  const split = new Int32Array(community.length);
  let numbers = 0;
  for (const own of inside.values()) {
    yield 0.85;
    const part = own.weight.reduce((all, weight) => all + weight, 0) / whole;
    const parts = communitiesIn(own, part);
    for (const [place, number] of parts) split[place] = numbers + number + 1;
    numbers += parts.size;
  }
  return split;
}

/** Puts papers that were not looked at into the community whose works they cite most: a work is of the one whose papers cite it most. */
function* joined(references: References, looked: Int32Array, known: Uint8Array, community: Int32Array): Steps<void> {
  const communities = community.reduce((most, number) => Math.max(most, number), 0) + 1;
  const sizes = new Uint32Array(communities);
  for (const place of looked) sizes[community[place]!]! += 1;
  const { homes, parts } = homesOf(someOf(references, looked), (i) => community[looked[i]!]!, sizes);
  const weights = new Float64Array(communities);
  for (let place = 0; place < known.length; place += 1) {
    if (place % 4096 === 0) yield 0.9 + (0.1 * place) / known.length;
    if (community[place] !== 0 || known[place] === 0) continue;
    const [from, to] = [references.starts[place]!, references.starts[place + 1]!];
    let best = 0;
    for (let at = from; at < to; at += 1) {
      const code = references.codes[at]!;
      const home = homes[code]!;
      if (home === 0) continue;
      weights[home]! += parts[code]!;
      const isMore = best === 0 || weights[home]! > weights[best]!;
      if (isMore || (weights[home] === weights[best] && home < best)) best = home;
    }
    for (let at = from; at < to; at += 1) weights[homes[references.codes[at]!]!] = 0;
    community[place] = best;
  }
}

/** Of each work the community of which the largest part cites it, and that part; 0: none. */
function homesOf(
  references: References,
  communityOf: (place: number) => number,
  sizes: Uint32Array,
): { homes: Int32Array; parts: Float64Array } {
  const citers = turned(references);
  const homes = new Int32Array(references.works.length);
  const parts = new Float64Array(references.works.length);
  const counts = new Uint32Array(sizes.length);
  for (let code = 0; code < homes.length; code += 1) {
    const own = citers.places.subarray(citers.starts[code], citers.starts[code + 1]);
    for (const place of own) counts[communityOf(place)]! += 1;
    for (const place of own) {
      const number = communityOf(place);
      const part = counts[number]! / sizes[number]!;
      counts[number] = 0;
      if (number === 0 || sizes[number]! < SMALLEST || part <= parts[code]!) continue;
      homes[code] = number;
      parts[code] = part;
    }
  }
  return { homes, parts };
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
