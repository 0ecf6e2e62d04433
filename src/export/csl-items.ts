/** Papers of a library as CSL items. */

import type { Screening } from '../hub/decisions/decision.js';
import { decisionsIn, marksOf } from '../library/decisions/live.js';
import { ownScreening } from '../library/decisions/screening.js';
import type { Library } from '../library/library.js';
import type { WorkNumber } from '../library/model.js';
import { describedWorks, printedWorks } from '../library/read/bibliographic.js';
import { NOTHING_SAID, type ReaderSaid, toCsl } from './csl.js';
import type { ItemsToPrint } from './printed.js';

/**
 * The items of these papers in their order, read anew at each walk, so that any number of them takes no memory.
 * @param screening whose decisions they carry
 * @param abstracts they have abstracts, too, for which few formats have a place
 */
export function cslItems(
  library: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  screening: Screening = ownScreening(library, hub),
  abstracts = false,
): ItemsToPrint {
  return {
    *[Symbol.iterator]() {
      const said = readerSaid(library, screening);
      let at = 0;
      for (const described of describedWorks(library, hub, works, abstracts)) {
        yield toCsl(described, said(works[at]!));
        at += 1;
      }
    },
    printed(print) {
      const said = readerSaid(library, screening);
      return printedWorks(library, hub, works, abstracts, (described, at) =>
        print(toCsl(described, said(works[at]!)), at),
      );
    },
  };
}

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
