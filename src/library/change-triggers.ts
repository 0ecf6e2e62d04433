/**
 * The library is a plain SQLite file, and other programs may change its facts. Triggers note what they touch; before the
 * next question what was derived from it is derived anew. This program's own import derives what it changes by itself and
 * takes the triggers away meanwhile, in its own transaction: what interrupts it brings them back.
 */
import type Database from 'better-sqlite3';

/** The tables of facts from which something is derived, with the columns that say of which work or citation a row speaks. */
const WATCHED = [
  ['works', null, 'id'],
  ['texts', null, 'work'],
  ['aliases', null, 'work'],
  ['authors', null, 'work'],
  ['reviews', null, 'work'],
  ['claims', null, 'work'],
  ['citations', 'cited', 'citing'],
  ['contexts', 'cited', 'citing'],
  ['judgements', 'cited', 'citing'],
  ['integrity', null, 'work'],
] as const satisfies readonly [table: string, cited: string | null, citing: string][];
type WatchedTable = (typeof WATCHED)[number][0];
const CHANGES = [
  ['INSERT', ['NEW']],
  ['UPDATE', ['OLD', 'NEW']],
  ['DELETE', ['OLD']],
] as const;

const TRIGGERS = WATCHED.flatMap(([table, cited, citing]) =>
  CHANGES.map(([change, rows]) => {
    const notes = rows.map(
      (row) => `INSERT OR IGNORE INTO touched VALUES (${cited === null ? 0 : `${row}.${cited}`}, ${row}.${citing});`,
    );
    const name = `${table}_${change.toLowerCase()}_touched`;
    return { table, name, sql: `CREATE TRIGGER ${name} AFTER ${change} ON ${table} BEGIN ${notes.join(' ')} END` };
  }),
);

/** Has changes of facts noted from now on. @param tables where not all of them are there yet */
export function watch(db: Database.Database, tables?: readonly WatchedTable[]): void {
  for (const { table, sql } of TRIGGERS) if (tables === undefined || tables.includes(table)) db.exec(sql);
}

/**
 * How often facts, or what follows from them, were written: where that is the same number as before, what others wrote meanwhile
 * is only what their readers decided.
 */
export const WRITTEN = `
CREATE TABLE written(facts INTEGER NOT NULL) STRICT;
INSERT INTO written(facts) VALUES (0);
`;

/** Says that facts are written, or what follows from them, in the transaction in which they are. @returns the new number */
export function noteWritten(db: Database.Database): number {
  return db.prepare('UPDATE written SET facts = facts + 1 RETURNING facts').pluck().get() as number;
}

/** Has changes of facts no longer noted one by one, for a transaction that derives what it changes itself. */
export function unwatch(db: Database.Database): void {
  noteWritten(db);
  for (const { name } of TRIGGERS) db.exec(`DROP TRIGGER ${name}`);
}
