/** Chance that falls the same way every time: everything made up here comes from one seed. */

/** Numbers from 0 up to, not including, 1. */
export type Chance = () => number;

/** A generator for a seed (sfc32, stirred from one 32-bit number). */
export function chanceOf(seed: number): Chance {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = (seed ^ 0xdeadbeef) | 0;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

export function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[Math.floor(chance() * from.length)]!;
}

/** A whole number from `least` to `most`, both included. */
export function between(chance: Chance, least: number, most: number): number {
  return least + Math.floor(chance() * (most - least + 1));
}

/** Picks one of `values` by their weights, which need not add up to anything. */
export function weighted<T>(values: readonly (readonly [value: T, weight: number])[]): (chance: Chance) => T {
  const ends: number[] = [];
  let sum = 0;
  for (const [, weight] of values) {
    sum += weight;
    ends.push(sum);
  }
  return (chance) => {
    const at = chance() * sum;
    return values[ends.findIndex((end) => at < end)]![0];
  };
}

/** A number around `mean`; nine in ten fall within 1.64 `spread` of it. */
export function around(chance: Chance, mean: number, spread: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance()));
  return mean + spread * radius * Math.cos(2 * Math.PI * chance());
}

/** Whole numbers from 0 on, most of them small and a few very large: `scale` is about their median. */
export function skewed(chance: Chance, scale: number, most: number): number {
  return Math.min(most, Math.floor(scale * ((1 - chance()) ** -0.9 - 1)));
}
