/** From the facts to the arrays of a hub (columns.ts): one reading of its papers in the order of ids, then sorting. */

import { FLAG_FIELDS, LABEL_FIELDS } from '../../hub/work-fields.js';
import type { Library } from '../library.js';
import { ALL_WORKS, type FacetField, type WorkNumber } from '../model.js';
import { REVIEW_ORDER } from '../precedence.js';
import { columnOf } from '../schema.js';
import { finished, partOf, type Steps, sortedIn } from '../steps.js';
import { END, GROUPS, narrow, type Outline, putClasses, STORED_FROM, type Values, WHERE } from './column-layout.js';
import { ordersOf, placesOf, putOrder, type Ranks } from './orders.js';
import { appending, putAll, type Shelf } from './shelf/segments.js';
import { foldText } from './tokens.js';
import { packed, wordNumbers } from './vocabulary.js';
import { putCommon } from './words/common.js';
import { eachToken, streaming } from './words/streams.js';

/** Papers read at a time. */
const AT_ONCE = 500;
/** Postings put away between two steps. */
const PUT_AT_ONCE = 256 * 1024;
/** Postings filled in one pass over the tokens: 32 MB of them. */
const POSTINGS_AT_ONCE = 8 * 1024 * 1024;

type Read = [
  id: WorkNumber,
  influential: number | null,
  places: number | null,
  /** Folded. */
  title: string,
  date: string | null,
  venue: string | null,
  citations: number | null,
  verdict: string | null,
  novelty: number | null,
  integrity: string | null,
  authors: string | null,
  authorSet: string | null,
  summary: string | null,
  reviewed: string | null,
  labels: string | null,
  flags: number,
  /** The labels, then the flags. */
  ...ofWork: (string | number | null)[],
];

// Between summaries, in which it cannot stand: a control character.
const BETWEEN = '\x1f';

// What stands between texts is no letter and no part of TeX, so that words do not run together.
const PAPERS = (citations: string): string => `
  SELECT c.citing, c.influential, c.places, l.title_key, w.date, w.venue, coalesce(w.cited_by, nullif(l.citing, 0)),
    l.verdict, l.novelty, l.integrity,
    (SELECT group_concat(name, ' | ') FROM (SELECT name FROM authors WHERE work = c.citing ORDER BY position)),
    iif(t.author_set IS NULL, NULL, (SELECT group_concat(value ->> 'name', ' | ') FROM json_each(t.author_set))),
    t.summary,
    (SELECT group_concat(rest ->> 'summary', '${BETWEEN}') FROM
      (SELECT rest FROM reviews WHERE work = c.citing ORDER BY ${REVIEW_ORDER})),
    (SELECT group_concat(axis || label, ' ') FROM
      (SELECT axis, label FROM effective WHERE cited = c.cited AND citing = c.citing ORDER BY axis, label)),
    EXISTS (SELECT 1 FROM contexts WHERE cited = c.cited AND citing = c.citing)
      + (t.abstract IS NOT NULL) * 2
      + (t.summary IS NOT NULL OR EXISTS
          (SELECT 1 FROM reviews WHERE work = c.citing AND rest ->> 'summary' IS NOT NULL)) * 4
      + EXISTS (SELECT 1 FROM reviews WHERE work = c.citing) * 8
      + EXISTS (SELECT 1 FROM aliases WHERE work = c.citing AND scheme = 'doi') * 16
      + EXISTS (SELECT 1 FROM aliases WHERE work = c.citing AND scheme = 'arxiv') * 32
      + EXISTS (SELECT 1 FROM claims WHERE work = c.citing) * 64
    ${[...LABEL_FIELDS, ...FLAG_FIELDS].map(({ field }) => `, w.${columnOf(field)}`).join('')}
  FROM ${citations} c JOIN works w ON w.id = c.citing JOIN listed l ON l.work = c.citing LEFT JOIN texts t ON t.work = c.citing
  WHERE c.cited = ? AND c.citing > ? ORDER BY c.citing LIMIT ${AT_ONCE}`;
const CITING = PAPERS('citations');
/** Every work as if it cited ALL_WORKS, of which nothing is known. */
const EVERY = PAPERS(`(SELECT ${ALL_WORKS} AS cited, id AS citing, NULL AS influential, NULL AS places FROM works)`);

/** Numbers values as they come. */
interface Numbering<T> {
  of(value: T): number;
  values: T[];
}

function numbering<T>(): Numbering<T> {
  const numbers = new Map<T, number>();
  const values: T[] = [];
  return {
    values,
    of(value) {
      const found = numbers.get(value);
      if (found !== undefined) return found;
      numbers.set(value, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

/** The values in rising order, null last, and the codes changed to match. */
function ranked<T extends number | string>(values: readonly (T | null)[], codes: Int32Array): (T | null)[] {
  const order = values
    .map((_, code) => code)
    .sort((a, b) => {
      const [x, y] = [values[a]!, values[b]!];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return x < y ? -1 : x > y ? 1 : 0;
    });
  const to = new Int32Array(values.length);
  order.forEach((code, rank) => {
    to[code] = rank;
  });
  for (let i = 0; i < codes.length; i += 1) codes[i] = to[codes[i]!]!;
  return order.map((code) => values[code]!);
}

const lastIsNull = (values: readonly unknown[]): boolean => values.at(-1) === null;

type LabelName = (typeof LABEL_FIELDS)[number]['by'];
type FlagName = (typeof FLAG_FIELDS)[number]['by'];

/** Something for each of these fields, under the name by which queries ask for it. */
function perField<By extends string, T>(fields: readonly { by: By }[], make: (by: By) => T): Record<By, T> {
  return Object.fromEntries(fields.map(({ by }) => [by, make(by)])) as Record<By, T>;
}

/** Yes and no, which SQLite has as 1 and 0. */
function flags(values: readonly (number | null)[]): (boolean | null)[] {
  return values.map((flag) => (flag === null ? null : flag === 1));
}

/** Makes the arrays of a hub and puts them on the shelf. */
export const makeColumns = (lib: Library, hub: WorkNumber, shelf: Shelf): Outline =>
  finished(makeColumnsIn(lib, hub, shelf));

export function* makeColumnsIn(lib: Library, hub: WorkNumber, shelf: Shelf): Steps<Outline> {
  const most = lib
    .sql(
      hub === ALL_WORKS
        ? 'SELECT count(*) FROM works WHERE ? IS NOT NULL'
        : 'SELECT count(*) FROM citations WHERE cited = ?',
    )
    .pluck()
    .get(hub) as number;
  return yield* made(lib, hub, shelf, most, hub === ALL_WORKS ? EVERY : CITING);
}

/** Makes the arrays of some of a hub's papers only. @param works SQL for their works, of which others may be no papers of the hub */
export function makePart(lib: Library, hub: WorkNumber, shelf: Shelf, works: string): Outline {
  const most = lib.sql(`SELECT count(*) FROM (${works})`).pluck().get() as number;
  const some = `(SELECT citations.* FROM (${works}) AS part CROSS JOIN citations ON citations.citing = part.work)`;
  return finished(made(lib, hub, shelf, most, PAPERS(some)));
}

/** @param most no fewer papers than there are; papers: SQL for them */
function* made(lib: Library, hub: WorkNumber, shelf: Shelf, most: number, papersOf: string): Steps<Outline> {
  const words = wordsOnto(shelf, most);
  const papers = yield* partOf(readPapers(lib, hub, papersOf, most, words), 0, 0.6);
  const { ids } = papers;
  const { size, values, classes, orders } = yield* partOf(putPapers(shelf, papers), 0.6, 0.7);
  const { outline, titles } = yield* partOf(words.end(size), 0.7, 0.95);
  for (const order of ordersOf({ ...orders, title: titles })) {
    putOrder(shelf, order, ids);
    yield 0.95;
  }
  return { size, values, classes, words: outline };
}

/** What of papers that were put away the orders and the outline need. */
interface PutAway extends Pick<Outline, 'size' | 'values' | 'classes'> {
  orders: Record<'novelty' | 'date' | 'citations', Ranks>;
}

/** Puts away what was read of the papers; what is not needed for the orders is forgotten with it. */
function* putPapers(shelf: Shelf, papers: Papers): Steps<PutAway> {
  const { size, ids, flags, codes } = papers;
  const { values, dates } = valuesOf(papers);
  yield 0.2;
  putAll(shelf, 'ids', ids);
  putAll(shelf, 'flags', flags);
  for (const field of ['citations', 'refs', 'venue'] as const)
    putAll(shelf, field, narrow(codes[field], values[field].length));
  const classes: number[] = [];
  for (const [group, fields] of GROUPS.entries()) {
    const count = putGroup(
      shelf,
      group,
      fields,
      fields.map((field) => codes[field]),
      fields.map((field) => values[field].length),
    );
    classes.push(count);
    yield 0.5;
  }
  const known = lastIsNull(dates) ? dates.length - 1 : dates.length;
  putAll(
    shelf,
    'age',
    codes.date.map((rank) => (rank < known ? known - 1 - rank : rank)),
  );
  const ranks = (of: Int32Array, found: readonly unknown[]): Ranks => ({
    of,
    count: found.length,
    lastIsUnknown: lastIsNull(found),
  });
  const orders = {
    novelty: ranks(codes.novelty, values.novelty),
    date: ranks(codes.date, dates),
    citations: ranks(codes.citations, values.citations),
  };
  return { size, values, classes, orders };
}

/** The different values of each field in the order in which they come. */
interface Numberings extends Record<LabelName, Numbering<string | null>>, Record<FlagName, Numbering<number | null>> {
  role: Numbering<string>;
  polarity: Numbering<string>;
  verdict: Numbering<string | null>;
  integrity: Numbering<string | null>;
  influential: Numbering<number | null>;
  year: Numbering<number | null>;
  novelty: Numbering<number | null>;
  citations: Numbering<number | null>;
  refs: Numbering<number | null>;
  venue: Numbering<string | null>;
  date: Numbering<string | null>;
}

/** What one reading of the papers gives. */
interface Papers {
  size: number;
  ids: Int32Array;
  flags: Uint8Array;
  numbers: Numberings;
  /** For each field the number of each paper's value. */
  codes: Record<keyof Numberings, Int32Array>;
}

/** Reads the papers in the order of their work numbers. @param most no fewer than there are; words: is given those of each */
function* readPapers(lib: Library, hub: WorkNumber, papers: string, most: number, words: Words): Steps<Papers> {
  const numbers: Numberings = {
    role: numbering(),
    polarity: numbering(),
    verdict: numbering(),
    integrity: numbering(),
    influential: numbering(),
    year: numbering(),
    novelty: numbering(),
    ...perField(LABEL_FIELDS, () => numbering<string | null>()),
    ...perField(FLAG_FIELDS, () => numbering<number | null>()),
    citations: numbering(),
    refs: numbering(),
    venue: numbering(),
    date: numbering(),
  };
  const fields = Object.keys(numbers) as (keyof Numberings)[];
  const column = (): Int32Array => new Int32Array(most);
  const codes = Object.fromEntries(fields.map((field) => [field, column()])) as Papers['codes'];
  const ids = column();
  const flags = new Uint8Array(most);
  const labels = new Map<string | null, [roles: string, polarities: string]>();
  const read = lib.sql(papers).raw();
  let size = 0;
  const take = (rows: readonly Read[]): void => {
    for (const row of rows) {
      const [work, influential, places, title, date, venue, citations, verdict, novelty, integrity] = row;
      const [, , , , , , , , , , authors, authorSet, summary, reviewed, said, given, ...ofWork] = row;
      ids[size] = work;
      flags[size] = given;
      const sets = labels.get(said) ?? setsOf(said);
      labels.set(said, sets);
      codes.role[size] = numbers.role.of(sets[0]);
      codes.polarity[size] = numbers.polarity.of(sets[1]);
      codes.verdict[size] = numbers.verdict.of(verdict);
      codes.influential[size] = numbers.influential.of(influential);
      codes.year[size] = numbers.year.of(date === null ? null : Number(date.slice(0, 4)));
      codes.novelty[size] = numbers.novelty.of(novelty);
      codes.integrity[size] = numbers.integrity.of(integrity);
      for (let at = 0; at < LABEL_FIELDS.length; at += 1) {
        const { by } = LABEL_FIELDS[at]!;
        codes[by][size] = numbers[by].of(ofWork[at] as string | null);
      }
      for (let at = 0; at < FLAG_FIELDS.length; at += 1) {
        const { by } = FLAG_FIELDS[at]!;
        codes[by][size] = numbers[by].of(ofWork[LABEL_FIELDS.length + at] as number | null);
      }
      codes.citations[size] = numbers.citations.of(citations);
      codes.refs[size] = numbers.refs.of(places);
      codes.venue[size] = numbers.venue.of(venue);
      codes.date[size] = numbers.date.of(date);
      words.add(title, bothOf(authors, authorSet), summariesOf(summary, reviewed));
      size += 1;
    }
  };
  for (let after = -1; ; ) {
    const rows = read.all(hub, after) as Read[];
    take(rows);
    if (rows.length < AT_ONCE) break;
    after = rows.at(-1)![0];
    yield size / most;
  }
  if (size < most) for (const field of fields) codes[field] = codes[field].subarray(0, size);
  return { size, ids: ids.subarray(0, size), flags: flags.subarray(0, size), numbers, codes };
}

/** The names of the authors in order, and of those of whom nobody knows the order. */
function bothOf(authors: string | null, set: string | null): string | null {
  return authors === null || set === null ? (authors ?? set) : `${authors} | ${set}`;
}

/** A work's own summary and those of its reviews, with BETWEEN between them. */
function summariesOf(own: string | null, reviewed: string | null): string | null {
  if (own === null) return reviewed;
  return reviewed === null || reviewed === own ? own : own + BETWEEN + reviewed;
}

/** The values that codes stand for; where values have an order, they and the codes are brought into it. */
function valuesOf({ numbers, codes }: Papers): { values: Values; dates: (string | null)[] } {
  const sets = (field: 'role' | 'polarity'): string[][] =>
    numbers[field].values.map((set) => (set === '' ? [] : set.split(' ')));
  const rising = (field: 'year' | 'novelty' | 'citations' | 'refs'): (number | null)[] =>
    ranked(numbers[field].values, codes[field]);
  return {
    values: {
      role: sets('role'),
      polarity: sets('polarity'),
      verdict: numbers.verdict.values,
      integrity: numbers.integrity.values,
      influential: flags(numbers.influential.values),
      year: rising('year'),
      novelty: rising('novelty'),
      ...perField(LABEL_FIELDS, (by) => numbers[by].values),
      ...perField(FLAG_FIELDS, (by) => flags(numbers[by].values)),
      citations: rising('citations'),
      refs: rising('refs'),
      venue: numbers.venue.values,
    },
    dates: ranked(numbers.date.values, codes.date),
  };
}

/** `0method 0other 1support` to the labels of each axis. */
function setsOf(said: string | null): [string, string] {
  const all = said === null ? [] : said.split(' ');
  const on = (axis: string): string =>
    all
      .filter((label) => label.startsWith(axis))
      .map((label) => label.slice(1))
      .join(' ');
  return [on('0'), on('1')];
}

/** Puts a group's classes away. @returns how many there are */
function putGroup(
  shelf: Shelf,
  group: number,
  fields: readonly FacetField[],
  codes: readonly Int32Array[],
  counts: readonly number[],
): number {
  const numbers = numbering<number>();
  const size = codes[0]!.length;
  const classes = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    // Exact below 2^53: fields of a group have few values, and their product stays far below.
    let key = 0;
    for (let f = 0; f < codes.length; f += 1) key = key * counts[f]! + codes[f]![i]!;
    classes[i] = numbers.of(key);
  }
  const count = numbers.values.length;
  const papers = new Int32Array(count);
  for (let i = 0; i < size; i += 1) papers[classes[i]!]! += 1;
  const valuesAt = (at: number): Int32Array => {
    const below = counts.slice(at + 1).reduce((product, n) => product * n, 1);
    return Int32Array.from(numbers.values, (key) => Math.floor(key / below) % counts[at]!);
  };
  putClasses(shelf, group, {
    codes: narrow(classes, count),
    fields: fields.map((_, at) => valuesAt(at)),
    papers,
  });
  return count;
}

interface Words {
  /** @param title folded already; summaries: with BETWEEN between them */
  add(title: string, authors: string | null, summaries: string | null): void;
  end(size: number): Steps<{ outline: Outline['words']; titles: Ranks }>;
}

/** Puts the words of papers onto the shelf: as they come as tokens, then sorted with the papers each stands in. */
function wordsOnto(shelf: Shelf, most: number): Words {
  const numbers = wordNumbers();
  const tokens = streaming(shelf);
  const starts = new Int32Array(most + 1);
  let size = 0;
  const text = (words: string | null): void => {
    if (words !== null) foldedText(foldText(words));
  };
  const foldedText = (folded: string): void => {
    if (folded === '') return;
    for (let from = 0; from > -1; ) {
      const to = folded.indexOf(' ', from);
      tokens.push(numbers.of(folded, from, to < 0 ? folded.length : to));
      from = to < 0 ? -1 : to + 1;
    }
  };
  return {
    add(title, authors, summaries) {
      foldedText(title);
      tokens.push(END);
      text(authors);
      tokens.push(END);
      // A phrase does not go on from one summary to the next.
      summaries?.split(BETWEEN).forEach((summary, at) => {
        if (at > 0) tokens.push(END);
        text(summary);
      });
      size += 1;
      starts[size] = tokens.bytes();
    },
    *end() {
      const bytes = tokens.end();
      const values = numbers.words();
      const byLetters = (a: number, b: number): number => (values[a]! < values[b]! ? -1 : 1);
      const order = yield* partOf(sortedIn(placesOf(values.length), byLetters), 0, 0.2);
      const sorted = Array.from(order, (number) => values[number]!);
      const ranks = new Int32Array(sorted.length);
      order.forEach((number, rank) => {
        ranks[number] = rank;
      });
      yield 0.2;
      const vocabulary = packed(sorted);
      putAll(shelf, 'letters', vocabulary.letters);
      putAll(shelf, 'word starts', vocabulary.starts);
      putAll(shelf, 'word masks', vocabulary.masks);
      putAll(shelf, 'ranks', ranks);
      const own = starts.subarray(0, size + 1);
      putAll(shelf, 'token starts', own);
      yield 0.3;
      const begins = yield* partOf(putPostings(shelf, own, ranks), 0.3, 0.65);
      // Of a small hub, all postings are read in no time.
      const isLarge = size >= STORED_FROM;
      const common = isLarge ? yield* partOf(putCommon(shelf, vocabulary, begins, size), 0.65, 0.7) : undefined;
      const titles = yield* partOf(titlesOf(shelf, own), 0.7, 0.8);
      return {
        outline: {
          size: sorted.length,
          letters: vocabulary.letters.length,
          postings: begins[sorted.length]!,
          tokens: bytes,
          ...(common !== undefined && { common }),
        },
        titles: yield* partOf(titleRanks(titles, ranks), 0.8, 1),
      };
    },
  };
}

/** Sorts the tokens by word: for each word its papers in order, with the texts it stands in. @returns where those of each begin, and one more */
function* putPostings(shelf: Shelf, starts: Int32Array, ranks: Int32Array): Steps<Int32Array> {
  const size = ranks.length;
  // The paper a word was met in last, plus one.
  const last = new Int32Array(size);
  const begins = new Int32Array(size + 1);
  const count = eachToken(shelf, starts, (token, place) => {
    if (last[token] === place + 1) return;
    last[token] = place + 1;
    begins[ranks[token]! + 1]! += 1;
  });
  yield* partOf(count, 0, 0.3);
  for (let i = 0; i < size; i += 1) begins[i + 1]! += begins[i]!;
  putAll(shelf, 'posting starts', begins);
  const out = appending(shelf, 'postings');
  for (let from = 0; from < size; ) {
    let to = from + 1;
    while (to < size && begins[to + 1]! - begins[from]! <= POSTINGS_AT_ONCE) to += 1;
    const base = begins[from]!;
    const postings = new Int32Array(begins[to]! - base);
    const next = begins.slice(from, to);
    const [first, end] = [from, to];
    const fill = eachToken(shelf, starts, (token, place, where) => {
      const rank = ranks[token]!;
      if (rank < first || rank >= end) return;
      const at = next[rank - first]! - base;
      // A word that stands in the paper more than once has its posting already.
      if (at > begins[rank]! - base && postings[at - 1]! >>> 3 === place) postings[at - 1]! |= where;
      else {
        postings[at] = place * 8 + where;
        next[rank - first] = at + base + 1;
      }
    });
    yield* partOf(fill, 0.3 + (0.7 * from) / size, 0.3 + (0.7 * to) / size);
    for (let begin = 0; begin < postings.length; begin += PUT_AT_ONCE) {
      for (const posting of postings.subarray(begin, begin + PUT_AT_ONCE)) out.push(posting);
      yield 0.3 + (0.7 * to) / size;
    }
    from = to;
  }
  out.end();
  return begins;
}

/** The tokens of titles, one title after the other, and where each begins; one more at the end. */
interface Titles {
  tokens: Int32Array;
  starts: Int32Array;
}

/** The tokens of the titles alone. */
function* titlesOf(shelf: Shelf, starts: Int32Array): Steps<Titles> {
  const size = starts.length - 1;
  const own = new Int32Array(size + 1);
  const count = eachToken(shelf, starts, (_, place, where) => {
    if (where === WHERE.title) own[place + 1]! += 1;
  });
  yield* partOf(count, 0, 0.5);
  for (let place = 0; place < size; place += 1) own[place + 1]! += own[place]!;
  const tokens = new Int32Array(own[size]!);
  let at = 0;
  const fill = eachToken(shelf, starts, (token, _, where) => {
    if (where !== WHERE.title) return;
    tokens[at] = token;
    at += 1;
  });
  yield* partOf(fill, 0.5, 1);
  return { tokens, starts: own };
}

/** Titles in the order of their words: blanks come before letters, so that this is the order of their folded texts. */
function* titleRanks({ tokens, starts }: Titles, ranks: Int32Array): Steps<Ranks> {
  const size = starts.length - 1;
  const base = ranks.length + 1;
  for (let i = 0; i < tokens.length; i += 1) tokens[i] = ranks[tokens[i]!]! + 1;
  const wordAt = (place: number, word: number): number => {
    const at = starts[place]! + word;
    return at < starts[place + 1]! ? tokens[at]! : 0;
  };
  // The first words tell most titles apart; two are exact in one number.
  const first = new Float64Array(size);
  for (let place = 0; place < size; place += 1) first[place] = wordAt(place, 0) * base + wordAt(place, 1);
  const compare = (a: number, b: number): number => {
    const difference = first[a]! - first[b]!;
    if (difference !== 0) return difference;
    for (let word = 2; ; word += 1) {
      const [x, y] = [wordAt(a, word), wordAt(b, word)];
      if (x !== y || x === 0) return x - y;
    }
  };
  const order = yield* sortedIn(placesOf(size), compare);
  const of = new Int32Array(size);
  let rank = 0;
  let known = 0;
  for (let i = 0; i < size; i += 1) {
    const place = order[i]!;
    if (first[place] === 0) continue;
    if (known > 0 && compare(order[i - 1]!, place) !== 0) rank += 1;
    of[place] = rank;
    known += 1;
  }
  const count = known === 0 ? 0 : rank + 1;
  for (let place = 0; place < size; place += 1) if (first[place] === 0) of[place] = count;
  return { of, count: known < size ? count + 1 : count, lastIsUnknown: known < size };
}
