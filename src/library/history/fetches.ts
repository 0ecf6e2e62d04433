/**
 * How far services' lists of citing papers have been read, page by page, and what services that list nothing say of papers by
 * their ids (write/write-page.ts writes both).
 */
import type { Id } from '../../hub/record.js';
import { DESCRIBING_SERVICES } from '../../hub/services.js';
import type { Library } from '../library.js';
import { idsOf, workWithId } from '../works/ids.js';

/** One reading of a service's list, from its first page on. */
export interface FetchRun {
  id: number;
  /** The name the service was asked by. */
  paper: Id;
  /** The name the service's records have for the paper. */
  hub: Id;
  service: string;
  /** From where to go on; null when the list has been read to its end. */
  cursor: string | null;
  /** How many citing papers were asked for; undefined: all. */
  max?: number;
  pages: number;
  /** Citing papers it has named so far; of a service that describes, those it described. */
  papers: number;
  /** Citing papers in all, according to the service; of one that describes, those it is asked for. */
  total?: number;
  /** What is missing and why, a sentence each. */
  notes: string[];
  /** UTC times. */
  startedAt: string;
  updatedAt: string;
  finishedAt?: string;
}

/** What a service is asked for. */
export interface FetchRequest {
  paper: Id;
  service: string;
  /** At most so many citing papers. */
  max?: number;
}

interface FetchRow {
  id: number;
  paper: Id;
  hub: Id;
  service: string;
  cursor: string | null;
  most: number | null;
  pages: number;
  papers: number;
  total: number | null;
  notes: string;
  started: string;
  updated: string;
  finished: string | null;
}

/** Every name the library has for the paper of this one; itself where the library does not know it. */
export function idsFor(lib: Library, id: Id): Id[] {
  const work = workWithId(lib, id);
  return work === undefined ? [id] : idsOf(lib, work);
}

/** The last reading of a service's list of a paper, under any of the paper's names. */
export function lastFetch(lib: Library, ids: readonly Id[], service: string): FetchRun | undefined {
  const row = lib
    .sql(
      `SELECT fetches.*, sources.name AS service FROM fetches JOIN sources ON sources.id = fetches.service
       WHERE paper IN (SELECT value FROM json_each(?)) AND sources.name = ? ORDER BY fetches.id DESC LIMIT 1`,
    )
    .get(JSON.stringify(ids), service) as FetchRow | undefined;
  return row && runOf(row);
}

/** Services that describe papers and list none, in SQL. */
export const NO_LISTS = `(${DESCRIBING_SERVICES.map((name) => `'${name}'`).join(', ')})`;

/** Whether a service's list of the paper has been read to its end. */
export function hasBeenRead(lib: Library, id: Id): boolean {
  const found = lib
    .sql(`SELECT 1 FROM fetches JOIN sources ON sources.id = service
       WHERE finished IS NOT NULL AND name NOT IN ${NO_LISTS} AND paper IN (SELECT value FROM json_each(?)) LIMIT 1`)
    .get(JSON.stringify(idsFor(lib, id)));
  return found !== undefined;
}

function runOf(row: FetchRow): FetchRun {
  const { id, paper, hub, service, cursor, most, pages, papers, total, notes, started, updated, finished } = row;
  return {
    id,
    paper,
    hub,
    service,
    cursor,
    ...(most !== null && { max: most }),
    pages,
    papers,
    ...(total !== null && { total }),
    notes: JSON.parse(notes) as string[],
    startedAt: started,
    updatedAt: updated,
    ...(finished !== null && { finishedAt: finished }),
  };
}

/** Every reading there has been, the last of each paper and service: what can be read again. */
export function lastFetches(lib: Library): FetchRun[] {
  const rows = lib
    .sql(
      `SELECT fetches.*, sources.name AS service FROM fetches JOIN sources ON sources.id = fetches.service
       WHERE fetches.id IN (SELECT max(id) FROM fetches GROUP BY paper, service) ORDER BY fetches.id`,
    )
    .all() as FetchRow[];
  return rows.map(runOf);
}
