/** Answers kept on disk, to be asked for again only if they changed. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.js';

/** A folder of answers, and what may stay in it. */
export interface Cache {
  folder: string;
  /** For how long answers are taken without asking whether they changed. */
  freshMs: number;
  /** All answers together. */
  maxBytes: number;
  /** Since an answer was last given, changed or not. */
  maxAgeMs: number;
  /** Bytes written since the folder was last looked through. */
  unpruned: number;
}

const MAX_BYTES = 256_000_000;
const MAX_AGE_MS = 30 * 24 * 60 * 60_000;
/** The folder is looked through when so much of what may stay in it was written: it is that much larger at most. */
const UNPRUNED_PART = 1 / 8;
/** What a program that was killed left half written. */
const TORN_AFTER_MS = 60 * 60_000;
/** Answers, and answers being written. */
const OWN = /^[0-9a-f]{64}\.json(?<torn>\.[0-9a-f]{12})?$/u;

export type CacheOptions = Pick<Cache, 'folder' | 'freshMs'> & Partial<Pick<Cache, 'maxBytes' | 'maxAgeMs'>>;

/** The first answer kept has the folder looked through. */
export function openCache(options: CacheOptions): Cache {
  return { maxBytes: MAX_BYTES, maxAgeMs: MAX_AGE_MS, ...options, unpruned: Number.POSITIVE_INFINITY };
}

export interface CacheEntry {
  url: string;
  /** Milliseconds since 1970. */
  storedAt: number;
  etag?: string;
  lastModified?: string;
  text: string;
}

function fileOf(folder: string, url: string): string {
  return join(folder, `${createHash('sha256').update(url).digest('hex')}.json`);
}

/** The kept answer, or undefined: a file that is damaged or of another address is as good as none. */
export async function readEntry(folder: string, url: string): Promise<CacheEntry | undefined> {
  try {
    const entry = JSON.parse(await readFile(fileOf(folder, url), 'utf8')) as CacheEntry;
    return entry.url === url && typeof entry.text === 'string' && typeof entry.storedAt === 'number'
      ? entry
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an answer, whole or not at all. A cache that cannot be written is no reason to stop. */
export async function writeEntry(cache: Cache, entry: CacheEntry): Promise<void> {
  const { folder } = cache;
  const file = fileOf(folder, entry.url);
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  const content = JSON.stringify(entry);
  try {
    makeFolder(folder);
    await writeFile(beside, content, { mode: 0o600 });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
  cache.unpruned += content.length;
  if (cache.unpruned <= cache.maxBytes * UNPRUNED_PART) return;
  cache.unpruned = 0;
  await prune(cache).catch(() => {});
}

/**
 * Takes away what is too old, then the longest unused until the rest is small enough. Another program may do the same, read
 * or write meanwhile: an answer that is gone is asked for again.
 */
async function prune({ folder, maxBytes, maxAgeMs }: Cache): Promise<void> {
  const now = Date.now();
  const kept: { file: string; bytes: number; usedAt: number }[] = [];
  for (const name of await readdir(folder)) {
    const own = OWN.exec(name);
    if (own === null) continue;
    const file = join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found === undefined) continue;
    const torn = own.groups?.torn !== undefined;
    if (now - found.mtimeMs > (torn ? TORN_AFTER_MS : maxAgeMs)) await rm(file, { force: true });
    else if (!torn) kept.push({ file, bytes: found.size, usedAt: found.mtimeMs });
  }
  kept.sort((a, b) => b.usedAt - a.usedAt);
  let bytes = 0;
  for (const { file, bytes: more } of kept) {
    bytes += more;
    if (bytes > maxBytes) await rm(file, { force: true });
  }
}
