/** Papers of a library as CSL items. */

import type { Library } from '../library/library.js';
import type { WorkNumber } from '../library/model.js';
import { describedWorks } from '../library/read/bibliographic.js';
import { type CslItem, toCsl } from './csl.js';

/** The items of these papers in their order, read anew at each walk, so that any number of them takes no memory. */
export function cslItems(library: Library, hub: WorkNumber, works: readonly WorkNumber[]): Iterable<CslItem> {
  return {
    *[Symbol.iterator]() {
      for (const work of describedWorks(library, hub, works)) yield toCsl(work);
    },
  };
}
