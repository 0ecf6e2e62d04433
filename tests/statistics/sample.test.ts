/** Stratified samples. */
import { describe, expect, it } from 'vitest';
import { proportional, stratifiedSample } from '../../src/statistics/sample.js';
import { between, chanceOf } from '../bench/random.js';
import { seeds } from '../seeds.js';

const named = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const STRATA = new Map([
  ['background', named('b', 239)],
  ['method', named('m', 165)],
  ['result', named('r', 3)],
]);

describe('proportional', () => {
  it.each([
    [{ a: 60, b: 30, c: 10 }, 10, { a: 6, b: 3, c: 1 }],
    [{ a: 990, b: 9, c: 1 }, 10, { a: 8, b: 1, c: 1 }],
    [{ a: 5, b: 5, c: 5 }, 2, { a: 1, b: 1, c: 0 }],
    [{ a: 2, b: 1 }, 50, { a: 2, b: 1 }],
    [{ a: 0, b: 4 }, 2, { b: 2 }],
    [{}, 5, {}],
  ])('of %j gives %i as %j', (sizes, wanted, shares) => {
    expect(Object.fromEntries(proportional(new Map(Object.entries(sizes)), wanted))).toEqual(shares);
  });

  it.each(seeds(20, 200))('gives no more than there is, one of each, and as many as are wanted (seed %i)', (seed) => {
    const chance = chanceOf(seed);
    const sizes = new Map(named('s', between(chance, 1, 8)).map((name) => [name, between(chance, 1, 300)]));
    const total = [...sizes.values()].reduce((sum, size) => sum + size);
    const wanted = between(chance, sizes.size, total);
    const shares = proportional(sizes, wanted);
    expect([...shares.values()].reduce((sum, share) => sum + share)).toBe(wanted);
    for (const [stratum, share] of shares) {
      expect(share).toBeGreaterThanOrEqual(1);
      expect(share).toBeLessThanOrEqual(sizes.get(stratum)!);
      const exact = (wanted * sizes.get(stratum)!) / total;
      if (exact >= sizes.size) expect(Math.abs(share - exact)).toBeLessThan(sizes.size);
    }
  });
});

describe('stratifiedSample', () => {
  it('is the same from the same seed, in whatever order the names come', () => {
    const backwards = new Map([...STRATA].reverse().map(([role, names]) => [role, names.toReversed()]));
    const sample = stratifiedSample(STRATA, 50, 7);
    expect(sample).toHaveLength(50);
    expect(stratifiedSample(backwards, 50, 7)).toEqual(sample);
    expect(stratifiedSample(STRATA, 50, 8)).not.toEqual(sample);
    expect(new Set(sample.map(({ name }) => name)).size).toBe(50);
  });

  it('has each stratum by its share and mixes them, so that the order tells nothing', () => {
    const sample = stratifiedSample(STRATA, 50, 7);
    const counts = Object.groupBy(sample, ({ stratum }) => stratum);
    expect(counts.result).toHaveLength(1);
    expect(counts.background!.length).toBe(29);
    const changes = sample.filter(({ stratum }, at) => at > 0 && sample[at - 1]!.stratum !== stratum).length;
    expect(changes).toBeGreaterThan(10);
  });

  it('is everything where more is wanted', () => {
    expect(stratifiedSample(STRATA, 1_000, 7)).toHaveLength(407);
  });
});
