/** Writing to a library beside imports. */
import { unwatch, watch } from '../change-triggers.js';
import { deriveCorrected, deriveListed, deriveStale, staleWorks } from '../derived/derive.js';
import { explained } from '../error.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';

/** Writes in one transaction, and derives what follows. */
export function mending<T>(lib: Library, mend: (stale: { add(work: WorkNumber): void }) => T): T {
  return reading(lib, () => {
    try {
      return lib.db
        .transaction(() => {
          unwatch(lib.db);
          const stale = staleWorks(lib);
          const result = mend({ add: (work) => stale.add(work, true) });
          deriveCorrected(lib, stale);
          deriveListed(lib);
          deriveStale(lib);
          watch(lib.db);
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
