/** What tables, indexes and triggers a library has, which of them it should have, and the making of those that are derived. */
import Database from 'better-sqlite3';
import { DERIVED_TABLES, MIGRATIONS, SEARCH_INDEXES } from '../schema.js';
import { addFunctions } from './sql-functions.js';

/** A difference from a new library. */
interface Difference {
  sentence: string;
  /** What is missing or in the way can be made anew: it holds no fact. */
  isDerived: boolean;
  /** The trigger of another program that is in the way: without it nothing is. */
  trigger?: string;
}

interface Entry {
  type: string;
  name: string;
  tbl_name: string;
  sql: string | null;
}

type Schema = ReadonlyMap<string, Entry & { columns: readonly string[] }>;

const DERIVED: ReadonlySet<string> = new Set([...DERIVED_TABLES, ...SEARCH_INDEXES]);

/** The table whose content an entry is part of: of what a search index is stored in, the search index. */
function tableOf({ tbl_name: table }: Entry): string {
  return SEARCH_INDEXES.find((index) => table.startsWith(`${index}_`)) ?? table;
}

/** Indexes and triggers follow from what is in this file, whatever table they are on. */
const isDerived = (entry: Entry): boolean => entry.type !== 'table' || DERIVED.has(tableOf(entry));

/** How a library differs from a new one. Tables and indexes of other programs are let be. */
export function differences(db: Database.Database): Difference[] {
  const there = schemaOf(db);
  const expected = newSchema();
  const found: Difference[] = [];
  for (const entry of expected.values()) {
    const { type, name, columns } = entry;
    const differs = (sentence: string): number => found.push({ sentence, isDerived: isDerived(entry) });
    const other = there.get(name);
    if (other === undefined) differs(`The ${type} ${name} is missing.`);
    else if (other.type !== type) differs(`${name} is a ${other.type} where a ${type} belongs.`);
    else
      for (const column of columns)
        if (!other.columns.includes(column)) differs(`The table ${name} has no column ${column}.`);
  }
  for (const { type, name, tbl_name: table, sql } of there.values()) {
    if (type !== 'trigger' || !expected.has(table) || expected.get(name)?.sql === sql) continue;
    found.push({ sentence: `The trigger ${name} on ${table} is another program's.`, isDerived: false, trigger: name });
  }
  return found;
}

/**
 * Makes the derived tables that are missing or spoilt, empty, and the indexes and triggers that are missing. The caller's transaction
 * holds it together, and it fills the tables.
 */
export function mendDerived(db: Database.Database): void {
  const expected = newSchema();
  const before = schemaOf(db);
  for (const table of DERIVED) {
    const parts = [...expected.values()].filter((entry) => entry.type === 'table' && tableOf(entry) === table);
    const isWhole = parts.every(({ name, columns }) => {
      const other = before.get(name);
      return other?.type === 'table' && columns.every((column) => other.columns.includes(column));
    });
    if (isWhole) continue;
    drop(db, table, new Set(parts.map(({ name }) => name)));
    db.exec(expected.get(table)!.sql!);
  }
  const there = schemaOf(db);
  for (const { type, name, tbl_name: table, sql } of expected.values())
    if (type !== 'table' && sql !== null && !there.has(name) && there.get(table)?.type === 'table') db.exec(sql);
}

/** @param parts the names of the table and of what it is stored in, where it is a search index */
function drop(db: Database.Database, table: string, parts: ReadonlySet<string>): void {
  // A search index that lacks a part can be neither opened nor dropped.
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  try {
    db.prepare("DELETE FROM sqlite_master WHERE name = ? AND sql LIKE 'CREATE VIRTUAL TABLE%'").run(table);
  } finally {
    db.pragma('writable_schema = RESET');
    db.unsafeMode(false);
  }
  for (const { type, name } of schemaOf(db).values())
    if ((type === 'table' || type === 'view') && parts.has(name)) db.exec(`DROP ${type} ${name}`);
}

/** The names of the tables that a library has of its own. */
export function ownTables(): ReadonlySet<string> {
  return new Set([...newSchema().values()].flatMap(({ type, name }) => (type === 'table' ? [name] : [])));
}

/** The schema of a library that is made now. */
function newSchema(): Schema {
  const fresh = new Database(':memory:');
  try {
    addFunctions(fresh);
    for (const step of MIGRATIONS) step(fresh);
    return schemaOf(fresh);
  } finally {
    fresh.close();
  }
}

function schemaOf(db: Database.Database): Schema {
  const columns = (table: string): string[] => {
    try {
      return db.prepare('SELECT name FROM pragma_table_xinfo(?)').pluck().all(table) as string[];
    } catch {
      // A search index that lacks a part.
      return [];
    }
  };
  const entries = db
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all() as Entry[];
  return new Map(
    entries.map((entry) => [entry.name, { ...entry, columns: entry.type === 'table' ? columns(entry.name) : [] }]),
  );
}
