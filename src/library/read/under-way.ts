/** Whether papers are being imported into the library at the moment, by whomever. */
import { type Library, reading } from '../library.js';

/** The papers so far of an import that another connection has under way, which can be read already; undefined where there is none. */
export function importUnderWay(lib: Library): number | undefined {
  return reading(lib, () => {
    const papers = lib.sql("SELECT counts ->> 'underWay' FROM imports ORDER BY id DESC LIMIT 1").pluck().get() as
      | number
      | null;
    // One that was killed left its note behind: whoever imports is the one who writes.
    return typeof papers === 'number' && isWrittenTo(lib) ? papers : undefined;
  });
}

function isWrittenTo(lib: Library): boolean {
  const wait = lib.db.pragma('busy_timeout', { simple: true });
  try {
    lib.db.pragma('busy_timeout = 0');
    lib.db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    return String((error as { code?: string }).code).startsWith('SQLITE_BUSY');
  } finally {
    lib.db.pragma(`busy_timeout = ${wait}`);
  }
}

/**
 * Imports that were ended in the middle, by the end of the program, and not begun again from the same place: what they had handed over
 * by then is in the library.
 */
export function importsLeftOff(lib: Library): { origin: string; at: string; papers: number }[] {
  const left = lib
    .sql(
      `SELECT origin, at, counts ->> 'underWay' AS papers FROM imports WHERE counts ->> 'underWay' IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM imports AS later WHERE later.id > imports.id AND later.origin = imports.origin)
       ORDER BY id`,
    )
    .all() as { origin: string; at: string; papers: number }[];
  return left.length > 0 && isWrittenTo(lib) ? [] : left;
}
