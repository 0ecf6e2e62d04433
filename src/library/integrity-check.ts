/** What a library holds, and whether its file is sound. */
import Database from 'better-sqlite3';
import { countWords } from '../hub/share.js';
import { outOfDate } from './derived/derive.js';
import { differences } from './derived/expected-schema.js';
import { damaged, explained } from './error.js';
import type { Library } from './library.js';

const COUNTED = [
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
const JSON_COLUMNS: readonly [table: string, columns: readonly string[]][] = [
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

export interface Examined {
  /** Of the tables that can be read. */
  counts: { what: string; count: number }[];
  /** Sentences; empty where nothing is wrong. */
  damage: string[];
  /** True where whatever is wrong can be made anew from the facts. */
  canBeMended: boolean;
  /** Triggers of other programs, where nothing else is wrong but what can be made anew. */
  triggers: string[];
  /** Works and citations whose facts another program changed, and from which nothing was derived since. */
  changed: number;
}

/**
 * Reads the whole file: some seconds for a gigabyte.
 * @param tell told what is about to be done, such as `Reading the pages of the file`
 * @throws LibraryError where the file cannot be read for another reason than damage
 */
export function examine(lib: Library, tell: (what: string) => void = () => {}): Examined {
  const counts: Examined['counts'] = [];
  const damage: string[] = [];
  let derived = 0;
  let changed = 0;
  const triggers: string[] = [];
  const look = (what: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!isDamage(error)) throw explained(error, lib.file);
      damage.push(`${what} cannot be read: ${error.message}.`);
    }
  };
  look('The list of tables', () => {
    const found = differences(lib.db);
    damage.push(...found.map(({ sentence }) => sentence));
    derived = found.filter(({ isDerived }) => isDerived).length;
    for (const { trigger } of found) if (trigger !== undefined) triggers.push(trigger);
  });
  tell('Counting');
  for (const what of COUNTED)
    look(`The table ${what}`, () => {
      counts.push({ what, count: lib.db.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number });
    });
  tell('Reading the pages of the file');
  look('The file', () => damage.push(...pageDamage(lib.db, 20, derived > 0)));
  tell('Following the references between tables');
  look('References between tables', () => {
    const lost = lib.db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
    const together = new Map<string, number>();
    for (const { table, parent, rowid } of lost) {
      const names = (rows: string): string => `${rows} of ${table} names a row of ${parent} that is not there.`;
      // Rows of some tables have no number.
      const row = rowid === null ? names('A row') : names(`Row ${rowid}`);
      together.set(row, (together.get(row) ?? 0) + 1);
    }
    for (const [row, count] of together)
      damage.push(count === 1 ? row : row.replace(/\.$/u, `, and ${count - 1} more.`));
  });
  look('What is kept as JSON', () => damage.push(...notJson(lib.db)));
  // What is damaged cannot be compared.
  if (damage.length === triggers.length)
    look('What is derived', () => {
      changed = lib.db.prepare('SELECT count(*) FROM touched').pluck().get() as number;
      if (changed > 0) return;
      for (const table of outOfDate(lib, tell)) {
        damage.push(`The content of ${table} does not follow from the facts.`);
        derived += 1;
      }
    });
  const canBeMended = damage.length === derived;
  return {
    counts,
    damage,
    canBeMended,
    triggers: damage.length === derived + triggers.length ? triggers : [],
    changed,
  };
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

/** Errors that a sound library does not raise. */
function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|ERROR|NOTADB|SCHEMA)/u.test(error.code);
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

function notJson(db: Database.Database): string[] {
  return JSON_COLUMNS.flatMap(([table, columns]) => {
    const broken = columns.map((column) => `(${column} <> '' AND NOT json_valid(${column}))`).join(' OR ');
    const rows = db.prepare(`SELECT count(*) FROM ${table} WHERE ${broken}`).pluck().get() as number;
    return rows === 0
      ? []
      : [`The table ${table} has ${rows === 1 ? 'a row' : `${countWords(rows)} rows`} with broken JSON.`];
  });
}
