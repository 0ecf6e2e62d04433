/**
 * What each of two works had before the reader merged them, kept for a split: what is as the merge left it is put back (put-back.ts);
 * what came or changed since goes by who said it (merge-split.ts).
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Id } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';

export type Row = Record<string, string | number | null>;
export type Edge = Row & { cited: WorkNumber; citing: WorkNumber };

/** Tables of what is in force of a work and what its descriptions say; restored together. */
export const FIELDS = ['texts', 'authors', 'aliases', 'descriptions'] as const;
/** Tables of which each is restored by itself. */
export const APART = ['reviews', 'claims', 'integrity', 'hubs'] as const;
const OF_WORKS = [...FIELDS, ...APART, 'citation_keys'] as const;
/** Tables of what is said of a citation. */
export const SAID = ['contexts', 'judgements'] as const;
const OF_CITATIONS = ['citations', ...SAID, 'sightings', 'changes'] as const;
export type Table = 'works' | (typeof OF_WORKS)[number] | (typeof OF_CITATIONS)[number];

/** A note is unpacked up to here, whatever the file says. */
const MOST_BYTES = 400 * 1024 * 1024;

/** A work's facts as hashes. */
interface State {
  fields: string;
  apart: Record<string, string>;
  /** By `<` or `>` and the work at the other end: who cites it, and whom it cites. */
  edges: [key: string, hash: string][];
}

export interface Before {
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
export function numbersNow(lib: Library, { names }: Before): Map<WorkNumber, WorkNumber | undefined> {
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
