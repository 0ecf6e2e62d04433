/** What is kept of words that very many papers have: what their postings say. */
import { expect, it } from 'vitest';
import { WHERE } from '../../../../src/library/derived/column-layout.js';
import { appending, memoryShelf } from '../../../../src/library/derived/shelf/segments.js';
import { packed } from '../../../../src/library/derived/vocabulary.js';
import {
  bytesFor,
  COMMON_STEP,
  copyStandings,
  getCommon,
  putCommon,
  putStanding,
  STANDING_IN,
} from '../../../../src/library/derived/words/common.js';
import { finished } from '../../../../src/library/steps.js';
import { seeded } from '../../support.js';

const random = seeded(6);

/** Words of a few letters, and of how many papers each is in which texts. */
function made(size: number) {
  const words = [...new Set(Array.from({ length: 90 }, () => anyWord()))].sort((a, b) => (a < b ? -1 : 1));
  const starts = new Int32Array(words.length + 1);
  const shelf = memoryShelf();
  const out = appending(shelf, 'postings');
  const postings = words.map((_, at) => {
    const often = random() ** 3;
    const own: number[] = [];
    for (let place = 0; place < size; place += 1)
      if (random() < often) own.push(place * 8 + 1 + Math.floor(random() * 7));
    for (const posting of own) out.push(posting);
    starts[at + 1] = starts[at]! + own.length;
    return own;
  });
  out.end();
  return { words, starts, shelf, postings, vocabulary: packed(words) };
}
const anyWord = (): string =>
  Array.from({ length: 1 + Math.floor(random() * 4) }, () => 'aab中é'[Math.floor(random() * 5)]!).join('');

it.each([1, 3, 4, 5, 250, 1003])('of %i papers', (size) => {
  const { words, starts, shelf, postings, vocabulary } = made(size);
  const outline = finished(putCommon(shelf, vocabulary, starts, size));
  const common = getCommon(shelf, size, outline);
  /** The best text in which each paper has one of these words: title, authors, summary. */
  const best = (isOne: (word: string) => boolean): number[] => {
    const bits = new Array<number>(size).fill(0);
    for (const [at, word] of words.entries())
      if (isOne(word)) for (const posting of postings[at]!) bits[posting >> 3]! |= posting & 7;
    return bits.map((all) => [WHERE.title, WHERE.author, WHERE.summary].find((where) => (all & where) !== 0) ?? 0);
  };
  const count = (isOne: (word: string) => boolean): number =>
    postings.reduce((sum, own, at) => sum + (isOne(words[at]!) ? own.length : 0), 0);
  const told = (standing: Uint8Array): number[] =>
    Array.from({ length: size }, (_, place) => STANDING_IN[(standing[place >> 2]! >> (2 * (place & 3))) & 3]!);

  const beginnings = new Set(words.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))));
  for (const letters of beginnings) {
    const isOne = (word: string): boolean => word.startsWith(letters);
    const standing = common.beginning(letters);
    expect(standing !== undefined, letters).toBe(count(isOne) > 0.4 * size);
    if (standing !== undefined) expect(told(standing), letters).toEqual(best(isOne));
  }
  for (const own of words) {
    const isOne = (word: string): boolean => word === own;
    const standing = common.word(own);
    expect(standing !== undefined, own).toBe(count(isOne) > 0.4 * size);
    if (standing !== undefined) expect(told(standing), own).toEqual(best(isOne));
  }
  expect(common.beginning('zz')).toBeUndefined();
  expect(common.word('zz')).toBeUndefined();
});

it('is put together in steps', () => {
  const { starts, shelf, vocabulary, postings } = made(20_000);
  const counted = postings.reduce((sum, own) => sum + own.length, 0);
  expect(counted).toBeGreaterThan(2 * COMMON_STEP);
  expect([...putCommon(shelf, vocabulary, starts, 20_000)].length).toBeGreaterThan(counted / COMMON_STEP);
});

it('is copied from any place to any other, four papers at a time', () => {
  for (let round = 0; round < 300; round += 1) {
    const size = 1 + Math.floor(random() * 60);
    const standings = Array.from({ length: size }, () => Math.floor(random() * 4));
    const own = new Uint8Array(bytesFor(size));
    for (const [place, here] of standings.entries()) putStanding(own, place, here);
    const from = Math.floor(random() * size);
    const to = from + Math.floor(random() * (size - from + 1));
    const at = Math.floor(random() * 9);
    const into = new Uint8Array(bytesFor(at + to - from));
    copyStandings(own, from, to, into, at);
    const expected = new Uint8Array(into.length);
    for (const [n, here] of standings.slice(from, to).entries()) putStanding(expected, at + n, here);
    expect(into).toEqual(expected);
  }
});
