/** Writing a file whole or not at all. */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beside } from './beside.js';

/** The file is there already, and nobody said it may be replaced. */
export class FileExistsError extends Error {
  override name = 'FileExistsError';
}

/** A folder has the file's name. */
export class IsFolderError extends Error {
  override name = 'IsFolderError';
}

/** Gives what is written under one name another. */
type Place = (from: string, to: string) => void;

const CHUNK = 65_536;
/** As the system follows in one path. */
const MOST_LINKS = 40;

/**
 * Writes the pieces to a temporary file beside `file` and puts it in place when it is complete, so that `file` is at any
 * moment the old one or the new one. A replaced file keeps its permissions, and a link to it stays a link. What is no
 * regular file, such as a pipe or a device, is written to as it is.
 * @param before is called when all is written and nothing is in place yet; where it throws, the file stays as it was
 * @throws FileExistsError where `file` exists and `replace` is false, IsFolderError where it is a folder; whatever the system says where it cannot be written.
 */
export function writeWhole(
  file: string,
  pieces: Iterable<string | Uint8Array>,
  replace: boolean,
  before: () => void = () => {},
): void {
  const after =
    (place: Place): Place =>
    (from, to) => {
      before();
      place(from, to);
    };
  if (!existsSync(file)) {
    through(endOfLink(file), 0o666, pieces, after(putInPlace));
    return;
  }
  const target = realpathSync(file);
  const stat = statSync(target);
  if (stat.isDirectory()) throw new IsFolderError(`${file} is a folder`);
  if (!stat.isFile()) {
    writePieces(openSync(target, 'w'), pieces);
    before();
    return;
  }
  if (!replace) throw new FileExistsError(`${file} exists already`);
  through(target, stat.mode & 0o777, pieces, after(renameSync));
}

function through(file: string, mode: number, pieces: Iterable<string | Uint8Array>, place: Place): void {
  // Nobody can have put a link under this name, and one who did would have the file not made rather than followed.
  const fresh = `${beside(file)}.${process.pid}.${randomBytes(6).toString('hex')}.part`;
  const handle = openSync(fresh, 'wx', mode);
  try {
    writePieces(handle, pieces, fsyncSync);
    place(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Where a link leads whose end is not there yet; any other path as it is. */
function endOfLink(file: string): string {
  let place = file;
  for (let links = 0; links < MOST_LINKS; links++) {
    if (!(lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ?? false)) return place;
    place = path.resolve(path.dirname(place), readlinkSync(place));
  }
  return file;
}

function writePieces(
  handle: number,
  pieces: Iterable<string | Uint8Array>,
  finish: (handle: number) => void = () => {},
): void {
  try {
    let pending = '';
    const flush = (): void => {
      writeFileSync(handle, pending);
      pending = '';
    };
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        pending += piece;
        if (pending.length >= CHUNK) flush();
      } else {
        flush();
        writeFileSync(handle, piece);
      }
    }
    flush();
    finish(handle);
  } finally {
    closeSync(handle);
  }
}

/** A rename that does not replace what somebody else put there meanwhile. */
function putInPlace(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new FileExistsError(`${to} exists already`);
    // A file system without links: the check at the beginning has to do.
    if (existsSync(to)) throw new FileExistsError(`${to} exists already`);
    renameSync(from, to);
  }
}
