/** Tiers, shares and counts in words. */
import { describe, expect, it } from 'vitest';
import {
  completenessWords,
  coverageWords,
  differentPapers,
  percent,
  tenthsWords,
  tierOf,
} from '../../src/hub/share.js';

describe('tierOf', () => {
  it.each([
    [9, 0, undefined],
    [10, 0, 'hub'],
    [0, 999, undefined],
    [0, 1_000, 'hub'],
    [99, 9_999, 'hub'],
    [0, 10_000, 'super hub'],
    [100, 0, 'super hub'],
  ])('of %d citing and %d elsewhere is %s', (citing, external, tier) => {
    expect(tierOf(citing, external)).toBe(tier);
  });
});

it('tenths have their thousands set apart, and their tenth where it is none', () => {
  expect([0, 10.55, 999.96, 2617.38, 1234567.5].map(tenthsWords)).toEqual([
    '0.0',
    '10.6',
    '1,000.0',
    '2,617.4',
    '1,234,567.5',
  ]);
});

describe('shares', () => {
  it('always say what they are out of', () => {
    expect(coverageWords(2_000, 2_414)).toBe('2,000 of 2,414 classified');
    expect(coverageWords(25, 117)).toBe('25 of 117 classified');
  });

  it('are not indexed rather than zero where nothing is classified', () => {
    expect(coverageWords(0, 240)).toBe('not indexed');
  });

  it('do not round few to none or most to all', () => {
    expect(percent(1, 1_000)).toBe('<1%');
    expect(percent(999, 1_000)).toBe('>99%');
    expect(percent(0, 10)).toBe('0%');
    expect(percent(10, 10)).toBe('100%');
  });

  it('say how complete this copy is', () => {
    expect(completenessWords(7, 117)).toBe('7 of 117 in this library');
    expect(completenessWords(6, 7, { papers: 1, source: 'semantic-scholar' })).toBe(
      '6 of 7 in this library, 1 listed twice by Semantic Scholar',
    );
    expect(completenessWords(7)).toBe('7 in this library');
    expect(completenessWords(431, 370)).toBe('431 in this library');
  });

  it('takes no count for the whole that is smaller than what is here', () => {
    const twice = { papers: 1, source: 'semantic-scholar' };
    expect(differentPapers(7, 9, twice)).toBe(8);
    expect(differentPapers(8, 9, twice)).toBe(8);
    expect(differentPapers(9, 9, twice)).toBeUndefined();
    expect(differentPapers(9)).toBeUndefined();
  });
});
