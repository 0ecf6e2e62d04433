/** An open library file: what every other file of this folder is given, how it is read, and what is cached between two readings. */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { explained, LibraryError } from './error.js';

/** Most answers cached: of the hubs last looked at, each of which may take 100 MB. */
const MOST_CACHED = 4;

/** What is cached under these names is small, or not made again quickly, and stays. */
const STAYS: ReadonlySet<string> = new Set(['version', 'decisions']);

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
  /** What is cached between two questions of one session; emptied when anybody writes to the file. */
  readonly cache: Map<string, unknown>;
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
    sql(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = db.prepare(text);
        statements.set(text, statement);
      }
      return statement;
    },
  };
  return lib;
}

/** Which file on the disk has this name; undefined where none has. */
function placeOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev} ${stat.ino}`;
}

/** Closes a library; closing one twice does nothing. */
export function closeLibrary(lib: Library): void {
  if (lib.db.open) lib.db.close();
}

/** Runs a reading of the library, with its errors told in sentences. What another program wrote is taken in first. */
export function reading<T>(lib: Library, read: () => T): T {
  try {
    refresh(lib);
    return read();
  } catch (error) {
    throw explained(error, lib.file);
  }
}

/**
 * Drops what is cached and derives what is out of date where another program has written; SQLite's data_version tells.
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
  lib.cache.clear();
  lib.catchUp();
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

/** A number that is another one when another program has written to the file since; asking costs microseconds. */
export function writtenElsewhere(lib: Library): number {
  return lib.sql('PRAGMA data_version').pluck().get() as number;
}
