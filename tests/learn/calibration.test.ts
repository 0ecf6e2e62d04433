/** Likelihoods that hold. */
import { describe, expect, it } from 'vitest';
import { calibrated, evidenceFor, probability } from '../../src/learn/calibration.js';
import { calibrationError, tenthsOf } from '../../src/learn/scores.js';
import { seeded } from '../library/support.js';

/** A citation of so many sentences that all say a role is so likely. */
const evidence = (p: number, sentences = 1): Float64Array =>
  evidenceFor(
    Array.from({ length: sentences }, () => Float64Array.of(p, 1 - p)),
    0,
  );

describe('calibrated', () => {
  it('mends a model that is too sure of itself', () => {
    const chance = seeded(3);
    const said = Array.from({ length: 3000 }, () => 0.02 + 0.96 * chance());
    // What it calls 90% is 70%.
    const truly = (p: number): number => 0.5 + (p - 0.5) / 2;
    const has = said.map((p) => Number(chance() < truly(p)));
    const all = said.map((p) => evidence(p));
    const calibration = calibrated(all, has);
    expect(calibrationError(tenthsOf(said, has))).toBeGreaterThan(0.1);
    const mended = all.map((one) => probability(calibration, one));
    expect(calibrationError(tenthsOf(mended, has))).toBeLessThan(0.03);
    expect(probability(calibration, evidence(0.9))).toBeCloseTo(0.7, 1);
  });

  it('knows that many sentences make noisy-or too sure', () => {
    const chance = seeded(4);
    const cases = Array.from({ length: 2000 }, () => ({
      sentences: 1 + Math.floor(chance() * 20),
      has: Number(chance() < 0.3),
    }));
    const calibration = calibrated(
      cases.map(({ sentences }) => evidence(0.3, sentences)),
      cases.map(({ has }) => has),
    );
    for (const sentences of [1, 5, 20]) expect(probability(calibration, evidence(0.3, sentences))).toBeCloseTo(0.3, 1);
  });

  it('stays finite where evidence and roles leave no doubt, and where nobody has the role', () => {
    const all = [0.1, 0.2, 0.8, 0.9].map((p) => evidence(p));
    const sure = calibrated(all, [0, 0, 1, 1]);
    expect(probability(sure, all[3]!)).toBeGreaterThan(probability(sure, all[0]!));
    for (const has of [
      [0, 0, 0, 0],
      [1, 1, 1, 1],
    ])
      for (const one of all) expect(Math.abs(probability(calibrated(all, has), one) - has[0]!)).toBeLessThan(0.1);
    expect([...calibrated(all, [1, 1, 1, 1]), ...sure].every(Number.isFinite)).toBe(true);
  });
});
