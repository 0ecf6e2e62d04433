/** How far a hub is screened, in numbers that add up. */
import type { Screening } from '../../hub/decisions/decision.js';
import { columnsOf, placeOf } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { decisionsIn } from './live.js';

/** Of the citing papers at hand; all but `total` and `reasons` together make the total. */
export interface ScreeningCounts {
  total: number;
  included: number;
  excluded: number;
  maybe: number;
  later: number;
  conflict: number;
  unscreened: number;
  /** Of the excluded, by reason, the most frequent first; '' for those without one. */
  reasons: { reason: string; count: number }[];
}

export function countsOf(lib: Library, screening: Screening, hub: WorkNumber): ScreeningCounts {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const counts = { included: 0, excluded: 0, maybe: 0, later: 0, conflict: 0 };
    const reasons = new Map<string, number>();
    let screened = 0;
    for (const [work, decision] of decisionsIn(lib, screening).values) {
      if (placeOf(columns, work) < 0) continue;
      screened += 1;
      counts[decision.status] += 1;
      if (decision.status !== 'excluded') continue;
      const reason = decision.reason ?? '';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return {
      total: columns.size,
      ...counts,
      unscreened: columns.size - screened,
      reasons: [...reasons]
        .map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    };
  });
}
