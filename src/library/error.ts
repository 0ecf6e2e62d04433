/** Errors of a library file, in sentences for people. */
import Database from 'better-sqlite3';
import { displayText } from '../text/width.js';

/** What went wrong with a library file, in one sentence for people. */
export class LibraryError extends Error {
  override name = 'LibraryError';
}

/** A work that was there is no more: it was merged into another, or taken apart, since its number was read. */
export class GoneError extends LibraryError {
  override name = 'GoneError';
  constructor(file: string, work: number) {
    super(`The library ${file} has no work ${work}; open the paper again.`);
  }
}

/** Where more is told; left out where that is what speaks. */
export const ASK_DOCTOR = ' "pith-tui doctor --whole" lists what is wrong.';

/** @param where a sentence or SQLite's words for the place; what is said in it comes from the file. */
export function damaged(file: string, where?: string): LibraryError {
  const place = where === undefined ? '' : ` (${displayText(where).replace(/\.$/u, '')})`;
  return new LibraryError(
    `The library ${file} is damaged${place}; restore a copy of it, or name another with --library.${ASK_DOCTOR}`,
  );
}

const FULL = (file: string): string => `The disk with the library ${file} is full; make room and try again.`;

/** SQLite's result codes a person can do something about, by their beginning. */
const SENTENCES: readonly [code: string, sentence: (file: string) => string][] = [
  ['SQLITE_BUSY', (file) => `Another program is writing to the library ${file}; try again when it has finished.`],
  ['SQLITE_LOCKED', (file) => `Another program is writing to the library ${file}; try again when it has finished.`],
  ['SQLITE_CORRUPT', (file) => damaged(file).message],
  ['SQLITE_NOTADB', (file) => `${file} is not a pith-tui library; name another file with --library.`],
  // The file its readers share has no room.
  ['SQLITE_IOERR_SHMSIZE', FULL],
  ['SQLITE_FULL', FULL],
  ['SQLITE_READONLY', (file) => `The library ${file} cannot be written to; check its permissions and its folder's.`],
  ['SQLITE_CANTOPEN', (file) => `The library ${file} cannot be opened; check its permissions and its folder's.`],
  ['SQLITE_PERM', (file) => `The library ${file} cannot be opened; check its permissions and its folder's.`],
  ['SQLITE_IOERR', (file) => `The disk failed while the library ${file} was in use; check the disk and try again.`],
];

/** The same error for people, where SQLite raised it and a person can act on it; any other error as it came. */
export function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const known = SENTENCES.find(([code]) => error.code.startsWith(code));
  return known ? new LibraryError(known[1](file), { cause: error }) : error;
}
