/** How far a share found in a sample may be from that of the whole. */

/** The normal quantile of two-sided 95% intervals. */
export const Z95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/** A share of a sample with its 95% interval. */
export interface Share extends Interval {
  share: number;
}

/**
 * The share of `hits` in a sample of `size`, with Wilson's score interval, which holds for small samples and for shares of 0
 * and 1, too. Null where nothing was sampled.
 */
export function wilson(hits: number, size: number): Share | null {
  if (size === 0) return null;
  const share = hits / size;
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * size)) / (1 + z2 / size);
  const half = (Z95 / (1 + z2 / size)) * Math.sqrt((share * (1 - share)) / size + z2 / (4 * size * size));
  // At both ends the limit is exact; computed, it misses by a rounding.
  return { share, low: hits === 0 ? 0 : centre - half, high: hits === size ? 1 : centre + half };
}
