/** The HTTP client: pace, retries, limits, cache, keys. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../src/hub/services.js';
import {
  type Client,
  type ClientEvent,
  type ClientOptions,
  createClient,
  request,
} from '../../../src/sources/http/client.js';
import { FetchError } from '../../../src/sources/http/error.js';
import { broken } from '../../../src/sources/http/exchange.js';
import { html, json } from '../../../src/sources/http/formats.js';
import { seeded, type TestClock, testClock } from '../replay/clock.js';
import { type Handler, type Said, type Sender, serve, type TestServer } from '../replay/server.js';

const KEY = 'k3y-of-nobody-0123456789';
const opened: TestServer[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Setting {
  client: Client;
  server: TestServer;
  clock: TestClock;
  events: ClientEvent[];
}

async function setting(handler: Handler, options: Partial<ClientOptions> = {}, send?: Sender): Promise<Setting> {
  const server = await serve(handler, send);
  opened.push(server);
  const clock = testClock();
  const events: ClientEvent[] = [];
  const all = ['semantic-scholar', 'openalex', 'opencitations', 'arxiv', 'crossref', 'pith'] as const;
  const client = createClient({
    program: 'pith-tui/0.0.0',
    clock,
    random: seeded(1),
    onEvent: (event) => events.push(event),
    bases: Object.fromEntries(all.map((name) => [name, server.origin])),
    ...options,
  });
  return { client, server, clock, events };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pith-cache-'));
  folders.push(made);
  return made;
}

function ask(
  client: Client,
  service: ServiceName = 'crossref',
  path = '/works/10.1000/x',
): Promise<{ body: unknown; fromCache: boolean }> {
  return request(client, service, path, { parse: json, what: 'doi:10.1000/x' });
}

async function failure(asking: Promise<unknown>): Promise<FetchError> {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FetchError);
  return error as FetchError;
}

/** Says one thing after the other, the last one for ever. */
function inOrder(...said: Said[]): Handler {
  let at = 0;
  return () => said[Math.min(at++, said.length - 1)]!;
}

const FINE: Said = { body: { fine: true } };

describe('who asks', () => {
  it('names the program, and a mail address where one is given', async () => {
    const { client, server } = await setting(() => FINE, { contact: 'reader@example.org' });
    await ask(client);
    expect(server.asked[0]!.headers['user-agent']).toBe('pith-tui/0.0.0 (mailto:reader@example.org)');
    expect(server.asked[0]!.url).toBe('/works/10.1000/x');
  });

  it('refuses a contact that is not a mail address', () => {
    expect(() => createClient({ program: 'p', contact: 'me\r\nx: y' })).toThrow(/not a mail address/u);
  });

  it('sends each key to its own service only, in a header', async () => {
    const { client, server } = await setting(() => FINE, { keys: { 'semantic-scholar': KEY, openalex: `${KEY}2` } });
    for (const service of ['semantic-scholar', 'openalex', 'crossref'] as const) await ask(client, service);
    const [s2, openalex, crossref] = server.asked;
    expect(s2!.headers['x-api-key']).toBe(KEY);
    expect(s2!.headers.authorization).toBeUndefined();
    expect(openalex!.headers.authorization).toBe(`Bearer ${KEY}2`);
    expect(openalex!.headers['x-api-key']).toBeUndefined();
    expect(JSON.stringify(crossref)).not.toContain(KEY);
    expect(server.asked.map(({ url }) => url).join()).not.toContain(KEY);
  });

  it('sends no key over http to another machine, and says so without it', () => {
    const make = (): Client =>
      createClient({ program: 'p', keys: { openalex: KEY }, bases: { openalex: 'http://api.example.org' } });
    expect(make).toThrow(/not sent over http:/u);
    expect(make).not.toThrow(new RegExp(KEY, 'u'));
  });

  it('refuses a key no header can carry without quoting it', () => {
    const make = (): Client => createClient({ program: 'p', keys: { openalex: `${KEY}\n${KEY}` } });
    expect(make).toThrow(/OPENALEX_API_KEY/u);
    expect(make).not.toThrow(new RegExp(KEY, 'u'));
  });

  it.each(['ftp://x.example', 'http://me:secret@x.example', 'nothing'])('takes no address like %s', (base) => {
    expect(() => createClient({ program: 'p', bases: { pith: base } })).toThrow(/not a plain http/u);
  });
});

describe('turns', () => {
  it.each([
    ['semantic-scholar', 1_000],
    ['arxiv', 3_000],
    ['opencitations', 334],
    ['crossref', 200],
  ] as const)('%s is asked once in %i ms', async (service, ms) => {
    const { client, clock } = await setting(() => FINE);
    for (let i = 0; i < 3; i += 1) await ask(client, service);
    expect(clock.slept).toEqual([ms, ms]);
  });

  it("takes over Crossref's rate and its requests at once", async () => {
    const headers = { 'x-rate-limit-limit': '10', 'x-rate-limit-interval': '1s', 'x-concurrency-limit': '3' };
    const { client, clock } = await setting(() => ({ ...FINE, headers }));
    for (let i = 0; i < 4; i += 1) await ask(client);
    expect(clock.slept).toEqual([200, 100, 100]);
    expect(client.paces.get('crossref')!.concurrency).toBe(3);
  });

  it('believes no senseless rate', async () => {
    const headers = { 'x-rate-limit-limit': '0', 'x-rate-limit-interval': '-1s', 'x-concurrency-limit': 'none' };
    const { client, clock } = await setting(() => ({ ...FINE, headers }));
    for (let i = 0; i < 3; i += 1) await ask(client);
    expect(clock.slept).toEqual([200, 200]);
  });

  it('never has more requests on their way than allowed', async () => {
    let now = 0;
    let most = 0;
    const { client } = await setting(
      () => FINE,
      {},
      (response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now -= 1;
          response.end('{}');
        }, 5);
      },
    );
    await Promise.all(Array.from({ length: 8 }, () => ask(client, 'arxiv')));
    expect(most).toBe(1);
  });

  it('waits out an emptied window', async () => {
    const { client, clock } = await setting(
      inOrder({ ...FINE, headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '7' } }, FINE),
    );
    await ask(client, 'openalex');
    await ask(client, 'openalex');
    expect(clock.slept.reduce((a, b) => a + b, 0)).toBe(7_000);
  });
});

describe('trying again', () => {
  it('backs off longer each time, with jitter, and then says what happened', async () => {
    const { client, clock, server } = await setting(() => ({ status: 503, body: 'upstream down' }));
    const error = await failure(ask(client));
    expect(error.kind).toBe('network');
    expect(error.message).toMatch(
      /^Crossref fails to answer \(503: upstream down\) \(6 tries in \d+ s\); try again later\.$/u,
    );
    expect(server.asked).toHaveLength(6);
    expect(clock.slept).toHaveLength(5);
    for (const [at, ms] of clock.slept.entries()) {
      expect(ms).toBeGreaterThanOrEqual(500 * 2 ** at);
      expect(ms).toBeLessThanOrEqual(1000 * 2 ** at);
    }
    expect(clock.slept.every((ms, at) => ms % (500 * 2 ** at) !== 0)).toBe(true);
  });

  it.each([
    ['seconds', '17'],
    ['a date', 'Fri, 02 Jan 2026 12:00:17 GMT'],
  ])('waits as long as Retry-After asks, in %s', async (_, value) => {
    const { client, clock } = await setting(
      inOrder({ status: 429, headers: { 'retry-after': value }, body: {} }, FINE),
    );
    expect((await ask(client)).body).toEqual({ fine: true });
    expect(clock.slept).toEqual([17_000]);
  });

  it('does not wait for hours', async () => {
    const { client, clock } = await setting(() => ({ status: 503, headers: { 'retry-after': '7200' }, body: '' }));
    expect((await failure(ask(client))).message).toMatch(/; try again in 120 min\.$/u);
    expect(clock.slept).toEqual([]);
  });

  it("tells what to do when Semantic Scholar's common pool is used up", async () => {
    const body = { message: 'Too Many Requests. Please wait and try again.', code: '429' };
    const { client } = await setting(() => ({ status: 429, body }));
    const error = await failure(ask(client, 'semantic-scholar'));
    expect(error.kind).toBe('limit');
    expect(error.message).toMatch(/asked too often \(429: Too Many Requests.*set S2_API_KEY/u);
  });

  it('can be stopped while it waits', async () => {
    const control = new AbortController();
    const { client } = await setting(() => ({ status: 503, body: '' }), {
      clock: {
        now: () => 0,
        sleep: async (_, signal) => {
          control.abort(new Error('stopped'));
          signal!.throwIfAborted();
        },
      },
    });
    const asking = request(client, 'crossref', '/x', { parse: json, what: 'x', signal: control.signal });
    await expect(asking).rejects.toThrow('stopped');
  });

  it('can be stopped in the middle of an answer', async () => {
    const control = new AbortController();
    const { client } = await setting(
      () => FINE,
      {},
      (response) => {
        response.write('{');
        setTimeout(() => control.abort(new Error('stopped')), 20);
      },
    );
    const asking = request(client, 'crossref', '/x', { parse: json, what: 'x', signal: control.signal });
    await expect(asking).rejects.toThrow('stopped');
  });
});

describe('damaged answers', () => {
  const body = Buffer.from(JSON.stringify({ fine: true, filler: 'x'.repeat(5_000) }));
  const packed = gzipSync(body);
  const damage: Record<string, Sender> = {
    'a dropped connection': (response) => response.destroy(),
    'half a body': (response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 2_000));
      setTimeout(() => response.destroy(), 5);
    },
    'half a body that ends properly': (response) => response.end(body.subarray(0, 2_000)),
    'a length too short': (response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.socket!.end(`${body.subarray(0, 200)}`);
    },
    'gzip that is none': (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(body);
    },
    'half of the gzip': (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, packed.length / 2));
    },
    'gzip with a wrong middle': (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const wrong = Buffer.from(packed);
      wrong.fill(0xff, 12, 40);
      response.end(wrong);
    },
    'no UTF-8': (response) => response.end(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
    'a login page': (response) => response.end('<!doctype html><html><title>Sign in</title></html>'),
    nothing: (response) => response.end(),
    'a stall before the answer': () => {},
    'a stall within the answer': (response) => {
      response.write(body.subarray(0, 100));
    },
  };

  it.each(Object.keys(damage))('%s is asked for again', async (name) => {
    let at = 0;
    const { client, server } = await setting(
      () => FINE,
      // A good answer that comes too late, on a machine with much to do, is asked for again as well.
      { timeouts: { connectMs: 150, idleMs: 150 }, attempts: 1_000 },
      (response, said, asked) => {
        if (++at <= 2) damage[name]!(response, said, asked);
        else {
          response.writeHead(200, { 'content-encoding': 'gzip' });
          response.end(packed);
        }
      },
    );
    expect((await ask(client)).body).toMatchObject({ fine: true });
    expect(server.asked.length).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(damage))('%s for ever ends in a sentence', async (name) => {
    const { client } = await setting(
      () => FINE,
      { timeouts: { connectMs: 60, idleMs: 60 }, attempts: 3 },
      (...args) => damage[name]!(...args),
    );
    const error = await failure(ask(client));
    expect(['network', 'format']).toContain(error.kind);
    expect(error.message).toMatch(
      /^Crossref (?:broke|sent|did not|stopped)[^\n]* \(3 tries in \d+ s\); try again later\.$/u,
    );
  });

  it('a trickle that never ends is cut by the total time', async () => {
    const { client } = await setting(
      () => FINE,
      { timeouts: { idleMs: 1_000, totalMs: 120 }, attempts: 1 },
      (response) => {
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
    );
    expect((await failure(ask(client))).message).toBe(
      'Crossref did not finish its answer within 0.12 s; try again later.',
    );
  });

  it('reads no more than allowed, however well it was packed', async () => {
    const { client, server } = await setting(
      () => FINE,
      { maxBytes: 1_000_000 },
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(50_000_000, 32)));
      },
    );
    const error = await failure(ask(client));
    expect(error.kind).toBe('format');
    expect(error.message).toBe('Crossref sent an answer larger than the 1 MB allowed; try again later.');
    expect(server.asked).toHaveLength(1);
  });

  it('a page of HTML must end', () => {
    expect(() => html('<html><body>half')).toThrow();
    expect(html('<html></html>\n')).toBe('<html></html>\n');
  });

  it('says at once that nobody listens, after one try more, and the next time after none', async () => {
    const { client, server, events } = await setting(() => FINE);
    await server.close();
    opened.length = 0;
    const waits = () => events.flatMap((event) => (event.type === 'wait' ? [event.ms] : []));
    for (const _ of [1, 2]) {
      const error = await failure(ask(client));
      expect(error.message).toBe('Crossref refuses the connection; check the network connection, or try again later.');
      expect(error).toMatchObject({ kind: 'network', answer: undefined });
      expect(waits()).toHaveLength(1);
    }
    expect(waits()[0]).toBeLessThanOrEqual(500);
  });

  it('is patient with a service that answers that it cannot', async () => {
    const busy: Said = { status: 503, body: 'busy' };
    const { client, server, events } = await setting(inOrder(busy, busy, busy, FINE));
    expect((await ask(client)).body).toEqual({ fine: true });
    expect(server.asked).toHaveLength(4);
    const waits = events.flatMap((event) => (event.type === 'wait' ? [event.ms] : []));
    expect(waits[2]).toBeGreaterThanOrEqual(2_000);
  });

  it.each([
    ['ENOTFOUND', 'once', 'cannot be found under its name'],
    ['EAI_AGAIN', 'once', 'cannot be found under its name'],
    ['ECONNREFUSED', 'once', 'refuses the connection'],
    ['ENETUNREACH', 'once', 'cannot be reached from here'],
    ['ECONNRESET', 'patiently', 'broke the connection (ECONNRESET)'],
    ['CERT_HAS_EXPIRED', 'never', 'shows a certificate that is not trusted (CERT_HAS_EXPIRED)'],
  ])('tells %s, which is tried %s', (code, again, words) => {
    const cause = Object.assign(new Error('no'), { code });
    expect(broken(new TypeError('fetch failed', { cause }))).toMatchObject({ again, words });
    const both = new AggregateError([cause, cause]);
    expect(broken(new TypeError('fetch failed', { cause: both }))).toMatchObject({ again, words });
  });

  it('does not try again at a port that fetch never asks', async () => {
    const error = await fetch('http://127.0.0.1:9/').catch((thrown: unknown) => thrown);
    expect(broken(error)).toMatchObject({ again: 'never', words: expect.stringContaining('has a port that') });
  });
});

describe('what services decline', () => {
  const page404 = '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n';
  it.each([
    ['openalex', 404, page404, 'not-found', 'OpenAlex does not know doi:10.1000/x (404: Not Found).'],
    [
      'crossref',
      404,
      'Resource not found.',
      'not-found',
      'Crossref does not know doi:10.1000/x (404: Resource not found).',
    ],
    [
      'semantic-scholar',
      404,
      { error: 'Paper with id 0 not found' },
      'not-found',
      'Semantic Scholar does not know doi:10.1000/x (404: Paper with id 0 not found).',
    ],
    [
      'semantic-scholar',
      403,
      { message: 'Forbidden' },
      'auth',
      'Semantic Scholar denies access without a key (403: Forbidden); set S2_API_KEY.',
    ],
    [
      'openalex',
      401,
      { error: 'Invalid or missing API key', message: 'API key not found' },
      'auth',
      'OpenAlex denies access without a key (401: API key not found); set OPENALEX_API_KEY.',
    ],
    ['arxiv', 403, '', 'auth', 'arXiv denies access to doi:10.1000/x (403).'],
    [
      'semantic-scholar',
      400,
      { error: 'offset + limit must be < 10000' },
      'refused',
      'Semantic Scholar declines the question about doi:10.1000/x (400: offset + limit must be < 10000).',
    ],
    [
      'crossref',
      400,
      { status: 'failed', message: [{ type: 'a', value: 'b', message: 'Not on this route' }] },
      'refused',
      'Crossref declines the question about doi:10.1000/x (400: Not on this route).',
    ],
  ] as const)('%s %i %j is %s', async (service, status, body, kind, message) => {
    const { client, server } = await setting(() => ({ status, body }));
    const error = await failure(ask(client, service));
    expect(error.message).toBe(message);
    expect(error.kind).toBe(kind);
    expect(server.asked).toHaveLength(1);
  });

  it('cleans and cuts what a service says', async () => {
    const { client } = await setting(() => ({
      status: 400,
      body: { error: `\u001b]0;x\u0007bad\n\u202e${'long '.repeat(500)}` },
    }));
    const { message } = await failure(ask(client));
    expect(message).not.toMatch(/[\u0000-\u001f\u202e]/u);
    expect(message.length).toBeLessThan(300);
  });

  it('a wrong key is named by where it was given, not by itself', async () => {
    const { client, events } = await setting(
      ({ headers }) => ({ status: 401, body: { error: 'x', message: `no key ${headers.authorization}` } }),
      {
        keys: { openalex: KEY },
      },
    );
    const error = await failure(ask(client, 'openalex'));
    expect(error.message).toMatch(/does not accept the key in OPENALEX_API_KEY/u);
    expect(JSON.stringify([error, error.message, error.stack, events])).not.toContain(KEY);
  });

  it('follows redirects within the service', async () => {
    const { client } = await setting(({ url }) =>
      url === '/works/W2' ? FINE : { status: 301, headers: { location: '/works/W2' }, body: '' },
    );
    expect((await ask(client, 'openalex', '/works/W1')).body).toEqual({ fine: true });
  });

  it('does not carry a key to another host', async () => {
    const other = await setting(() => FINE);
    const { client } = await setting(
      () => ({ status: 302, headers: { location: `${other.server.origin}/take` }, body: '' }),
      { keys: { 'semantic-scholar': KEY } },
    );
    const error = await failure(ask(client, 'semantic-scholar'));
    expect(error.kind).toBe('refused');
    expect(error.message).toMatch(/^Semantic Scholar sends on to 127\.0\.0\.1:\d+, which is not followed/u);
    expect(other.server.asked).toEqual([]);
  });

  it('does not run in circles', async () => {
    const { client, server } = await setting(() => ({ status: 301, headers: { location: '/again' }, body: '' }));
    expect((await failure(ask(client))).message).toMatch(/one address after another/u);
    expect(server.asked).toHaveLength(4);
  });
});

describe("OpenAlex' budget", () => {
  const spent: Said = {
    status: 429,
    headers: { 'retry-after': '43200' },
    body: {
      error: 'Rate limit exceeded',
      message: 'Insufficient budget. This request costs $0.0001 but you only have $0 remaining.',
      retryAfter: 43_200,
      creditsRequired: 1,
      creditsRemaining: 0,
    },
  };

  it('spent: ends at once with what to do, and nothing more is asked before it is there again', async () => {
    const { client, clock, server } = await setting(() => spent);
    const error = await failure(ask(client, 'openalex'));
    expect(error.kind).toBe('budget');
    expect(error.message).toBe(
      'The budget of today at OpenAlex is spent; go on after 2026-01-03 00:00 UTC, when there is a new one, or set OPENALEX_API_KEY: a free key has a larger budget.',
    );
    expect(clock.slept).toEqual([]);
    expect((await failure(ask(client, 'openalex'))).kind).toBe('budget');
    expect(server.asked).toHaveLength(1);
    await clock.sleep(43_200_000);
    await failure(ask(client, 'openalex'));
    expect(server.asked).toHaveLength(2);
  });

  it('a passing 429 is waited for', async () => {
    const passing: Said = {
      status: 429,
      body: {
        error: 'Rate limit exceeded',
        message: 'Too many requests per second',
        creditsRequired: 1,
        creditsRemaining: 900,
      },
    };
    const { client } = await setting(inOrder(passing, FINE));
    expect((await ask(client, 'openalex')).body).toEqual({ fine: true });
  });

  it('is known from the headers before the service has to say so', async () => {
    const headers = {
      'x-ratelimit-remaining-usd': '0',
      'x-ratelimit-prepaid-remaining-usd': '0',
      'x-ratelimit-reset': '3600',
    };
    const { client, server } = await setting(() => ({ ...FINE, headers }), { keys: { openalex: KEY } });
    await ask(client, 'openalex');
    const error = await failure(ask(client, 'openalex'));
    expect(error.message).toBe(
      'The budget of today at OpenAlex is spent; go on after 2026-01-02 13:00 UTC, when there is a new one.',
    );
    expect(server.asked).toHaveLength(1);
  });
});

describe('the cache', () => {
  it('asks whether it changed, and takes what is kept when not', async () => {
    const cache = { folder: folder(), freshMs: 0 };
    const { client, server } = await setting(
      ({ headers }) =>
        headers['if-none-match'] === '"1"' ? { status: 304, body: '' } : { ...FINE, headers: { etag: '"1"' } },
      { cache },
    );
    expect(await ask(client)).toMatchObject({ body: { fine: true }, fromCache: false });
    expect(await ask(client)).toMatchObject({ body: { fine: true }, fromCache: true });
    expect(await ask(client)).toMatchObject({ body: { fine: true }, fromCache: true });
    expect(server.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"', '"1"']);
  });

  it('takes fresh answers without asking', async () => {
    const { client, server, clock } = await setting(() => FINE, { cache: { folder: folder(), freshMs: 60_000 } });
    await ask(client);
    expect((await ask(client)).fromCache).toBe(true);
    expect(server.asked).toHaveLength(1);
    await clock.sleep(60_000);
    expect((await ask(client)).fromCache).toBe(false);
  });

  it('keeps no failures, no damaged answers, nothing that is not to be kept, and no keys', async () => {
    const cache = { folder: folder(), freshMs: 60_000 };
    const { client } = await setting(
      ({ url, headers }) => {
        if (url === '/404') return { status: 404, body: '{}' };
        if (url === '/secret') return { ...FINE, headers: { 'cache-control': 'private, no-store' } };
        return { body: { echo: headers['x-api-key'] }, headers: { etag: `"${headers['x-api-key']}"` } };
      },
      { cache, keys: { 'semantic-scholar': KEY } },
    );
    await failure(ask(client, 'crossref', '/404'));
    await ask(client, 'crossref', '/secret');
    expect(readdirSync(cache.folder)).toEqual([]);
    expect(await ask(client, 'semantic-scholar', '/echo')).toMatchObject({ body: { echo: '<key>' } });
    const files = readdirSync(cache.folder);
    expect(files).toHaveLength(1);
    expect(readFileSync(join(cache.folder, files[0]!), 'utf8')).not.toContain(KEY);
  });

  it('a damaged file of the cache is asked for anew', async () => {
    const cache = { folder: folder(), freshMs: 60_000 };
    const { client, server } = await setting(() => FINE, { cache });
    await ask(client);
    const file = join(cache.folder, readdirSync(cache.folder)[0]!);
    for (const damage of ['{"url":', '[]', readFileSync(file, 'utf8').replace('{\\"fine', 'fine')]) {
      writeFileSync(file, damage);
      expect((await ask(client)).body).toEqual({ fine: true });
    }
    expect(server.asked).toHaveLength(4);
  });

  it('a folder that cannot be written stops nothing', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const { client } = await setting(() => FINE, { cache: { folder: join(file, 'below'), freshMs: 60_000 } });
    expect((await ask(client)).body).toEqual({ fine: true });
  });

  it('takes away what is old, torn, or more than its room holds, the longest unused first, and no file of others', async () => {
    const cache = { folder: folder(), freshMs: 0, maxBytes: 5_500, maxAgeMs: 24 * 60 * 60_000 };
    const body = { wool: 'w'.repeat(900) };
    const make = (): Promise<Setting> => setting(() => ({ body, headers: { etag: '"1"' } }), { cache });
    const { client } = await make();
    const files = new Map<string, string>();
    for (const n of [1, 2, 3, 4]) {
      const before = readdirSync(cache.folder);
      await ask(client, 'crossref', `/${n}`);
      files.set(String(n), readdirSync(cache.folder).find((name) => !before.includes(name))!);
    }
    const age = (name: string, hours: number): void => {
      const then = Date.now() / 1000 - hours * 60 * 60;
      utimesSync(join(cache.folder, name), then, then);
    };
    age(files.get('1')!, 2);
    age(files.get('2')!, 25);
    age(files.get('3')!, 3);
    for (const [name, hours] of [
      ['notes.json', 99],
      [`${'a'.repeat(64)}.json.0123456789ab`, 2],
      [`${'b'.repeat(64)}.json.0123456789ab`, 0],
    ] as const) {
      writeFileSync(join(cache.folder, name), 'x'.repeat(2_000));
      age(name, hours);
    }
    // Another program, whose first answer has the folder looked through.
    const other = (await make()).client;
    for (const n of [5, 6, 7]) await ask(other, 'crossref', `/${n}`);
    const left = readdirSync(cache.folder);
    expect(['1', '2', '3', '4'].filter((n) => left.includes(files.get(n)!))).toEqual(['1', '4']);
    expect(left.filter((name) => !/^[0-9a-f]{64}\.json$/u.test(name)).sort()).toEqual([
      `${'b'.repeat(64)}.json.0123456789ab`,
      'notes.json',
    ]);
    expect(left).toHaveLength(2 + 5);
  });

  it('may be used by two programs at once that both make room', async () => {
    const cache = { folder: folder(), freshMs: 60_000, maxBytes: 4_000, maxAgeMs: 60_000 };
    const made = await Promise.all(
      [1, 2].map(() =>
        setting(({ url }) => ({ body: { url, wool: 'w'.repeat(900) } }), { cache, rates: { crossref: 1e6 } }),
      ),
    );
    await Promise.all(
      made.map(async ({ client }) => {
        for (let n = 0; n < 60; n += 1) {
          const { body } = await ask(client, 'crossref', `/${n % 7}`);
          expect(body).toMatchObject({ url: `/${n % 7}` });
        }
      }),
    );
    const sizes = readdirSync(cache.folder).map((name) => statSync(join(cache.folder, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(cache.maxBytes);
  });
});
