/** Sentences as features. */
import { describe, expect, it } from 'vitest';
import { type Features, featuresOf, NUMBERS } from '../../src/learn/features.js';

const words = (text: string, section?: string): Features =>
  featuresOf({ text, ...(section !== undefined && { section }) }, false);
const shared = (one: Features, other: Features): number =>
  one.numbers.filter((number) => other.numbers.includes(number)).length;

describe('featuresOf', () => {
  it('counts words and pairs of words, whatever their case', () => {
    const found = words('Prune and prune');
    // prune, and; prune and, and prune
    expect([...found.counts].sort()).toEqual([1, 1, 1, 2]);
    expect([...words('PRUNE AND PRUNE').numbers]).toEqual([...found.numbers]);
    expect(words('and prune prune').numbers).not.toEqual(found.numbers);
  });

  it('takes all references for one, and all numbers for one', () => {
    const one = words('as in [3, 7–9] at 0.5');
    expect([...words('as in [12] at 17').numbers]).toEqual([...one.numbers]);
    expect([...words('as in (Ada et al., 2019; Berg 2020b) at 3,000').numbers]).toEqual([...one.numbers]);
    expect([...words('as in them at 17').numbers]).not.toEqual([...one.numbers]);
  });

  it('tells the words of a heading from those of a sentence', () => {
    const without = words('we prune');
    const under = words('we prune', '3. Related Work');
    expect(shared(without, under)).toBe(without.numbers.length);
    expect(under.numbers.length).toBeGreaterThan(without.numbers.length);
    expect(shared(words('related work'), words('x', 'Related Work'))).toBe(0);
  });

  it('has parts of words behind the words, where they are asked for', () => {
    const found = featuresOf({ text: 'pruned' }, true);
    expect(found.parts).toBe(1);
    // <pruned> has 7 pairs, 6 triples and 5 quadruples of letters.
    expect(found.numbers.length).toBe(1 + 7 + 6 + 5);
    expect(shared(found, featuresOf({ text: 'pruning' }, true))).toBeGreaterThan(5);
    expect(words('pruned').parts).toBe(1);
  });

  it('takes hostile and endless text', () => {
    for (const text of ['', '\u202e(((', '('.repeat(5000), `${'[1,'.repeat(9000)}`, '𝔘'.repeat(4000), '\ud800']) {
      const { numbers, counts } = featuresOf({ text, section: text }, true);
      expect(numbers.length).toBe(counts.length);
      expect(numbers.every((number, at) => number < NUMBERS && number > (numbers[at - 1] ?? -1))).toBe(true);
    }
  });
});
