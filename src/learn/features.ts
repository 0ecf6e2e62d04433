/** A sentence as counts of what stands in it: words, pairs of words, words of its section's heading, and parts of words. */
import type { Sentence } from './citation.js';

/** Of a longer text only the beginning is read: nobody writes such a sentence. */
const LONGEST = 3000;

/** Numbers that features have, from 0: those of words and pairs, then those of parts of words. */
const WORD_NUMBERS = 2 ** 20;
export const NUMBERS = 2 * WORD_NUMBERS;

/** Parts of words are of two to four letters. */
const SHORTEST_PART = 2;
const LONGEST_PART = 4;

export interface Features {
  /** Rising, each once. */
  numbers: Int32Array;
  counts: Int32Array;
  /** From this place on they are parts of words. */
  parts: number;
}

/** What kind of thing a number stands for begins its hash, so that a word is not a heading's. */
const WORD = 0x811c9dc5;
const SECTION = 0x2f0b4f6d;
const PART = 0x5bd1e995;

/** FNV-1a over the UTF-16 units from `start` to `end`. */
function hashOf(text: string, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads a hash over the numbers (the last steps of MurmurHash3). */
function numberOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return (mixed >>> 0) % WORD_NUMBERS;
}

/** What the cited works are called says little of the role, that some are cited says much: `[3, 7–9]`, `(Ada et al., 2020)`. */
const REFERENCE = /\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]|\([^()]*\b(?:19|20)\d\d[a-z]?[^()]*\)/gu;
const NUMBER = /\d+(?:[.,]\d+)*/gu;
const WORDS = /[\p{L}\p{M}]+|0|[%?!:;]/gu;

function wordsOf(text: string): string[] {
  const plain = text.slice(0, LONGEST).normalize('NFKC').toLowerCase();
  return plain.replace(REFERENCE, ' citedhere ').replace(NUMBER, '0').match(WORDS) ?? [];
}

/** @param withParts whether parts of words are counted, too */
export function featuresOf({ text, section }: Sentence, withParts: boolean): Features {
  const found: number[] = [];
  const words = wordsOf(text);
  let before: number | undefined;
  for (const word of words) {
    const hash = hashOf(word, 0, word.length, WORD);
    found.push(numberOf(hash));
    if (before !== undefined) found.push(numberOf(Math.imul(before, 31) ^ hash));
    before = hash;
  }
  for (const word of section === undefined ? [] : wordsOf(section))
    found.push(numberOf(hashOf(word, 0, word.length, SECTION)));
  if (withParts) for (const word of words) addParts(word, found);
  return counted(found);
}

/** Parts of a word; that it begins and ends belongs to it. */
function addParts(word: string, found: number[]): void {
  const framed = `<${word}>`;
  for (let length = SHORTEST_PART; length <= LONGEST_PART; length += 1)
    for (let start = 0; start + length <= framed.length; start += 1)
      found.push(WORD_NUMBERS + numberOf(hashOf(framed, start, start + length, PART)));
}

function counted(found: readonly number[]): Features {
  const sorted = Int32Array.from(found).sort();
  const numbers = new Int32Array(sorted.length);
  const counts = new Int32Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (size === 0 || numbers[size - 1] !== sorted[i]) {
      numbers[size] = sorted[i]!;
      size += 1;
    }
    counts[size - 1]! += 1;
  }
  const own = numbers.slice(0, size);
  const parts = own.findIndex((number) => number >= WORD_NUMBERS);
  return { numbers: own, counts: counts.slice(0, size), parts: parts < 0 ? size : parts };
}
