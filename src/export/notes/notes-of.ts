/** Notes on papers of a library. */

import type { Screening } from '../../hub/decisions/decision.js';
import { countWords } from '../../hub/share.js';
import { networkOf } from '../../library/graph/network.js';
import type { Library } from '../../library/library.js';
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import type { KeyPattern } from '../bibtex/key-pattern.js';
import { libraryKeys } from '../bibtex/library-keys.js';
import type { CslItem } from '../csl.js';
import { cslItems } from '../csl-items.js';
import { type NotesReport, writeNotes } from './folder.js';

/**
 * Writes a note for the hub and each of its papers into a folder that is there. Between two notes it can be left; those written
 * stay.
 * @returns what was written, and whether the library keeps the keys that notes are called by
 */
export function notesOf(
  library: Library,
  hub: WorkNumber,
  papers: readonly WorkNumber[],
  { screening, pattern, folder }: { screening: Screening; pattern: KeyPattern; folder: string },
): { report: NotesReport; kept: boolean } {
  const citing = papers.filter((work) => work !== hub);
  const works = hub === ALL_WORKS ? papers : [hub, ...citing];
  const { keys, kept } = libraryKeys(library, hub, works, { pattern, keep: true });
  const items = cslItems(library, hub, works, screening);
  const { citations } = networkOf(library, hub, citing);
  return { report: writeNotes(folder, heeded(library, items, works.length), keys, citations), kept };
}

/** The items, walked twice: names are found first, then notes are written. */
function heeded(library: Library, items: Iterable<CslItem>, count: number): Iterable<CslItem> {
  let walked = 0;
  return {
    *[Symbol.iterator]() {
      for (const item of items) {
        library.heed(Math.min(1, walked / (2 * count)));
        walked += 1;
        yield item;
      }
    },
  };
}

/** What was done in a folder, as a sentence without its end: the papers that match are one less than the notes where a hub has its own. */
export function notesWords(
  { written, updated, same }: Omit<NotesReport, 'left'>,
  folder: string,
  hub: WorkNumber,
): string {
  const notes = (count: number, kind = ''): string => `${countWords(count)} ${kind}${count === 1 ? 'note' : 'notes'}`;
  const parts = [
    `Wrote ${notes(written, 'new ')}`,
    ...(updated > 0 ? [`brought ${notes(updated)} up to date`] : []),
    ...(same > 0 ? [`found ${notes(same)} as ${same === 1 ? 'it is' : 'they are'}`] : []),
  ];
  return `${parts.join(', ')} in ${folder}${hub === ALL_WORKS ? '' : ', that of the hub among them'}`;
}
