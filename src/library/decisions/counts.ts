/** How far a hub is screened, in numbers that add up. */
import type { Screening } from '../../hub/decisions/decision.js';
import { type Columns, fromUnread } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { decisionCodes } from './codes.js';

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
  return reading(lib, () =>
    fromUnread(lib, hub, (columns) => {
      const { papers, values } = decisionCodes(lib, columns, screening);
      const counts = { included: 0, excluded: 0, maybe: 0, later: 0, conflict: 0, unscreened: 0 };
      const reasons = new Map<string, number>();
      values.forEach((decision, code) => {
        const count = papers[code]!;
        counts[decision?.status ?? 'unscreened'] += count;
        if (decision?.status !== 'excluded' || count === 0) return;
        const reason = decision.reason ?? '';
        reasons.set(reason, (reasons.get(reason) ?? 0) + count);
      });
      return {
        total: columns.size,
        ...counts,
        reasons: [...reasons]
          .map(([reason, count]) => ({ reason, count }))
          .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
      };
    }),
  );
}

/** Of the papers with a mark, or of all, those that nobody decided on or that are put off. */
export function leftAmong(lib: Library, columns: Columns, screening: Screening, mask: Uint8Array | null): number {
  const { codes, papers, values } = decisionCodes(lib, columns, screening);
  const isLeft = values.map((decision) => decision === undefined || decision.status === 'later');
  if (mask === null) return papers.reduce((sum, count, code) => sum + (isLeft[code] ? count : 0), 0);
  let left = 0;
  for (let place = 0; place < codes.length; place += 1) if (mask[place] !== 0 && isLeft[codes[place]!]) left += 1;
  return left;
}
