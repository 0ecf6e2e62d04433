/**
 * Citation keys: first author's family name, year, first word of the title that carries meaning: `yue2025does`; of a paper whose
 * first author nobody knows, though some may know who the authors are, word and year: `emcee2012`. Only ASCII
 * letters and digits, letters first. Papers whose keys would be equal, letter case aside, are put in order by date, then by
 * arXiv number, DOI, title and id, never by how they were selected; the first keeps the bare key, the others add a, b, … z,
 * aa. What is known of a paper's key already, from its library or the target file, stays as it is.
 */
import { isoDate } from '../../hub/date.js';
import { spellLatin } from '../../text/fold.js';
import { type CslItem, datesOf } from '../csl.js';
import { doiOf, eprintOf } from '../item-identifiers.js';
import { parseMarkup } from '../rich-text/markup.js';
import type { Piece } from '../rich-text/rich-text.js';
import { type CslName, familyOf } from './names.js';

/** Words that open titles and say nothing. */
const SKIPPED = new Set(
  'a an the on of in for to and or with from by at as into via towards toward about le la les l der die das ein eine un une el los'.split(
    ' ',
  ),
);

const LONGEST_PART = 30;

/** ASCII letters and digits of a text, letter case kept; empty where it has none. */
export function asciiLetters(text: string): string {
  return spellLatin(text)
    .replace(/[^A-Za-z0-9]+/gu, '')
    .slice(0, LONGEST_PART);
}

function ascii(text: string): string {
  return asciiLetters(text.toLowerCase());
}

/** The words of a title; its formulas only where there is nothing else. */
export function wordsOf(title: string): string {
  const text = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) =>
        piece.kind === 'text'
          ? piece.text
          : piece.kind === 'span'
            ? text(piece.pieces)
            : piece.kind === 'logo'
              ? piece.name
              : ' ',
      )
      .join('');
  const pieces = parseMarkup(title);
  const words = text(pieces);
  return /[\p{L}\p{N}]/u.test(words)
    ? words
    : pieces.map((piece) => (piece.kind === 'math' ? piece.tex : '')).join(' ');
}

/** A group is known by its first word: `ATLAS` for The ATLAS Collaboration. */
export function authorOf(name: CslName): string {
  if (name.literal === undefined) return asciiLetters(familyOf(name));
  return asciiLetters(name.literal.replace(/^the\s+/iu, '').split(/\s+/u)[0]!);
}

/** The authors in their order, or else the editors; none where their order is not known. */
export function namesOf(item: CslItem): readonly CslName[] {
  return item.custom?.authorsUnordered ? [] : (item.author ?? item.editor ?? []);
}

/** The words of a title that carry meaning, as they are written; all of them where none does. */
export function meaningWords(title: string): string[] {
  const words = title
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .map((word) => asciiLetters(word))
    .filter((word) => word !== '');
  const meaning = words.filter((word) => !SKIPPED.has(word.toLowerCase()));
  return meaning.length > 0 ? meaning : words;
}

function firstWord(title: string): string {
  const words = meaningWords(title);
  return (words.find((word) => /[A-Za-z]/.test(word)) ?? words[0] ?? '').toLowerCase();
}

/** The key a paper would have alone. */
export function plainKey(item: CslItem): string {
  const given = cleanKey(item['citation-key'] ?? '');
  if (given !== '') return given;
  const [first] = namesOf(item);
  const author = first === undefined ? '' : authorOf(first).toLowerCase();
  const year = datesOf(item.issued)[0]?.year;
  const years = year === undefined ? '' : String(Math.abs(year));
  const word = item.title === undefined ? '' : firstWord(wordsOf(item.title));
  const key = author === '' ? word + years : author + years + word;
  if (author !== '' || word !== '') return /^[a-z]/.test(key) ? key : `p${key}`;
  const eprint = eprintOf(item);
  if (eprint !== null) return `arxiv${ascii(eprint.number)}`;
  const doi = doiOf(item);
  if (doi !== null) return `doi${ascii(doi)}`;
  return `paper${years}${hash(JSON.stringify([item.title, item.author, item.URL, item['container-title']]))}`;
}

/** A key somebody chose, without the characters that one reader or another refuses. */
export function cleanKey(key: string): string {
  return key
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9:_.+/-]+/gu, '')
    .replace(/^[^A-Za-z0-9]+/u, '');
}

/** Eight characters that depend on the text alone (FNV-1a). */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(36);
}

/** What puts equal keys in order. */
function rank(item: CslItem): string {
  const date = datesOf(item.issued)[0];
  return [
    date === undefined ? '~' : isoDate(date),
    eprintOf(item)?.number ?? '',
    (doiOf(item) ?? '').toLowerCase(),
    item.title ?? '',
    item.id,
  ].join('\u0000');
}

export interface KeyOptions {
  /** The key a paper would have alone (key-pattern.ts); by default `plainKey`. */
  make?: (item: CslItem) => string;
  /** The key a paper has already, from wherever it is remembered. */
  known?: (item: CslItem) => string | undefined;
  /** Keys that other entries of the target file have. */
  taken?: Iterable<string>;
}

/** One key for every item, in their order; no two equal, letter case aside. */
export function assignKeys(items: Iterable<CslItem>, options: KeyOptions = {}): string[] {
  const taken = new Set<string>();
  for (const key of options.taken ?? []) taken.add(key.toLowerCase());
  const { make = plainKey } = options;
  const keys: string[] = [];
  const wanted = new Map<string, { at: number; rank: string }[]>();
  for (const item of items) {
    const known = cleanKey(options.known?.(item) ?? '');
    const isFree = known !== '' && !taken.has(known.toLowerCase());
    const at = keys.length;
    keys.push(known === '' ? make(item) : known);
    if (isFree) {
      taken.add(known.toLowerCase());
      continue;
    }
    const same = keys[at]!.toLowerCase();
    const group = wanted.get(same);
    // Only a second paper makes the order matter.
    if (group === undefined) wanted.set(same, [{ at, rank: rank(item) }]);
    else group.push({ at, rank: rank(item) });
  }
  for (const [same, group] of wanted) {
    const inOrder = [...group].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.at - b.at));
    const isTaken = taken.has(same);
    taken.add(same);
    if (!isTaken) inOrder.shift();
    let number = 0;
    for (const { at } of inOrder) {
      let key: string;
      do {
        key = keys[at]! + letters(number);
        number += 1;
      } while (taken.has(key.toLowerCase()) || wanted.has(key.toLowerCase()));
      taken.add(key.toLowerCase());
      keys[at] = key;
    }
  }
  return keys;
}

/** a, b, … z, aa, ab, … */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}
