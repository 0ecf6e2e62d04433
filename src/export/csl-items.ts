/** Papers of a library as CSL items. */

import type { Screening } from '../hub/decisions/decision.js';
import { decisionsIn, marksOf } from '../library/decisions/live.js';
import { ownScreening } from '../library/decisions/screening.js';
import type { Library } from '../library/library.js';
import type { WorkNumber } from '../library/model.js';
import { describedWorks, printedWorks } from '../library/read/bibliographic.js';
import type { Helping } from '../library/read/printing/printing.js';
import { NOTHING_SAID, type ReaderSaid, toCsl } from './csl.js';
import type { CslItems, EntryOrder } from './entries.js';

/**
 * The items of these papers in their order, read anew at each walk, so that any number of them takes no memory.
 * @param screening whose decisions they carry
 * @param abstracts they have abstracts, too, for which few formats have a place
 * @param help finds who prints a part of them, where there are many
 */
export function cslItems(
  library: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  screening: Screening = ownScreening(library, hub),
  abstracts = false,
  help?: Helping<ItemsOrder>,
): CslItems {
  return {
    *[Symbol.iterator]() {
      const said = readerSaid(library, screening);
      let at = 0;
      for (const described of describedWorks(library, hub, works, abstracts)) {
        yield toCsl(described, said(works[at]!));
        at += 1;
      }
    },
    printed(print, told) {
      const said = readerSaid(library, screening);
      const helped =
        help &&
        told &&
        (() =>
          help({ kind: 'items', hub, abstracts, ...told.order }, works.length, {
            of: (some, places): ItemsBeside => ({
              beside: some.map((work, at) => told.beside?.(places[at]!, work)),
              said: some.flatMap((work, at) => {
                const one = said(work);
                return one === NOTHING_SAID ? [] : [[at, one]];
              }),
            }),
            heard(notes) {
              for (const [at, noted] of notes as ItemNotes) told.heard?.(at, noted);
            },
          }));
      return printedWorks(
        library,
        hub,
        works,
        abstracts,
        (described, at, room) => print(toCsl(described, said(works[at]!)), at, room),
        helped,
      );
    },
  };
}

/** Says which items of a library are printed, and as what: plain data, as is all that follows. */
export interface ItemsOrder extends EntryOrder {
  kind: 'items';
  hub: WorkNumber;
  abstracts: boolean;
}

/** What is to be known of some items besides: of each what the format asks for; and by their places among them those of which something is said. */
export interface ItemsBeside {
  beside: readonly unknown[];
  said: readonly (readonly [at: number, said: ReaderSaid])[];
}

/** What was noted of items, by their places among all. */
export type ItemNotes = readonly (readonly [at: number, noted: unknown])[];

/** What the reader decided and noted of a work. */
function readerSaid(library: Library, screening: Screening): (work: WorkNumber) => ReaderSaid {
  const decisions = decisionsIn(library, screening).values;
  const [stars, tags, notes] = [marksOf(library, 'star'), marksOf(library, 'tag'), marksOf(library, 'note')];
  return (work) => {
    const decision = decisions.get(work);
    if (decision === undefined && !stars.values.has(work) && !tags.values.has(work) && !notes.values.has(work))
      return NOTHING_SAID;
    const reason = decision !== undefined && 'reason' in decision ? decision.reason : undefined;
    const [own, note] = [tags.values.get(work), notes.values.get(work)];
    return {
      ...(decision !== undefined && { status: decision.status }),
      ...(reason !== undefined && { reason }),
      ...(stars.values.has(work) && { starred: true }),
      ...(own !== undefined && { tags: own }),
      ...(note !== undefined && { readersNote: note }),
    };
  };
}
