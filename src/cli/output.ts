/** Standard output and error of the commands: whole, at the reader's speed, and without a word when the reader leaves. */

import type { Chunk } from '../export/printed.js';
import { systemReason } from '../files/system-error.js';
import { FileExistsError, IsFolderError, writeWhole } from '../files/write-whole.js';
import { counted } from '../hub/share.js';
import { withoutControls } from '../text/width.js';
import { COMPLAINT, isBesideScreen } from '../tui/term/beside.js';
import { UserError } from './errors.js';

/** Thrown where the reader of standard output went away (`| head`): the command ends quietly. */
export class ReaderGone extends Error {}

const CHUNK = 65_536;

/**
 * Writes pieces of text to standard output, never faster than they are read, so that memory stays flat.
 * @throws ReaderGone when the pipe was closed; UserError where it cannot be written, as on a full disk
 */
export async function print(pieces: Iterable<Chunk>): Promise<void> {
  let pending = '';
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (pending !== '') await write(pending);
      await write(piece);
      pending = '';
      continue;
    }
    pending += piece;
    if (pending.length < CHUNK) continue;
    await write(pending);
    pending = '';
  }
  if (pending !== '') await write(pending);
}

function write(text: Chunk): Promise<void> {
  const { stdout } = process;
  return new Promise((resolve, reject) => {
    stdout.write(stdout.isTTY ? withoutControls(text.toString()) : text, (error) => {
      if (error === null || error === undefined) return resolve();
      if ('code' in error && error.code === 'EPIPE') return reject(new ReaderGone());
      const reason = systemReason(error);
      reject(reason === undefined ? error : new UserError(`Standard output cannot be written: ${reason}.`));
    });
  });
}

/**
 * What a command makes, to standard output or whole into a file.
 * @param target a path, or `-` for standard output
 * @throws UserError where the file is there and not to be replaced, or cannot be written
 */
export async function writeOut(target: string, pieces: Iterable<Chunk>, replace: boolean): Promise<void> {
  if (target === '-') await print(pieces);
  else writeFileWhole(target, pieces, replace);
}

/**
 * A file written whole.
 * @param before is called when all is written and nothing is in place yet; where it throws, the file stays as it was
 * @throws UserError where the file is there and not to be replaced, or cannot be written
 */
export function writeFileWhole(target: string, pieces: Iterable<Chunk>, replace: boolean, before?: () => void): void {
  try {
    writeWhole(target, pieces, replace, before);
  } catch (error) {
    if (error instanceof FileExistsError)
      throw new UserError(`${error.message}; use --force to replace it, or name another file with -o.`);
    if (error instanceof IsFolderError) throw new UserError(`${error.message}; name a file in it with -o.`);
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UserError(`${target} cannot be written: ${reason}.`);
  }
}

/** A line for the person, beside the result. What it repeats of files, flags and libraries is cleaned here. */
export function say(line: string): void {
  process.stderr.write(`${withoutControls(line)}\n`);
}

/** What is wrong, in a sentence: after the program's name, which the screen needs not. */
export function complain(sentence: string): void {
  say(`${isBesideScreen() ? COMPLAINT : 'pith-tui: '}${sentence}`);
}

/** The errors of writes are reported to whoever wrote; without listeners they would end the process with a stack trace. */
export function guardStreams(): void {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** What is told of papers that came without a name the library knows and are in it all the same. */
export function joinedWords(papers: number): string {
  return `${counted(papers, 'paper')} matched by title, first author and year`;
}
