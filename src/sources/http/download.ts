/**
 * A file of a plain file server, kept on disk: what was broken off goes on where it stopped (RFC 9110, ranges), what is there whole
 * is asked for again only if it changed.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeFolder } from '../../files/make-folder.js';
import { systemReason } from '../../files/system-error.js';
import { cleanLine } from '../../hub/text.js';
import { DOWNLOAD_BYTES, figure } from '../bounds.js';
import { isObject } from '../values.js';
import type { Client } from './client.js';
import { FetchError } from './error.js';
import { type Again, broken, Damage, waitAfter } from './exchange.js';

export interface Download {
  /** Where the bytes are. */
  file: string;
  /** By what it is known to be the same file later; undefined where the server says nothing of the kind. */
  stamp: string | undefined;
}

/** Told how far it is: bytes here, and in all where the server says. */
export type OnBytes = (bytes: number, total: number | undefined) => void;

export interface DownloadOptions {
  /** A folder for such files. */
  folder: string;
  signal?: AbortSignal | undefined;
  onBytes?: OnBytes;
  onWait?: (ms: number, why: string) => void;
}

/** What is known of a kept file, beside it. */
interface Kept {
  url: string;
  etag?: string;
  lastModified?: string;
  whole: boolean;
}

/** What is to be done where no more tries are made. */
const ADVICE: Readonly<Record<Again, string>> = {
  patiently: 'try again later',
  once: 'check the address and the network connection',
  never: 'see whether the address is right',
};
const REDIRECTS = 3;

/**
 * @returns the file; undefined where the server has none of that address
 * @throws FetchError; the signal's reason when aborted
 */
export async function download(client: Client, url: string, options: DownloadOptions): Promise<Download | undefined> {
  const { signal, onWait } = options;
  const { host } = new URL(url);
  makeFolder(options.folder);
  let unreached = 0;
  for (let tried = 1; ; tried += 1) {
    try {
      return await once(client, url, options);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Damage)) throw error;
      unreached = error.again === 'once' ? unreached + 1 : 0;
      if (error.again === 'never' || unreached > 1 || tried >= client.attempts)
        throw new FetchError(
          error.kind,
          undefined,
          `${host} ${error.words}${tried === 1 || unreached > 1 ? '' : ` (${tried} tries)`}; ${ADVICE[error.again]}.`,
        );
      const wait = waitAfter(tried, unreached, client.random());
      onWait?.(Math.round(wait), error.words);
      await client.clock.sleep(wait, signal);
    }
  }
}

/** Takes a kept file away. */
export function forget({ file }: Download): void {
  for (const one of [file, `${file}.json`]) rmSync(one, { force: true });
}

async function once(client: Client, url: string, options: DownloadOptions): Promise<Download | undefined> {
  const file = join(options.folder, createHash('sha256').update(url).digest('hex'));
  const kept = keptOf(file, url);
  const size = kept === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const control = new AbortController();
  const { signal } = options;
  const stop = (): void => control.abort(signal!.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  let idle: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(idle);
    const ms = client.limits.idleMs;
    idle = setTimeout(() => control.abort(new Damage('network', `said nothing for ${ms / 1000} s`)), ms);
  };
  try {
    watch();
    const answer = await follow(client, url, conditions(kept, size), control.signal);
    if (answer.status === 304 && kept?.whole) return { file, stamp: stampOf(kept) };
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (answer.status === 416) {
      // What is kept is as long as what there is now, or longer: it is not a beginning of it.
      forget({ file, stamp: undefined });
      throw new Damage('network', 'has another file by now');
    }
    const goesOn = answer.status === 206 && size > 0 && startOf(answer.headers) === size;
    if (answer.status !== 200 && !goesOn) throw refusal(url, answer.status);
    const now: Kept = { ...validators(answer.headers), url, whole: false };
    const known = goesOn ? { ...kept!, whole: false } : now;
    writeFileSync(`${file}.json`, JSON.stringify(known), { mode: 0o600 });
    await writeBody(answer, file, goesOn ? size : 0, options, watch, (error) => control.abort(error));
    writeFileSync(`${file}.json`, JSON.stringify({ ...known, whole: true }), { mode: 0o600 });
    return { file, stamp: stampOf(known) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof FetchError || error instanceof Damage) throw error;
    const reason = systemReason(error);
    if (reason !== undefined)
      throw new FetchError('refused', undefined, `${options.folder} cannot be written: ${reason}.`);
    throw broken(error);
  } finally {
    clearTimeout(idle);
    signal?.removeEventListener('abort', stop);
    control.abort();
  }
}

/** Writes the body behind the bytes that are there. @throws Damage where it ends early or is too long */
async function writeBody(
  answer: Response,
  file: string,
  before: number,
  { onBytes }: DownloadOptions,
  onPiece: () => void,
  /** The file cannot be written: nothing more need come. */
  onFull: (error: Error) => void,
): Promise<void> {
  const { headers, body } = answer;
  // A length is that of the bytes on the wire.
  const length = headers.has('content-encoding') ? undefined : lengthOf(headers);
  const total = length === undefined ? undefined : before + length;
  let bytes = before;
  const bounded = (): void => {
    if (Math.max(bytes, total ?? 0) > DOWNLOAD_BYTES)
      throw new Damage('format', `has a file larger than the ${figure(DOWNLOAD_BYTES / 1e6)} MB allowed`, 'never');
  };
  bounded();
  const out = createWriteStream(file, { flags: before > 0 ? 'a' : 'w', mode: 0o600 });
  // It may come while the next piece is waited for, and one that nobody hears ends the program.
  out.on('error', onFull);
  try {
    for await (const piece of body ?? []) {
      onPiece();
      bytes += piece.length;
      bounded();
      if (!out.write(piece))
        await new Promise<void>((resolve) => out.once('drain', resolve).once('error', () => resolve()));
      if (out.errored) throw out.errored;
      onBytes?.(bytes, total);
    }
  } finally {
    out.end();
    await finished(out).catch((error) => {
      throw error;
    });
  }
  if (total !== undefined && bytes !== total) throw new Damage('network', 'broke off in the middle of a file');
}

function keptOf(file: string, url: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
    return isObject(kept) && kept.url === url ? (kept as unknown as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** What by which a server tells versions of a file apart is not known of a file, it is read from the beginning. */
function conditions(kept: Kept | undefined, size: number): Record<string, string> {
  if (kept?.whole) {
    if (kept.etag !== undefined) return { 'if-none-match': kept.etag };
    return kept.lastModified === undefined ? {} : { 'if-modified-since': kept.lastModified };
  }
  // A weak tag does not tell whether the bytes are the same.
  const same = kept?.etag?.startsWith('W/') === false ? kept.etag : kept?.lastModified;
  return size === 0 || same === undefined ? {} : { range: `bytes=${size}-`, 'if-range': same };
}

/** Redirects are followed on one host, and to https there. */
async function follow(
  client: Client,
  first: string,
  conditions: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let url = first;
  for (let hops = 0; ; hops += 1) {
    // Packed on the way, parts of a file could not be put together.
    const headers = { 'user-agent': client.userAgent, 'accept-encoding': 'identity', ...conditions };
    const answer = await fetch(url, { headers, redirect: 'manual', signal });
    const location = answer.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer;
    await answer.body?.cancel();
    const [from, to] = [new URL(url), URL.parse(location, url)];
    const same =
      to !== null && (to.origin === from.origin || (to.hostname === from.hostname && to.protocol === 'https:'));
    if (!same || hops >= REDIRECTS)
      throw new FetchError(
        'refused',
        undefined,
        `${from.host} sends on to ${to === null ? 'no valid address' : cleanLine(to.host)}, which is not followed; give that address if you trust it.`,
      );
    url = to.href;
  }
}

function refusal(url: string, status: number): Error {
  const { host, pathname } = new URL(url);
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return new Damage('network', `fails to answer (${status})`);
  const what = status === 401 || status === 403 ? 'denies access to' : 'declines to give';
  return new FetchError('refused', undefined, `${host} ${what} ${cleanLine(pathname)} (${status}).`);
}

function validators(headers: Headers): Pick<Kept, 'etag' | 'lastModified'> {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
}

function stampOf({ etag, lastModified }: Kept): string | undefined {
  return etag ?? lastModified;
}

function lengthOf(headers: Headers): number | undefined {
  const text = headers.get('content-length');
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

/** `Content-Range: bytes 100-199/200`. */
function startOf(headers: Headers): number | undefined {
  const found = /^bytes (\d{1,15})-/u.exec(headers.get('content-range') ?? '');
  return found === null ? undefined : Number(found[1]);
}
