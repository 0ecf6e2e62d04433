/** Libraries in files, to be damaged. */
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { storeColumns } from '../../../src/library/derived/store-columns.js';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import type { WorkNumber } from '../../../src/library/model.js';
import { openLibrary } from '../../../src/library/open.js';
import { arxiv } from '../arxiv.js';
import { cites, folder, id, load, role, work } from '../support.js';

/** What was made of so many citers before. */
const made = new Map<number, Buffer>();

/** A library with one hub, whose arrays it keeps, as a file that nobody has open; nothing of it is left in the log. */
export async function hubFile(citers = 400): Promise<string> {
  const file = join(folder(), 'library.sqlite');
  const bytes = made.get(citers) ?? (await hubBytes(file, citers));
  made.set(citers, bytes);
  writeFileSync(file, bytes);
  return file;
}

async function hubBytes(file: string, citers: number): Promise<Buffer> {
  const lib = openLibrary(file);
  const words = (n: number): string =>
    Array.from({ length: 200 }, (_, at) => `word${(n * 31 + at * 7) % 997}`).join(' ');
  const records = [work(0)] as never[];
  for (let n = 1; n <= citers; n += 1) {
    records.push(work(n, { abstract: words(n), authors: [{ name: `Ada ${n}` }] }) as never);
    records.push(
      cites(n, 0, [role('pith', '2026-01-01', 'method')], { contexts: [{ text: words(n + 5) }] } as never) as never,
    );
    if (n > 1) records.push(cites(n, n - 1) as never);
    if (n % 3 === 0)
      records.push({
        type: 'review',
        work: arxiv(n),
        source: 'pith',
        verdict: 'accept',
        summary: words(n + 9),
      } as never);
  }
  await load(lib, records);
  const hub = id(lib, arxiv(0));
  lib.db.transaction(() => storeColumns(lib, hub)).immediate();
  closeLibrary(lib);
  return readFileSync(file);
}

/** The hub of it. */
export const hubOf = (lib: Library): WorkNumber => id(lib, arxiv(0));

/** Opened for a test. */
export function opened(file: string): Library {
  const lib = openLibrary(file);
  onTestFinished(() => closeLibrary(lib));
  return lib;
}

/** Done to the file by another program, which leaves no note of what it touched. */
export function changed(file: string, sql: string): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  // What a search index is stored in is guarded otherwise.
  db.unsafeMode(true);
  db.exec(`${sql}; DELETE FROM touched`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Writes over bytes of the file. @param to from 0 to 1, as `from` is */
export function overwrite(file: string, from: number, to: number, byte: number): void {
  const bytes = readFileSync(file);
  bytes.fill(byte, Math.max(100, Math.floor(from * bytes.length)), Math.floor(to * bytes.length));
  writeFileSync(file, bytes);
}

/** Writes over pages of the file. */
export function overwritePages(file: string, numbers: readonly number[], page: Buffer): void {
  const handle = openSync(file, 'r+');
  for (const number of numbers) writeSync(handle, page, 0, page.length, (number - 1) * page.length);
  closeSync(handle);
}

/** The page of a file by its number. */
export function pageOf(file: string, number: number, size: number): Buffer {
  const page = Buffer.alloc(size);
  const handle = openSync(file, 'r');
  readSync(handle, page, 0, size, (number - 1) * size);
  closeSync(handle);
  return page;
}
