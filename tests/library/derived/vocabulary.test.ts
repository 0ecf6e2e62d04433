/** The dictionary of words, searched with typing errors. */
import { describe, expect, it } from 'vitest';
import { errorsAllowed, packed, prefixDistance, wordNumbers } from '../../../src/library/derived/vocabulary.js';
import { seeded } from '../support.js';

/** The textbook table: least edits between a word and any beginning of another, neighbours swapped counting once. */
function byTable(word: string, other: string): number {
  const table = Array.from({ length: word.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= word.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const same = word[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
        best = Math.min(best, table[i - 2]![j - 2]! + 1);
      }
      table[i]![j] = best;
    }
  }
  return Math.min(...table[word.length]!);
}

describe('typing errors', () => {
  it('agree with the textbook table wherever they are within what is allowed', () => {
    const random = seeded(7);
    const make = (longest: number): string =>
      Array.from({ length: 1 + Math.floor(random() * longest) }, () => 'abcd'[Math.floor(random() * 4)]).join('');
    for (let i = 0; i < 20_000; i += 1) {
      const word = make(12);
      const other = make(14);
      const allowed = 1 + Math.floor(random() * 2);
      const { letters } = packed([other]);
      const found = prefixDistance(word)(letters, 0, letters.length, allowed);
      const right = byTable(word, other);
      expect(Math.min(found, allowed + 1), `${word} ${other}`).toBe(Math.min(right, allowed + 1));
    }
  });

  it('are one in a word of four letters, two in one of eight, none in shorter ones', () => {
    expect(['abc', 'abcd', 'abcdefg', 'abcdefgh'].map(errorsAllowed)).toEqual([0, 1, 1, 2]);
  });
});

describe('words as they come', () => {
  it('have one number each, however they are cut out of texts and how many there are', () => {
    const random = seeded(7);
    const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
    const letters = ['a', 'b', 'é', '0', '中', '\ud835'];
    const all = Array.from({ length: 40_000 }, () =>
      Array.from({ length: Math.floor(random() * 8) }, () => pick(letters)).join(''),
    );
    const numbers = wordNumbers();
    const known = new Map<string, number>();
    for (const word of all) {
      const before = pick(letters);
      const number = numbers.of(`${before}${word}!`, before.length, before.length + word.length);
      if (!known.has(word)) known.set(word, known.size);
      expect(number).toBe(known.get(word));
    }
    expect(known.size).toBeGreaterThan(5_000);
    expect(numbers.words()).toEqual([...known.keys()]);
  });
});
