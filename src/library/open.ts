/** Opens a library file: judges whether it is one, makes one where there is none, and lifts an older one to this program's version. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder } from '../files/make-folder.js';
import { systemReason } from '../files/system-error.js';
import { addFunctions } from './derived/sql-functions.js';
import { damaged, explained, LibraryError } from './error.js';
import { type Library, library } from './library.js';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import { catchUp } from './works/catch-up.js';

/** How long a statement waits for another program that is writing. */
const BUSY_MS = 2000;

const NEWER = (file: string): LibraryError =>
  new LibraryError(
    `The library ${file} was written by a newer pith-tui; update this program, or name another library.`,
  );
const FOREIGN = (file: string): LibraryError =>
  new LibraryError(`${file} is not a pith-tui library; name another file with --library.`);

/**
 * Judges a file by its first 112 bytes (SQLite file format, "The Database Header"), before SQLite, which may write, sees it.
 * @returns true where there is a library, false where there is none yet.
 */
function looksLikeLibrary(file: string, newest: number): boolean {
  const head = Buffer.alloc(112);
  let handle: number;
  try {
    // A pipe would be waited at for its other end.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return false;
    throw new LibraryError(`The library ${file} cannot be opened; check its permissions and its folder's.`, {
      cause: error,
    });
  }
  let size: number;
  let read: number;
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw FOREIGN(file);
    size = stat.size;
    read = readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (size === 0) return false;
  if (head.toString('latin1', 0, 16) !== 'SQLite format 3\0' || head.readInt32BE(68) !== APPLICATION_ID) {
    throw FOREIGN(file);
  }
  if (head.readInt32BE(60) > newest) throw NEWER(file);
  // The mark and the version are written together.
  if (head.readInt32BE(60) < 1) throw damaged(file, 'its version number is lost');
  const declared = head.readUInt16BE(16);
  const pages = head.readUInt32BE(28);
  const pageCountHolds = head.readUInt32BE(24) === head.readUInt32BE(92);
  const schemaPage = head[100];
  if (read < head.length || (schemaPage !== 0x05 && schemaPage !== 0x0d)) throw damaged(file);
  // With a log beside it the file may rightly be behind its own header.
  const whole = pages * (declared === 1 ? 65536 : declared);
  if (pageCountHolds && size < whole && !existsSync(`${file}-wal`)) throw damaged(file);
  return true;
}

/**
 * Opens a library, making the file and its folders where there are none, and lifts an older one to this program's version.
 * @throws LibraryError with one sentence for a damaged, foreign or newer file, which is left as it is.
 */
export function openLibrary(
  file: string,
  migrations: readonly ((db: Database.Database) => void)[] = MIGRATIONS,
): Library {
  const exists = looksLikeLibrary(file, migrations.length);
  if (!exists) {
    try {
      makeFolder(dirname(file));
    } catch (error) {
      throw new LibraryError(
        `The folder for the library ${file} cannot be made: ${systemReason(error) ?? 'the system refused'}; name another file with --library.`,
        { cause: error },
      );
    }
  }
  let db: Database.Database | undefined;
  try {
    if (exists && isOutOfReach(file)) return inMemory(file, migrations);
    // SQLite gives its log the library's own permissions.
    if (!exists && file !== ':memory:') makeOwn(file);
    db = new Database(file, { timeout: BUSY_MS });
    // Abstracts make rows of 1.3 KB, of which half a one a page lies waste; with larger pages each decision writes more.
    if (!exists) db.pragma('page_size = 16384');
    db.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY');
    addFunctions(db);
    migrate(db, file, migrations);
    if (db.pragma('journal_mode', { simple: true }) !== 'wal') db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    return library(db, file, catchUp);
  } catch (error) {
    db?.close();
    // The steps from version to version run on what the version says is there.
    const unfit = exists && error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR';
    throw unfit ? damaged(file, error.message) : explained(error, file);
  }
}

/**
 * Has this connection leave what it writes in the log beside the file, where SQLite would put much of it in its place, and wait for the
 * disk, as a part of writing; tidyLog() does that when nobody waits.
 */
export function leaveLog(lib: Library): void {
  lib.db.pragma('wal_autocheckpoint = 0');
}

/** Puts what the log holds in its place in the file, as far as nobody reads what was there before. */
export function tidyLog(lib: Library): void {
  try {
    lib.db.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // The next connection that writes does it.
  }
}

/** An empty file that only its owner reads. Where it cannot be made, SQLite says why. */
function makeOwn(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {}
}

/** Largest library that is read as a whole where nothing may be written beside it. */
const WHOLE_BYTES = 1024 ** 3;

/**
 * True where neither the library nor its folder may be written to and no log lies beside it: SQLite keeps a file for its
 * readers there, and cannot open the library without.
 */
function isOutOfReach(file: string): boolean {
  if (existsSync(`${file}-wal`) || statSync(file).size > WHOLE_BYTES) return false;
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** The library as it is now, read as a whole; nothing that is written stays, so that nothing may be written. */
function inMemory(file: string, migrations: readonly ((db: Database.Database) => void)[]): Library {
  const bytes = readFileSync(file);
  // Bytes 18 and 19 of the header say that there is a log, which a library in memory cannot have.
  bytes.fill(1, 18, 20);
  const db = new Database(bytes);
  addFunctions(db);
  migrate(db, file, migrations);
  const lib = library(db, file, catchUp);
  catchUp(lib);
  db.pragma('query_only = ON');
  return lib;
}

/** Runs the steps that are missing in one transaction; two programs that start at once do it once. */
function migrate(db: Database.Database, file: string, migrations: readonly ((db: Database.Database) => void)[]): void {
  const version = (): number => db.pragma('user_version', { simple: true }) as number;
  if (version() > migrations.length) throw NEWER(file);
  if (version() === migrations.length) return;
  db.transaction(() => {
    const from = version();
    for (const step of migrations.slice(from)) step(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
  // The header must say the version before another, older program reads it.
  db.pragma('wal_checkpoint(TRUNCATE)');
}
