/** The mistyped searches of the benches. */
import { describe, expect, it } from 'vitest';
import { chanceOf } from '../random.js';
import { mistyped, searchesFor, soughtAmong } from './searches.js';

/** Edits between two texts, two letters in the wrong order being one; two errors on the same letters can count as three. */
function edits(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = best;
    }
  return rows[a.length]![b.length]!;
}

describe('a mistyped text', () => {
  it('is exactly one edit away for one error, and few for two', () => {
    const chance = chanceOf(3);
    for (let i = 0; i < 500; i += 1) {
      expect(edits('Black Hole Entropy', mistyped(chance, 'Black Hole Entropy', 1))).toBe(1);
      expect(edits('Black Hole Entropy', mistyped(chance, 'Black Hole Entropy', 2))).toBeLessThanOrEqual(3);
    }
  });
});

describe('searches', () => {
  const known = Array.from({ length: 200 }, (_, at) => ({
    title: `Strings and branes ${String.fromCharCode(97 + (at % 26)).repeat(6)}${at < 26 ? 'xyz' : ''} matter`,
    authors: 'A. Person',
  }));

  it('are the same for the same seed, and of every kind alike', () => {
    const searches = searchesFor(known, 30, 1);
    expect(searches).toEqual(searchesFor(known, 30, 1));
    expect(searches).toHaveLength(30);
    expect(searches.filter(({ kind }) => kind === 'rare words')).toHaveLength(10);
    for (const { kind, text } of searches) if (kind === 'rare words') expect(text).toMatch(/xyz$/u);
  });

  it('seek titles from all over the hub', () => {
    const sought = soughtAmong(known, 20, 1);
    expect(sought.map(({ title }) => title)).toEqual(Array.from({ length: 20 }, (_, at) => known[at * 10]!.title));
    for (const { title, whole } of sought) expect(edits(title, whole)).toBeLessThanOrEqual(3);
  });
});
