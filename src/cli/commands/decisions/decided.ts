/** What was decided of papers, as further fields of their rows. */
import { reviewScreening, type Screening } from '../../../hub/decisions/decision.js';
import { decisionsIn, marksOf } from '../../../library/decisions/live.js';
import { ownScreening } from '../../../library/decisions/screening.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import type { Invocation } from '../../arguments.js';

export const DECIDED_FIELDS = ['status', 'reason', 'starred', 'tags', 'note'] as const;

/** The screening that --review names, else the hub's own. */
export function screeningAsked(library: Library, hub: WorkNumber, { values }: Pick<Invocation, 'values'>): Screening {
  const review = values.get('review')?.[0];
  return review === undefined ? ownScreening(library, hub) : reviewScreening(review);
}

/** What was decided of each paper; what nobody said is null. */
export function decidedFields(
  library: Library,
  screening: Screening,
): (work: WorkNumber) => Record<(typeof DECIDED_FIELDS)[number], unknown> {
  const decisions = decisionsIn(library, screening).values;
  const stars = marksOf(library, 'star').values;
  const tags = marksOf(library, 'tag').values;
  const notes = marksOf(library, 'note').values;
  return (work) => {
    const decision = decisions.get(work);
    return {
      status: decision?.status ?? null,
      reason: decision?.status === 'excluded' ? (decision.reason ?? null) : null,
      starred: stars.has(work),
      tags: tags.get(work) ?? [],
      note: notes.get(work) ?? null,
    };
  };
}
