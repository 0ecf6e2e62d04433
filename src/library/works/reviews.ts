/** Reviews of a work, from the table to records. */
import type { ReviewRecord } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { REVIEW_ORDER } from '../precedence.js';
import { idsOf } from './ids.js';

export interface ReviewRow {
  verdict: string | null;
  novelty: number | null;
  reviewed_at: string | null;
  rest: string;
}

/** A review's fields as records have them, without its work and source. */
export function reviewFields(row: ReviewRow): Omit<ReviewRecord, 'type' | 'work' | 'source'> {
  return {
    ...(row.verdict !== null && { verdict: row.verdict }),
    ...(row.novelty !== null && { novelty: row.novelty }),
    ...(row.reviewed_at !== null && { reviewedAt: row.reviewed_at }),
    ...(JSON.parse(row.rest) as object),
  };
}

/** The reviews of a work, the one to believe first. */
export function reviewsOf(lib: Library, work: WorkNumber): ReviewRecord[] {
  const [id = ''] = idsOf(lib, work);
  const found = lib.sql(`SELECT * FROM reviews WHERE work = ? ORDER BY ${REVIEW_ORDER}`).all(work) as (ReviewRow & {
    source: string;
  })[];
  return found.map((review) => ({ type: 'review', work: id, source: review.source, ...reviewFields(review) }));
}
