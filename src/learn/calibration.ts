/**
 * From what the sentences of a citation say to how likely a role is. Taken alone, noisy-or is too sure of citations with many
 * sentences; a logistic regression (Platt, 1999) over four figures mends that, fitted to citations the model has not seen.
 */
import { atLeastOne } from './softmax.js';

/** At least one sentence, the surest sentence, all on average, how many there are; the first is 1, for the intercept. */
const FIGURES = 5;
const TINY = 1e-5;
/** Holds the slopes small where few citations are known. */
const PENALTY = 0.5;
const MOST_STEPS = 50;

/** Makes a probability of the evidence for a role. */
export type Calibration = Float64Array;

/** What the sentences' distributions come to for one role. */
export function evidenceFor(sentences: readonly Float64Array[], role: number): Float64Array {
  let most = 0;
  let sum = 0;
  for (const sentence of sentences) {
    most = Math.max(most, sentence[role]!);
    sum += sentence[role]!;
  }
  return Float64Array.of(
    1,
    logit(atLeastOne(sentences, role)),
    logit(most),
    sum / sentences.length,
    Math.log(sentences.length),
  );
}

export function probability(calibration: Calibration, evidence: Float64Array): number {
  return 1 / (1 + Math.exp(-scalar(calibration, evidence)));
}

/** Fits a calibration by Newton's method. @param has whether the citation has the role, 1 or 0 */
export function calibrated(evidence: readonly Float64Array[], has: readonly number[]): Calibration {
  let slopes: Float64Array = new Float64Array(FIGURES);
  let loss = lossOf(slopes, evidence, has);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const change = newtonStep(slopes, evidence, has);
    const along = (length: number): Float64Array => slopes.map((slope, i) => slope - length * change[i]!);
    let length = 1;
    while (length > 1e-6 && lossOf(along(length), evidence, has) > loss) length /= 2;
    const next = lossOf(along(length), evidence, has);
    if (loss - next < 1e-9) break;
    slopes = along(length);
    loss = next;
  }
  return slopes;
}

/** What is made small: the surprise of the data, and slopes that are too steep. */
function lossOf(slopes: Calibration, evidence: readonly Float64Array[], has: readonly number[]): number {
  let loss = 0;
  for (let i = 1; i < FIGURES; i += 1) loss += (PENALTY / 2) * slopes[i]! ** 2;
  evidence.forEach((one, at) => {
    const score = scalar(slopes, one);
    // ln(1 + e^score) without overflow.
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - has[at]! * score;
  });
  return loss;
}

function newtonStep(slopes: Calibration, evidence: readonly Float64Array[], has: readonly number[]): Float64Array {
  const gradient = slopes.map((slope, i) => (i === 0 ? 0 : PENALTY * slope));
  const curvature = Array.from({ length: FIGURES }, (_, i) => {
    const row = new Float64Array(FIGURES);
    row[i] = i === 0 ? 1e-6 : PENALTY;
    return row;
  });
  evidence.forEach((one, at) => {
    const p = probability(slopes, one);
    for (let i = 0; i < FIGURES; i += 1) {
      gradient[i]! += (p - has[at]!) * one[i]!;
      for (let j = 0; j < FIGURES; j += 1) curvature[i]![j]! += p * (1 - p) * one[i]! * one[j]!;
    }
  });
  return solved(curvature, gradient);
}

function scalar(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < FIGURES; i += 1) sum += one[i]! * other[i]!;
  return sum;
}

/** The solution of a small system that is positive definite, by Gauss's elimination. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, i) => Float64Array.of(...row, right[i]!));
  for (let i = 0; i < FIGURES; i += 1) {
    for (let other = 0; other < FIGURES; other += 1) {
      if (other === i) continue;
      const share = rows[other]![i]! / rows[i]![i]!;
      for (let j = i; j <= FIGURES; j += 1) rows[other]![j]! -= share * rows[i]![j]!;
    }
  }
  return Float64Array.from(rows, (row, i) => row[FIGURES]! / row[i]!);
}

function logit(p: number): number {
  const within = Math.min(Math.max(p, TINY), 1 - TINY);
  return Math.log(within / (1 - within));
}
