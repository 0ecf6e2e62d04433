import { describe, expect, it } from 'vitest';
import { completenessWords, coverageWords, shareWords, tierOf } from '../../src/hub/share.js';

describe('tierOf', () => {
  it.each([
    [9, 0, undefined],
    [10, 0, 'hub'],
    [0, 999, undefined],
    [0, 1_000, 'hub'],
    [99, 50_000, 'hub'],
    [100, 0, 'super hub'],
  ])('of %d citing and %d elsewhere is %s', (citing, external, tier) => {
    expect(tierOf(citing, external)).toBe(tier);
  });
});

describe('shares', () => {
  it('always say what they are out of', () => {
    expect(shareWords(22, 25, 117)).toBe('88% (22 of 25 classified, 117 citing)');
    expect(shareWords(1_000, 2_000, 2_414)).toBe('50% (1,000 of 2,000 classified, 2,414 citing)');
    expect(coverageWords(25, 117)).toBe('25 of 117 classified');
  });

  it('are not indexed rather than zero where nothing is classified', () => {
    expect(shareWords(0, 0, 240)).toBe('not indexed');
    expect(coverageWords(0, 240)).toBe('not indexed');
  });

  it('do not round few to none or most to all', () => {
    expect(shareWords(1, 1_000, 1_000)).toMatch(/^<1% /);
    expect(shareWords(999, 1_000, 1_000)).toMatch(/^>99% /);
    expect(shareWords(0, 10, 10)).toMatch(/^0% /);
    expect(shareWords(10, 10, 10)).toMatch(/^100% /);
  });

  it('say how complete this copy is', () => {
    expect(completenessWords(7, 117)).toBe('7 of 117 in this library');
    expect(completenessWords(7)).toBe('7 in this library');
  });
});
