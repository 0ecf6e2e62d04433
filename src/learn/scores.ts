/** How good labels are: precision, recall, F1, and whether probabilities hold. */

export interface Score {
  precision: number;
  recall: number;
  f1: number;
  /** How many it was given to. */
  given: number;
}

/** @param given whether the label was given to each, and `has` whether it should have been; nothing given is precise in nothing */
export function scoreOf(given: readonly boolean[], has: readonly number[]): Score {
  let [right, all, wanted] = [0, 0, 0];
  given.forEach((one, at) => {
    all += Number(one);
    wanted += has[at]!;
    right += one ? has[at]! : 0;
  });
  const [precision, recall] = [share(right, all), share(right, wanted)];
  return { precision, recall, f1: share(2 * precision * recall, precision + recall), given: all };
}

/**
 * The cut from which on giving a label has the best F1 to be expected, if the probabilities hold. Nothing of who really has the
 * label goes into it.
 */
export function bestCut(probabilities: readonly number[]): number {
  const falling = [...probabilities].sort((a, b) => b - a);
  const wanted = falling.reduce((sum, p) => sum + p, 0);
  let [right, best, cut] = [0, 0, 1];
  falling.forEach((p, at) => {
    right += p;
    const f1 = share(2 * right, at + 1 + wanted);
    if (f1 > best) [best, cut] = [f1, p];
  });
  return cut;
}

/** Those whose probability lies in a tenth: how many, what it is on average, and what share of them has the label. */
export interface Tenth {
  count: number;
  predicted: number;
  observed: number;
}

/** The tenths that anything lies in, rising. */
export function tenthsOf(probabilities: readonly number[], has: readonly number[]): Tenth[] {
  const sums = Array.from({ length: 10 }, () => ({ count: 0, predicted: 0, observed: 0 }));
  probabilities.forEach((p, at) => {
    const sum = sums[Math.min(9, Math.floor(p * 10))]!;
    sum.count += 1;
    sum.predicted += p;
    sum.observed += has[at]!;
  });
  return sums
    .filter(({ count }) => count > 0)
    .map(({ count, predicted, observed }) => ({ count, predicted: predicted / count, observed: observed / count }));
}

/** The expected calibration error (ECE): how far probabilities are off, on average. */
export function calibrationError(tenths: readonly Tenth[]): number {
  const all = tenths.reduce((sum, { count }) => sum + count, 0);
  return share(
    tenths.reduce((sum, { count, predicted, observed }) => sum + count * Math.abs(predicted - observed), 0),
    all,
  );
}

/** The average surprise, in nats, where those with and without a label come with these probabilities. */
export function logLoss(probabilities: readonly number[], has: readonly number[]): number {
  const sum = probabilities.reduce((total, p, at) => total - Math.log(Math.max(1e-9, has[at] === 1 ? p : 1 - p)), 0);
  return sum / probabilities.length;
}

function share(part: number, of: number): number {
  return of === 0 ? 0 : part / of;
}
