/** What was decided of papers, as further fields of their rows. */
import { reviewName } from '../../../export/flow/remarks.js';
import { reviewScreening, type Screening } from '../../../hub/decisions/decision.js';
import { decisionsIn, marksOf } from '../../../library/decisions/live.js';
import { readingList } from '../../../library/decisions/reading-list.js';
import { begunReviews } from '../../../library/decisions/reviews.js';
import { ownScreening } from '../../../library/decisions/screening.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import { listWords } from '../../../text/list-words.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';

export const DECIDED_FIELDS = ['status', 'reason', 'starred', 'tags', 'note', 'toRead'] as const;

/** The screening that --review names, else the hub's own. */
export function screeningAsked(library: Library, hub: WorkNumber, { values }: Pick<Invocation, 'values'>): Screening {
  const review = values.get('review')?.[0];
  return review === undefined ? ownScreening(library, hub) : reviewScreening(review);
}

/** Most reviews that are named where none is meant. */
const MOST_NAMED = 20;

/** @throws UserError (exit code 1) for a named review in which nothing was ever decided: who reads in it mistyped its name. */
export function mustBeBegun(library: Library, screening: Screening): void {
  if (!screening.startsWith('review:')) return;
  const begun = begunReviews(library);
  if (begun.includes(screening)) return;
  const others = begun.slice(0, MOST_NAMED).map(reviewName);
  const known =
    others.length === 0
      ? 'no review has a name here'
      : `there ${others.length > 1 ? 'are' : 'is'} ${listWords(others, 'and')}`;
  throw new UserError(`Nothing is decided yet in ${reviewName(screening)}; ${known}.`, EXIT.nothing);
}

/** As screeningAsked, for what only reads. @throws UserError as mustBeBegun does */
export function screeningRead(library: Library, hub: WorkNumber, invocation: Pick<Invocation, 'values'>): Screening {
  const screening = screeningAsked(library, hub, invocation);
  mustBeBegun(library, screening);
  return screening;
}

type Decided = Readonly<Record<(typeof DECIDED_FIELDS)[number], unknown>>;

/** Of a paper that the reader did nothing to, as of nearly all. */
export const UNDECIDED: Decided = { status: null, reason: null, starred: false, tags: [], note: null, toRead: null };

/** What was decided of each paper; what nobody said is null, and of whom nobody said anything UNDECIDED. */
export function decidedFields(library: Library, screening: Screening): (work: WorkNumber) => Decided {
  const decisions = decisionsIn(library, screening).values;
  const stars = marksOf(library, 'star').values;
  const tags = marksOf(library, 'tag').values;
  const notes = marksOf(library, 'note').values;
  const reading = new Map(readingList(library).map((work, at) => [work, at + 1]));
  const all = [decisions, stars, tags, notes, reading];
  return (work) => {
    if (all.every((said) => !said.has(work))) return UNDECIDED;
    const decision = decisions.get(work);
    return {
      status: decision?.status ?? null,
      reason: decision?.status === 'excluded' ? (decision.reason ?? null) : null,
      starred: stars.has(work),
      tags: tags.get(work) ?? [],
      note: notes.get(work) ?? null,
      toRead: reading.get(work) ?? null,
    };
  };
}
