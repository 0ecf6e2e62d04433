/**
 * What each of two works had before the reader merged them, kept for a split. Rows that are as the merge left them are put back
 * as they were; what came or changed since goes by who said it (merge-split.ts).
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Id } from '../../hub/record.js';
import { deriveLabels, indexAbstract, indexContext, indexTitle } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { AXES } from '../precedence.js';
import { idsOf, workWithId } from '../works/ids.js';

type Row = Record<string, string | number | null>;
type Edge = Row & { cited: WorkNumber; citing: WorkNumber };

/** Tables of what is in force of a work and what its descriptions say; restored together. */
const FIELDS = ['texts', 'authors', 'aliases', 'descriptions'] as const;
/** Tables of which each is restored by itself. */
const APART = ['reviews', 'claims', 'integrity', 'hubs'] as const;
const OF_WORKS = [...FIELDS, ...APART, 'citation_keys'] as const;
/** Tables of what is said of a citation. */
const SAID = ['contexts', 'judgements'] as const;
const OF_CITATIONS = ['citations', ...SAID, 'sightings', 'changes'] as const;
type Table = 'works' | 'claim_links' | (typeof OF_WORKS)[number] | (typeof OF_CITATIONS)[number];

/** A note is unpacked up to here, whatever the file says. */
const MOST_BYTES = 400 * 1024 * 1024;

/** A work's facts as hashes. */
interface State {
  fields: string;
  apart: Record<string, string>;
  /** By `<` or `>` and the work at the other end: who cites it, and whom it cites. */
  edges: [key: string, hash: string][];
}

interface Before {
  kept: WorkNumber;
  gone: WorkNumber;
  rows: Record<Table, Row[]>;
  /** The names of the works at the other ends of citations, by their numbers then. */
  names: [WorkNumber, Id][];
  after: State;
}

/** A merge that a split undoes. */
export interface Merge {
  /** The names of the work whose number went. */
  gone: readonly Id[];
  /** Whether it is the other one that the reader names. */
  isOther: boolean;
  /** The number that went. */
  number: WorkNumber;
  before: Before;
}

/** What a merge left, and nobody changed since. */
export interface Unchanged {
  fields: boolean;
  apart: Set<string>;
  edges: Set<string>;
  /** The citations as they are, whose sightings may have gone on. */
  sightings: Row[];
  links: Row[];
  claims: Set<number>;
}

/** Joins two works by `join`, and notes how they were. */
export function notingMerge(lib: Library, kept: WorkNumber, gone: WorkNumber, join: () => void): void {
  const names = [kept, gone].map((work) => JSON.stringify(idsOf(lib, work)));
  const rows = { ...rowsOf(lib, kept, gone) };
  const others = new Set((rows.citations as Edge[]).flatMap(({ cited, citing }) => [cited, citing]));
  const before = { kept, gone, rows, names: [...others].map((work) => [work, idsOf(lib, work)[0]!]) };
  join();
  const text = JSON.stringify({ ...before, after: stateOf(lib, kept) });
  lib
    .sql('INSERT INTO merges(kept, gone, at, before) VALUES (?, ?, ?, ?)')
    .run(names[0], names[1], new Date().toISOString(), gzipSync(text));
}

/** The last merge that made this work of the two of which one has these names, its first among them. */
export function mergeOf(lib: Library, work: WorkNumber, ids: readonly Id[]): Merge | undefined {
  const found = lib.sql('SELECT id, kept, gone FROM merges ORDER BY id DESC').all() as {
    id: number;
    kept: string;
    gone: string;
  }[];
  for (const { id, ...names } of found) {
    const [kept, gone] = [JSON.parse(names.kept) as Id[], JSON.parse(names.gone) as Id[]];
    const areNamed = (side: readonly Id[]): boolean => ids.includes(side[0]!) && ids.every((one) => side.includes(one));
    const isOther = areNamed(kept);
    if (!isOther && !areNamed(gone)) continue;
    if ([kept[0]!, gone[0]!].some((one) => workWithId(lib, one) !== work)) continue;
    const packed = lib.sql('DELETE FROM merges WHERE id = ? RETURNING before').pluck().get(id) as Buffer;
    const before = unpacked(packed);
    return before && { gone, isOther, number: before.gone, before };
  }
  return undefined;
}

/** Undefined where it cannot be read: the split then goes by who said what, as without it. */
function unpacked(packed: Buffer): Before | undefined {
  try {
    return JSON.parse(gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString()) as Before;
  } catch {
    return undefined;
  }
}

function rowsOf(lib: Library, kept: WorkNumber, gone: WorkNumber): Record<Table, Row[]> {
  const both = { kept, gone };
  const all = (table: Table, where: string): [Table, Row[]] => [
    table,
    lib.sql(`SELECT * FROM ${table} WHERE ${where}`).all(both) as Row[],
  ];
  return Object.fromEntries([
    all('works', 'id IN (@kept, @gone)'),
    ...OF_WORKS.map((table) => all(table, 'work IN (@kept, @gone)')),
    ...OF_CITATIONS.map((table) =>
      all(
        table,
        `(cited, citing) IN (
           SELECT cited, citing FROM citations WHERE cited IN (@kept, @gone) OR citing IN (@kept, @gone))`,
      ),
    ),
    all('claim_links', 'claim IN (SELECT id FROM claims WHERE work IN (@kept, @gone))'),
  ]) as Record<Table, Row[]>;
}

function stateOf(lib: Library, work: WorkNumber): State {
  const of = (table: Table, column = 'work'): unknown[] =>
    lib.sql(`SELECT * FROM ${table} WHERE ${column} = ? ORDER BY 1, 2, 3`).raw().all(work);
  const edges = edgesOf(lib, work).map((edge): [string, string] => [keyOf(edge, [work]), hashOf(saidOf(lib, edge))]);
  return {
    fields: hashOf([of('works', 'id'), ...FIELDS.map((table) => of(table))]),
    apart: Object.fromEntries(APART.map((table) => [table, hashOf(of(table))])),
    edges,
  };
}

function edgesOf(lib: Library, work: WorkNumber): Edge[] {
  return lib.sql('SELECT * FROM citations WHERE cited = @work OR citing = @work').all({ work }) as Edge[];
}

function saidOf(lib: Library, edge: Edge): unknown {
  const { cited, citing, ...rest } = edge;
  return [rest, ...SAID.map((table) => saidIn(lib, table, edge).map(({ cited: _, citing: __, ...said }) => said))];
}

function saidIn(lib: Library, table: 'contexts' | 'judgements' | 'sightings', { cited, citing }: Edge): Row[] {
  return lib.sql(`SELECT * FROM ${table} WHERE cited = ? AND citing = ? ORDER BY 1`).all(cited, citing) as Row[];
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64').slice(0, 16);
}

function keyOf({ cited, citing }: Edge, works: readonly WorkNumber[]): string {
  return works.includes(cited) ? `<${citing}` : `>${cited}`;
}

/** The work that the one of this number then is now; undefined where it is none any more. */
function numbersNow(lib: Library, { names }: Before): Map<WorkNumber, WorkNumber | undefined> {
  return new Map(names.map(([number, name]) => [number, workWithId(lib, name)]));
}

/** The same, in keys. */
function keysNow(lib: Library, { before }: Merge): (key: string) => string {
  const now = numbersNow(lib, before);
  return (key) => `${key[0]}${now.get(Number(key.slice(1)))}`;
}

/** Whose a citation was, by its key now: of the work that stayed, of the one that went, or of both. */
export function sidesBefore(
  lib: Library,
  merge: Merge,
): (edge: { cited: number; citing: number }, work: number) => Goes | undefined {
  const { kept, gone, rows } = merge.before;
  const now = keysNow(lib, merge);
  const sides = new Map<string, Goes>();
  for (const edge of rows.citations as Edge[]) {
    const key = now(keyOf(edge, [kept, gone]));
    const side = [edge.cited, edge.citing].includes(gone) ? 'leaves' : 'stays';
    sides.set(key, (sides.get(key) ?? side) === side ? side : 'both');
  }
  return (edge, work) => sides.get(keyOf(edge as Edge, [work]));
}

/** `both`: said of each. */
export type Goes = 'stays' | 'leaves' | 'both';

/** Takes out of a work what is as the merge left it. */
export function takeUnchanged(lib: Library, merge: Merge, work: WorkNumber): Unchanged {
  const now = stateOf(lib, work);
  const { after } = merge.before;
  const nowKey = keysNow(lib, merge);
  const left = new Map(after.edges.map(([key, hash]) => [nowKey(key), hash]));
  const unchanged: Unchanged = {
    fields: now.fields === after.fields,
    apart: new Set(APART.filter((table) => now.apart[table] === after.apart[table])),
    edges: new Set(now.edges.filter(([key, hash]) => left.get(key) === hash).map(([key]) => key)),
    sightings: [],
    links: lib
      .sql('SELECT * FROM claim_links WHERE claim IN (SELECT id FROM claims WHERE work = ?)')
      .all(work) as Row[],
    claims: new Set(lib.sql('SELECT id FROM claims WHERE work = ?').pluck().all(work) as number[]),
  };
  for (const table of unchanged.apart) lib.sql(`DELETE FROM ${table} WHERE work = ?`).run(work);
  for (const edge of edgesOf(lib, work)) {
    if (!unchanged.edges.has(keyOf(edge, [work]))) continue;
    const { cited, citing } = edge;
    unchanged.sightings.push(...saidIn(lib, 'sightings', edge));
    lib
      .sql('DELETE FROM context_search WHERE rowid IN (SELECT id FROM contexts WHERE cited = ? AND citing = ?)')
      .run(cited, citing);
    for (const table of [...SAID, 'sightings', 'effective', 'citations'])
      lib.sql(`DELETE FROM ${table} WHERE cited = ? AND citing = ?`).run(cited, citing);
  }
  return unchanged;
}

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
  for (const table of ['reviews', 'integrity', 'hubs'] as const)
    if (unchanged.apart.has(table))
      for (const row of rows[table]) insert(lib, table, { ...row, work: at(row['work'])! });
  if (unchanged.apart.has('claims')) putClaims(lib, rows, unchanged, at);
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

/** Links made or taken away since stay so; those to a claim that both had come back to the one that went. */
function putClaims(
  lib: Library,
  rows: Before['rows'],
  { links, claims }: Unchanged,
  at: (number: unknown) => WorkNumber | undefined,
): void {
  const numbers = new Map(
    rows.claims.map((row) => [row['id'] as number, insert(lib, 'claims', { ...row, work: at(row['work'])! })]),
  );
  const lost = rows.claim_links.filter(({ claim }) => !claims.has(claim as number));
  for (const link of [...links, ...lost])
    insert(lib, 'claim_links', { ...link, claim: numbers.get(link['claim'] as number)! });
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
