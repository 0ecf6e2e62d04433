/** One polite client for all services: it waits its turn, tries again where that helps, and tells why where it does not. */

import { SERVICES, type ServiceName, serviceOf } from '../../hub/services.js';
import { cleanLine } from '../../hub/text.js';
import { ANSWER_BYTES, Excess } from '../bounds.js';
import { type Cache, type CacheEntry, type CacheOptions, openCache, readEntry, writeEntry } from './cache.js';
import { type Clock, systemClock } from './clock.js';
import { FetchError } from './error.js';
import { Damage, type Exchange, exchange, type Timeouts, waitAfter } from './exchange.js';
import { adoptHeaders, createPace, inTurn, type Pace } from './pace.js';
import { serverWords, spentBudget } from './words.js';

export interface ClientOptions {
  /** Who asks, for the User-Agent: `pith-tui/0.1.0`. */
  program: string;
  /** A mail address at which the services can reach whoever runs the program. */
  contact?: string;
  /** Keys go into headers and nowhere else. Only some services take one. */
  keys?: Partial<Record<ServiceName, string>>;
  /** Other addresses of services, `https://…` without a trailing slash; `http://` only without a key or on this machine. */
  bases?: Partial<Record<ServiceName, string>>;
  /** A folder for answers. */
  cache?: CacheOptions;
  /** Requests a second, for those whom a service allows more, or asks to be slower, than usual. */
  rates?: Partial<Record<ServiceName, number>>;
  timeouts?: Partial<Timeouts>;
  /** The longest answer read, unpacked. */
  maxBytes?: number;
  /** Tries for one request. */
  attempts?: number;
  clock?: Clock;
  /** 0 to 1, for the jitter of waits. */
  random?: () => number;
  onEvent?: (event: ClientEvent) => void;
}

/** For progress and logs; no address in it holds a key. */
export type ClientEvent = { service: ServiceName; url: string; attempt: number } & (
  | { type: 'answer'; status: number; characters: number; fromCache: boolean }
  | { type: 'wait'; ms: number; why: string }
);

export interface Client {
  readonly userAgent: string;
  readonly keys: ReadonlyMap<ServiceName, string>;
  readonly bases: ReadonlyMap<ServiceName, string>;
  readonly cache: Cache | undefined;
  readonly limits: Timeouts & { maxBytes: number };
  readonly attempts: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onEvent: (event: ClientEvent) => void;
  /** The services' turns, and until when a service's budget is spent. */
  readonly paces: ReadonlyMap<ServiceName, Pace>;
  readonly spent: Map<ServiceName, number>;
  /** The services that were not reached when they were asked last: they are tried once. */
  readonly unreached: Set<ServiceName>;
}

export interface RequestOptions<T> {
  /** Reads the text; what it throws means that the answer arrived damaged, and it is asked for again. */
  parse: (text: string) => T;
  /** What is asked for, completing "Crossref does not know …". */
  what: string;
  method?: 'GET' | 'POST';
  body?: string;
  headers?: Readonly<Record<string, string>>;
  /** For answers that come in pieces: is given each, and tells whether no more are needed. A new one for each try. */
  complete?: () => (piece: string) => boolean;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  body: T;
  headers: Headers;
  fromCache: boolean;
}

const DEFAULTS: Timeouts & { maxBytes: number } = {
  connectMs: 30_000,
  idleMs: 30_000,
  totalMs: 300_000,
  maxBytes: ANSWER_BYTES,
};
const ATTEMPTS = 6;
/** A service that asks to wait for longer is not waited for. */
const LATEST_MS = 10 * 60_000;
const REDIRECTS = 3;

/**
 * @throws FetchError for a key, an address or a contact that cannot be used
 */
export function createClient(options: ClientOptions): Client {
  const names = Object.keys(SERVICES) as ServiceName[];
  const bases = new Map(names.map((name) => [name, baseOf(name, options.bases?.[name])]));
  const keys = new Map(
    names.flatMap((name) => {
      const key = usableKey(name, options.keys?.[name], bases.get(name)!);
      return key === undefined ? [] : [[name, key] as const];
    }),
  );
  const contact = options.contact?.trim() ?? '';
  if (contact !== '' && !/^[\x21-\x7e]+@[\x21-\x7e]+$/u.test(contact))
    throw new FetchError(
      'refused',
      undefined,
      `The contact “${cleanLine(contact)}” is not a mail address; correct it.`,
    );
  return {
    userAgent: contact === '' ? options.program : `${options.program} (mailto:${contact})`,
    keys,
    bases,
    cache: options.cache && openCache(options.cache),
    limits: { maxBytes: options.maxBytes ?? DEFAULTS.maxBytes, ...timeoutsOf(options.timeouts) },
    attempts: options.attempts ?? ATTEMPTS,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    onEvent: options.onEvent ?? (() => {}),
    paces: new Map(
      names.map((name) => {
        const { intervalMs, concurrency } = serviceOf(name);
        const rate = options.rates?.[name];
        return [name, createPace(rate === undefined ? intervalMs : 1000 / rate, concurrency)] as const;
      }),
    ),
    spent: new Map(),
    unreached: new Set(),
  };
}

function timeoutsOf(given: Partial<Timeouts> = {}): Timeouts {
  const { connectMs, idleMs, totalMs } = { ...DEFAULTS, ...given };
  return { connectMs, idleMs, totalMs };
}

function baseOf(name: ServiceName, given: string | undefined): string {
  if (given === undefined) return serviceOf(name).base;
  const url = URL.parse(given);
  const { title } = serviceOf(name);
  if (
    url === null ||
    !/^https?:$/u.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== ''
  )
    throw new FetchError('refused', name, `The address given for ${title} is not a plain http(s) address; correct it.`);
  return url.href.replace(/\/+$/u, '');
}

function usableKey(name: ServiceName, given: string | undefined, base: string): string | undefined {
  const { key, title } = serviceOf(name);
  const value = given?.trim() ?? '';
  if (key === undefined || value === '') return undefined;
  // Headers refuse such characters in words that quote the key.
  if (!/^[\x21-\x7e]+$/u.test(value))
    throw new FetchError(
      'auth',
      name,
      `The key for ${title} holds characters no key has; copy it again into ${key.variable}.`,
    );
  const { protocol, hostname } = new URL(base);
  if (protocol === 'http:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(hostname))
    throw new FetchError(
      'auth',
      name,
      `The key for ${title} is not sent over http:// to another machine; give an https:// address.`,
    );
  return value;
}

/** Today by the client's clock, `YYYY-MM-DD`, UTC. */
export function today(client: Client): string {
  return new Date(client.clock.now()).toISOString().slice(0, 10);
}

/**
 * Asks a service and reads its answer, trying again what may pass: broken connections, damaged answers, failures of the
 * service, too many requests.
 * @param path below the service's base, percent-encoded, with its query: `/works/W1?select=id`
 * @throws FetchError; the signal's reason when aborted
 */
export async function request<T>(
  client: Client,
  service: ServiceName,
  path: string,
  options: RequestOptions<T>,
): Promise<Answer<T>> {
  const { clock, cache } = client;
  const { parse, signal } = options;
  const method = options.method ?? 'GET';
  const url = client.bases.get(service)! + path;
  const pace = client.paces.get(service)!;
  const kept = cache !== undefined && method === 'GET' ? await readEntry(cache.folder, url) : undefined;
  if (kept !== undefined && clock.now() - kept.storedAt < cache!.freshMs && clock.now() >= kept.storedAt) {
    const read = attempt(() => parse(kept.text));
    if (read !== undefined) {
      client.onEvent({
        type: 'answer',
        service,
        url,
        attempt: 0,
        status: 200,
        characters: kept.text.length,
        fromCache: true,
      });
      return { body: read.value, headers: new Headers(), fromCache: true };
    }
  }
  const until = client.spent.get(service);
  if (until !== undefined && clock.now() < until) throw budgetError(client, service, until);

  const headers = new Headers({ accept: 'application/json', 'user-agent': client.userAgent, ...options.headers });
  const key = client.keys.get(service);
  const keyed = serviceOf(service).key;
  if (key !== undefined && keyed !== undefined) headers.set(keyed.header, (keyed.prefix ?? '') + key);
  let conditional = kept;
  const began = clock.now();
  let unreached = client.unreached.has(service) ? 1 : 0;
  for (let tried = 1; ; tried += 1) {
    setConditions(headers, conditional);
    let failure: Failure;
    try {
      const answer = await inTurn(pace, clock, signal, () =>
        follow(
          client,
          service,
          url,
          { method, headers, ...(options.body === undefined ? {} : { body: options.body }) },
          options,
        ),
      );
      const { status, text } = answer;
      unreached = 0;
      client.unreached.delete(service);
      adoptHeaders(pace, answer.headers, clock.now());
      noteBudget(client, service, answer.headers);
      client.onEvent({
        type: 'answer',
        service,
        url,
        attempt: tried,
        status,
        characters: text.length,
        fromCache: status === 304,
      });
      const whole = status === 304 ? conditional?.text : status < 300 ? text : undefined;
      if (whole !== undefined) {
        const read = attempt(() => parse(whole), true);
        if (read !== undefined) {
          if (cache !== undefined && method === 'GET') await keep(cache, client, url, answer, whole, conditional);
          return { body: read.value, headers: answer.headers, fromCache: status === 304 };
        }
        // A kept answer that cannot be read is not asked about again.
        conditional = undefined;
        failure = { kind: 'format', words: `sent an answer that is cut off or damaged${beginning(whole)}` };
      } else failure = failureOf(client, service, answer, options.what);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      failure = { kind: error.kind, words: error.words };
      unreached = error.again === 'once' ? unreached + 1 : 0;
      if (unreached > 1) throw notReached(client, service, failure);
      if (error.again === 'never') throw giveUp(service, failure, tried, clock.now() - began, key !== undefined);
    }
    const wait = Math.max(waitAfter(tried, unreached, client.random()), failure.waitMs ?? 0);
    if (tried >= client.attempts || wait > LATEST_MS)
      throw giveUp(service, failure, tried, clock.now() - began, key !== undefined);
    pace.pausedUntil = Math.max(pace.pausedUntil, clock.now() + wait);
    client.onEvent({ type: 'wait', service, url, attempt: tried, ms: Math.round(wait), why: failure.words });
  }
}

/** What was read; undefined where it is damaged. @throws Damage, where `fresh`, for what goes beyond the bounds, as it will again */
function attempt<T>(read: () => T, fresh = false): { value: T } | undefined {
  try {
    return { value: read() };
  } catch (error) {
    if (fresh && error instanceof Excess) throw new Damage('format', `sent an answer ${error.message}`, 'never');
    return undefined;
  }
}

/** A try that came to nothing and may be made again; `words` complete "Crossref …". */
interface Failure {
  kind: 'network' | 'format' | 'limit';
  words: string;
  /** What the service asked to wait. */
  waitMs?: number;
  answer?: { status: number; words: string };
}

function giveUp(service: ServiceName, failure: Failure, tried: number, ms: number, keyed: boolean): FetchError {
  const { title, key } = serviceOf(service);
  const times = tried === 1 ? '' : ` (${tried} tries in ${Math.max(1, Math.round(ms / 1000))} s)`;
  const later =
    failure.waitMs !== undefined && failure.waitMs > LATEST_MS
      ? `try again in ${Math.ceil(failure.waitMs / 60_000)} min`
      : 'try again later';
  const advice =
    failure.kind === 'limit' && key !== undefined && !keyed ? `, or set ${key.variable} to a key of yours` : '';
  return new FetchError(failure.kind, service, `${title} ${failure.words}${times}; ${later}${advice}.`, failure.answer);
}

/** Nobody was reached, and that is said at once: it is the network's fault more often than the service's. */
function notReached(client: Client, service: ServiceName, { kind, words }: Failure): FetchError {
  client.unreached.add(service);
  return new FetchError(
    kind,
    service,
    `${serviceOf(service).title} ${words}; check the network connection, or try again later.`,
  );
}

/** Follows redirects within the service; elsewhere the key must not go. */
async function follow(
  client: Client,
  service: ServiceName,
  first: string,
  init: { method: string; headers: Headers; body?: string },
  options: RequestOptions<unknown>,
): Promise<Exchange> {
  let url = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange(url, init, client.limits, options.signal, options.complete?.());
    const location = answer.headers.get('location');
    const safe = { ...answer, text: withoutKeys(client, answer.text) };
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return safe;
    const from = new URL(url);
    const to = URL.parse(location, url);
    const same =
      to !== null && (to.origin === from.origin || (to.hostname === from.hostname && to.protocol === 'https:'));
    if (!same || hops >= REDIRECTS || init.method !== 'GET')
      throw new FetchError(
        'refused',
        service,
        `${serviceOf(service).title} sends on to ${to === null ? 'no valid address' : hops >= REDIRECTS ? 'one address after another' : cleanLine(withoutKeys(client, to.host))}, which is not followed; see whether its address has changed.`,
        { status: answer.status, words: serverWords(safe.text) },
      );
    url = to.href;
  }
}

/** Services may say a key back; it must not go on into errors, records or the cache. */
function withoutKeys(client: Client, text: string): string {
  let clean = text;
  for (const key of client.keys.values()) {
    clean = clean.replaceAll(key, '<key>').replaceAll(encodeURIComponent(key), '<key>');
  }
  return clean;
}

function setConditions(headers: Headers, kept: CacheEntry | undefined): void {
  headers.delete('if-none-match');
  headers.delete('if-modified-since');
  if (kept?.etag !== undefined) headers.set('if-none-match', kept.etag);
  else if (kept?.lastModified !== undefined) headers.set('if-modified-since', kept.lastModified);
}

async function keep(
  cache: Cache,
  client: Client,
  url: string,
  answer: Exchange,
  text: string,
  kept: CacheEntry | undefined,
): Promise<void> {
  if (/\bno-store\b/iu.test(answer.headers.get('cache-control') ?? '')) return;
  const etag = answer.headers.get('etag') ?? (answer.status === 304 ? kept?.etag : undefined);
  const lastModified = answer.headers.get('last-modified') ?? (answer.status === 304 ? kept?.lastModified : undefined);
  if (etag === undefined && lastModified === undefined && cache.freshMs <= 0) return;
  await writeEntry(cache, {
    url,
    storedAt: client.clock.now(),
    ...(etag === undefined ? {} : { etag: withoutKeys(client, etag) }),
    ...(lastModified === undefined ? {} : { lastModified: withoutKeys(client, lastModified) }),
    text,
  });
}

/** Something to recognise a wrong answer by: the start of what came instead. */
function beginning(text: string): string {
  const start = cleanLine(text.slice(0, 200)).slice(0, 40);
  return start === '' ? ' (it is empty)' : ` (it begins with “${start}”)`;
}

/**
 * What an answer other than the one asked for means: thrown where trying again would be no use, else told.
 */
function failureOf(client: Client, service: ServiceName, answer: Exchange, what: string): Failure {
  const { status, text } = answer;
  const { title, key } = serviceOf(service);
  const words = serverWords(text);
  const said = `${status}${words === '' ? '' : `: ${words}`}`;
  const told = { status, words };
  const stop = (kind: FetchError['kind'], sentence: string): never => {
    throw new FetchError(kind, service, sentence, told);
  };
  const asked = retryAfter(answer.headers.get('retry-after'), client.clock.now());
  const waitMs = asked === undefined ? {} : { waitMs: asked };
  if (status === 429) {
    const spent = spentBudget(text);
    if (spent !== undefined) {
      const ms = spent.resetSeconds === undefined ? asked : spent.resetSeconds * 1000;
      const until = ms === undefined ? nextMidnight(client.clock.now()) : client.clock.now() + ms;
      client.spent.set(service, until);
      throw budgetError(client, service, until, told);
    }
    return { kind: 'limit', words: `says that it is asked too often (${said})`, answer: told, ...waitMs };
  }
  if (status >= 500 || status === 408 || status === 425)
    return { kind: 'network', words: `fails to answer (${said})`, answer: told, ...waitMs };
  if (status === 404 || status === 410) return stop('not-found', `${title} does not know ${what} (${said}).`);
  if (status === 401 || status === 403) {
    if (key === undefined) return stop('auth', `${title} denies access to ${what} (${said}).`);
    return client.keys.has(service)
      ? stop('auth', `${title} does not accept the key in ${key.variable} (${said}); check it, or go on without it.`)
      : stop('auth', `${title} denies access without a key (${said}); set ${key.variable}.`);
  }
  // 304 where nothing was kept, and other answers that make no sense.
  if (status < 400) return { kind: 'format', words: `answers with a status that makes no sense (${said})` };
  return stop('refused', `${title} declines the question about ${what} (${said}).`);
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date. */
function retryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  if (/^\s*\d{1,9}(?:\.\d+)?\s*$/u.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function nextMidnight(now: number): number {
  const day = 24 * 60 * 60_000;
  return (Math.floor(now / day) + 1) * day;
}

/** OpenAlex tells with each answer what is left of today's budget; at nothing the next question is not put at all. */
function noteBudget(client: Client, service: ServiceName, headers: Headers): void {
  const number = (name: string): number | undefined => {
    const text = headers.get(name);
    return text !== null && /^\s*-?\d+(?:\.\d+)?(?:e-?\d+)?\s*$/iu.test(text) ? Number(text) : undefined;
  };
  const daily = number('x-ratelimit-remaining-usd');
  if (daily === undefined) return;
  const others = (number('x-ratelimit-prepaid-remaining-usd') ?? 0) + (number('x-ratelimit-onetime-remaining') ?? 0);
  if (daily + others > 0) return;
  const reset = number('x-ratelimit-reset');
  const now = client.clock.now();
  client.spent.set(service, reset === undefined || reset <= 0 ? nextMidnight(now) : now + reset * 1000);
}

function budgetError(
  client: Client,
  service: ServiceName,
  until: number,
  answer?: { status: number; words: string },
): FetchError {
  const { title, key } = serviceOf(service);
  const time = new Date(until).toISOString().slice(0, 16).replace('T', ' ');
  const advice =
    key === undefined || client.keys.has(service) ? '' : `, or set ${key.variable}: a free key has a larger budget`;
  return new FetchError(
    'budget',
    service,
    `The budget of today at ${title} is spent; go on after ${time} UTC, when there is a new one${advice}.`,
    answer,
  );
}
