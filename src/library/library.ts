/** An open library file: what every other file of this folder is given, how it is read, and what is cached between two readings. */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { explained, LibraryError } from './error.js';

/** Most answers cached: of the hubs last looked at, each of which may take 100 MB. */
const MOST_CACHED = 4;

/** What is cached under these names is small, or not made again quickly, and stays. */
const STAYS: ReadonlySet<string> = new Set(['version', 'facts', 'decisions', 'written']);

/** An open library file. Other folders hand it around and never look inside. */
export interface Library {
  readonly file: string;
  readonly db: Database.Database;
  /** A prepared statement for this SQL, cached for the next time. */
  sql(text: string): Database.Statement;
  /** Derives what is out of date where another program changed facts. */
  catchUp(): void;
  /** False where the file has been moved away meanwhile: what is written to it then is lost. */
  isInPlace(): boolean;
  /** What is cached between two questions of one session; emptied when anybody writes facts, which decisions are not. */
  readonly cache: Map<string, unknown>;
  /** Told now and then how much of a long reading or writing is done, from 0 to 1. What it throws ends that, and nothing is written. */
  heed: (done: number) => void;
  /** Readings that are taken as one, and whether what another program wrote was taken in for them; null where each is by itself. */
  moment: { isTakenIn: boolean } | null;
}

/**
 * A library on an open connection.
 * @param catchUp derives what is out of date where another program changed facts: open.ts knows how, this file need not
 */
export function library(db: Database.Database, file: string, catchUp: (lib: Library) => void): Library {
  const statements = new Map<string, Database.Statement>();
  const opened = db.memory ? undefined : placeOf(file);
  const lib: Library = {
    file,
    db,
    catchUp: () => catchUp(lib),
    isInPlace: () => opened === undefined || placeOf(file) === opened,
    cache: new Map(),
    heed: () => {},
    moment: null,
    sql(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = db.prepare(planned(text));
        statements.set(text, statement);
      }
      return statement;
    },
  };
  return lib;
}

/**
 * SQLite plans a statement with an order or several tables anew each time a value is bound to what a column is compared with: with
 * another value another plan may be better. Here none is, and planning takes longer than most answers; a sign keeps the plan.
 */
function planned(text: string): string {
  return text.replace(/ = (?=[?@])/gu, ' = +');
}

/** Which file on the disk has this name; undefined where none has. */
function placeOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev} ${stat.ino}`;
}

/** Does a part of something long: what is told of it as a whole is told on as so much of the whole. */
export function partly<T>(lib: Library, from: number, to: number, act: () => T): T {
  const { heed } = lib;
  lib.heed = (done) => heed(from + (to - from) * done);
  try {
    return act();
  } finally {
    lib.heed = heed;
  }
}

/** Whether another connection finds the same library in its file. */
export const isShared = (lib: Library): boolean => !lib.db.memory;

/**
 * Before work whose result could not be kept. That another program is writing is no reason: it will have finished.
 * @throws LibraryError where nothing can be written to the library
 */
export function checkWritable(lib: Library): void {
  try {
    lib.sql('DELETE FROM written WHERE FALSE').run();
  } catch (error) {
    const told = explained(error, lib.file);
    if (!isBusy(error)) throw told;
  }
}

const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/u.test((error as { code?: string }).code ?? '');

/** Closes a library; closing one twice does nothing. */
export function closeLibrary(lib: Library): void {
  if (lib.db.open) lib.db.close();
}

/** Runs a reading of the library, with its errors told in sentences. What another program wrote is taken in first. */
export function reading<T>(lib: Library, read: () => T): T {
  const { moment } = lib;
  if (moment === null) return inOneReading(lib, () => reading(lib, read));
  try {
    if (!moment.isTakenIn) refresh(lib);
    moment.isTakenIn = true;
    return read();
  } catch (error) {
    throw explained(error, lib.file);
  }
}

/**
 * Runs what reads many times, as a frame does, as one reading: what another program wrote is looked for and taken in before the first
 * of them, and not in between.
 */
export function inOneReading<T>(lib: Library, read: () => T): T {
  const before = lib.moment;
  lib.moment ??= { isTakenIn: false };
  try {
    return read();
  } finally {
    lib.moment = before;
  }
}

/**
 * Where another program has written, which SQLite's data_version tells, derives what is out of date, and drops what is cached
 * unless decisions are all that was written: they are read line by line (decisions/live.ts).
 * @throws LibraryError where the file is no longer the one that was opened, which SQLite goes on with
 */
function refresh(lib: Library): void {
  if (lib.db.inTransaction) return;
  if (!lib.isInPlace())
    throw new LibraryError(
      `The library ${lib.file} was moved, deleted or replaced while it was in use; start again with the one that is there now.`,
    );
  const version = writtenElsewhere(lib);
  if (lib.cache.get('version') === version) return;
  lib.catchUp();
  const facts = lib.sql('SELECT facts FROM written').pluck().get();
  if (lib.cache.get('facts') !== facts) lib.cache.clear();
  lib.cache.set('facts', facts);
  lib.cache.set('version', version);
}

/**
 * What is cached between questions under this name, or else made now. Writers in this program empty it (write/). What was
 * not asked for longest goes when there is much.
 */
export function cached<T>(lib: Library, name: string, make: () => T): T {
  const made = lib.cache.has(name) ? (lib.cache.get(name) as T) : make();
  lib.cache.delete(name);
  lib.cache.set(name, made);
  const going = [...lib.cache.keys()].filter((other) => !STAYS.has(other));
  if (going.length >= MOST_CACHED) lib.cache.delete(going[0]!);
  return made;
}

/** Tells the facts that readings were of last from others: what was made of them is to be made again then. */
export function factsRead(lib: Library): unknown {
  return lib.cache.get('facts');
}

/** A number that is another one when another program has written to the file since; asking costs microseconds. */
export function writtenElsewhere(lib: Library): number {
  return lib.sql('PRAGMA data_version').pluck().get() as number;
}
