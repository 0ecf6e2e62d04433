/** The order where nobody asks for another: that of hub pages, novelty and then date, both falling, then title. */
import type { Sort } from '../../../query/query.js';
import { type Columns, cachedIn } from '../../derived/columns.js';
import type { Order } from '../../derived/orders.js';
import { type Library, reading } from '../../library.js';
import { ALL_WORKS } from '../../model.js';
import { isHeard, rankOf } from '../../precedence.js';

export const NEWEST = { key: 'date', descending: true } as const satisfies Sort;

/**
 * Novelty where a review gives any paper of the hub one, else date. What the reader says of a paper has no say in this: a hub is
 * not to change its order while it is screened.
 */
export function unasked(lib: Library, columns: Columns): Sort {
  return isReviewed(lib, columns) ? { key: 'novelty', descending: true } : NEWEST;
}

const hasNovelty = ({ values }: Columns): boolean => values.novelty.some((value) => value !== null);

function isReviewed(lib: Library, columns: Columns): boolean {
  if (!hasNovelty(columns)) return false;
  return cachedIn(columns, 'novelty by reviews', () =>
    reading(
      lib,
      () =>
        lib
          .sql(
            `SELECT EXISTS (SELECT 1 FROM reviews WHERE novelty IS NOT NULL AND ${isHeard(rankOf('source'))}
             AND (@hub = ${ALL_WORKS} OR EXISTS (SELECT 1 FROM citations WHERE citing = reviews.work AND cited = @hub)))`,
          )
          .pluck()
          .get({ hub: columns.hub }) === 1,
    ),
  );
}

/** The stored order that this is; undefined where it is worked out. */
export function storedUnasked(lib: Library, columns: Columns): Order | undefined {
  return isReviewed(lib, columns) ? null : storedNewest(lib, columns);
}

/** The stored order that is the newest first: of hub pages where nothing has a novelty; undefined where it is worked out. */
export function storedNewest(lib: Library, columns: Columns): Order | undefined {
  if (isReviewed(lib, columns)) return NEWEST;
  return hasNovelty(columns) ? undefined : null;
}

/** The newest first; where the order of hub pages is that, those of one day by title, whatever novelty the reader gives a paper. */
export function newestFirst(lib: Library, columns: Columns): Int32Array {
  const stored = storedNewest(lib, columns);
  if (stored !== undefined) return columns.order(stored);
  return cachedIn(columns, 'newest by title', () => {
    const byTitle = columns.order({ key: 'title', descending: false });
    const age = columns.age();
    let oldest = 0;
    for (let i = 0; i < age.length; i += 1) oldest = Math.max(oldest, age[i]!);
    const starts = new Int32Array(oldest + 2);
    for (let i = 0; i < byTitle.length; i += 1) starts[age[i]! + 1]! += 1;
    for (let i = 1; i < starts.length; i += 1) starts[i]! += starts[i - 1]!;
    const order = new Int32Array(byTitle.length);
    for (const place of byTitle) {
      order[starts[age[place]!]!] = place;
      starts[age[place]!]! += 1;
    }
    return order;
  });
}
