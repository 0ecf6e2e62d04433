/** A sorted vocabulary, and the words of it that begin with or are nearly a given one: it is searched, not the papers. */
import { finished, type Steps } from '../steps.js';

/** Sorted different words, packed. `starts` has one entry more than there are words. */
export interface Vocabulary {
  size: number;
  /** UTF-16 units of all words, one after the other. */
  letters: Uint16Array;
  starts: Int32Array;
  /** The letters each word has, as bits of maskOf. */
  masks: Int32Array;
}

/** Typing errors allowed in a word of so many letters. */
export function errorsAllowed(word: string): 0 | 1 | 2 {
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
}

/** Words that are compared in one step. */
const COMPARED_AT_ONCE = 1 << 16;

/** Most words of the vocabulary one mistyped word may stand for; the commonest are kept. */
const MOST = 100;
/** The pattern is held in the bits of one number. */
const LONGEST = 31;

/** @param sorted different words in the order of their UTF-16 units */
export function packed(sorted: readonly string[]): Vocabulary {
  const starts = new Int32Array(sorted.length + 1);
  const masks = new Int32Array(sorted.length);
  sorted.forEach((word, i) => {
    starts[i + 1] = starts[i]! + word.length;
  });
  const letters = new Uint16Array(starts[sorted.length]!);
  sorted.forEach((word, i) => {
    const start = starts[i]!;
    let mask = 0;
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      letters[start + at] = code;
      mask |= bitOf(code);
    }
    masks[i] = mask;
  });
  return { size: sorted.length, letters, starts, masks };
}

/** A bit for each Latin letter; digits share four, all others two. */
function bitOf(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97);
  if (code >= 48 && code <= 57) return 1 << (26 + (code & 3));
  return 1 << (30 + (code & 1));
}

/** Numbers words as they come, without making a text of each: a hub's papers have thirty times as many as there are different ones. */
export interface WordNumbers {
  /** The number of the word that stands in a text from `from` to before `to`. */
  of(text: string, from: number, to: number): number;
  /** The words by their numbers. */
  words(): string[];
}

export function wordNumbers(): WordNumbers {
  let letters = new Uint16Array(8192);
  // One entry more than there are words.
  let starts = new Int32Array(1024);
  let hashes = new Int32Array(1024);
  // Places by hash: the number of the word there plus one.
  let table = new Int32Array(4096);
  let size = 0;
  const enter = (number: number): void => {
    const mask = table.length - 1;
    let at = hashes[number]! & mask;
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = number + 1;
  };
  const add = (text: string, from: number, to: number, hash: number): number => {
    const start = starts[size]!;
    const end = start + to - from;
    if (end > letters.length) letters = larger(letters, new Uint16Array(Math.max(end, 2 * letters.length)));
    for (let i = from; i < to; i += 1) letters[start + i - from] = text.charCodeAt(i);
    if (size + 1 === starts.length) {
      starts = larger(starts, new Int32Array(2 * starts.length));
      hashes = larger(hashes, new Int32Array(starts.length));
    }
    starts[size + 1] = end;
    hashes[size] = hash;
    size += 1;
    if (2 * size > table.length) {
      table = new Int32Array(2 * table.length);
      for (let number = 0; number < size; number += 1) enter(number);
    } else enter(size - 1);
    return size - 1;
  };
  const isAt = (number: number, text: string, from: number, to: number): boolean => {
    const start = starts[number]!;
    if (starts[number + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i += 1) if (letters[start + i - from] !== text.charCodeAt(i)) return false;
    return true;
  };
  return {
    of(text, from, to) {
      // FNV-1a, its bits mixed once more since places are taken from the low ones.
      let hash = 0x811c9dc5;
      for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      hash ^= hash >>> 15;
      const mask = table.length - 1;
      for (let at = hash & mask; table[at] !== 0; at = (at + 1) & mask) {
        const number = table[at]! - 1;
        if (hashes[number] === hash && isAt(number, text, from, to)) return number;
      }
      return add(text, from, to, hash);
    },
    words: () => Array.from({ length: size }, (_, number) => wordAt({ letters, starts }, number)),
  };
}

function larger<T extends Int32Array | Uint16Array>(array: T, into: T): T {
  into.set(array);
  return into;
}

export function wordAt({ letters, starts }: Pick<Vocabulary, 'letters' | 'starts'>, i: number): string {
  return String.fromCharCode(...letters.subarray(starts[i], starts[i + 1]));
}

/** Compares a word of the vocabulary, or only as much of it as `other` is long. */
function compare({ letters, starts }: Vocabulary, i: number, other: string, beginning: boolean): number {
  const start = starts[i]!;
  const size = starts[i + 1]! - start;
  const end = Math.min(size, other.length);
  for (let at = 0; at < end; at += 1) {
    const difference = letters[start + at]! - other.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  if (beginning && size >= other.length) return 0;
  return size - other.length;
}

/** The words that begin with `prefix`: from `from` to before `to`. A word equal to it is at `from`. */
export function beginningWith(vocabulary: Vocabulary, prefix: string): { from: number; to: number } {
  const first = (past: boolean): number => {
    let low = 0;
    let high = vocabulary.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(vocabulary, middle, prefix, past);
      if (past ? order <= 0 : order < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { from: first(false), to: first(true) };
}

/** The place of a word, or -1. */
export function placeOfWord(vocabulary: Vocabulary, word: string): number {
  const { from } = beginningWith(vocabulary, word);
  return from < vocabulary.size && compare(vocabulary, from, word, false) === 0 ? from : -1;
}

/**
 * The places of words that begin like `word` but for 1 or 2 typing errors (a letter too many, too few, wrong, or two
 * swapped); where there are very many, those that most papers have.
 * @param papers how many papers have the word at a place
 */
export const wordsLike = (
  vocabulary: Vocabulary,
  papers: (place: number) => number,
  word: string,
): Record<1 | 2, number[]> => finished(wordsLikeIn(vocabulary, papers, word));

/** The same in steps. */
export function* wordsLikeIn(
  vocabulary: Vocabulary,
  papers: (place: number) => number,
  word: string,
): Steps<Record<1 | 2, number[]>> {
  const allowed = word.length > LONGEST ? 0 : errorsAllowed(word);
  const found: Record<1 | 2, number[]> = { 1: [], 2: [] };
  if (allowed > 0) {
    const { size, letters, starts, masks } = vocabulary;
    const distanceTo = prefixDistance(word);
    let wanted = 0;
    for (let i = 0; i < word.length; i += 1) wanted |= bitOf(word.charCodeAt(i));
    for (let i = 0; i < size; i += 1) {
      if (i % COMPARED_AT_ONCE === COMPARED_AT_ONCE - 1) yield i / size;
      // Every letter that is missing altogether takes an error of its own.
      let missing = wanted & ~masks[i]!;
      missing &= missing - 1;
      if (allowed === 2) missing &= missing - 1;
      if (missing !== 0) continue;
      const distance = distanceTo(letters, starts[i]!, starts[i + 1]!, allowed);
      if ((distance === 1 || distance === 2) && distance <= allowed) found[distance].push(i);
    }
  }
  // Words stand in order, so that of equals the first in the alphabet stays first.
  const best = (places: number[]): number[] =>
    places.length <= MOST ? places : places.sort((a, b) => papers(b) - papers(a) || a - b).slice(0, MOST);
  return { 1: best(found[1]), 2: best(found[2]) };
}

/**
 * The least number of errors between a word and any beginning of another: Hyyrö's bit-parallel form of the optimal string
 * alignment distance, the rows of a column in the bits of a number.
 * @returns a function that gives the distance to the letters from `from` to before `to`, or more than `allowed` where it
 *   is more
 */
export function prefixDistance(
  word: string,
): (letters: Uint16Array, from: number, to: number, allowed: number) => number {
  const size = word.length;
  const last = 1 << (size - 1);
  const low = new Int32Array(128);
  const high = new Map<number, number>();
  for (let i = 0; i < size; i += 1) {
    const code = word.charCodeAt(i);
    if (code < 128) low[code]! |= 1 << i;
    else high.set(code, (high.get(code) ?? 0) | (1 << i));
  }
  return (letters, from, to, allowed) => {
    if (to - from < size - allowed) return allowed + 1;
    let up = -1;
    let down = 0;
    let diagonal = 0;
    let match = 0;
    let score = size;
    let best = size;
    // Beginnings longer than this are further away than the allowed errors.
    const end = Math.min(to, from + size + allowed);
    for (let i = from; i < end; i += 1) {
      const before = match;
      const code = letters[i]!;
      match = code < 128 ? low[code]! : (high.get(code) ?? 0);
      const swapped = ((~diagonal & match) << 1) & before;
      diagonal = (((match & up) + up) ^ up) | match | down | swapped;
      let right = down | ~(diagonal | up);
      let left = up & diagonal;
      if (right & last) score += 1;
      if (left & last) score -= 1;
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(diagonal | right);
      down = right & diagonal;
      if (score < best) best = score;
    }
    return best;
  };
}
