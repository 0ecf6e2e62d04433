/**
 * Whether a library is sound, as far as a second tells: what says much for little of all of it, and all that is kept of a few papers.
 * It takes as long for a library of any size.
 */
import { countWords } from '../../hub/share.js';
import { ofDecisions, outOfDateOf } from '../derived/out-of-date.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { DERIVED_TABLES, SEARCH_INDEXES } from '../schema.js';
import { areWhole, hubsWithArrays } from './arrays.js';
import { changedElsewhere, type Findings, look, lookAtSchema, notFollowing, verdictOn } from './findings.js';
import { lookAtPages, type Pages } from './pages.js';
import { COUNTED, type Examined, isBroken, JSON_COLUMNS } from './whole.js';

/** Papers of which all is read: of a thousand in a row at least one in a library of half a million. */
const PAPERS = 500;
/** Papers cited by more are hubs: counting their citers takes long, and their arrays are read instead. */
const FEW_CITERS = 2000;
/** The most cited papers, of which all is read, too. */
const HUBS = 50;
/** Most rows that are counted. */
const FEW_ROWS = 20_000;
/** Rows of each table that is of no paper that are read: some are long. */
const FIRST_ROWS = 2000;
/** Arrays are read of so many papers together, those of the largest hubs first. */
const PAPERS_OF_HUBS = 1_200_000;
/** Stretches of the longest arrays of each. */
const STRETCHES = 4;
/** Pieces of a search index that are read. */
const PIECES = 100;
/** Lines of the journal from which what stands is worked out again. */
const FEW_LINES = 5000;

/** What is kept of a paper: tables, and the columns that say of which. */
const OF_PAPER = [
  ['works', 'id'],
  ['texts', 'work'],
  ['aliases', 'work'],
  ['authors', 'work'],
  ['reviews', 'work'],
  ['claims', 'work'],
  ['integrity', 'work'],
  ['descriptions', 'work'],
  ['listed', 'work'],
  ['corrections', 'work'],
  ['citation_keys', 'work'],
  ['citations', 'citing'],
] as const;
/** What is kept of its citations of others. */
const OF_CITATION = ['contexts', 'judgements', 'effective', 'sightings', 'changes'] as const;
/** What is of no paper, or of few: the first rows. */
const OF_NONE = [
  ...['sources', 'judges', 'precedence', 'imports', 'fetches', 'hubs', 'merges', 'kept_apart', 'learned', 'written'],
  ...['steps', 'journal', 'standing', 'bibliographies', 'owned'],
] as const;

export interface Glanced extends Examined {
  looked: {
    pages: Pick<Pages, 'looked' | 'all'>;
    papers: number;
    /** Of how many of the hubs that have arrays these were read. */
    hubs: { looked: number; all: number };
  };
}

/**
 * Looks at a library, at one moment of it.
 * @throws LibraryError where the file cannot be read for another reason than damage
 */
export function glance(lib: Library): Glanced {
  lib.db.exec('BEGIN');
  try {
    return glanced(lib);
  } finally {
    // Not even that is sure to go well where a library is damaged, and nothing was written.
    try {
      lib.db.exec('ROLLBACK');
    } catch {}
  }
}

function glanced(lib: Library): Glanced {
  const found: Findings = { damage: [], derived: 0, triggers: [] };
  const { damage } = found;
  const looked: Glanced['looked'] = { pages: { looked: 0, all: 0 }, papers: 0, hubs: { looked: 0, all: 0 } };
  const counts: Examined['counts'] = [];
  let changed = 0;
  lookAtSchema(lib, found);
  // What is derived and not there cannot be read, either, and is told already.
  const isBare = found.derived > 0;
  look(lib, found, 'The file', () => {
    const pages = lookAtPages(lib);
    looked.pages = pages;
    damage.push(...oddPages(pages));
  });
  for (const what of COUNTED)
    look(lib, found, `The table ${what}`, () => {
      const count = cheapCount(lib, what, isBare);
      if (count !== undefined) counts.push({ what, count });
    });
  look(lib, found, 'The table works', () => {
    const works = new Set([...spreadWorks(lib), ...(isBare ? [] : mostCited(lib))]);
    looked.papers = works.size;
    readAllOf(lib, found, [...works], isBare);
  });
  for (const index of isBare ? [] : SEARCH_INDEXES)
    look(lib, found, `The search index ${index}`, () => readPieces(lib, index));
  // What is damaged cannot be compared.
  if (damage.length === found.triggers.length)
    look(lib, found, 'What is derived', () => {
      changed = changedElsewhere(lib);
      if (changed === 0) notFollowing(found, differing(lib, looked));
    });
  return { counts, damage, changed, looked, ...verdictOn(found) };
}

function oddPages({ odd, looked, free }: Pages): string[] {
  const said: string[] = [];
  const [first] = odd;
  if (first !== undefined)
    said.push(
      odd.length === 1
        ? `Page ${countWords(first)} of the file holds nothing of a library.`
        : `${countWords(odd.length)} of ${countWords(looked)} pages of the file hold nothing of a library; the first is page ${countWords(first)}.`,
    );
  if (free !== undefined && free.said !== free.listed)
    said.push(`Freelist: size is ${free.listed} but should be ${free.said}.`);
  return said;
}

/** How many rows a table has, where that is known without reading many; undefined else. */
function cheapCount(lib: Library, table: (typeof COUNTED)[number], isBare: boolean): number | undefined {
  // Each list row has how many cite its work, in an index of those that are cited.
  if (table === 'citations' && !isBare && changedElsewhere(lib) === 0)
    return lib.db.prepare('SELECT coalesce(sum(citing), 0) FROM listed WHERE citing > 0').pluck().get() as number;
  const count = lib.db
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${table} LIMIT ${FEW_ROWS + 1})`)
    .pluck()
    .get();
  return (count as number) > FEW_ROWS ? undefined : (count as number);
}

/** Works from the first to the last, spread. */
function spreadWorks(lib: Library): WorkNumber[] {
  const ends = lib.db.prepare('SELECT min(id) AS first, (SELECT max(id) FROM works) AS last FROM works').get();
  const { first, last } = ends as { first: number | null; last: number };
  if (first === null) return [];
  const next = lib.db.prepare('SELECT id FROM works WHERE id >= ? ORDER BY id LIMIT 1').pluck();
  const works = Array.from({ length: PAPERS }, (_, at) =>
    next.get(first + Math.floor((at * (last - first)) / (PAPERS - 1))),
  );
  return [...new Set(works as WorkNumber[])];
}

function mostCited(lib: Library): WorkNumber[] {
  const sql = `SELECT work FROM listed WHERE citing > 0 ORDER BY citing DESC LIMIT ${HUBS}`;
  return lib.db.prepare(sql).pluck().all() as WorkNumber[];
}

/** Reads all rows of some works, of their citations, and the first ones of what is of no work. */
function readAllOf(lib: Library, found: Findings, works: readonly WorkNumber[], isBare: boolean): void {
  const derived: ReadonlySet<string> = new Set(DERIVED_TABLES);
  const bound = { works: JSON.stringify(works) };
  const those = 'IN (SELECT value FROM json_each(@works))';
  const json = new Map<string, readonly string[]>(JSON_COLUMNS);
  const readRows = (table: string, from: string, values: { works: string }[]): void => {
    if (isBare && derived.has(table)) return;
    look(lib, found, `The table ${table}`, () => {
      const columns = json.get(table);
      const broken = columns === undefined ? '0' : isBroken(columns.map((column) => `t.${column}`));
      let isWell = true;
      for (const row of lib.db
        .prepare(`SELECT ${broken}, t.* FROM ${from}`)
        .raw()
        .iterate(...values))
        if ((row as unknown[])[0] === 1) isWell = false;
      if (!isWell) found.damage.push(`The table ${table} has rows with broken JSON.`);
    });
  };
  for (const [table, column] of OF_PAPER) readRows(table, `${table} AS t WHERE t.${column} ${those}`, [bound]);
  for (const table of OF_CITATION)
    readRows(
      table,
      `citations AS c CROSS JOIN ${table} AS t ON t.cited = c.cited AND t.citing = c.citing WHERE c.citing ${those}`,
      [bound],
    );
  for (const table of OF_NONE) readRows(table, `(SELECT * FROM ${table} LIMIT ${FIRST_ROWS}) AS t`, []);
  look(lib, found, 'The table citations', () => {
    const lost = lib.db.prepare(
      `SELECT count(*) FROM citations WHERE citing ${those} AND cited NOT IN (SELECT id FROM works)`,
    );
    const count = lost.pluck().get(bound) as number;
    if (count > 0)
      found.damage.push(
        `A row of citations names a row of works that is not there${count === 1 ? '' : `, and ${count - 1} more`}.`,
      );
  });
}

/** Reads pieces of a search index that are spread over it. */
function readPieces(lib: Library, index: string): void {
  const pieces = lib.db.prepare(`SELECT segid, pgno FROM ${index}_idx`).all() as { segid: number; pgno: number }[];
  // How FTS5 numbers them: 37 bits for the place in a segment; the lowest bit here says whether it has an index of its own.
  const piece = lib.db.prepare(`SELECT block FROM ${index}_data WHERE id = (CAST(? AS INTEGER) << 37) + ?`);
  const step = Math.max(1, Math.floor(pieces.length / PIECES));
  for (let at = 0; at < pieces.length; at += step) piece.get(pieces[at]!.segid, Math.floor(pieces[at]!.pgno / 2));
}

function differing(lib: Library, looked: Glanced['looked']): Set<string> {
  const citers = lib.db.prepare('SELECT citing FROM listed WHERE work = ?').pluck();
  const works = spreadWorks(lib).filter((work) => ((citers.get(work) as number | undefined) ?? 0) <= FEW_CITERS);
  const tables = new Set(outOfDateOf(lib, works));
  const lines = lib.db.prepare('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() as number;
  if (lines <= FEW_LINES) for (const table of ofDecisions(lib)) tables.add(table);
  const hubs = hubsWithArrays(lib);
  looked.hubs.all = hubs.length;
  let left = PAPERS_OF_HUBS;
  for (const { work, size } of hubs) {
    if (looked.hubs.looked > 0 && size > left) continue;
    left -= size;
    looked.hubs.looked += 1;
    if (!areWhole(lib, work, STRETCHES)) tables.add('hub_segments');
  }
  return tables;
}
