/** What follows from the facts: the label sets in force, the list row of a work, the search indexes. All of it can be rebuilt. */

import { noteWritten } from '../change-triggers.js';
import { correctionsOf, putCorrections } from '../corrections.js';
import { explained } from '../error.js';
import { type Library, partly } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { AXES, isHeard, JUDGEMENT_ORDER, reviewedOf, saidOf } from '../precedence.js';
import { DERIVED_TABLES, SEARCH_INDEXES } from '../schema.js';
import { deriveStanding } from '../standing.js';
import { MADE_AT_ONCE_FROM } from './column-layout.js';
import { mendDerived } from './expected-schema.js';
import { replacePapers } from './patching/replace-papers.js';
import { dropColumns, storeColumns } from './store-columns.js';
import { indexText } from './tokens.js';

/** A judgement, as far as it takes to tell whether it is in force. */
interface Said {
  judge: string;
  at: string;
  via: number | null;
}

/**
 * Those in force of the judgements of one citation on one axis, which come in JUDGEMENT_ORDER: the first, and what the same
 * judge said at the same time by way of another description, since a paper listed twice is cited in the roles of both.
 */
export function judgementsInForce<T extends Said>(judgements: readonly T[]): T[] {
  const [first] = judgements;
  const together = judgements.filter((one) => one.judge === first?.judge && one.at === first.at);
  return together.filter((one, i) => together.findIndex((other) => other.via === one.via) === i);
}

/** Derives the labels in force of one citation on one axis. */
export function deriveLabels(lib: Library, cited: WorkNumber, citing: WorkNumber, axis: number): void {
  const found = lib
    .sql(
      `SELECT * FROM (${saidOf('cited = @cited AND citing = @citing AND axis = @axis')}) WHERE ${isHeard('rank')}
       ORDER BY ${JUDGEMENT_ORDER}`,
    )
    .all({ cited, citing, axis }) as (Said & { labels: string })[];
  lib.sql('DELETE FROM effective WHERE cited = ? AND citing = ? AND axis = ?').run(cited, citing, axis);
  for (const { labels } of judgementsInForce(found))
    putLabels(lib, cited, citing, axis, JSON.parse(labels) as string[]);
}

/** Enters the labels in force of a citation that has none on this axis. */
export function putLabels(
  lib: Library,
  cited: WorkNumber,
  citing: WorkNumber,
  axis: number,
  labels: readonly string[],
): void {
  const insert = lib.sql('INSERT OR IGNORE INTO effective(cited, citing, axis, label) VALUES (?, ?, ?, ?)');
  for (const label of labels) insert.run(cited, citing, axis, label);
}

/** What reviews, or the reader, say of a work; most have none, which is seen faster than put in order. */
const reviewed = (column: 'verdict' | 'novelty'): string => `iif(
    EXISTS (SELECT 1 FROM reviews WHERE work = works.id) OR EXISTS (SELECT 1 FROM corrections WHERE work = works.id AND cited = 0),
    ${reviewedOf(column, 'works.id')}, NULL)`;

/** What follows from the facts of a work as lists show it, in the order of `listed`, without what follows from its title. */
export const LISTED_VALUES = `
  works.id, (SELECT scheme || ':' || value FROM aliases WHERE work = works.id ORDER BY position LIMIT 1),
  coalesce((SELECT name FROM authors WHERE work = works.id ORDER BY position LIMIT 1), ''),
  max((SELECT count(*) FROM authors WHERE work = works.id), coalesce(author_count, 0),
    coalesce((SELECT json_array_length(author_set) FROM texts WHERE work = works.id), 0)),
  ${reviewed('verdict')}, ${reviewed('novelty')},
  (SELECT worst_finding(json_group_array(json(findings))) FROM integrity WHERE work = works.id HAVING count(*) > 0),
  CAST(substr(works.date, 1, 4) AS INTEGER),
  (SELECT count(*) FROM citations WHERE cited = works.id),
  (SELECT count(DISTINCT citing) FROM effective WHERE cited = works.id AND axis = 0)`;

/** The list row of each work; title_key() is this program's (open.ts). */
const LISTED = `
  INSERT OR REPLACE INTO listed(
    work, ref, first_author, author_count, verdict, novelty, integrity, year, citing, classified, title_key, match_key)
  SELECT ${LISTED_VALUES}, title_key(works.title), match_key(title_key(works.title))
  FROM works`;

/** The labels in force of citations. @param where as in saidOf() */
export const labelsInForce = (where: string): string => `
  SELECT DISTINCT cited, citing, axis, value FROM (
    SELECT cited, citing, axis, labels,
      rank() OVER (PARTITION BY cited, citing, axis ORDER BY rank, at DESC, judge) AS place,
      row_number() OVER (PARTITION BY cited, citing, axis, judge, at, via ORDER BY said DESC) AS latest
    FROM (${saidOf(where)}) WHERE ${isHeard('rank')}
  ), json_each(labels) WHERE place = 1 AND latest = 1`;
/**
 * The labels in force of all citations. Of most a single judgement is all that is said, and is in force where its judge is heard: these
 * need not be sorted, which takes eight times as long.
 */
export const ALL_IN_FORCE = `
  SELECT DISTINCT alone.cited, alone.citing, alone.axis, value FROM (
    SELECT cited, citing, axis, labels, judge FROM judgements GROUP BY cited, citing, axis HAVING count(*) = 1
  ) AS alone JOIN judges ON judges.id = alone.judge, json_each(alone.labels)
  WHERE ${isHeard('judges.rank')} AND NOT EXISTS (
    SELECT 1 FROM corrections WHERE work = alone.citing AND corrections.cited = alone.cited AND corrections.axis = alone.axis)
  UNION ALL ${labelsInForce(`(cited, citing, axis) IN (
    SELECT cited, citing, axis FROM judgements GROUP BY cited, citing, axis HAVING count(*) > 1
    UNION SELECT cited, work, axis FROM corrections WHERE cited > 0)`)}`;

/**
 * Works the reader's corrections out anew, and the labels in force of what is corrected otherwise now.
 * @param stale gathers the works whose list rows are to be derived
 * @returns whether anything is
 */
export function deriveCorrected(lib: Library, stale: Stale): boolean {
  const changed = putCorrections(lib);
  for (const { work, cited, axis } of changed) {
    if (cited > 0) deriveLabels(lib, cited, work, axis);
    if (cited > 0) stale.add(work, false);
    stale.add(cited > 0 ? cited : work, true);
  }
  return changed.length > 0;
}

/** Works for which something is to be derived, as a table of this connection. */
export interface Stale {
  /**
   * `listed`: its own list row is out of date, and the arrays of hubs that show it; `made`: so they were, and the row is made already.
   * Else only those of the hubs it cites.
   */
  add(work: WorkNumber, listed: boolean | 'made'): void;
  /** A work that is gone. */
  remove(work: WorkNumber): void;
}

/** What temp.stale has of a work's own list row, where it is or was out of date. */
const ROW_IS_MADE = 1;
const ROW_TO_MAKE = 2;

/** Gathers works for deriveStale. */
export function staleWorks(lib: Library): Stale {
  lib.db.exec('CREATE TEMP TABLE IF NOT EXISTS stale(work INTEGER PRIMARY KEY, listed INTEGER NOT NULL) STRICT');
  lib.db.exec('CREATE TEMP TABLE IF NOT EXISTS gone(work INTEGER PRIMARY KEY) STRICT');
  forgetStale(lib);
  const insert = lib.sql(
    'INSERT INTO temp.stale(work, listed) VALUES (?, ?) ON CONFLICT DO UPDATE SET listed = max(listed, excluded.listed)',
  );
  const remove = lib.sql('DELETE FROM temp.stale WHERE work = ?');
  const note = lib.sql('INSERT OR IGNORE INTO temp.gone(work) VALUES (?)');
  return {
    add: (work, listed) => insert.run(work, listed === 'made' ? ROW_IS_MADE : listed ? ROW_TO_MAKE : 0),
    remove(work) {
      remove.run(work);
      note.run(work);
    },
  };
}

function forgetStale(lib: Library): void {
  for (const table of ['stale', 'gone']) lib.db.exec(`DELETE FROM temp.${table}`);
}

/** SQL for the works that may be other papers of a hub than they were, or none any more. */
const OTHERWISE = 'SELECT work FROM temp.stale UNION SELECT work FROM temp.gone';

/** Derives the list rows of the stale works, but for those that are made already. */
export function deriveListed(lib: Library): void {
  lib.sql(`${LISTED} JOIN temp.stale ON stale.work = works.id WHERE stale.listed = ${ROW_TO_MAKE}`).run();
}

/** Derives the list row of a work. */
export function deriveRow(lib: Library, work: WorkNumber): void {
  lib.sql(`${LISTED} WHERE works.id = ?`).run(work);
}

/**
 * Derives the arrays of every hub that shows a stale work, whose list rows are made already.
 * @param arrays `replaced`: the stale works are all that is otherwise than before, and only these are put anew into arrays of
 *   others; `grown`: so those of large hubs only; `kept`: so, and none are made; `dropped`: for columns.ts to make when they are asked
 *   for; `passing`: so but for those that take seconds, since what is made now is soon made anew
 */
export function deriveStale(
  lib: Library,
  arrays: 'anew' | 'replaced' | 'grown' | 'kept' | 'passing' | 'dropped' = 'anew',
): void {
  const hubs = lib.sql(STALE_HUBS).all(arrays === 'passing' ? SECONDS_FROM : MADE_AT_ONCE_FROM) as StaleHub[];
  if (lib.sql('SELECT 1 FROM temp.stale LIMIT 1').get() !== undefined) dropColumns(lib, ALL_WORKS);
  const areMade = arrays !== 'dropped' && arrays !== 'kept';
  const isReplaced = ({ work, isLarge }: StaleHub): boolean =>
    (arrays === 'replaced' || ((arrays === 'grown' || arrays === 'kept') && isLarge === 1)) &&
    replacePapers(lib, work, OTHERWISE);
  for (const [at, hub] of hubs.entries()) {
    const isDone = arrays !== 'dropped' && partly(lib, at / hubs.length, (at + 1) / hubs.length, () => isReplaced(hub));
    if (isDone) continue;
    if (areMade && hub.isLarge === 1) storeColumns(lib, hub.work);
    else dropColumns(lib, hub.work);
  }
  forgetStale(lib);
}

/** Papers of a hub whose arrays take seconds to make, which readers should not spend. */
const SECONDS_FROM = 100_000;

interface StaleHub {
  work: WorkNumber;
  /** 1 where its arrays are made before somebody asks for them. */
  isLarge: number;
}

/** The hubs that show a stale work and have arrays, or are to have them. */
const STALE_HUBS = `
  SELECT hubs.work, coalesce(listed.citing, 0) >= ? AS isLarge FROM (
    SELECT work FROM temp.stale WHERE listed UNION
    SELECT cited FROM temp.stale CROSS JOIN citations ON citations.citing = stale.work
  ) AS hubs LEFT JOIN listed ON listed.work = hubs.work
  WHERE isLarge OR EXISTS (SELECT 1 FROM hub_columns WHERE hub_columns.work = hubs.work)
  ORDER BY hubs.work`;

/** A text to enter into one of the library's search indexes, instead of what is there unless `isNew`. */
type Indexing = (lib: Library, id: number, text: string | null, isNew: boolean) => void;

function indexing(table: (typeof SEARCH_INDEXES)[number]): Indexing {
  const remove = `DELETE FROM ${table} WHERE rowid = ?`;
  const insert = `INSERT INTO ${table}(rowid, words) VALUES (?, ?)`;
  return (lib, id, text, isNew) => {
    if (!isNew) lib.sql(remove).run(id);
    const words = text === null ? '' : indexText(text);
    if (words !== '') lib.sql(insert).run(id, words);
  };
}

/** By work. */
export const indexTitle = indexing('title_search');
export const indexAbstract = indexing('abstract_search');
/** By citing sentence. */
export const indexContext = indexing('context_search');

/** Drops a work from what is derived, before the work itself goes. */
export function forgetWork(lib: Library, work: WorkNumber): void {
  for (const table of ['title_search', 'abstract_search']) lib.sql(`DELETE FROM ${table} WHERE rowid = ?`).run(work);
  lib.sql('DELETE FROM listed WHERE work = ?').run(work);
  dropColumns(lib, work);
}

/** Derives anew what follows from the facts that another program changed, where it did. */
export function deriveTouched(lib: Library): void {
  if (lib.sql('SELECT 1 FROM touched LIMIT 1').get() === undefined) return;
  lib.db
    .transaction(() => {
      const stale = staleWorks(lib);
      const touched = lib.sql('SELECT cited, citing FROM touched').all() as { cited: WorkNumber; citing: WorkNumber }[];
      const work = lib.sql(
        'SELECT title, abstract FROM works LEFT JOIN texts ON texts.work = works.id WHERE works.id = ?',
      );
      for (const { cited, citing } of touched) {
        if (cited === 0) {
          const found = work.get(citing) as { title: string | null; abstract: string | null } | undefined;
          if (found === undefined) forgetWork(lib, citing);
          else {
            indexTitle(lib, citing, found.title, false);
            indexAbstract(lib, citing, found.abstract, false);
          }
          stale.add(citing, true);
        } else {
          for (const axis of AXES.keys()) deriveLabels(lib, cited, citing, axis);
          const contexts = lib.sql('SELECT id, text FROM contexts WHERE cited = ? AND citing = ?').all(cited, citing);
          for (const { id, text } of contexts as { id: number; text: string }[]) indexContext(lib, id, text, false);
          stale.add(cited, true);
          stale.add(citing, false);
        }
      }
      lib.db.exec('DELETE FROM touched');
      noteWritten(lib.db);
      deriveListed(lib);
      deriveStale(lib);
    })
    .immediate();
}

/** Rows read at a time. */
const AT_ONCE = 1000;

/** Makes everything derived anew from the facts, the tables and indexes that are missing too. */
export function rebuildDerived(lib: Library): void {
  try {
    lib.db.transaction(() => rebuild(lib)).immediate();
  } catch (error) {
    throw explained(error, lib.file);
  }
  lib.cache.clear();
}

function rebuild(lib: Library): void {
  mendDerived(lib.db);
  noteWritten(lib.db);
  for (const table of DERIVED_TABLES) lib.db.exec(`DELETE FROM ${table}`);
  for (const table of SEARCH_INDEXES) lib.db.exec(`INSERT INTO ${table}(${table}) VALUES ('delete-all')`);
  deriveStanding(lib);
  lib.db.exec(`INSERT INTO corrections(work, cited, axis, value, judge, at) ${correctionsOf()}`);
  lib.db.exec(`INSERT OR IGNORE INTO effective(cited, citing, axis, label) ${ALL_IN_FORCE}`);
  eachRow(
    lib,
    `SELECT id, title, abstract FROM works LEFT JOIN texts ON texts.work = works.id
     WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`,
    ({ id: work, title, abstract }: { id: WorkNumber; title: string | null; abstract: string | null }) => {
      indexTitle(lib, work, title, true);
      indexAbstract(lib, work, abstract, true);
    },
  );
  eachRow(
    lib,
    `SELECT id, text FROM contexts WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`,
    ({ id, text }: { id: number; text: string }) => indexContext(lib, id, text, true),
  );
  lib.db.exec(LISTED);
  const large = lib.sql('SELECT work FROM listed WHERE citing >= ? ORDER BY work').pluck().all(MADE_AT_ONCE_FROM);
  for (const hub of large as WorkNumber[]) storeColumns(lib, hub);
}

/** Every row of a statement that takes the last id and gives the next rows. */
function eachRow<Row extends { id: number }>(lib: Library, sql: string, visit: (row: Row) => void): void {
  for (let after = -1; ; ) {
    const rows = lib.sql(sql).all(after) as Row[];
    for (const row of rows) visit(row);
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
