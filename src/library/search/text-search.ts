/**
 * Words to the papers of a hub that have them. Title, authors and summary are answered by the hub's own dictionary (a
 * beginning is a stretch of the sorted words, and so of their postings), venues by their list, abstracts and citing
 * sentences by the library's index.
 */
import type { Term, TextField } from '../../query/query.js';
import { END, textAfter, WHERE } from '../derived/column-layout.js';
import { type Columns, cachedIn } from '../derived/columns.js';
import { foldText, mayHaveInOrder } from '../derived/tokens.js';
import { beginningWith, placeOfWord, wordsLike } from '../derived/vocabulary.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { type Mask, newMask } from './masks.js';

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
function gradesByWhere(field: TextField | undefined, fit: Fit): Uint8Array {
  const mask = new Uint8Array(8);
  for (let bits = 1; bits < 8; bits += 1) {
    for (const [bit, weight] of WEIGHTS) {
      if ((bits & bit) === 0 || (field !== undefined && bit !== WHERE[field as 'title' | 'author'])) continue;
      mask[bits] = Math.max(mask[bits]!, VALUES.indexOf(worth(fit, field === undefined ? weight : 1)));
    }
  }
  return mask;
}

/** The papers a text term matches. `typos`: words may match words of the hub that are nearly the same. */
export function textMask(lib: Library, columns: Columns, term: Text, typos: boolean): Mask {
  return cachedIn(columns, `text ${typos} ${JSON.stringify(term)}`, () => {
    const words = foldText(term.text).split(' ');
    // Nothing but punctuation, as at the first key of a word: no paper is ruled out.
    if (words[0] === '') return newMask(columns).fill(VALUES.indexOf(FIT.whole));
    const { field } = term;
    if (field === 'venue') return inVenues(columns, words, term.phrase);
    if (field === 'abstract' || field === 'context') return inTexts(lib, columns, field, words, term.phrase);
    if (words.length > 1) return inOrder(columns, field, words, term.phrase);
    if (!typos || term.phrase) return ofWord(columns, field, words[0]!, term.phrase);
    return nearly(columns, field, words[0]!, textMask(lib, columns, term, false));
  });
}

/** Raises the bytes of the papers that have one of the words from `from` to before `to`. */
function mark(columns: Columns, mask: Mask, from: number, to: number, byWhere: Uint8Array): void {
  const { postings } = columns.dictionary();
  columns.pieces.each('postings', postings[from]!, postings[to]!, (part) => {
    for (let i = 0; i < part.length; i += 1) {
      const posting = part[i]!;
      const place = posting >>> 3;
      const better = byWhere[posting & 7]!;
      if (mask[place]! < better) mask[place] = better;
    }
  });
}

function ofWord(columns: Columns, field: TextField | undefined, word: string, whole: boolean): Mask {
  const mask = newMask(columns);
  const { vocabulary } = columns.dictionary();
  const { from, to } = beginningWith(vocabulary, word);
  if (!whole) mark(columns, mask, from, to, gradesByWhere(field, 'beginning'));
  const at = placeOfWord(vocabulary, word);
  if (at >= 0) mark(columns, mask, at, at + 1, gradesByWhere(field, 'whole'));
  return mask;
}

function nearly(columns: Columns, field: TextField | undefined, word: string, exact: Mask): Mask {
  const { vocabulary, postings } = columns.dictionary();
  const like = cachedIn(columns, `like ${word}`, () =>
    wordsLike(vocabulary, (place) => postings[place + 1]! - postings[place]!, word),
  );
  const mask = exact.slice();
  for (const distance of [1, 2] as const) {
    const byWhere = gradesByWhere(field, distance);
    for (const place of like[distance]) mark(columns, mask, place, place + 1, byWhere);
  }
  return mask;
}

/** Words that stand one after the other in one text; the last of them whole, or as a beginning. */
function inOrder(columns: Columns, field: TextField | undefined, words: readonly string[], whole: boolean): Mask {
  const mask = newMask(columns);
  const { vocabulary, postings, tokens, ranks } = columns.dictionary();
  const stretches = words.map((word, i) => {
    if (i === words.length - 1 && !whole) return beginningWith(vocabulary, word);
    const at = placeOfWord(vocabulary, word);
    return { from: at, to: at < 0 ? at : at + 1 };
  });
  if (stretches.some(({ from, to }) => from === to)) return mask;
  const asked = field === undefined ? 7 : WHERE[field as 'title' | 'author'];
  const counts = stretches.map(({ from, to }) => postings[to]! - postings[from]!);
  const rarest = counts.indexOf(Math.min(...counts));

  // The texts that have all the words, in whatever order: only they are read.
  const where = newMask(columns);
  const place = (at: number, visit: (place: number, bits: number) => void): void => {
    const { from, to } = stretches[at]!;
    columns.pieces.each('postings', postings[from]!, postings[to]!, (part) => {
      for (let i = 0; i < part.length; i += 1) visit(part[i]! >>> 3, part[i]! & asked);
    });
  };
  place(rarest, (paper, bits) => {
    where[paper]! |= bits;
  });
  for (let at = 0; at < words.length; at += 1) {
    if (at === rarest) continue;
    const both = newMask(columns);
    place(at, (paper, bits) => {
      both[paper]! |= where[paper]! & bits;
    });
    where.set(both);
  }

  const last = stretches.at(-1)!;
  const exact = stretches.slice(0, -1).map(({ from }) => from);
  const wholeLast = placeOfWord(vocabulary, words.at(-1)!);
  const [asWhole, asBeginning] = [gradesByWhere(field, 'whole'), gradesByWhere(field, 'beginning')];
  for (let paper = 0; paper < columns.size; paper += 1) {
    if (where[paper] === 0) continue;
    const stream = columns.pieces.slice('tokens', tokens[paper]!, tokens[paper + 1]!);
    let bit: number = WHERE.title;
    for (let i = 0; i + exact.length < stream.length; i += 1) {
      if (stream[i] === END) {
        bit = textAfter(bit);
        continue;
      }
      if ((bit & asked) === 0) continue;
      let fits = true;
      for (let j = 0; fits && j < exact.length; j += 1) {
        const token = stream[i + j]!;
        fits = token !== END && ranks[token] === exact[j];
      }
      const token = stream[i + exact.length]!;
      if (!fits || token === END) continue;
      const rank = ranks[token]!;
      if (rank < last.from || rank >= last.to) continue;
      mask[paper] = Math.max(mask[paper]!, (rank === wholeLast ? asWhole : asBeginning)[bit]!);
    }
  }
  return mask;
}

const WHOLE = VALUES.indexOf(worth('whole', 1));
const BEGINNING = VALUES.indexOf(worth('beginning', 1));

/** How folded words fit a folded text, 0 where they do not stand in it. */
function fitOf(text: string, words: string, whole: boolean): number {
  const spaced = ` ${text} `;
  if (spaced.includes(` ${words} `)) return WHOLE;
  return !whole && spaced.includes(` ${words}`) ? BEGINNING : 0;
}

function inVenues(columns: Columns, words: readonly string[], whole: boolean): Mask {
  const folded = cachedIn(columns, 'venues', () => columns.values.venue.map((venue) => foldText(venue ?? '')));
  const wanted = words.join(' ');
  const fits = Uint8Array.from(folded, (venue) => fitOf(venue, wanted, whole));
  const codes = columns.codes('venue');
  const mask = newMask(columns);
  for (let i = 0; i < columns.size; i += 1) mask[i] = fits[codes[i]!]!;
  return mask;
}

/** The index holds which words a text has and not where, so that what it finds for several is read again. */
function inTexts(
  lib: Library,
  columns: Columns,
  field: 'abstract' | 'context',
  words: readonly string[],
  whole: boolean,
): Mask {
  const mask = newMask(columns);
  const several = words.map((word) => `"${word}"`).join(' AND ');
  const asked: [match: string, mark: number][] = [[several, WHOLE]];
  if (!whole) asked.unshift([`${several} *`, BEGINNING]);
  for (const [match, fit] of asked) {
    const works =
      field === 'abstract'
        ? (lib
            .sql('SELECT rowid FROM abstract_search WHERE abstract_search MATCH ? ORDER BY rowid')
            .pluck()
            .all(match) as WorkNumber[])
        : (lib
            .sql(
              `SELECT contexts.citing FROM context_search JOIN contexts ON contexts.id = context_search.rowid
               WHERE context_search MATCH ? AND contexts.cited = ? ORDER BY contexts.citing`,
            )
            .pluck()
            .all(match, columns.hub) as WorkNumber[]);
    let place = 0;
    for (const work of works) {
      while (place < columns.size && columns.ids[place]! < work) place += 1;
      if (columns.ids[place] === work) mask[place] = fit;
    }
  }
  if (words.length === 1) return mask;
  const texts =
    field === 'abstract'
      ? lib.sql('SELECT abstract FROM texts WHERE ? IS NOT NULL AND work = ?').pluck()
      : lib.sql('SELECT text FROM contexts WHERE cited = ? AND citing = ?').pluck();
  const wanted = words.join(' ');
  const mayHave = mayHaveInOrder(words);
  for (let place = 0; place < columns.size; place += 1) {
    if (mask[place] === 0) continue;
    const found = texts.all(columns.hub, columns.ids[place]!) as string[];
    mask[place] = Math.max(...found.map((text) => (mayHave(text) ? fitOf(foldText(text), wanted, whole) : 0)));
  }
  return mask;
}
