/** The clock that waits. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient, request } from '../../../src/sources/http/client.js';
import { systemClock } from '../../../src/sources/http/clock.js';
import { json } from '../../../src/sources/http/formats.js';
import { serve } from '../replay/server.js';

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

describe("when the system's clock is set back", () => {
  afterEach(() => void vi.useRealTimers());
  const setTo = (date: string): void => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(date) });

  it('it goes on', () => {
    const before = systemClock.now();
    setTo('2001-01-01');
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
    expect(Math.abs(systemClock.now() - before)).toBeLessThan(600_000);
  });

  it('requests have their turns, and tries their waits, as if it had not been', async () => {
    const server = await serve(() => {
      setTo(`20${50 - server.asked.length}-01-01`);
      return server.asked.length % 2 === 1
        ? { status: 503, headers: { 'retry-after': '0' }, body: '{}' }
        : { body: '{}' };
    });
    try {
      const client = createClient({ program: 'pith-tui/0.0.0', bases: { crossref: server.origin } });
      for (let at = 0; at < 3; at += 1) await request(client, 'crossref', '/x', { parse: json, what: 'x' });
      expect(server.asked).toHaveLength(6);
    } finally {
      await server.close();
    }
  });
});
