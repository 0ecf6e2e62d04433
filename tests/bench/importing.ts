/** Imports of the made-up hub: the whole by the command, watched from outside while it runs, and its works described once more. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { HubLibraryRecord, WorkRecord } from '../../src/hub/record.js';
import { inOrder } from '../../src/hub/record-fields.js';
import type { Library } from '../../src/library/library.js';
import { importRecords } from '../../src/library/write/import-records.js';
import { FORMAT, VERSION } from '../../src/sources/interchange/format.js';
import { memoryOf } from './figures/system.js';
import { appender } from './others/peer-files.js';
import type { Place } from './screen/program.js';

export interface Imported {
  papers: number;
  records: number;
  /** From exec to exit. */
  seconds: number;
  /** From exec until others find papers in the library; undefined where nobody saw it. */
  usable: number | undefined;
  /** The most memory it ever took, in MB. */
  memory: number | undefined;
  megabytes: number;
}

/** Milliseconds between two looks at an import. */
const LOOK = 50;

/** Writes records as a file in the interchange format. @returns how many there were */
export function writeRecords(
  file: string,
  records: Iterable<HubLibraryRecord>,
  each: (record: HubLibraryRecord) => void,
): number {
  const lines = appender(file);
  lines.write(`${JSON.stringify({ format: FORMAT, version: VERSION })}\n`);
  let count = 0;
  for (const record of records) {
    each(record);
    lines.write(`${JSON.stringify(inOrder(record))}\n`);
    count += 1;
  }
  lines.close();
  return count;
}

/** @throws Error where the import does not end well */
export async function importByCommand(
  { folder, library }: Pick<Place, 'folder' | 'library'>,
  file: string,
  made: Pick<Imported, 'papers' | 'records'>,
): Promise<Imported> {
  const from = performance.now();
  const seconds = (): number => (performance.now() - from) / 1000;
  const args = [join(folder, 'dist/pith-tui.js'), 'import', file, '--library', library];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = text;
  });
  let usable: number | undefined;
  let memory: number | undefined;
  const looks = setInterval(() => {
    memory = memoryOf(child.pid!)?.peak ?? memory;
    if (usable === undefined && hasPapers(library)) usable = seconds();
  }, LOOK);
  const { code, took } = await new Promise<{ code: number | null; took: number }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve({ code: status, took: seconds() }));
  });
  clearInterval(looks);
  if (code !== 0) throw new Error(`The import of the made-up hub failed: ${said.trim()}`);
  return { ...made, seconds: took, usable, memory, megabytes: statSync(library).size / 1e6 };
}

/** Whether whoever opens the library now finds papers in it. */
function hasPapers(file: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    return db.prepare('SELECT 1 FROM listed LIMIT 1').get() !== undefined;
  } catch {
    // There is no file yet, or nothing in it.
    return false;
  } finally {
    db?.close();
  }
}

/** Has every paper of the hub described by another source as well. @returns how many it described a second */
export async function describedAgain(library: Library, records: Iterable<HubLibraryRecord>): Promise<number> {
  let papers = 0;
  let making = 0;
  function* works(): Generator<WorkRecord> {
    let from = performance.now();
    for (const record of records) {
      if (record.type !== 'work') continue;
      papers += 1;
      const { category: _, ...said } = record;
      making += performance.now() - from;
      yield { ...said, venue: 'A Journal by Another Name', citedBy: (record.citedBy ?? 0) + 1 };
      from = performance.now();
    }
  }
  const from = performance.now();
  await importRecords(library, works(), { source: ANOTHER, from: ANOTHER });
  return papers / ((performance.now() - from - making) / 1000);
}

const ANOTHER = 'synthetic-again';
