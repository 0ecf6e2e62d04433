/** Figures, against values worked out by hand. */
import { expect, it } from 'vitest';
import { bestCut, calibrationError, logLoss, scoreOf, tenthsOf } from '../../src/learn/scores.js';

it('precision, recall and F1 of labels given', () => {
  const score = scoreOf([true, true, true, false, false], [1, 1, 0, 1, 1]);
  expect(score).toMatchObject({ precision: 2 / 3, recall: 0.5, given: 3 });
  expect(score.f1).toBeCloseTo(4 / 7);
  expect(scoreOf([false, false], [1, 0])).toEqual({ precision: 0, recall: 0, f1: 0, given: 0 });
});

it('the best cut is where the F1 that probabilities promise is best', () => {
  // Promised from 0.9 on: 2·0.9/(1+2) = 0.6; from 0.8: 2·1.7/(2+2) = 0.85; from 0.2: 2·1.9/(3+2) = 0.76; from 0.1: 0.67.
  expect(bestCut([0.1, 0.9, 0.2, 0.8])).toBe(0.8);
  expect(bestCut([])).toBe(1);
});

it('probabilities are compared with what came of them, tenth by tenth', () => {
  const p = [0.05, 0.05, 0.95, 0.95, 1];
  const has = [0, 1, 1, 1, 1];
  const tenths = tenthsOf(p, has);
  expect(tenths).toEqual([
    { count: 2, predicted: 0.05, observed: 0.5 },
    { count: 3, predicted: (0.95 + 0.95 + 1) / 3, observed: 1 },
  ]);
  expect(calibrationError(tenths)).toBeCloseTo((2 * 0.45 + 3 * (1 - 2.9 / 3)) / 5);
});

it('the log loss of a fair coin is ln 2', () => {
  expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.LN2);
});
