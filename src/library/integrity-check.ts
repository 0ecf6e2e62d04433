/** What a library holds, and whether its file is sound. */
import Database from 'better-sqlite3';
import { addFunctions } from './derived/sql-functions.js';
import { damaged, explained } from './error.js';
import type { Library } from './library.js';
import { MIGRATIONS } from './schema.js';

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
}

/**
 * Reads the whole file: some seconds for a gigabyte.
 * @throws LibraryError where the file cannot be read for another reason than damage
 */
export function examine(lib: Library): Examined {
  const counts: Examined['counts'] = [];
  const damage: string[] = [];
  const look = (what: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!isDamage(error)) throw explained(error, lib.file);
      damage.push(`${what} cannot be read: ${error.message}.`);
    }
  };
  look('The list of tables', () => damage.push(...schemaDamage(lib.db)));
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
  return { counts, damage };
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
    const [first] = [...schemaDamage(db), ...pageDamage(db, 1)];
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
  const said = db.pragma(`quick_check(${most})`) as { quick_check: string }[];
  return said.map((row) => row.quick_check).filter((line) => line !== 'ok');
}

interface Entry {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

/** How the tables, indexes and triggers differ from those of a new library. Tables and indexes of other programs are let be. */
function schemaDamage(db: Database.Database): string[] {
  const there = new Map(entriesOf(db).map((entry) => [entry.name, entry]));
  const fresh = new Database(':memory:');
  let expected: Map<string, Entry>;
  const damage: string[] = [];
  try {
    addFunctions(fresh);
    for (const step of MIGRATIONS) step(fresh);
    expected = new Map(entriesOf(fresh).map((entry) => [entry.name, entry]));
    for (const { type, name } of expected.values()) {
      const found = there.get(name);
      if (found === undefined) damage.push(`The ${type} ${name} is missing.`);
      else if (found.type !== type) damage.push(`${name} is a ${found.type} where a ${type} belongs.`);
      else if (type === 'table')
        for (const column of columnsOf(fresh, name))
          if (!columnsOf(db, name).includes(column)) damage.push(`The table ${name} has no column ${column}.`);
    }
  } finally {
    fresh.close();
  }
  for (const { type, name, tbl_name: table, sql } of there.values()) {
    if (type !== 'trigger' || !expected.has(table)) continue;
    if (expected.get(name)?.sql !== sql) damage.push(`The trigger ${name} on ${table} is another program's.`);
  }
  return damage;
}

function entriesOf(db: Database.Database): Entry[] {
  return db
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all() as Entry[];
}

function columnsOf(db: Database.Database, table: string): string[] {
  return db.prepare('SELECT name FROM pragma_table_xinfo(?)').pluck().all(table) as string[];
}
