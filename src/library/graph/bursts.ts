/**
 * Bursts of citations after Kleinberg (2002, doi:10.1145/775047.775061): papers come at a usual rate or, in a burst, at twice
 * that rate; the dearer it is to change between the two, the fewer bursts there are. Within a month the gaps between papers are
 * as likely as their number is for that rate, so months are counted and not gaps.
 */

export interface Burst {
  from: string;
  to: string;
  papers: number;
  /** How much likelier the papers of these months are at the rate of a burst, as a natural logarithm. */
  weight: number;
}

/** Kleinberg's s: how many times the usual rate a burst is. */
export const BURST_RATE = 2;
/** Kleinberg's γ: what beginning a burst costs, times the logarithm of the number of months. */
export const BURST_COST = 1;

/** @param months papers of each month, and the number of the first */
export function burstsIn(
  months: { first: number; counts: readonly number[] } | null,
): (Omit<Burst, 'from' | 'to'> & { from: number; to: number })[] {
  if (months === null) return [];
  const { first, counts } = months;
  const rate = counts.reduce((all, papers) => all + papers, 0) / counts.length;
  const cost = (isBurst: boolean, papers: number): number =>
    isBurst ? rate * BURST_RATE - papers * Math.log(rate * BURST_RATE) : rate - papers * Math.log(rate);
  const begin = BURST_COST * Math.log(counts.length);
  // The cheapest way to each month, ending calm or in a burst, and whether it was in a burst the month before.
  let [calm, burst] = [0, Number.POSITIVE_INFINITY];
  const before: { calm: boolean; burst: boolean }[] = [];
  for (const papers of counts) {
    before.push({ calm: burst < calm, burst: burst <= calm + begin });
    [calm, burst] = [Math.min(calm, burst) + cost(false, papers), Math.min(calm + begin, burst) + cost(true, papers)];
  }
  const isBurst = Array<boolean>(counts.length).fill(false);
  let state = burst < calm;
  for (let month = counts.length - 1; month >= 0; month -= 1) {
    isBurst[month] = state;
    state = state ? before[month]!.burst : before[month]!.calm;
  }
  const found: ReturnType<typeof burstsIn> = [];
  isBurst.forEach((inBurst, month) => {
    if (!inBurst) return;
    const papers = counts[month]!;
    const weight = cost(false, papers) - cost(true, papers);
    const last = found.at(-1);
    if (last !== undefined && last.to === first + month - 1) {
      last.to += 1;
      last.papers += papers;
      last.weight += weight;
    } else found.push({ from: first + month, to: first + month, papers, weight });
  });
  return found;
}
