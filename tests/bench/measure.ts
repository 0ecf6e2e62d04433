/** Many measurements as a few figures. */

export interface Figures {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** The smallest value that `share` of all values do not exceed (nearest rank); values must be rising. */
function rank(rising: readonly number[], share: number): number {
  return rising[Math.max(0, Math.ceil(share * rising.length) - 1)] ?? Number.NaN;
}

/** Undefined where nothing was measured. */
export function figures(values: readonly number[]): Figures | undefined {
  if (values.length === 0) return undefined;
  const rising = [...values].sort((a, b) => a - b);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    n: rising.length,
    p50: round(rank(rising, 0.5)),
    p95: round(rank(rising, 0.95)),
    p99: round(rank(rising, 0.99)),
    max: round(rising.at(-1)!),
  };
}

/** Milliseconds a piece of work takes, and what came of it. */
export function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}
