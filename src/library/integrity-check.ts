/** What a library holds, and whether its file is sound. */
import Database from 'better-sqlite3';
import { differences } from './derived/expected-schema.js';
import { damaged, explained } from './error.js';
import type { Library } from './library.js';

const COUNTED = [
  'works',
  'citations',
  'contexts',
  'judgements',
  'reviews',
  'claims',
  'integrity',
  'hubs',
  'imports',
] as const;

export interface Examined {
  /** Of the tables that can be read. */
  counts: { what: string; count: number }[];
  /** Sentences; empty where nothing is wrong. */
  damage: string[];
  /** True where whatever is wrong can be made anew from the facts. */
  canBeMended: boolean;
}

/**
 * Reads the whole file: some seconds for a gigabyte.
 * @throws LibraryError where the file cannot be read for another reason than damage
 */
export function examine(lib: Library): Examined {
  const counts: Examined['counts'] = [];
  const damage: string[] = [];
  let derived = 0;
  const look = (what: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!isDamage(error)) throw explained(error, lib.file);
      damage.push(`${what} cannot be read: ${error.message}.`);
    }
  };
  look('The list of tables', () => {
    const found = differences(lib.db);
    damage.push(...found.map(({ sentence }) => sentence));
    derived = found.filter(({ isDerived }) => isDerived).length;
  });
  for (const what of COUNTED)
    look(`The table ${what}`, () => {
      counts.push({ what, count: lib.db.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number });
    });
  look('The file', () => damage.push(...pageDamage(lib.db, 20)));
  look('References between tables', () => {
    const lost = lib.db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
    for (const { table, parent, rowid } of lost)
      damage.push(`Row ${rowid ?? '?'} of ${table} names a row of ${parent} that is not there.`);
  });
  return { counts, damage, canBeMended: damage.length === derived };
}

/**
 * What an error that nobody foresaw comes from, where that is the library: the error in a sentence for people.
 * @returns undefined where the library is sound, so that the mistake is the program's
 */
export function damageBehind(error: unknown, file: string): Error | undefined {
  const known = explained(error, file);
  if (known !== error) return known as Error;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const [first] = [...differences(db).map(({ sentence }) => sentence), ...pageDamage(db, 1)];
    return first === undefined ? undefined : damaged(file, first);
  } catch (reason) {
    if (isDamage(reason)) return damaged(file, reason.message);
    const said = explained(reason, file);
    return said === reason ? undefined : (said as Error);
  } finally {
    db?.close();
  }
}

/** Errors that a sound library does not raise. */
function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|ERROR|NOTADB|SCHEMA)/u.test(error.code);
}

function pageDamage(db: Database.Database, most: number): string[] {
  const check = (of: string | number): string[] =>
    (db.pragma(`quick_check(${of})`) as { quick_check: string }[]).map((row) => row.quick_check);
  const checked = (): string[] => {
    try {
      return check(most);
    } catch (error) {
      // A search index that lacks a part, which the differences tell, ends the check: the tables are looked at one by one.
      if (!(error instanceof Error) || !error.message.startsWith('vtable constructor failed')) throw error;
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").pluck().all();
      return (tables as string[]).flatMap((table) => check(`"${table.replaceAll('"', '""')}"`)).slice(0, most);
    }
  };
  return checked().filter((line) => line !== 'ok');
}
