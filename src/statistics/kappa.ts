/** Cohen's kappa: how much more two judges agree than they would by chance. */
import { type Interval, Z95 } from './wilson.js';

export interface Agreement {
  /** How many things both judged. */
  pairs: number;
  agreed: number;
  /** The share on which they agree, and that on which they would by chance; null where there are no pairs. */
  observed: number | null;
  expected: number | null;
  /** Null where it is not defined: without pairs, and where chance alone would have them agree throughout. */
  kappa: number | null;
  /** The 95% interval by the large-sample error; null where kappa is, and where nothing in the sample varies. */
  interval: Interval | null;
}

/** What two judges said of one thing that both judged: any words, as they are. */
export type JudgedPair = readonly [one: string, other: string];

/** Whether two words are the same judgement. */
type Agrees = (one: string, other: string) => boolean;

/** How often each of a judge's words was given. */
type Words = ReadonlyMap<string, number>;

function counted(words: readonly string[]): Words {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** For each word of a judge, how many of the other's words agree with it. */
function metBy(words: Words, others: Words, agrees: Agrees): Words {
  const met = (word: string): number => {
    let sum = 0;
    for (const [other, count] of others) if (agrees(word, other)) sum += count;
    return sum;
  };
  return new Map([...words.keys()].map((word) => [word, met(word)]));
}

/**
 * Cohen's kappa (1960), with the standard error of Fleiss, Cohen and Everitt (1969).
 * @param agrees where one judge gives sets of labels: a word agrees with a set that has it (weights of 0 and 1, Cohen 1968)
 */
export function cohensKappa(judged: readonly JudgedPair[], agrees: Agrees = (one, other) => one === other): Agreement {
  const pairs = judged.length;
  const agreed = judged.filter(([one, other]) => agrees(one, other)).length;
  if (pairs === 0) return { pairs, agreed, observed: null, expected: null, kappa: null, interval: null };
  const [first, second] = [counted(judged.map(([one]) => one)), counted(judged.map(([, other]) => other))];
  const met: [Words, Words] = [metBy(first, second, agrees), metBy(second, first, (other, one) => agrees(one, other))];
  let together = 0;
  for (const [word, count] of first) together += count * met[0].get(word)!;
  const observed = agreed / pairs;
  const expected = together / pairs / pairs;
  // Compared as whole numbers, which nothing rounds.
  if (together === pairs * pairs) return { pairs, agreed, observed, expected, kappa: null, interval: null };
  const kappa = (observed - expected) / (1 - expected);
  const error = standardError(judged, agrees, met, { kappa, expected });
  const interval =
    error === null ? null : { low: Math.max(-1, kappa - Z95 * error), high: Math.min(1, kappa + Z95 * error) };
  return { pairs, agreed, observed, expected, kappa, interval };
}

/** Null where it comes out as 0, or as a rounding of it: a sample without a disagreement says nothing about the whole. */
function standardError(
  judged: readonly JudgedPair[],
  agrees: Agrees,
  met: readonly [Words, Words],
  { kappa, expected }: { kappa: number; expected: number },
): number | null {
  let squares = 0;
  for (const [one, other] of judged) {
    const margins = (met[0].get(one)! + met[1].get(other)!) / judged.length;
    squares += ((agrees(one, other) ? 1 : 0) - margins * (1 - kappa)) ** 2;
  }
  const variance = squares / judged.length - (kappa - expected * (1 - kappa)) ** 2;
  return variance < 1e-12 ? null : Math.sqrt(variance / judged.length) / (1 - expected);
}
