/** Writing beside other programs that write. */
import Database from 'better-sqlite3';
import { explained } from '../../error.js';
import type { Library } from '../../library.js';

/** How often a turn is waited for, each time as long as SQLite waits (open.ts). */
const TRIES = 15;

/**
 * Begins a transaction that writes. Where another program is writing, it is waited for: a decision that is not kept would be worse.
 * @throws LibraryError
 */
export function begin(lib: Library): void {
  for (let tries = 1; ; tries += 1)
    try {
      lib.sql('BEGIN IMMEDIATE').run();
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/u.test(error.code);
      if (!isBusy || tries === TRIES) throw explained(error, lib.file);
    }
}

/** Writes in one transaction, begun as above. */
export function patiently<T>(lib: Library, write: () => T): T {
  begin(lib);
  try {
    const result = write();
    lib.sql('COMMIT').run();
    return result;
  } catch (error) {
    if (lib.db.inTransaction) lib.sql('ROLLBACK').run();
    // It may hold what was not kept.
    lib.cache.clear();
    throw explained(error, lib.file);
  }
}
