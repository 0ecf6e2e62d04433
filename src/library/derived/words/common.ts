/**
 * In which papers of a hub stand the words, and the beginnings of words, that very many have: two bits a paper. They are what is typed
 * first, and have more postings than there are papers, which would be read and taken apart while somebody waits.
 */
import type { Steps } from '../../steps.js';
import { type CommonOutline, WHERE } from '../column-layout.js';
import { getAll, piecesOf, type Shelf } from '../shelf/segments.js';
import { beginningWith, type Vocabulary, wordAt } from '../vocabulary.js';
import { bytesFrom, bytesOnto } from './bytes.js';

export const COMMON_NAME = 'common';

/** A word is here, or a beginning, that has more than so many postings for each paper. */
const COMMON = 0.4;

/** Postings looked at in one step. */
export const COMMON_STEP = 1 << 17;

/**
 * For each paper in which of its texts a word stands, four papers a byte, the first in the lowest bits: 3 in the title, whatever else, 2
 * among the authors, 1 in the summary only, 0 nowhere.
 */
export type Standing = Uint8Array;

/** The same for the bits of all texts in which a word stands in a paper. */
const OF_BITS = Uint8Array.from({ length: 8 }, (_, bits) =>
  (bits & WHERE.title) !== 0 ? 3 : (bits & WHERE.author) !== 0 ? 2 : bits === 0 ? 0 : 1,
);

/** Where those of a standing stand, as the bit of WHERE; nowhere first. */
export const STANDING_IN = [0, WHERE.summary, WHERE.author, WHERE.title] as const;

export interface Common {
  outline: CommonOutline;
  /** undefined: fewer papers have words that begin so. */
  beginning(letters: string): Standing | undefined;
  word(word: string): Standing | undefined;
  /** All of them, one after the other. */
  all(): Uint8Array;
}

/** Words that stand one after the other in the vocabulary. */
interface Stretch {
  text: string;
  from: number;
  to: number;
}

/** Puts away what is common among postings that are on the shelf. @param starts where those of each word begin, and one more; size: papers */
export function* putCommon(
  shelf: Shelf,
  vocabulary: Vocabulary,
  starts: Int32Array,
  size: number,
): Steps<CommonOutline> {
  const { beginnings, words } = commonOnes(vocabulary, starts, COMMON * size);
  const out = bytesOnto(shelf, COMMON_NAME);
  const pieces = piecesOf(shelf, (_, postings) => postings);
  const all = [...beginnings, ...words];
  for (const [at, { from, to }] of all.entries()) {
    const standing = new Uint8Array(size);
    const end = starts[to]!;
    for (let next = starts[from]!; next < end; next += COMMON_STEP) {
      pieces.each('postings', next, Math.min(end, next + COMMON_STEP), (part) => mark(part, standing));
      yield at / all.length;
    }
    const four = new Uint8Array(bytesFor(size));
    for (let place = 0; place < size; place += 1) putStanding(four, place, standing[place]!);
    out.putAll(four);
  }
  out.end();
  return { beginnings: beginnings.map(({ text }) => text), words: words.map(({ text }) => text) };
}

/** @param least postings that a common word has more of */
function commonOnes(
  vocabulary: Vocabulary,
  starts: Int32Array,
  least: number,
): Record<'beginnings' | 'words', Stretch[]> {
  const beginnings: Stretch[] = [];
  const words: Stretch[] = [];
  const isCommon = ({ from, to }: Stretch): boolean => starts[to]! - starts[from]! > least;
  const look = (all: Stretch): void => {
    const { length } = all.text;
    for (let from = all.from; from < all.to; ) {
      const word = wordAt(vocabulary, from);
      if (word.length === length) {
        const alone = { text: word, from, to: from + 1 };
        if (isCommon(alone)) words.push(alone);
        from += 1;
        continue;
      }
      const longer = {
        text: word.slice(0, length + 1),
        from,
        to: beginningWith(vocabulary, word.slice(0, length + 1)).to,
      };
      if (isCommon(longer)) {
        beginnings.push(longer);
        look(longer);
      }
      from = longer.to;
    }
  };
  look({ text: '', from: 0, to: vocabulary.size });
  return { beginnings, words };
}

/** Takes postings in. @param standing for each paper what a Standing has of it */
export function mark(postings: Int32Array, standing: Uint8Array): void {
  for (let i = 0; i < postings.length; i += 1) {
    const here = OF_BITS[postings[i]! & 7]!;
    const place = postings[i]! >>> 3;
    if (standing[place]! < here) standing[place] = here;
  }
}

/** Puts what there is of a paper where nothing is yet. @param here 0 to 3 */
export function putStanding(standing: Standing, place: number, here: number): void {
  standing[place >> 2]! |= here << (2 * (place & 3));
}

/** Copies what there is of the papers from `from` to before `to` to where nothing is yet, from `at` on. */
export function copyStandings(of: Standing, from: number, to: number, into: Standing, at: number): void {
  const one = (place: number): void => putStanding(into, place - from + at, (of[place >> 2]! >> (2 * (place & 3))) & 3);
  let place = from;
  for (; place < to && ((place - from + at) & 3) !== 0; place += 1) one(place);
  const shift = 2 * (place & 3);
  const first = place >> 2;
  const then = (place - from + at) >> 2;
  const fours = (to - place) >> 2;
  if (shift === 0) into.set(of.subarray(first, first + fours), then);
  else
    for (let i = 0; i < fours; i += 1) into[then + i] = (of[first + i]! >> shift) | (of[first + i + 1]! << (8 - shift));
  place += 4 * fours;
  for (; place < to; place += 1) one(place);
}

/** Bytes of a standing of so many papers. */
export const bytesFor = (size: number): number => (size + 3) >> 2;

export function getCommon(shelf: Shelf, size: number, outline: CommonOutline): Common {
  const { beginnings, words } = outline;
  const read = bytesFrom(shelf, COMMON_NAME);
  const each = bytesFor(size);
  const at = (place: number): Standing | undefined =>
    place < 0 ? undefined : read.slice(place * each, (place + 1) * each);
  return {
    outline,
    beginning: (letters) => at(beginnings.indexOf(letters)),
    word(word) {
      const place = words.indexOf(word);
      return at(place < 0 ? place : beginnings.length + place);
    },
    all: () => getAll(shelf, COMMON_NAME, Uint8Array, (beginnings.length + words.length) * each),
  };
}
