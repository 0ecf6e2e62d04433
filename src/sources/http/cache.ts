/** Answers kept on disk, to be asked for again only if they changed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
export async function writeEntry(folder: string, entry: CacheEntry): Promise<void> {
  const file = fileOf(folder, entry.url);
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, JSON.stringify(entry), { mode: 0o600 });
    await rename(beside, file);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
}
