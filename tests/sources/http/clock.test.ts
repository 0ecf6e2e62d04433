/** The clock that waits. */
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/sources/http/clock.js';

it('sleeps as long as asked', async () => {
  const began = performance.now();
  await systemClock.sleep(30);
  expect(performance.now() - began).toBeGreaterThanOrEqual(28);
});

it('wakes when stopped, with the reason, and does not fall asleep when stopped before', async () => {
  const control = new AbortController();
  const sleeping = systemClock.sleep(60_000, control.signal);
  control.abort(new Error('stopped'));
  await expect(sleeping).rejects.toThrow('stopped');
  await expect(systemClock.sleep(60_000, control.signal)).rejects.toThrow('stopped');
});
