/** What a library holds, and whether its file is sound. */
import type { Library } from './library.js';

const COUNTED = ['works', 'citations', 'contexts', 'judgements', 'reviews', 'claims', 'hubs', 'imports'] as const;

export interface Examined {
  counts: { what: string; count: number }[];
  /** Sentences; empty where nothing is wrong. */
  damage: string[];
}

/** Reads the whole file: some seconds for a gigabyte. */
export function examine(lib: Library): Examined {
  const counts = COUNTED.map((what) => ({
    what,
    count: lib.sql(`SELECT count(*) AS counted FROM ${what}`).pluck().get() as number,
  }));
  const pages = (lib.db.pragma('quick_check(20)') as { quick_check: string }[])
    .map((row) => row.quick_check)
    .filter((said) => said !== 'ok');
  const references = lib.db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  return {
    counts,
    damage: [
      ...pages,
      ...references.map(
        ({ table, parent, rowid }) => `Row ${rowid ?? '?'} of ${table} names a row of ${parent} that is not there.`,
      ),
    ],
  };
}
