/** Libraries and records for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HubLibraryRecord, Judgement, WorkRecord } from '../../src/hub/record.js';
import { closeLibrary, type Library } from '../../src/library/library.js';
import type { WorkNumber } from '../../src/library/model.js';
import { openLibrary } from '../../src/library/open.js';
import { workWithId } from '../../src/library/works/ids.js';
import { type ImportReport, importRecords } from '../../src/library/write/import-records.js';
import { arxiv } from './arxiv.js';

export { arxiv };

/** A folder that goes with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pith-tui-library-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** An empty library in a real file that goes with the test. */
export function emptyLibrary(): Library {
  const lib = openLibrary(join(folder(), 'library.sqlite'));
  onTestFinished(() => closeLibrary(lib));
  return lib;
}

export function load(lib: Library, records: HubLibraryRecord[], source = 'test'): Promise<ImportReport> {
  return importRecords(lib, records, { source, from: 'a test' });
}

/** A library with these records. */
export async function libraryOf(records: HubLibraryRecord[]): Promise<Library> {
  const lib = emptyLibrary();
  await load(lib, records);
  return lib;
}

export function work(n: number, fields: Partial<WorkRecord> = {}): WorkRecord {
  return { type: 'work', ids: [arxiv(n)], title: `Title ${n}`, ...fields };
}

export function cites(
  citing: number,
  cited: number,
  judgements?: Judgement[],
  fields: Partial<Extract<HubLibraryRecord, { type: 'citation' }>> = {},
): HubLibraryRecord {
  return { type: 'citation', citing: arxiv(citing), cited: arxiv(cited), ...(judgements && { judgements }), ...fields };
}

export function role(judge: string, at: string, ...labels: string[]): Judgement {
  return { axis: 'role', labels, judge, at };
}

export function id(lib: Library, ref: string): WorkNumber {
  const found = workWithId(lib, ref);
  if (found === undefined) throw new Error(`${ref} is not in the library`);
  return found;
}

/** Every row of every table, the derived ones too, but not how often it was written to; what a search index holds is told by what it finds elsewhere. */
export function dump(lib: Library): Record<string, unknown[]> {
  const tables = lib.db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%' AND name <> 'written' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [table, lib.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]),
  );
}

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
