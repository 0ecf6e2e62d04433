/** Writing to a library beside imports. */
import { unwatch, watch } from '../change-triggers.js';
import { deriveCorrected, deriveListed, deriveStale, staleWorks } from '../derived/derive.js';
import { explained } from '../error.js';
import { type Library, partly, reading } from '../library.js';
import type { WorkNumber } from '../model.js';

/**
 * Writes in one transaction, and derives what follows.
 * @param arrays `replaced`: `stale` is told of every paper that is otherwise than before
 */
export function mending<T>(
  lib: Library,
  arrays: 'anew' | 'replaced',
  mend: (stale: { add(work: WorkNumber): void; remove(work: WorkNumber): void }) => T,
): T {
  return reading(lib, () => {
    try {
      return lib.db
        .transaction(() => {
          unwatch(lib.db);
          const stale = staleWorks(lib);
          const result = mend({ add: (work) => stale.add(work, true), remove: stale.remove });
          lib.heed(0.3);
          deriveCorrected(lib, stale);
          deriveListed(lib);
          lib.heed(0.5);
          partly(lib, 0.5, 1, () => deriveStale(lib, arrays));
          watch(lib.db);
          // The last moment at which it can be left.
          lib.heed(1);
          return result;
        })
        .immediate();
    } catch (error) {
      throw explained(error, lib.file);
    } finally {
      lib.cache.clear();
    }
  });
}
