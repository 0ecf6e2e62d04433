/**
 * Words to the papers of a hub that have them. Title, authors and summary are answered by the hub's own dictionary (a
 * beginning is a stretch of the sorted words, and so of their postings), venues by their list, abstracts and citing
 * sentences by the library's index, which of common words in the abstracts of a large hub is not asked.
 */
import type { Term } from '../../query/query.js';
import { END, WHERE } from '../derived/column-layout.js';
import { type Columns, cachedIn, keptIn, OutdatedError, stillOf } from '../derived/columns.js';
import { foldText } from '../derived/tokens.js';
import { beginningWith, placeOfWord, wordAt, wordsLikeIn } from '../derived/vocabulary.js';
import { type Standing as Kept, STANDING_IN } from '../derived/words/common.js';
import { type Library, reading } from '../library.js';
import type { Forgiven, WorkNumber } from '../model.js';
import { finished, type Steps } from '../steps.js';
import { every, type Mask, newMask } from './masks.js';
import { phraseIn, type Standing, standingIn } from './phrases.js';

export type Text = Extract<Term, { kind: 'text' }>;

/** Where a word stands matters: in the title most. */
const WEIGHTS = [
  [WHERE.title, 1],
  [WHERE.author, 0.8],
  [WHERE.summary, 0.5],
] as const;
/** How well a word fits: as a whole, as a beginning, with one typing error, with two. */
const FIT = { whole: 1, beginning: 0.9, 1: 0.7, 2: 0.5 } as const;
type Fit = keyof typeof FIT;

const worth = (fit: Fit, weight: number): number => Math.round(FIT[fit] * weight * 1000) / 1000;

/** What the bytes of a mask are worth: the larger the byte, the more. */
export const VALUES: readonly number[] = [
  ...new Set([0, ...(Object.keys(FIT) as Fit[]).flatMap((fit) => WEIGHTS.map(([, weight]) => worth(fit, weight)))]),
].sort((a, b) => a - b);

/** The byte for a word that fits so, by the bits of the texts it stands in. */
function gradesByWhere(term: Text, fit: Fit): Uint8Array {
  const asked = askedWhere(term);
  const mask = new Uint8Array(8);
  for (let bits = 1; bits < 8; bits += 1) {
    for (const [bit, weight] of WEIGHTS) {
      if ((bits & bit & asked) === 0) continue;
      mask[bits] = Math.max(mask[bits]!, VALUES.indexOf(worth(fit, term.field === undefined ? weight : 1)));
    }
  }
  return mask;
}

/**
 * What is forgiven in words: nothing; typing errors where they stand in titles and summaries; in names of authors, too, of
 * which one is often nearly another.
 */
export type Typos = 'none' | 'texts' | 'names';

/** The papers a text term matches. */
export function textMask(lib: Library, columns: Columns, term: Text, typos: Typos): Mask {
  return cachedIn(columns, maskName(term, typos), () => finished(masking(lib, columns, term, typos)));
}

/** Works out in steps what textMask then has: a common beginning has millions of postings, a phrase as many texts to be read. */
export function* textMaskIn(lib: Library, columns: Columns, term: Text, typos: Typos = 'none'): Steps<void> {
  yield* keptIn(columns, maskName(term, typos), () => masking(lib, columns, term, typos));
}

/** Where typing errors are not forgiven anyway, there is one mask. */
const maskName = (term: Text, typos: Typos): string =>
  `text ${isForgiving(term) ? typos : 'none'} ${JSON.stringify(term)}`;

function* masking(lib: Library, columns: Columns, term: Text, typos: Typos): Steps<Mask> {
  const words = foldText(term.text).split(' ');
  // Nothing but punctuation, as at the first key of a word: no paper is ruled out.
  if (words[0] === '') return newMask(columns).fill(VALUES.indexOf(FIT.whole));
  const { field } = term;
  if (field === 'venue') return inVenues(columns, words, isWhole(term));
  if (field === 'abstract' || field === 'context') return yield* inTexts(lib, columns, field, words, isWhole(term));
  yield* columns.readingWords();
  if (words.length > 1) return yield* inOrder(columns, term, words);
  if (typos === 'none' || !isForgiving(term)) return yield* ofWord(columns, term, words[0]!);
  const exact = textMask(lib, columns, term, 'none');
  return isKnownAuthor(columns, term, words[0]!) ? exact : yield* nearly(columns, term, words[0]!, exact, typos);
}

/** Raises the bytes of the papers that have one of the words from `from` to before `to`. */
function* marking(columns: Columns, mask: Mask, from: number, to: number, byWhere: Uint8Array): Steps<void> {
  yield* columns.dictionary().postings.eachIn(from, to, (part) => {
    for (let i = 0; i < part.length; i += 1) {
      const posting = part[i]!;
      const place = posting >>> 3;
      const better = byWhere[posting & 7]!;
      if (mask[place]! < better) mask[place] = better;
    }
  });
}

/** Four papers at a time. */
const STANDINGS_AT_ONCE = 1 << 16;

/** Of every two bytes below 128 of two numbers the larger. */
function larger(a: number, b: number): number {
  const keep = Math.imul((((a | 0x80808080) - b) >>> 7) & 0x01010101, 0xff);
  return (a & keep) | (b & ~keep);
}

/** The same by what is kept of words that very many papers have. @param standing four papers a byte */
function* markingCommon(mask: Mask, standing: Kept, byWhere: Uint8Array): Steps<void> {
  const grades = STANDING_IN.map((where) => byWhere[where]!);
  const four = new Int32Array(
    Uint8Array.from({ length: 4 * 256 }, (_, at) => grades[((at >> 2) >> (2 * (at & 3))) & 3]!).buffer,
  );
  const marked = new Int32Array(mask.buffer);
  for (let from = 0; from < standing.length; from += STANDINGS_AT_ONCE) {
    const to = Math.min(standing.length, from + STANDINGS_AT_ONCE);
    for (let i = from; i < to; i += 1) marked[i] = larger(marked[i]!, four[standing[i]!]!);
    yield to / standing.length;
  }
}

function* ofWord(columns: Columns, term: Text, word: string): Steps<Mask> {
  const mask = newMask(columns);
  const { vocabulary, common } = columns.dictionary();
  // Of authors or summaries alone, too little is kept.
  const isKept = term.field === 'title' || (term.field === undefined && !term.unnamed);
  if (!isWhole(term)) {
    const known = isKept ? common?.beginning(word) : undefined;
    const byWhere = gradesByWhere(term, 'beginning');
    const { from, to } = beginningWith(vocabulary, word);
    yield* known === undefined ? marking(columns, mask, from, to, byWhere) : markingCommon(mask, known, byWhere);
  }
  const at = placeOfWord(vocabulary, word);
  if (at < 0) return mask;
  const known = isKept ? common?.word(word) : undefined;
  const byWhere = gradesByWhere(term, 'whole');
  yield* known === undefined ? marking(columns, mask, at, at + 1, byWhere) : markingCommon(mask, known, byWhere);
  return mask;
}

/** Whether a name is asked for that an author of the hub has as it is typed, or one that begins so: then no other is meant. */
const isKnownAuthor = (columns: Columns, term: Text, word: string): boolean =>
  term.field === 'author' && standsAsTyped(columns, word, term, null);

/** The bits of the texts in which typing errors are forgiven. */
const forgivenWhere = (term: Text, typos: Typos): number =>
  term.field === undefined && typos === 'texts' ? WHERE.title | WHERE.summary : askedWhere(term);

/** The bits of the texts in which a word is looked for. */
function askedWhere({ field, unnamed }: Text): number {
  if (field !== undefined) return WHERE[field as 'title' | 'author'];
  return WHERE.title | WHERE.summary | (unnamed ? 0 : WHERE.author);
}

/** The places of words of the hub that a mistyped word may stand for, by how many errors. */
function likeWord(columns: Columns, word: string): Steps<Record<1 | 2, number[]>> {
  const { vocabulary, postings } = columns.dictionary();
  return keptIn(columns, `like ${word}`, () => wordsLikeIn(vocabulary, postings.papers, word));
}

function* nearly(columns: Columns, term: Text, word: string, exact: Mask, typos: Typos): Steps<Mask> {
  const like = yield* likeWord(columns, word);
  const mask = exact.slice();
  for (const distance of [1, 2] as const) {
    const byWhere = gradesByWhere(term, distance);
    for (let bits = 0; bits < byWhere.length; bits += 1) byWhere[bits] = byWhere[bits & forgivenWhere(term, typos)]!;
    for (const [at, place] of like[distance].entries()) {
      yield* marking(columns, mask, place, place + 1, byWhere);
      yield at / like[distance].length;
    }
  }
  return mask;
}

/**
 * For which words of the hub mistyped ones were taken, those that most of the marked papers have first.
 * @param mask null: all papers
 */
export function forgivenWords(
  columns: Columns,
  terms: readonly Text[],
  mask: Mask | null,
  typos: Exclude<Typos, 'none'>,
): Forgiven[] {
  return terms.flatMap((term) => {
    const [word = '', ...more] = foldText(term.text).split(' ');
    if (word === '' || more.length > 0 || !isForgiving(term) || isKnownAuthor(columns, term, word)) return [];
    const like = finished(likeWord(columns, word));
    const { vocabulary } = columns.dictionary();
    const taken = [...like[1], ...like[2]]
      .map((place) => ({ place, papers: papersWith(columns, place, forgivenWhere(term, typos), mask) }))
      .filter(({ papers }) => papers > 0)
      .sort((a, b) => b.papers - a.papers || a.place - b.place)
      .map(({ place }) => wordAt(vocabulary, place));
    if (taken.length === 0) return [];
    return [{ word, taken, asTyped: standsAsTyped(columns, word, term, mask) }];
  });
}

/** Whether one of the marked papers has a word that begins so. */
function standsAsTyped(columns: Columns, word: string, term: Text, mask: Mask | null): boolean {
  const { from, to } = beginningWith(columns.dictionary().vocabulary, word);
  for (let place = from; place < to; place += 1)
    if (papersWith(columns, place, askedWhere(term), mask) > 0) return true;
  return false;
}

/** Whether the last word is meant as it stands, and not as the beginning of one. */
const isWhole = ({ phrase, open }: Text): boolean => phrase && !open;

/** Phrases, venues, abstracts, citing sentences and the names of hidden authors are searched as typed. */
const isForgiving = ({ field, phrase, unnamed }: Text): boolean =>
  !phrase && (field === undefined || field === 'title' || (field === 'author' && !unnamed));

/** How many of the marked papers have the word at a place in one of the texts asked for. */
function papersWith(columns: Columns, word: number, asked: number, mask: Mask | null): number {
  const { postings } = columns.dictionary();
  let papers = 0;
  postings.each(word, word + 1, (part) => {
    for (let i = 0; i < part.length; i += 1)
      if ((part[i]! & asked) !== 0 && (mask === null || mask[part[i]! >>> 3] !== 0)) papers += 1;
  });
  return papers;
}

/** Where one word of a phrase is in so few papers, one in how many, only these are looked through. */
const FEW_OF = 128;

/** Words that stand one after the other in one text; the last of them whole, or as a beginning. */
function* inOrder(columns: Columns, term: Text, words: readonly string[]): Steps<Mask> {
  const mask = newMask(columns);
  const whole = isWhole(term);
  const { vocabulary, postings, streams, ranks } = columns.dictionary();
  const stretches = words.map((word, i) => {
    if (i === words.length - 1 && !whole) return beginningWith(vocabulary, word);
    const at = placeOfWord(vocabulary, word);
    return { from: at, to: at < 0 ? at : at + 1 };
  });
  if (stretches.some(({ from, to }) => from === to)) return mask;
  const asked = askedWhere(term);
  const last = stretches.at(-1)!;
  const wholeLast = placeOfWord(vocabulary, words.at(-1)!);
  const [asWhole, asBeginning] = [gradesByWhere(term, 'whole'), gradesByWhere(term, 'beginning')];
  const exact = stretches.slice(0, whole ? undefined : -1).map(({ from }) => ranks.indexOf(from));
  const sizes = stretches.map(({ from, to }) => postings.starts[to]! - postings.starts[from]!);
  const rarest = sizes.indexOf(Math.min(...sizes));
  const among = sizes[rarest]! * FEW_OF < columns.size ? yield* papersOf(columns, stretches[rarest]!, asked) : null;
  const isLast = (next: number): boolean => {
    if (whole) return true;
    const rank = next === END ? -1 : ranks[next]!;
    return rank >= last.from && rank < last.to;
  };
  const texts = streams();
  yield 0;
  yield* texts.find(exact, among, isLast, (paper, where, next) => {
    if ((where & asked) === 0) return;
    const byWhere = whole || ranks[next] === wholeLast ? asWhole : asBeginning;
    mask[paper] = Math.max(mask[paper]!, byWhere[where]!);
  });
  return mask;
}

/** The papers that have one of these words in a text asked for, rising. */
function* papersOf(columns: Columns, { from, to }: { from: number; to: number }, asked: number): Steps<Int32Array> {
  const papers: number[] = [];
  yield* columns.dictionary().postings.eachIn(from, to, (part) => {
    for (let i = 0; i < part.length; i += 1) if ((part[i]! & asked) !== 0) papers.push(part[i]! >>> 3);
  });
  return Int32Array.from(new Set(papers)).sort();
}

const WHOLE = VALUES.indexOf(worth('whole', 1));
const BEGINNING = VALUES.indexOf(worth('beginning', 1));

/** The byte for words that stand so in a text of a field, 0 where they are asked for as they are and do not stand there so. */
function fitOf(standing: Standing, whole: boolean): number {
  if (standing === 'whole') return WHOLE;
  return !whole && standing === 'beginning' ? BEGINNING : 0;
}

function inVenues(columns: Columns, words: readonly string[], whole: boolean): Mask {
  const folded = cachedIn(columns, 'venues', () => columns.values.venue.map((venue) => foldText(venue ?? '')));
  const wanted = words.join(' ');
  const fits = Uint8Array.from(folded, (venue) => fitOf(standingIn(venue, wanted), whole));
  const codes = columns.codes('venue');
  const mask = newMask(columns);
  for (let i = 0; i < columns.size; i += 1) mask[i] = fits[codes[i]!]!;
  return mask;
}

/** Papers whose texts are read in one step: a round into SQLite for each would take most of the time. */
const TEXTS_AT_ONCE = 256;

/** The index holds which words a text has and not where, so that what it finds for several is read again. */
function* inTexts(
  lib: Library,
  columns: Columns,
  field: 'abstract' | 'context',
  words: readonly string[],
  whole: boolean,
): Steps<Mask> {
  const known =
    field === 'abstract' && whole
      ? yield* inPairs(lib, columns, words)
      : { mask: null, unknown: new Int32Array(0), others: words };
  if (known.mask !== null && words.length === 2) {
    if (known.unknown.length === 0) return known.mask;
    const rest = newMask(columns);
    for (const place of known.unknown) rest[place] = WHOLE;
    const read = yield* readAgain(lib, columns, field, words, whole, rest);
    for (const place of known.unknown) known.mask[place] = read[place]!;
    return known.mask;
  }
  const parts = known.mask === null ? [] : [known.mask];
  if (known.others.length > 0) parts.push(yield* indexed(lib, columns, field, known.others, whole));
  if (words.length === 1) return parts[0]!;
  return yield* readAgain(lib, columns, field, words, whole, every(columns, parts));
}

/** What is known of a phrase without reading texts. */
interface Known {
  /** The papers that may have it: every two common words of it stand there one after the other. null: it has no such words. */
  mask: Mask | null;
  /** Marked papers of which nothing is known. */
  unknown: Int32Array;
  /** The words that are none of these. */
  others: readonly string[];
}

function* inPairs(lib: Library, columns: Columns, words: readonly string[]): Steps<Known> {
  const others = new Set(words);
  let mask: Mask | null = null;
  let unknown: Int32Array = new Int32Array(0);
  for (const [at, second] of words.entries()) {
    const first = words[at - 1];
    if (first === undefined) continue;
    const found = newMask(columns);
    const left = markPair(lib, columns, first, second, found);
    if (left === null) continue;
    unknown = left;
    mask = mask === null ? found : every(columns, [mask, found]);
    others.delete(first);
    others.delete(second);
    yield at / words.length;
  }
  return { mask, unknown, others: [...others] };
}

/**
 * Marks the papers whose abstracts have one word after the other, where that is known without reading them, and those of which it is not.
 * @returns the latter; null where it is known of none
 */
function markPair(lib: Library, columns: Columns, first: string, second: string, mask: Mask): Int32Array | null {
  try {
    return stillOf(lib, columns, () => {
      const pairs = columns.pairs();
      if (pairs === undefined || !pairs.has(first) || !pairs.has(second)) return null;
      pairs.mark(first, second, mask, WHOLE);
      for (const place of pairs.unknown) mask[place] = WHOLE;
      return pairs.unknown;
    });
  } catch (error) {
    if (error instanceof OutdatedError) return null;
    throw error;
  }
}

/** The papers that have all these words in a text, in whatever order; the last of them whole, or as a beginning. */
function* indexed(
  lib: Library,
  columns: Columns,
  field: 'abstract' | 'context',
  words: readonly string[],
  whole: boolean,
): Steps<Mask> {
  const mask = newMask(columns);
  const several = words.map((word) => `"${word}"`).join(' AND ');
  const asked: [match: string, mark: number][] = [[several, WHOLE]];
  if (!whole) asked.unshift([`${several} *`, BEGINNING]);
  // In one piece, since the index would gather what a beginning finds anew for each.
  const found = lib
    .sql(
      field === 'abstract'
        ? 'SELECT rowid FROM abstract_search WHERE ? IS NOT NULL AND abstract_search MATCH ? ORDER BY rowid'
        : `SELECT contexts.citing FROM context_search JOIN contexts ON contexts.id = context_search.rowid
           WHERE contexts.cited = ? AND context_search MATCH ? ORDER BY contexts.citing`,
    )
    .pluck();
  for (const [match, fit] of asked) {
    const works = reading(lib, () => found.all(columns.hub, match)) as WorkNumber[];
    let place = 0;
    for (const work of works) {
      while (place < columns.size && columns.ids[place]! < work) place += 1;
      if (columns.ids[place] === work) mask[place] = fit;
    }
    yield 0;
  }
  return mask;
}

/** Those of the marked papers in whose texts the words stand one after the other. */
function* readAgain(
  lib: Library,
  columns: Columns,
  field: 'abstract' | 'context',
  words: readonly string[],
  whole: boolean,
  marked: Mask,
): Steps<Mask> {
  const mask = newMask(columns);
  const texts = lib
    .sql(
      field === 'abstract'
        ? `SELECT work, abstract FROM texts
           WHERE @hub IS NOT NULL AND work IN (SELECT value FROM json_each(@works)) ORDER BY work`
        : `SELECT citing, text FROM contexts
           WHERE cited = @hub AND citing IN (SELECT value FROM json_each(@works)) ORDER BY citing`,
    )
    .raw();
  const { hub } = columns;
  const standing = phraseIn(words);
  for (let next = 0; next < columns.size; ) {
    const places: number[] = [];
    for (; next < columns.size && places.length < TEXTS_AT_ONCE; next += 1) if (marked[next] !== 0) places.push(next);
    const works = JSON.stringify(places.map((place) => columns.ids[place]));
    const found = reading(lib, () => texts.all({ hub, works })) as [work: WorkNumber, text: string | null][];
    let at = 0;
    for (const place of places)
      for (; found[at]?.[0] === columns.ids[place]; at += 1)
        mask[place] = Math.max(mask[place]!, fitOf(standing(found[at]![1] ?? ''), whole));
    yield next / columns.size;
  }
  return mask;
}
