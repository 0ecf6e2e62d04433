/** Wilson's interval against published values and against its definition. */
import { describe, expect, it } from 'vitest';
import { wilson, Z95 } from '../../src/statistics/wilson.js';

describe('wilson', () => {
  it.each([
    // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998) 857-872, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the published interval', (hits, size, low, high) => {
    const found = wilson(hits, size)!;
    expect(found.share).toBe(hits / size);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('has the shares as its ends that the score test just does not reject', () => {
    const rejects = (share: number, hits: number, size: number): number =>
      Math.abs(hits / size - share) / Math.sqrt((share * (1 - share)) / size);
    for (const size of [1, 2, 7, 50, 1_000]) {
      for (let hits = 0; hits <= size; hits += Math.ceil(size / 10)) {
        const { low, high, share } = wilson(hits, size)!;
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        if (hits > 0) expect(rejects(low, hits, size)).toBeCloseTo(Z95, 9);
        else expect(low).toBe(0);
        if (hits < size) expect(rejects(high, hits, size)).toBeCloseTo(Z95, 9);
        else expect(high).toBe(1);
      }
    }
  });

  it('says nothing where nothing was sampled', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});
