/** What the screens hand out of the library: entries, keys, files. */

import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DEFAULT_KEY_PATTERN } from '../../export/bibtex/key-pattern.js';
import { libraryKeys } from '../../export/bibtex/library-keys.js';
import type { MergeResult } from '../../export/bibtex/merge.js';
import { mergeIntoFile } from '../../export/bibtex/merge-file.js';
import { cslItems } from '../../export/csl-items.js';
import { FORMATS } from '../../export/formats.js';
import { newNote } from '../../export/notes/front-matter.js';
import { newBody, noteProperties } from '../../export/notes/note.js';
import { notesOf, notesWords } from '../../export/notes/notes-of.js';
import type { Chunk } from '../../export/printed.js';
import { FileLockedError } from '../../files/lock.js';
import { makeFolder } from '../../files/make-folder.js';
import { systemReason } from '../../files/system-error.js';
import { FileExistsError, IsFolderError, writeWhole } from '../../files/write-whole.js';
import type { Screening } from '../../hub/decisions/decision.js';
import { counted, countWords } from '../../hub/share.js';
import { type Library, partly } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { keysOf } from '../../library/reader/citation-keys.js';
import { typed } from '../term/shell.js';
import type { ExportChoice, How } from './services.js';
import { resolveTyped } from './typed-path.js';

export interface ExportServices {
  /** These papers in a format. */
  exported(hub: WorkNumber, works: readonly WorkNumber[], how: How): string;
  /** The citation key each paper gets, in the order asked. */
  keys(hub: WorkNumber, works: readonly WorkNumber[]): string[];
  /** Writes the papers to a file; the sentence says what was done. Throws an Error whose message is a sentence. */
  write(path: string, hub: WorkNumber, works: readonly WorkNumber[], how: How, overwrite: boolean): string;
  /** Adds the papers that are not in a .bib file yet, without touching a byte of what is there. Otherwise as `write`. */
  append(path: string, hub: WorkNumber, works: readonly WorkNumber[], how: How): string;
  /** Writes a note for the hub and each of the papers into a folder; those that are there keep what the reader wrote. Otherwise as `write`. */
  notes(folder: string, hub: WorkNumber, works: readonly WorkNumber[]): string;
}

/** How much of an export is the giving of keys, where papers have none yet. */
const KEYS_PART = 0.4;

/** @param screening whose decisions go along */
export function exportServices(library: Library, screening: (hub: WorkNumber) => Screening): ExportServices {
  const keysFor = (hub: WorkNumber, papers: readonly WorkNumber[]): string[] =>
    partly(library, 0, KEYS_PART, () => libraryKeys(library, hub, papers).keys);
  /** Hands the text of papers, in pieces, to what makes something of them. */
  const written = <T>(
    hub: WorkNumber,
    papers: readonly WorkNumber[],
    how: How,
    make: (pieces: Iterable<Chunk>) => T,
    warn: () => void = () => {},
  ): T => {
    const format = FORMATS.find(({ name }) => name === how.format)!;
    const keys = keysFor(hub, papers);
    const items = cslItems(library, hub, papers, screening(hub), format.abstracts);
    return partly(library, KEYS_PART, 1, () => make(format.write(items, { annotate: how.annotate, keys }, warn)));
  };
  return {
    exported: (hub, papers, how) => written(hub, papers, how, (pieces) => [...pieces].join('')),
    keys: keysFor,
    write(path, hub, papers, how, overwrite) {
      let warnings = 0;
      const put = (pieces: Iterable<Chunk>): void => {
        try {
          writeWhole(resolveTyped(path), pieces, overwrite);
        } catch (error) {
          throw reasonOf(error, path);
        }
      };
      written(hub, papers, how, put, () => {
        warnings++;
      });
      const count = papers.length === 1 ? '1 paper' : `${countWords(papers.length)} papers`;
      const noted = warnings === 0 ? '' : `; ${counted(warnings, 'warning')}, see ${typed('export')}`;
      return `Wrote ${count} to ${path}${noted}.`;
    },
    append(path, hub, papers, { annotate }) {
      const keys = (added: readonly number[], taken: readonly string[]): readonly string[] =>
        libraryKeys(
          library,
          hub,
          added.map((at) => papers[at]!),
          { taken },
        ).keys;
      let result: MergeResult;
      try {
        result = mergeIntoFile(resolveTyped(path), [...cslItems(library, hub, papers, screening(hub))], {
          annotate,
          keys,
          known: (at) => keysOf(library, DEFAULT_KEY_PATTERN.text, papers[at]!),
        });
      } catch (error) {
        throw error instanceof FileLockedError ? error : reasonOf(error, path);
      }
      if (!result.ok) {
        throw new Error(
          `${path}, line ${result.line}, column ${result.column}: ${result.message}; it is left as it was.`,
        );
      }
      const added = result.report.papers.filter(({ kind }) => kind === 'added').length;
      const present = result.report.papers.filter(({ kind }) => kind === 'present').length;
      return `Added ${countWords(added)} to ${path}; ${countWords(present)} ${present === 1 ? 'was' : 'were'} there already.`;
    },
    notes(path, hub, papers) {
      const folder = resolveTyped(path);
      try {
        if (existsSync(folder) && !statSync(folder).isDirectory())
          throw new Error(`${path} is a file; type the name of a folder.`);
        makeFolder(folder);
        const how = { screening: screening(hub), pattern: DEFAULT_KEY_PATTERN, folder };
        const { left, ...done } = notesOf(library, hub, papers, how).report;
        const more = left.length === 0 ? '' : `; ${countWords(left.length)} left as found: ${typed('export')} says why`;
        return `${notesWords(done, path, hub)}${more}.`;
      } catch (error) {
        throw reasonOf(error, path);
      }
    },
  };
}

/** A paper as it will be written; no key is handed out for that. */
export function preview(
  library: Library,
  hub: WorkNumber,
  work: WorkNumber,
  { format, annotate, screening }: { format: ExportChoice; annotate: boolean; screening: Screening },
): string {
  const { keys } = libraryKeys(library, hub, [work], { keep: false });
  const items = cslItems(library, hub, [work], screening);
  if (format !== 'notes')
    return [...FORMATS.find(({ name }) => name === format)!.write(items, { annotate, keys }, () => {})].join('');
  return [...items].map((item) => newNote(noteProperties(item, keys[0]!, []), newBody(item))).join('');
}

/** Why a file cannot be written at a path as typed: its folder is not there, or is somebody else's. */
export function whyNotWritten(path: string): string | null {
  const file = resolveTyped(path);
  try {
    // One that is there is looked at when it is written.
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) accessSync(dirname(file), constants.W_OK);
    return null;
  } catch (error) {
    const reason = reasonOf(error, path);
    if (reason === error) throw error;
    return (reason as Error).message;
  }
}

/** Why a file could not be written, as an error with a sentence; what the system did not say is thrown on as it is. */
function reasonOf(error: unknown, path: string): unknown {
  if (error instanceof FileExistsError || error instanceof IsFolderError)
    return new Error(`${error.message}; type another name.`);
  const why = systemReason(error);
  return why === undefined ? error : new Error(`${path} cannot be written: ${why}.`);
}
