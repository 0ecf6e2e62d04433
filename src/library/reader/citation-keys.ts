/** Citation keys that papers were given: the same paper keeps its key for ever. */

import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';

/** What is needed to give keys to the papers that have none. */
export interface GivenKeys {
  /** The keys of the papers asked for that have one. */
  known: Map<WorkNumber, string>;
  /** Every other key of this pattern that was ever given. */
  taken: () => string[];
}

/** A write that another program or the file's permissions are in the way of. */
const REFUSED = /^SQLITE_(?:BUSY|LOCKED|READONLY|FULL|CANTOPEN|IOERR)/;

/**
 * Asks `choose` for the keys of these papers and keeps them, of papers that have none yet. All in one transaction, so that
 * two programs never give one key to two papers. A key that another paper has stays that paper's.
 * @param keep false: new keys are only tried
 * @returns what `choose` returned, and whether the keys are kept; they are not where the library cannot be written to
 */
export function giveKeys(
  lib: Library,
  pattern: string,
  works: readonly WorkNumber[],
  keep: boolean,
  choose: (given: GivenKeys) => string[],
): { keys: string[]; kept: boolean } {
  return reading(lib, () => {
    const known = knownKeys(lib, pattern, works);
    const taken = (): string[] => takenKeys(lib, pattern, works);
    // Most exports are of papers that have their keys: nothing is written then.
    if (!keep || works.every((work) => known.has(work))) return { keys: choose({ known, taken }), kept: true };
    try {
      return { keys: lib.db.transaction(() => chosen(lib, pattern, works, choose)).immediate(), kept: true };
    } catch (error) {
      if (!REFUSED.test(String((error as { code?: string }).code))) throw error;
      return { keys: choose({ known, taken }), kept: false };
    }
  });
}

/** Keys under which papers stand in a file already: theirs from now on, where they have none yet and it is nobody's. */
export function adoptKeys(lib: Library, pattern: string, found: readonly { id: WorkNumber; key: string }[]): void {
  reading(lib, () => {
    const known = knownKeys(
      lib,
      pattern,
      found.map(({ id: work }) => work),
    );
    const fresh = found.filter(({ id: work }) => !known.has(work));
    if (fresh.length === 0) return;
    const insert = lib.sql('INSERT OR IGNORE INTO citation_keys(pattern, key, work) VALUES (?, ?, ?)');
    try {
      lib.db
        .transaction(() => {
          for (const { id: work, key } of fresh) insert.run(pattern, key, work);
        })
        .immediate();
    } catch (error) {
      // What cannot be kept is found in the file again.
      if (!REFUSED.test(String((error as { code?: string }).code))) throw error;
    }
  });
}

/** Every key of this pattern that a paper was given, its own first. */
export function keysOf(lib: Library, pattern: string, work: WorkNumber): string[] {
  const all = lib.sql('SELECT key FROM citation_keys WHERE work = ? AND pattern = ? ORDER BY id').pluck();
  return reading(lib, () => all.all(work, pattern) as string[]);
}

function chosen(
  lib: Library,
  pattern: string,
  works: readonly WorkNumber[],
  choose: (given: GivenKeys) => string[],
): string[] {
  const known = knownKeys(lib, pattern, works);
  const keys = choose({ known, taken: () => takenKeys(lib, pattern, works) });
  const insert = lib.sql('INSERT OR IGNORE INTO citation_keys(pattern, key, work) VALUES (?, ?, ?)');
  for (const [at, work] of works.entries()) if (!known.has(work)) insert.run(pattern, keys[at], work);
  return keys;
}

function knownKeys(lib: Library, pattern: string, works: readonly WorkNumber[]): Map<WorkNumber, string> {
  const found = lib
    .sql(
      `SELECT work, citation_keys.key FROM json_each(@works) AS asked
         CROSS JOIN citation_keys INDEXED BY citation_keys_by_work ON work = asked.value AND pattern = @pattern
       ORDER BY citation_keys.id DESC`,
    )
    .raw()
    .all({ works: JSON.stringify(works), pattern });
  // The first that a paper was given comes last and stays.
  return new Map(found as [WorkNumber, string][]);
}

/** Keys of the pattern that are no paper's of these, or a second key of one. */
function takenKeys(lib: Library, pattern: string, works: readonly WorkNumber[]): string[] {
  const known = new Set(knownKeys(lib, pattern, works).values());
  const all = lib.sql('SELECT key FROM citation_keys WHERE pattern = ?').pluck().all(pattern) as string[];
  return all.filter((key) => !known.has(key));
}
