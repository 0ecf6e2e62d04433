/** What the screens hand out of the library: entries, keys, files. */

import { DEFAULT_KEY_PATTERN } from '../../export/bibtex/key-pattern.js';
import { libraryKeys } from '../../export/bibtex/library-keys.js';
import type { MergeResult } from '../../export/bibtex/merge.js';
import { mergeIntoFile } from '../../export/bibtex/merge-file.js';
import { cslItems } from '../../export/csl-items.js';
import { FORMATS } from '../../export/formats.js';
import { FileLockedError } from '../../files/lock.js';
import { systemReason } from '../../files/system-error.js';
import { FileExistsError, IsFolderError, writeWhole } from '../../files/write-whole.js';
import type { Screening } from '../../hub/decisions/decision.js';
import { countWords } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import { keysOf } from '../../library/reader/citation-keys.js';
import type { How, Services } from './services.js';
import { resolveTyped } from './typed-path.js';

/** @param screening whose decisions go along */
export function exportServices(
  library: Library,
  screening: (hub: WorkNumber) => Screening,
): Pick<Services, 'exported' | 'keys' | 'write' | 'append'> {
  const keysFor = (hub: WorkNumber, papers: readonly WorkNumber[]): string[] => libraryKeys(library, hub, papers).keys;
  const pieces = (hub: WorkNumber, papers: readonly WorkNumber[], how: How, warn: () => void): Iterable<string> => {
    const format = FORMATS.find(({ name }) => name === how.format)!;
    return format.write(
      cslItems(library, hub, papers, screening(hub)),
      { annotate: how.annotate, keys: keysFor(hub, papers) },
      warn,
    );
  };
  return {
    exported: (hub, ids, how) => [...pieces(hub, [...ids], how, () => {})].join(''),
    keys: (hub, ids) => keysFor(hub, [...ids]),
    write(path, hub, ids, how, overwrite) {
      const papers = [...ids];
      let warnings = 0;
      const text = pieces(hub, papers, how, () => {
        warnings++;
      });
      try {
        writeWhole(resolveTyped(path), text, overwrite);
      } catch (error) {
        throw new Error(reasonOf(error, path));
      }
      const count = papers.length === 1 ? '1 paper' : `${countWords(papers.length)} papers`;
      const noted = warnings === 0 ? '' : `; ${countWords(warnings)} notes: pith-tui export prints them`;
      return `Wrote ${count} to ${path}${noted}.`;
    },
    append(path, hub, ids, { annotate }) {
      const papers = [...ids];
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
        throw new Error(error instanceof FileLockedError ? error.message : reasonOf(error, path));
      }
      if (!result.ok) {
        throw new Error(
          `${path}, line ${result.line}, column ${result.column}: ${result.message}; it is left as it was.`,
        );
      }
      const added = result.report.papers.filter(({ kind }) => kind === 'added').length;
      const present = result.report.papers.filter(({ kind }) => kind === 'present').length;
      return `Added ${countWords(added)} to ${path}; ${countWords(present)} were there already.`;
    },
  };
}

/** Why a file could not be written, as a sentence. */
function reasonOf(error: unknown, path: string): string {
  if (error instanceof FileExistsError || error instanceof IsFolderError) return `${error.message}; type another name.`;
  return `${path} cannot be written: ${systemReason(error) ?? 'the system refused'}.`;
}
