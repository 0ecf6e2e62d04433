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

/** Has changes of facts no longer noted, for a transaction that derives what it changes itself. */
export function unwatch(db: Database.Database): void {
  for (const { name } of TRIGGERS) db.exec(`DROP TRIGGER ${name}`);
}
