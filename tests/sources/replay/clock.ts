/** A clock for tests. */
import type { Clock } from '../../../src/sources/http/clock.js';

/** A clock that stands still but for sleeps, which are over at once. */
export interface TestClock extends Clock {
  /** Every sleep, in milliseconds. */
  slept: number[];
}

export function testClock(start = '2026-01-02T12:00:00Z'): TestClock {
  let now = Date.parse(start);
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
