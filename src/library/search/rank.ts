/** The order of relevance: which papers fit the searched words best. */
import { type Columns, cachedIn, keptIn } from '../derived/columns.js';
import { type Order, placesOf } from '../derived/orders.js';
import { foldText } from '../derived/tokens.js';
import type { Library } from '../library.js';
import { finished, pacing, type Steps } from '../steps.js';
import { distancesTo } from './likeness.js';
import { countOf, type Mask } from './masks.js';
import { type Text, type Typos, textMask, VALUES } from './text-search.js';

/** How many of the best fuse.js looks at: it costs some 60 µs each. */
const LOOKED_AT = 50;
/** What fuse.js reads of a title and of the authors. */
const READ = { title: 200, authors: 100 } as const;
/** The best that are found without ordering all. */
const FIRST = 512;
/** So many papers are all put in order. */
const FEW = 4 * FIRST;

/** The order of age. */
export const NEWEST: Order = { key: 'date', descending: true };

/** Places in an order that is worked out as far as it is asked for. */
export interface Ordering {
  /** Places from position `from` to before `to`. */
  slice(from: number, to: number): Int32Array;
  /** The position of a place that is in the order. */
  position(place: number): number;
}

/** What a search found. */
export interface Found {
  /** What it is cached under. */
  name: string;
  terms: readonly Text[];
  /** null: all papers */
  mask: Mask | null;
  total: number;
  typos: Typos;
  /** The papers that have the words as written; null: all do. */
  exact: Mask | null;
}

/**
 * The marked papers by relevance, best first: those that have the words as written before those that have them only with
 * typing errors, then by where, how well and how rarely the words match, then the newest; of the first LOOKED_AT fuse.js
 * says how near their titles and authors are to what was typed. Deterministic.
 */
export function byRelevance(lib: Library, columns: Columns, found: Found): Ordering {
  const { terms, mask, total, exact } = found;
  const { size } = columns;
  const age = columns.age();
  const { of: scoreOf } = scoring(lib, columns, found);

  let order: Int32Array | undefined;
  let first: Int32Array;
  if (total <= FEW) {
    const places = new Int32Array(total);
    const scores = new Map<number, number>();
    for (let i = 0, at = 0; i < size; i += 1) {
      if (mask !== null && mask[i] === 0) continue;
      places[at] = i;
      scores.set(i, scoreOf(i));
      at += 1;
    }
    order = places.sort((a, b) => scores.get(b)! - scores.get(a)! || age[a]! - age[b]! || a - b);
    first = order;
  } else first = finished(bestIn(lib, columns, found)).slice();

  const looked = Array.from(first.subarray(0, LOOKED_AT));
  const distance = distances(lib, columns, looked, terms);
  const isExact = (place: number): number => (exact === null || exact[place] !== 0 ? 0 : 1);
  const before = new Map(looked.map((place, i) => [place, i]));
  looked.sort(
    (a, b) => isExact(a) - isExact(b) || distance.get(a)! - distance.get(b)! || before.get(a)! - before.get(b)!,
  );
  first.set(looked);

  const whole = (): Int32Array => {
    if (order === undefined) {
      order = inFull(size, total, mask, scoreOf, age);
      order.set(looked);
    }
    return order;
  };
  return {
    slice: (from, to) => (to <= first.length ? first : whole()).subarray(from, to),
    position(place) {
      const at = first.indexOf(place);
      return at >= 0 ? at : whole().indexOf(place);
    },
  };
}

/** Works out in steps what byRelevance then has. */
export function* relevanceIn(lib: Library, columns: Columns, found: Found): Steps<void> {
  if (found.total > FEW) yield* bestIn(lib, columns, found);
}

function bestIn(lib: Library, columns: Columns, found: Found): Steps<Int32Array> {
  return keptIn(columns, `best ${found.name}`, function* () {
    const age = columns.age();
    yield 0;
    const newest = columns.order(NEWEST);
    yield 0;
    const scores = scoring(lib, columns, found);
    yield 0;
    return yield* best(columns.size, found.mask, scores, age, newest);
  });
}

/** How much each place is worth. */
interface Scores {
  of(place: number): number;
  /** The masks of the words: the larger the bytes a place has there, the more it is worth. null: that is not all it depends on. */
  words: readonly Mask[] | null;
}

/** Having the words as written is worth most, then the words, rare ones more. */
function scoring(lib: Library, columns: Columns, { terms, typos, exact }: Found): Scores {
  const asked = terms.map((term) => textMask(lib, columns, term, typos));
  const worth = asked.map((found, t) => {
    const met = cachedIn(columns, `met ${typos} ${JSON.stringify(terms[t])}`, () => countOf(columns, found));
    const rarity = Math.log(1 + columns.size / (1 + met));
    return Float64Array.from(VALUES, (value) => value * rarity);
  });
  return {
    of(place) {
      let score = exact === null || exact[place] !== 0 ? EXACT : 0;
      for (let t = 0; t < asked.length; t += 1) score += worth[t]![asked[t]![place]!]!;
      return score;
    },
    words: exact === null ? asked : null,
  };
}

/** More than all words together can be worth. */
const EXACT = 1e6;

/** Places looked at in one step, fewest and most. */
const PLACES_AT_ONCE = [1 << 13, 1 << 17] as const;

/** The newest papers, one of so many, are looked at before all others. */
const NEWEST_OF = 16;

/** Most words by whose bytes, each less than 16, papers are told apart. */
const MOST_WORDS = 3;

/** Papers that are worth the same. */
interface Alike {
  score: number;
  /** What each byte of one of them is: what is worth more has one that is larger. */
  bytes: readonly number[];
  /** FIRST of them, the newest first. */
  places: Int32Array;
}

/** Of what is worth most among those that FIRST of the newest papers are worth, the newest papers; null: none are as many. */
function newestAlike({ of, words }: Scores, mask: Mask | null, newest: Int32Array): Alike | null {
  if (words === null || words.length > MOST_WORDS) return null;
  const end = Math.floor(newest.length / NEWEST_OF);
  // How many have the same bytes, and one of them.
  const counts = new Int32Array(16 ** words.length);
  const ones = new Int32Array(counts.length);
  for (let i = 0; i < end; i += 1) {
    const place = newest[i]!;
    if (mask !== null && mask[place] === 0) continue;
    let bytes = 0;
    for (let t = 0; t < words.length; t += 1) bytes = 16 * bytes + words[t]![place]!;
    counts[bytes]! += 1;
    ones[bytes] = place;
  }
  const worth = new Map<number, { count: number; one: number }>();
  for (const [bytes, count] of counts.entries()) {
    if (count === 0) continue;
    const one = ones[bytes]!;
    const score = of(one);
    worth.set(score, { count: count + (worth.get(score)?.count ?? 0), one });
  }
  const many = [...worth].filter(([, { count }]) => count >= FIRST).sort(([a], [b]) => b - a)[0];
  if (many === undefined) return null;
  const [score, { one }] = many;
  const places = new Int32Array(FIRST);
  for (let i = 0, count = 0; count < FIRST; i += 1) {
    const place = newest[i]!;
    if ((mask !== null && mask[place] === 0) || of(place) !== score) continue;
    places[count] = place;
    count += 1;
  }
  return { score, bytes: words.map((bytes) => bytes[one]!), places };
}

/**
 * The FIRST best places in order: a heap with the worst of them on top. Where many of the newest papers are worth the same, only what is
 * worth more is looked for.
 * @param age less is newer; newest: all places in that order
 */
function* best(
  size: number,
  mask: Mask | null,
  { of, words }: Scores,
  age: ArrayLike<number>,
  newest: Int32Array,
): Steps<Int32Array> {
  const alike = newestAlike({ of, words }, mask, newest);
  const places = new Int32Array(FIRST);
  const scores = new Float64Array(FIRST);
  let count = 0;
  const worse = (a: number, b: number): boolean =>
    scores[a] !== scores[b]
      ? scores[a]! < scores[b]!
      : age[places[a]!] !== age[places[b]!]
        ? age[places[a]!]! > age[places[b]!]!
        : places[a]! > places[b]!;
  const swap = (a: number, b: number): void => {
    const [place, score] = [places[a]!, scores[a]!];
    places[a] = places[b]!;
    scores[a] = scores[b]!;
    places[b] = place;
    scores[b] = score;
  };
  const down = (end: number): void => {
    for (let at = 0; ; ) {
      let child = at * 2 + 1;
      if (child >= end) return;
      if (child + 1 < end && worse(child + 1, child)) child += 1;
      if (!worse(child, at)) return;
      swap(at, child);
      at = child;
    }
  };
  const put = (place: number, score: number): void => {
    if (count < FIRST) {
      places[count] = place;
      scores[count] = score;
      for (let at = count; at > 0 && worse(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
      count += 1;
    } else {
      places[0] = place;
      scores[0] = score;
      down(count);
    }
  };
  // Of four places at a time: what their bytes are, and what one of these must be more than.
  const fours =
    alike !== null
      ? words!.map((bytes) => new Int32Array(bytes.buffer))
      : mask === null
        ? []
        : [new Int32Array(mask.buffer)];
  const least = alike?.bytes ?? [0];
  const isLess = (four: number): boolean => {
    for (let t = 0; t < fours.length; t += 1) if (!areNoMore(fours[t]![four]!, least[t]!)) return false;
    return fours.length > 0;
  };
  const floor = alike?.score ?? Number.NEGATIVE_INFINITY;
  const look = (from: number, to: number): void => {
    // Of the worst in the heap, once it is full: places rise, so that of equals the one in the heap comes first.
    let lowest = count < FIRST ? floor : scores[0]!;
    let oldest = count < FIRST ? Number.NEGATIVE_INFINITY : age[places[0]!]!;
    for (let place = from; place < to; place += 1) {
      if ((place & 3) === 0 && isLess(place >> 2)) {
        place += 3;
        continue;
      }
      if (mask !== null && mask[place] === 0) continue;
      const score = of(place);
      if (score < lowest || (score === lowest && age[place]! >= oldest)) continue;
      put(place, score);
      if (count < FIRST) continue;
      lowest = scores[0]!;
      oldest = age[places[0]!]!;
    }
  };
  const pace = pacing(...PLACES_AT_ONCE);
  for (let from = 0; from < size; ) {
    const to = Math.min(size, from + pace.begin());
    look(from, to);
    pace.end();
    from = to;
    if (to < size) yield to / size;
  }
  for (let end = count - 1; end > 0; end -= 1) {
    swap(0, end);
    down(end);
  }
  const found = places.subarray(0, count);
  return alike === null ? found : Int32Array.from([...found, ...alike.places.subarray(0, FIRST - count)]);
}

/** Whether none of four bytes below 127 is more than another. */
const areNoMore = (four: number, byte: number): boolean =>
  ((four + Math.imul(0x7f - byte, 0x01010101)) & 0x80808080) === 0;

/** All marked places in order, without comparing them: sorted by age, then by score, of which there are few. */
function inFull(
  size: number,
  total: number,
  mask: Mask | null,
  scoreOf: (place: number) => number,
  age: ArrayLike<number>,
): Int32Array {
  const places = new Int32Array(total);
  const scores = new Float64Array(total);
  const numbers = new Map<number, number>();
  for (let place = 0, at = 0; place < size; place += 1) {
    if (mask !== null && mask[place] === 0) continue;
    places[at] = place;
    scores[at] = scoreOf(place);
    if (!numbers.has(scores[at]!)) numbers.set(scores[at]!, 0);
    at += 1;
  }
  const falling = [...numbers.keys()].sort((a, b) => b - a);
  for (const [rank, score] of falling.entries()) numbers.set(score, rank);
  const ranks = new Int32Array(total);
  for (let i = 0; i < total; i += 1) ranks[i] = numbers.get(scores[i]!)!;
  const ages = places.map((place) => age[place]!);
  const order = sortedBy(sortedBy(placesOf(total), ages), ranks);
  return order.map((position) => places[position]!);
}

/** Positions by a small whole number, equals as they were. */
function sortedBy(before: Int32Array, numbers: Int32Array): Int32Array {
  let most = 0;
  for (let i = 0; i < numbers.length; i += 1) most = Math.max(most, numbers[i]!);
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < numbers.length; i += 1) starts[numbers[i]! + 1]! += 1;
  for (let i = 0; i <= most; i += 1) starts[i + 1]! += starts[i]!;
  const after = new Int32Array(before.length);
  for (let i = 0; i < before.length; i += 1) {
    const number = numbers[before[i]!]!;
    after[starts[number]!] = before[i]!;
    starts[number]! += 1;
  }
  return after;
}

/** fuse.js's distance (0 the same, 1 nothing alike) of the titles and authors to the words, by place. */
function distances(
  lib: Library,
  columns: Columns,
  places: readonly number[],
  terms: readonly Text[],
): Map<number, number> {
  const typed = terms.map((term) => foldText(term.text)).join(' ');
  const far = new Map(places.map((place) => [place, 1]));
  if (typed.trim() === '' || places.length < 2) return far;
  const isUnnamed = terms.some((term) => term.unnamed);
  const title = lib.sql('SELECT title_key FROM listed WHERE work = ?').pluck();
  const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position LIMIT 8').pluck();
  const entries = places.map((place) => ({
    place,
    title: (title.get(columns.ids[place]!) as string).slice(0, READ.title),
    authors: isUnnamed ? '' : foldText((authors.all(columns.ids[place]!) as string[]).join(' ')).slice(0, READ.authors),
  }));
  const keys = [
    { name: 'title', weight: 3 },
    { name: 'authors', weight: 1 },
  ];
  for (const [{ place }, found] of distancesTo(typed, entries, keys)) far.set(place, found);
  return far;
}
