/** Rows of two works that were merged, back in their places. */
import { deriveLabels, indexAbstract, indexContext, indexTitle } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { AXES } from '../precedence.js';
import {
  APART,
  type Before,
  type Edge,
  FIELDS,
  type Merge,
  numbersNow,
  type Row,
  SAID,
  type Table,
  type Unchanged,
} from './merge-record.js';

/** Puts back what takeUnchanged took out, to the two as they had it. @returns the works at the other ends of citations */
export function putBack(
  lib: Library,
  { before }: Merge,
  unchanged: Unchanged,
  work: WorkNumber,
  other: WorkNumber,
): WorkNumber[] {
  const { kept, gone, rows } = before;
  const now = numbersNow(lib, before).set(kept, work).set(gone, other);
  const at = (number: unknown): WorkNumber | undefined => now.get(number as WorkNumber);
  if (unchanged.fields) putFields(lib, rows, at);
  for (const table of APART)
    if (unchanged.apart.has(table))
      for (const row of rows[table]) insert(lib, table, { ...row, work: at(row['work'])! });
    else putChanged(lib, table, rows[table], at, [work, other]);
  for (const { pattern, key, work: owner } of rows.citation_keys)
    lib
      .sql('UPDATE citation_keys SET work = ? WHERE pattern = ? AND key = ? AND work = ?')
      .run(at(owner), pattern, key, work);
  const ends = putCitations(lib, before, unchanged, at);
  for (const table of ['citations', ...SAID])
    for (const citing of [work, other])
      lib
        .sql(
          `UPDATE ${table} SET via = NULL
           WHERE (cited, citing) IN (SELECT cited, citing FROM citations WHERE citing = @citing) AND via NOT IN (SELECT id FROM descriptions WHERE work = @citing)`,
        )
        .run({ citing });
  return ends;
}

function putFields(lib: Library, rows: Before['rows'], at: (number: unknown) => WorkNumber | undefined): void {
  const works = rows.works.map((row) => at(row['id'])!);
  for (const table of FIELDS) for (const work of works) lib.sql(`DELETE FROM ${table} WHERE work = ?`).run(work);
  for (const row of rows.works) {
    const { id, ...fields } = row;
    const columns = columnsOf(lib, 'works', fields);
    lib
      .sql(`UPDATE works SET ${columns.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`)
      .run({ ...fields, id: at(id) });
  }
  for (const table of FIELDS) for (const row of rows[table]) insert(lib, table, { ...row, work: at(row['work'])! });
  for (const { id, title } of rows.works) {
    const work = at(id)!;
    indexTitle(lib, work, title as string | null, false);
    const abstract = lib.sql('SELECT abstract FROM texts WHERE work = ?').pluck().get(work) as
      | string
      | null
      | undefined;
    indexAbstract(lib, work, abstract ?? null, false);
  }
}

/** What tells the rows of a work apart; the number of one that is gone may be given again. */
const KEYS = {
  reviews: ['id', 'source'],
  claims: ['id', 'kind', 'text'],
  integrity: ['source'],
  hubs: ['source', 'at', 'view'],
} as const;

/** Gives rows of a table in which something came since to whom they belonged, and enters those that the merge dropped. */
function putChanged(
  lib: Library,
  table: (typeof APART)[number],
  rows: readonly Row[],
  at: (number: unknown) => WorkNumber | undefined,
  [work, other]: readonly [WorkNumber, WorkNumber],
): void {
  const isSame = (row: Row): string => KEYS[table].map((column) => JSON.stringify(row[column])).join(' ');
  const alike = Map.groupBy(rows, isSame);
  const give = lib.sql(
    `UPDATE OR IGNORE ${table} SET work = @owner
     WHERE work IN (@work, @other) AND ${KEYS[table].map((column) => `${column} = @${column}`).join(' AND ')}`,
  );
  for (const row of rows) {
    const owner = at(row['work'])!;
    const key = Object.fromEntries(KEYS[table].map((column) => [column, row[column]]));
    const isOwn = alike.get(isSame(row))!.length === 1;
    if (isOwn && give.run({ ...key, owner, work, other }).changes > 0) continue;
    insert(lib, table, { ...row, work: owner });
  }
}

function putCitations(
  lib: Library,
  { kept, gone, rows }: Before,
  unchanged: Unchanged,
  at: (number: unknown) => WorkNumber | undefined,
): WorkNumber[] {
  const pair = (row: Row): string => `${row['cited']} ${row['citing']}`;
  const said = (table: 'contexts' | 'judgements' | 'sightings'): Map<string, Row[]> => Map.groupBy(rows[table], pair);
  const [contexts, judgements, sightings] = [said('contexts'), said('judgements'), said('sightings')];
  const later = Map.groupBy(unchanged.sightings, pair);
  const merged = ({ cited, citing }: Edge): string =>
    [cited, citing].map((number) => at(number === gone ? kept : number)).join(' ');
  const known = new Set((rows.sightings as Edge[]).map((row) => `${merged(row)} ${row['service']}`));
  const ends = new Set<WorkNumber>();
  for (const edge of rows.citations as Edge[]) {
    const { cited, citing } = { cited: at(edge.cited), citing: at(edge.citing) };
    if (cited === undefined || citing === undefined || cited === citing) continue;
    const isOfBoth = [edge.cited, edge.citing].every((work) => work === kept || work === gone);
    const key = [kept, gone].includes(edge.cited) ? `<${citing}` : `>${cited}`;
    if (!isOfBoth && !unchanged.edges.has(key)) continue;
    insert(lib, 'citations', { ...edge, cited, citing });
    for (const row of contexts.get(pair(edge)) ?? []) {
      const id = insert(lib, 'contexts', { ...row, cited, citing });
      indexContext(lib, id, row['text'] as string, false);
    }
    for (const row of judgements.get(pair(edge)) ?? []) insert(lib, 'judgements', { ...row, cited, citing });
    const place = merged(edge);
    const since = new Map((later.get(place) ?? []).map((row) => [row['service'], row]));
    for (const row of sightings.get(pair(edge)) ?? []) {
      const last = Math.max(row['last'] as number, (since.get(row['service'])?.['last'] ?? 0) as number);
      insert(lib, 'sightings', { ...row, cited, citing, last });
    }
    for (const row of since.values())
      if (!known.has(`${place} ${row['service']}`)) insert(lib, 'sightings', { ...row, cited, citing });
    for (const axis of AXES.keys()) deriveLabels(lib, cited, citing, axis);
    for (const end of [cited, citing]) ends.add(end);
  }
  const move = lib.sql('UPDATE changes SET cited = ?, citing = ? WHERE id = ?');
  for (const { id, cited, citing } of rows.changes)
    if (at(cited) !== undefined && at(citing) !== undefined) move.run(at(cited), at(citing), id);
  return [...ends];
}

/** Enters a row, under its number where that is free. @returns its number */
function insert(lib: Library, table: Table, row: Row): number {
  const { id, ...rest } = row;
  const isFree = id !== undefined && lib.sql(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) === undefined;
  const entered = isFree ? row : rest;
  const columns = columnsOf(lib, table, entered);
  const { lastInsertRowid } = lib
    .sql(`INSERT OR IGNORE INTO ${table}(${columns.join(', ')}) VALUES (${columns.map((one) => `@${one}`).join(', ')})`)
    .run(entered);
  return Number(lastInsertRowid);
}

/** Those that the table has: a note of an earlier version may have others. */
function columnsOf(lib: Library, table: Table, row: Row): string[] {
  const known = lib.sql('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
  return known.filter((column) => column in row);
}
