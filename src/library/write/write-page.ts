/**
 * A page of what a service gave, into the library: its records, and how far its list has been read. Both are written together
 * or not at all.
 */
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { LibraryError } from '../error.js';
import { type FetchRequest, type FetchRun, idsFor } from '../history/fetches.js';
import { noteChanges, statesOf, statesOfWorks } from '../history/watched-fields.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';
import { type ImportReport, importRecords } from './import-records.js';
import { idOfName } from './import-state.js';

/** What a service gave. */
export interface FetchedPage {
  records: readonly HubLibraryRecord[];
  /** Whose word the records are, where that is another's than of whoever gives them. */
  source?: string;
  cursor: string | null;
  total?: number;
  note?: string;
}

/** What a service said of papers it was asked for by their names. */
export interface DescribedPage {
  records: readonly HubLibraryRecord[];
  cursor: string | null;
  /** The works it was asked for, and how many of them it knows. */
  works: readonly WorkNumber[];
  known: number;
  total: number;
  /** Of this page and those before it. */
  notes: string[];
}

/** Notes kept of one list: a service may have one to every page. */
const NOTES = 20;

/**
 * Keeps a page and the place after it in one transaction.
 * @param run the reading it belongs to, as it was before this page; or what is asked, where this is its first page
 * @throws LibraryError where another program has gone on with the same reading meanwhile
 */
export async function storePage(
  lib: Library,
  run: FetchRun | FetchRequest,
  page: FetchedPage,
): Promise<{ run: FetchRun; report: ImportReport }> {
  const hub = 'id' in run ? run.hub : hubIn(page, run.paper);
  const records = page.records.map((record) => underName(record, hub, run.paper));
  const before = isAgain(lib, run) ? statesOf(lib, records) : undefined;
  let kept: FetchRun | undefined;
  const origin = { source: page.source ?? run.service, from: run.paper };
  const also = (): void => {
    const begun = 'id' in run ? run : begin(lib, run, hub);
    if (before !== undefined) noteChanges(lib, begun.id, before);
    const { cursor, total = begun.total, note } = page;
    const notes = note === undefined || begun.notes.includes(note) ? begun.notes : [...begun.notes, note].slice(-NOTES);
    const papers = begun.papers + see(lib, begun, records);
    kept = advance(lib, begun, { cursor, papers, notes, ...(total !== undefined && { total }) });
  };
  const report = await importRecords(lib, records, origin, undefined, { before: pagesOf(run), also });
  return { run: kept!, report };
}

/** How many pages a reading has had. */
const pagesOf = (run: FetchRun | FetchRequest): number => ('id' in run ? run.pages : 0);

/**
 * The same of what a service says of papers by their names.
 * @throws LibraryError where another program has gone on with the same reading meanwhile
 */
export async function storeDescribed(
  lib: Library,
  run: FetchRun | FetchRequest,
  page: DescribedPage,
): Promise<{ run: FetchRun; report: ImportReport }> {
  const before = isAgain(lib, run) ? statesOfWorks(lib, run.paper, page.works) : undefined;
  let kept: FetchRun | undefined;
  const origin = { source: run.service, from: run.paper };
  const also = (): void => {
    const begun = 'id' in run ? run : begin(lib, run, run.paper);
    if (before !== undefined) noteChanges(lib, begun.id, before);
    const { cursor, known, total, notes } = page;
    kept = advance(lib, begun, { cursor, papers: begun.papers + known, notes, total });
  };
  const report = await importRecords(lib, page.records, origin, undefined, { before: pagesOf(run), also });
  return { run: kept!, report };
}

/** Whether the service's list of the paper has been read before: what the first reading says is no change. */
function isAgain(lib: Library, run: FetchRun | FetchRequest): boolean {
  const earlier = lib
    .sql(
      `SELECT 1 FROM fetches JOIN sources ON sources.id = service
       WHERE paper IN (SELECT value FROM json_each(?)) AND name = ? AND fetches.id < ? LIMIT 1`,
    )
    .get(JSON.stringify(idsFor(lib, run.paper)), run.service, 'id' in run ? run.id : Number.MAX_SAFE_INTEGER);
  return earlier !== undefined;
}

function hubIn(page: FetchedPage, paper: Id): Id {
  const work = page.records.find((record) => record.type === 'work' && record.ids.includes(paper));
  return work?.type === 'work' ? work.ids[0]! : paper;
}

/**
 * What is said of the paper goes to the one that was asked for: under another title a service's own name for it is not
 * taken for the same work, but who cites it is the answer to the question all the same.
 */
function underName(record: HubLibraryRecord, hub: Id, paper: Id): HubLibraryRecord {
  if (record.type === 'citation') return record.cited === hub ? { ...record, cited: paper } : record;
  return record.type === 'hub' && record.work === hub ? { ...record, work: paper } : record;
}

function begin(lib: Library, { paper, service, max }: FetchRequest, hub: Id): FetchRun {
  const now = new Date().toISOString();
  const { lastInsertRowid } = lib
    .sql(
      `INSERT INTO fetches(paper, hub, service, pages, papers, notes, started, updated)
       VALUES (?, ?, ?, 0, 0, '[]', ?, ?)`,
    )
    .run(paper, hub, idOfName(lib, 'sources', service), now, now);
  const id = Number(lastInsertRowid);
  const most = max === undefined ? {} : { max };
  return {
    id,
    paper,
    hub,
    service,
    cursor: null,
    ...most,
    pages: 0,
    papers: 0,
    notes: [],
    startedAt: now,
    updatedAt: now,
  };
}

function advance(
  lib: Library,
  run: FetchRun,
  { cursor, papers, total, notes }: Pick<FetchRun, 'cursor' | 'papers' | 'total' | 'notes'>,
): FetchRun {
  const now = new Date().toISOString();
  const next: FetchRun = {
    ...run,
    cursor,
    pages: run.pages + 1,
    papers,
    ...(total !== undefined && { total }),
    notes,
    updatedAt: now,
    ...(cursor === null && { finishedAt: now }),
  };
  const { changes } = lib
    .sql(
      `UPDATE fetches SET cursor = ?, most = ?, pages = ?, papers = ?, total = ?, notes = ?, updated = ?, finished = ?
       WHERE id = ? AND pages = ?`,
    )
    .run(
      cursor,
      run.max ?? null,
      next.pages,
      next.papers,
      next.total ?? null,
      JSON.stringify(notes),
      now,
      next.finishedAt ?? null,
      run.id,
      run.pages,
    );
  if (changes !== 1)
    throw new LibraryError(
      `Another pith-tui is fetching ${run.paper} into ${lib.file}; wait for its end, then run this again.`,
    );
  return next;
}

/** Notes which citing papers the list names. @returns how many of them it had not named before */
function see(lib: Library, run: FetchRun, records: readonly HubLibraryRecord[]): number {
  const note = lib.sql(
    `INSERT INTO sightings(cited, citing, service, first, last)
     VALUES (?, ?, (SELECT service FROM fetches WHERE id = ?), ?, ?)
     ON CONFLICT DO UPDATE SET last = excluded.last WHERE last < excluded.last`,
  );
  let fresh = 0;
  for (const record of records) {
    if (record.type !== 'citation') continue;
    const cited = workWithId(lib, record.cited);
    const citing = workWithId(lib, record.citing);
    if (cited === undefined || citing === undefined || cited === citing) continue;
    fresh += note.run(cited, citing, run.id, run.id, run.id).changes;
  }
  return fresh;
}
