/** One service's turns: so many at once, so long apart, and none while it wants to be left alone. */
import type { Clock } from './clock.js';

export interface Pace {
  intervalMs: number;
  concurrency: number;
  /** When the next turn may begin. */
  next: number;
  /** Nobody's turn before this, since the service or a failure said to wait. */
  pausedUntil: number;
  active: number;
  waiting: (() => void)[];
}

export function createPace(intervalMs: number, concurrency: number): Pace {
  return { intervalMs, concurrency, next: 0, pausedUntil: 0, active: 0, waiting: [] };
}

/** Waits for a turn, takes it, and gives it back when the work is done. */
export async function inTurn<T>(pace: Pace, clock: Clock, signal: AbortSignal | undefined, work: () => Promise<T>) {
  while (pace.active >= pace.concurrency) await new Promise<void>((resolve) => pace.waiting.push(resolve));
  pace.active += 1;
  try {
    signal?.throwIfAborted();
    const slot = Math.max(clock.now(), pace.next);
    pace.next = slot + pace.intervalMs;
    for (;;) {
      // Read again after each sleep: another request may have been told to wait meanwhile.
      const wait = Math.max(slot, pace.pausedUntil) - clock.now();
      if (wait <= 0) break;
      await clock.sleep(wait, signal);
    }
    return await work();
  } finally {
    pace.active -= 1;
    pace.waiting.shift()?.();
  }
}

/** More than this between two requests is no rate but a refusal; it is not believed. */
const SLOWEST_MS = 60_000;

/**
 * Takes over what a service's headers say of its rate: Crossref's `x-rate-limit-limit` per `-interval` with its
 * `x-concurrency-limit`, and `ratelimit-remaining: 0` until `ratelimit-reset` (seconds).
 */
export function adoptHeaders(pace: Pace, headers: Headers, now: number): void {
  const limit = positive(headers.get('x-rate-limit-limit'));
  const intervalMs = duration(headers.get('x-rate-limit-interval'));
  if (limit !== undefined && intervalMs !== undefined)
    pace.intervalMs = Math.min(Math.ceil(intervalMs / limit), SLOWEST_MS);
  const concurrency = positive(headers.get('x-concurrency-limit'));
  if (concurrency !== undefined) pace.concurrency = Math.min(concurrency, 16);
  const reset = positive(headers.get('ratelimit-reset'));
  if (headers.get('ratelimit-remaining')?.trim() === '0' && reset !== undefined)
    pace.pausedUntil = Math.max(pace.pausedUntil, now + Math.min(reset * 1000, SLOWEST_MS));
}

function positive(text: string | null): number | undefined {
  const value = text !== null && /^\s*\d{1,9}\s*$/u.test(text) ? Number(text) : 0;
  return value > 0 ? value : undefined;
}

/** `1s`, `500ms`, `1m`. */
function duration(text: string | null): number | undefined {
  const found = /^\s*(\d{1,6})\s*(ms|s|m)\s*$/u.exec(text ?? '');
  if (!found) return undefined;
  const ms = Number(found[1]) * { ms: 1, s: 1000, m: 60_000 }[found[2] as 'ms' | 's' | 'm'];
  return ms > 0 ? ms : undefined;
}
