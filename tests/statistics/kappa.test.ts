/** Cohen's kappa against published tables and against a count over all pairs of things. */
import { describe, expect, it } from 'vitest';
import { cohensKappa, type JudgedPair } from '../../src/statistics/kappa.js';
import { between, chanceOf, pick } from '../bench/random.js';
import { seeds } from '../seeds.js';

/** The pairs of a printed table: rows are the first judge's words, columns the second's. */
function pairsOf(table: readonly (readonly number[])[]): JudgedPair[] {
  return table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, (): JudgedPair => [`w${i}`, `w${j}`])),
  );
}

describe('cohensKappa', () => {
  it.each([
    // J. Cohen, A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20 (1960) 37-46: three diagnoses of 200 people.
    {
      source: 'Cohen 1960',
      table: [
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ],
      observed: 0.7,
      expected: 0.41,
      kappa: 0.492,
    },
    // A. J. Viera and J. M. Garrett, Understanding interobserver agreement, Fam. Med. 37 (2005) 360-363, table 1.
    {
      source: 'Viera and Garrett 2005',
      table: [
        [15, 5],
        [10, 70],
      ],
      observed: 0.85,
      expected: 0.65,
      kappa: 0.571,
    },
    // J. L. Fleiss, Statistical methods for rates and proportions, 2nd ed. (1981), table 13.1.
    {
      source: 'Fleiss 1981',
      table: [
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ],
      observed: 0.89,
      expected: 0.66,
      kappa: 0.676,
    },
  ])('of the table of $source is the published one', ({ table, observed, expected, kappa }) => {
    const found = cohensKappa(pairsOf(table));
    expect(found.pairs).toBe(table.flat().reduce((sum, count) => sum + count));
    expect(found.observed).toBeCloseTo(observed, 9);
    expect(found.expected).toBeCloseTo(expected, 9);
    expect(found.kappa).toBeCloseTo(kappa, 3);
  });

  it.each([
    // D. G. Bonett's statpsych for R, the example of ci.kappa.
    {
      source: 'statpsych',
      table: [
        [31, 12],
        [4, 58],
      ],
      kappa: 0.6756757,
      low: 0.531721,
      high: 0.8196303,
      digits: 6,
    },
    // Fleiss 1981, as above: a standard error of 0.087.
    {
      source: 'Fleiss 1981',
      table: [
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ],
      kappa: 0.676,
      low: 0.505,
      high: 0.848,
      digits: 2,
    },
  ])('has the interval of $source', ({ table, kappa, low, high, digits }) => {
    const found = cohensKappa(pairsOf(table));
    expect(found.kappa).toBeCloseTo(kappa, digits);
    expect(found.interval!.low).toBeCloseTo(low, digits);
    expect(found.interval!.high).toBeCloseTo(high, digits);
  });

  it.each(seeds(20, 200))(
    'is how rarely they differ against how rarely any two of their words do (seed %i)',
    (seed) => {
      const chance = chanceOf(seed);
      const words = ['a', 'b', 'c', 'd'].slice(0, between(chance, 2, 4));
      const judged = Array.from({ length: between(chance, 2, 60) }, (): JudgedPair => {
        const one = pick(chance, words);
        return [one, chance() < 0.5 ? one : pick(chance, words)];
      });
      let differ = 0;
      for (const [one] of judged) for (const [, other] of judged) if (one !== other) differ += 1;
      const differing = judged.filter(([one, other]) => one !== other).length / judged.length;
      const found = cohensKappa(judged);
      if (differ === 0) expect(found.kappa).toBeNull();
      else expect(found.kappa).toBeCloseTo(1 - differing / (differ / judged.length ** 2), 9);
      // Neither the order of the things nor that of the judges matters.
      expect(cohensKappa([...judged].reverse()).kappa).toEqual(found.kappa);
      const other = cohensKappa(judged.map(([a, b]): JudgedPair => [b, a]));
      expect(other.kappa ?? -2).toBeCloseTo(found.kappa ?? -2, 12);
      expect(other.interval?.low ?? -2).toBeCloseTo(found.interval?.low ?? -2, 9);
    },
  );

  it('lets a word agree with a set that has it, and corrects for how often it would by chance', () => {
    const has = (one: string, set: string): boolean => set.split(' ').includes(one);
    const judged: JudgedPair[] = [
      ['method', 'background method'],
      ['background', 'background method'],
      ['method', 'result'],
      ['result', 'result'],
    ];
    // Agreed on 3 of 4. By chance: method and background (3 of 4 words) with half of the sets, result with the other half.
    expect(cohensKappa(judged, has)).toMatchObject({ agreed: 3, observed: 0.75, expected: 0.5, kappa: 0.5 });
  });

  it('does not say how exact it is where nothing varies', () => {
    const alike = pairsOf([
      [5, 0],
      [0, 5],
    ]);
    expect(cohensKappa(alike)).toMatchObject({ kappa: 1, interval: null });
  });

  it('is not defined where both only ever said one word, nor without anything judged', () => {
    expect(
      cohensKappa([
        ['a', 'a'],
        ['a', 'a'],
      ]),
    ).toEqual({
      pairs: 2,
      agreed: 2,
      observed: 1,
      expected: 1,
      kappa: null,
      interval: null,
    });
    expect(cohensKappa([]).kappa).toBeNull();
  });
});
