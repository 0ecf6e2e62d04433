/** The model learns which sentence has which role from citations that only say it of all sentences together. */
import { describe, expect, it } from 'vitest';
import { atLeastOne, type Bag, distribution, trained } from '../../src/learn/softmax.js';
import type { Vector } from '../../src/learn/weighing.js';
import { finished } from '../../src/library/steps.js';

const word = (place: number): Vector => ({ places: Int32Array.of(place), values: Float32Array.of(1) });
const bag = (words: readonly number[], ...has: number[]): Bag => ({
  sentences: words.map(word),
  has: Uint8Array.from(has),
});
const often = <T>(bags: readonly T[]): T[] => Array.from({ length: 60 }, () => bags).flat();

describe('trained', () => {
  it('tells sentences apart of which none is labelled by itself', () => {
    // Word 0 is said where there is role 0, word 1 where there is role 1, word 2 everywhere.
    const bags = often([bag([0, 1], 1, 1), bag([0, 0], 1, 0), bag([1, 1, 1], 0, 1)]);
    const model = finished(trained(bags, 2, 3, 1));
    expect(distribution(model, word(0))[0]).toBeGreaterThan(0.8);
    expect(distribution(model, word(1))[1]).toBeGreaterThan(0.8);
    expect(distribution(model, word(2))[0]).toBeCloseTo(0.5, 0);
  });

  it('gives distributions, and the same ones every time', () => {
    const bags = often([bag([0], 1, 0, 0), bag([1, 2], 0, 1, 1), bag([2], 0, 0, 0)]);
    const [one, other] = [1, 1].map((seed) => finished(trained(bags, 3, 3, seed)));
    expect(one).toEqual(other);
    for (const place of [0, 1, 2]) {
      const said = distribution(one!, word(place));
      expect(said.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
      expect(said.every((p) => p > 0)).toBe(true);
    }
  });

  it('learns a role that one in thirty has', () => {
    const bags = Array.from({ length: 20 }, () => [
      ...Array.from({ length: 29 }, () => bag([0], 1, 0)),
      bag([1], 0, 1),
    ]);
    const model = finished(trained(bags.flat(), 2, 2, 1));
    expect(distribution(model, word(1))[1]).toBeGreaterThan(0.5);
  });
});

it('at least one of several sentences has a role unless none has it', () => {
  const said = [Float64Array.of(0.5, 0.5), Float64Array.of(0.2, 0.8)];
  expect(atLeastOne(said, 0)).toBeCloseTo(1 - 0.5 * 0.8);
  expect(atLeastOne(said, 1)).toBeCloseTo(1 - 0.5 * 0.2);
});
