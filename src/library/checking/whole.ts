/** What a library holds, and whether its file is sound: all of it is read. */
import Database from 'better-sqlite3';
import { countWords } from '../../hub/share.js';
import { differences } from '../derived/expected-schema.js';
import { outOfDate } from '../derived/out-of-date.js';
import { damaged, explained } from '../error.js';
import type { Library } from '../library.js';
import { SEARCH_INDEXES } from '../schema.js';
import { areWhole, hubsWithArrays } from './arrays.js';
import {
  changedElsewhere,
  type Findings,
  isDamage,
  look,
  lookAtSchema,
  notFollowing,
  type Verdict,
  verdictOn,
} from './findings.js';

/** Tables of which people want to know how many rows they have. */
export const COUNTED = [
  'works',
  'authors',
  'citations',
  'contexts',
  'judgements',
  'reviews',
  'claims',
  'integrity',
  'hubs',
  'imports',
  'journal',
] as const;

/** Columns that hold JSON, NULL or nothing, by their tables. */
export const JSON_COLUMNS: readonly [table: string, columns: readonly string[]][] = [
  ['imports', ['counts']],
  ['contexts', ['labels', 'polarities']],
  ['judgements', ['labels']],
  ['reviews', ['rest']],
  ['hubs', ['view', 'printed']],
  ['fetches', ['notes']],
  ['texts', ['author_set']],
  ['integrity', ['detectors', 'findings']],
  ['descriptions', ['names', 'other']],
  ['merges', ['kept', 'gone']],
  ['journal', ['"from"', '"to"', 'over']],
  ['learned', ['figures']],
];

export interface Examined extends Verdict {
  /** Of the tables that can be read. */
  counts: { what: string; count: number }[];
  /** Sentences; empty where nothing is wrong. */
  damage: string[];
  /** Works and citations whose facts another program changed, and from which nothing was derived since. */
  changed: number;
}

/** What takes long, in order, and of a hundred parts of the time how many each takes at a million citers. */
const STEPS = [
  ['Counting', 2],
  ['Reading the pages of the file', 33],
  ['Following the references between tables', 21],
  ['Reading what is kept as JSON', 4],
  ['Comparing the labels in force with the facts', 10],
  ['Comparing the rows of lists with the facts', 22],
  ['Comparing the search indexes with the facts', 6],
  ['Reading the arrays of hubs', 2],
] as const;
type Step = (typeof STEPS)[number][0];

/** How much of the whole is done where so much of a step is, from 0 to 1 each. */
function doneOf(step: Step, within: number): number {
  let before = 0;
  for (const [name, share] of STEPS) {
    if (name === step) return (before + share * within) / 100;
    before += share;
  }
  return 1;
}

/** Stretches of the longest arrays of a hub: some of each of their segments. */
const STRETCHES = 2000;

/** Memory for pages meanwhile, in KB: rows name rows all over the file, which are read again otherwise. */
const CACHE = 256 * 1024;

/**
 * Reads the whole file: half a minute for a library of a million citers.
 * @param tell told what is done next, such as `Reading the pages of the file`, and how much of all is done, from 0 to 1
 * @throws LibraryError where the file cannot be read for another reason than damage
 */
export function examine(lib: Library, tell: (what: string, done: number) => void = () => {}): Examined {
  const before = lib.db.pragma('cache_size', { simple: true });
  lib.db.pragma(`cache_size = -${CACHE}`);
  try {
    return examined(lib, (step, within = 0) => tell(step, doneOf(step, within)));
  } finally {
    lib.db.pragma(`cache_size = ${before}`);
  }
}

function examined(lib: Library, tell: (step: Step, within?: number) => void): Examined {
  const counts: Examined['counts'] = [];
  const found: Findings = { damage: [], derived: 0, triggers: [] };
  const { damage } = found;
  let changed = 0;
  lookAtSchema(lib, found);
  const isBare = found.derived > 0;
  for (const [at, what] of COUNTED.entries()) {
    tell('Counting', at / COUNTED.length);
    look(lib, found, `The table ${what}`, () => {
      counts.push({ what, count: lib.db.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number });
    });
  }
  tell('Reading the pages of the file');
  look(lib, found, 'The file', () => {
    const lines = pageDamage(lib.db, 20, isBare);
    damage.push(...lines.filter((line) => indexIn(line) === undefined));
    notFollowing(found, new Set(lines.map(indexIn).filter((index) => index !== undefined)));
  });
  look(lib, found, 'References between tables', () =>
    damage.push(...lostRows(lib.db, (within) => tell('Following the references between tables', within))),
  );
  tell('Reading what is kept as JSON');
  look(lib, found, 'What is kept as JSON', () => damage.push(...notJson(lib.db)));
  // What is damaged cannot be compared.
  if (damage.length === found.triggers.length)
    look(lib, found, 'What is derived', () => {
      changed = changedElsewhere(lib);
      if (changed > 0) return;
      notFollowing(found, differing(lib, tell));
    });
  return { counts, damage, changed, ...verdictOn(found) };
}

function differing(lib: Library, tell: (step: Step, within?: number) => void): Set<string> {
  const tables = new Set(outOfDate(lib, (what, within) => tell(`Comparing ${what} with the facts`, within)));
  const hubs = hubsWithArrays(lib);
  for (const [at, { work }] of hubs.entries()) {
    tell('Reading the arrays of hubs', at / hubs.length);
    if (!areWhole(lib, work, STRETCHES)) tables.add('hub_segments');
  }
  return tables;
}

/** Rows that name others which are not there, in sentences. @param tell told how much is done, from 0 to 1 */
function lostRows(db: Database.Database, tell: (done: number) => void): string[] {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0
         AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(sqlite_master.name))`,
    )
    .pluck()
    .all();
  const together = new Map<string, number>();
  for (const [at, name] of (tables as string[]).entries()) {
    tell(at / tables.length);
    const lost = db.pragma(`foreign_key_check("${name.replaceAll('"', '""')}")`);
    for (const { table, parent, rowid } of lost as { table: string; rowid: number | null; parent: string }[]) {
      const names = (rows: string): string => `${rows} of ${table} names a row of ${parent} that is not there.`;
      // Rows of some tables have no number.
      const row = rowid === null ? names('A row') : names(`Row ${rowid}`);
      together.set(row, (together.get(row) ?? 0) + 1);
    }
  }
  return [...together].map(([row, count]) => (count === 1 ? row : row.replace(/\.$/u, `, and ${count - 1} more.`)));
}

/**
 * What an error that nobody foresaw comes from, where that is the library: the error in a sentence for people.
 * @returns undefined where the library is sound, so that the mistake is the program's
 */
export function damageBehind(error: unknown, file: string): Error | undefined {
  const known = explained(error, file);
  if (known !== error) return known as Error;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const told = differences(db);
    const pages = pageDamage(db, 1, told.length > 0);
    const [first] = [...told.map(({ sentence }) => sentence), ...pages, ...notJson(db)];
    return first === undefined ? undefined : damaged(file, first);
  } catch (reason) {
    if (isDamage(reason)) return damaged(file, reason.message);
    const said = explained(reason, file);
    return said === reason ? undefined : (said as Error);
  } finally {
    db?.close();
  }
}

/** @param bare true where a search index lacks a part, which the differences tell and which is damage to the whole check */
function pageDamage(db: Database.Database, most: number, bare = false): string[] {
  const check = (of: string | number): string[] =>
    (db.pragma(`quick_check(${of})`) as { quick_check: string }[]).map((row) => row.quick_check);
  const oneByOne = (): string[] => {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").pluck().all();
    return (tables as string[]).flatMap((table) => check(`"${table.replaceAll('"', '""')}"`)).slice(0, most);
  };
  return (bare ? oneByOne() : check(most))
    .filter((line) => line !== 'ok')
    .map((line) => line.replace(/^\*\*\* in database main \*\*\*\n/u, ''));
}

/** The search index of which SQLite says that it is damaged: its pages are sound, and all that is in it follows from the facts. */
function indexIn(line: string): string | undefined {
  const [, index] = /(?:FTS5 table main\.|from table ")(\w+)/u.exec(line) ?? [];
  return SEARCH_INDEXES.find((name) => name === index);
}

/** SQL for whether a row has something else there. */
export const isBroken = (columns: readonly string[]): string =>
  columns.map((column) => `(${column} <> '' AND NOT json_valid(${column}))`).join(' OR ');

function notJson(db: Database.Database): string[] {
  return JSON_COLUMNS.flatMap(([table, columns]) => {
    const rows = db
      .prepare(`SELECT count(*) FROM ${table} WHERE ${isBroken(columns)}`)
      .pluck()
      .get() as number;
    return rows === 0
      ? []
      : [`The table ${table} has ${rows === 1 ? 'a row' : `${countWords(rows)} rows`} with broken JSON.`];
  });
}
