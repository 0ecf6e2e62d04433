/** Of which citing papers verdict and novelty are known, and of which they are still to be asked for. */
import { splitId } from '../../hub/ids/identifier.js';
import type { HubLibraryRecord, Id, ReviewRecord } from '../../hub/record.js';
import { labelToken } from '../../hub/vocabulary.js';
import type { FetchOptions, Verdict } from '../page.js';

export interface Queue {
  /** arXiv ids of papers to ask for. */
  reviews: string[];
  /** Those told of before, or asked for. */
  told: string[];
}

export function citingIn(records: readonly HubLibraryRecord[]): Id[] {
  return [...new Set(records.flatMap((record) => (record.type === 'citation' ? [record.citing] : [])))];
}

/** Whether a record tells of a work verdict and novelty, which not every page of a review prints. */
export function tellsBoth(record: HubLibraryRecord): record is ReviewRecord {
  return record.type === 'review' && record.verdict !== undefined && record.novelty !== undefined;
}

/**
 * Takes those out of whom both are told, and puts in those of a list of whom they are not.
 * @param reviewed what is known of a paper's newest dated review
 */
export function queueReviews(
  queue: Queue,
  records: readonly HubLibraryRecord[],
  isList: boolean,
  reviewed: FetchOptions['reviewed'],
): void {
  const told = records.filter(tellsBoth).filter((review) => !isNewer(review, reviewed?.(review.work)));
  const known = new Set([...told.flatMap(({ work }) => arxivOf(work)), ...queue.told]);
  const more = isList ? citingIn(records).flatMap(arxivOf) : [];
  queue.reviews = [...new Set([...queue.reviews, ...more])].filter((id) => !known.has(id));
  queue.told = [...known];
}

/** Whether a list prints another verdict or novelty than a review from before. */
function isNewer({ verdict, novelty, reviewedAt }: ReviewRecord, before: Verdict | undefined): boolean {
  if (reviewedAt !== undefined || before === undefined) return false;
  return (
    (before.verdict !== undefined && before.verdict !== labelToken(verdict ?? '')) ||
    (before.novelty !== undefined && before.novelty !== novelty)
  );
}

function arxivOf(id: Id): string[] {
  const { scheme, value } = splitId(id);
  return scheme === 'arxiv' ? [value] : [];
}
