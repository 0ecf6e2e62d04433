/** Whether the arrays of hubs are whole: as long as their outlines say, and of as many papers as cite the hub. */
import { isReadable } from '../derived/column-layout.js';
import { type Columns, OutdatedError, storedColumns } from '../derived/columns.js';
import { STORED_ORDERS } from '../derived/orders.js';
import type { Library } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { finished } from '../steps.js';

/** The hubs with arrays that this program reads, the largest first. */
export function hubsWithArrays(lib: Library): { work: WorkNumber; size: number }[] {
  const rows = lib
    .sql("SELECT work, version, outline ->> 'size' AS size FROM hub_columns ORDER BY size DESC, work")
    .all() as { work: WorkNumber; version: number; size: number }[];
  return rows.filter(({ version }) => isReadable(version)).map(({ work, size }) => ({ work, size }));
}

/**
 * Reads the arrays of a hub, all but the longest of them whole. Nothing may be yet to be derived.
 * @param stretches how many are read of postings and of words, the first and the last among them
 * @throws SqliteError where they lie on damaged pages
 */
export function areWhole(lib: Library, hub: WorkNumber, stretches: number): boolean {
  const columns = storedColumns(lib, hub);
  if (columns === null || columns.size !== papersOf(lib, hub)) return false;
  try {
    readThrough(columns, stretches);
    return true;
  } catch (error) {
    const cause = error instanceof OutdatedError ? error.cause : error;
    if ((cause as { code?: string }).code?.startsWith('SQLITE_')) throw cause;
    return false;
  }
}

function papersOf(lib: Library, hub: WorkNumber): unknown {
  const sql =
    hub === ALL_WORKS ? 'SELECT count(*) FROM listed WHERE work <> ?' : 'SELECT citing FROM listed WHERE work = ?';
  return lib.sql(sql).pluck().get(hub);
}

/** @throws Error where an array is not whole */
function readThrough(columns: Columns, stretches: number): void {
  finished(columns.reading());
  columns.age();
  columns.flags();
  columns.references();
  for (const field of ['citations', 'refs', 'venue'] as const) columns.codes(field);
  for (const order of STORED_ORDERS) {
    columns.order(order);
    columns.first(order);
  }
  columns.pairs();
  const { common, streams } = columns.dictionary();
  common?.all();
  for (const at of spreadOver(columns.words.postings, stretches)) columns.pieces.slice('postings', at, at + 1);
  for (const place of spreadOver(columns.size, stretches)) streams().of(place);
}

/** At most so many numbers spread from 0 to before `count`, rising. */
function spreadOver(count: number, most: number): number[] {
  const many = Math.min(count, most);
  return Array.from({ length: many }, (_, at) => Math.floor((at * (count - 1)) / Math.max(1, many - 1)));
}
