/**
 * Reviews of a work. A source may review one several times: what it says with another model or of another time is another
 * review and stands beside the first. Lists print what they have of a review without its date and model: that belongs to the
 * dated review which says the same, and to one of its own only where none does.
 */
import type { ReviewRecord } from '../../hub/record.js';
import { inserting } from '../inserting.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { REVIEW_ORDER } from '../precedence.js';
import { idsOf } from './ids.js';
import { inNameOrder } from './printed.js';

/** A review's fields, without its work and source. */
export type ReviewFields = Omit<ReviewRecord, 'type' | 'work' | 'source'>;

export interface StoredReview {
  id: number;
  source: string;
  fields: ReviewFields;
  via: number | null;
}

interface ReviewRow {
  id: number;
  source: string;
  model: string | null;
  reviewed_at: string | null;
  verdict: string | null;
  novelty: number | null;
  rest: string;
  via: number | null;
}

/** In an order of which the digest of a library depends (digest.ts). */
function fieldsOfRow(row: ReviewRow): ReviewFields {
  const rest = JSON.parse(row.rest) as object;
  return {
    ...(row.verdict !== null && { verdict: row.verdict }),
    ...(row.novelty !== null && { novelty: row.novelty }),
    ...(row.reviewed_at !== null && { reviewedAt: row.reviewed_at }),
    ...(row.model === null ? rest : (JSON.parse(inNameOrder({ ...rest, model: row.model })) as object)),
  };
}

/** The reviews of a work as the table has them, the one to believe first. */
export function storedReviews(lib: Library, work: WorkNumber): StoredReview[] {
  // Most works have one or none, and asking for an order costs more than finding them.
  const few = lib.sql('SELECT * FROM reviews WHERE work = ? LIMIT 2').all(work) as ReviewRow[];
  const found =
    few.length < 2
      ? few
      : (lib.sql(`SELECT * FROM reviews WHERE work = ? ORDER BY ${REVIEW_ORDER}`).all(work) as ReviewRow[]);
  return found.map((row) => ({ id: row.id, source: row.source, fields: fieldsOfRow(row), via: row.via }));
}

/** The reviews of a work, the one to believe first. */
export function reviewsOf(lib: Library, work: WorkNumber): ReviewRecord[] {
  const [id = ''] = idsOf(lib, work);
  return storedReviews(lib, work).map(({ source, fields }) => ({ type: 'review', work: id, source, ...fields }));
}

/** The newest review that a source has dated of a work. */
export function newestReview(lib: Library, work: WorkNumber, source: string): ReviewFields | undefined {
  return storedReviews(lib, work).find((one) => one.source === source && one.fields.reviewedAt !== undefined)?.fields;
}

/** Whether it is what lists print, which have neither date nor model. */
export function isListed({ fields }: StoredReview): boolean {
  return fields.reviewedAt === undefined && fields.model === undefined;
}

/**
 * The one among a source's reviews of a work that these fields tell of.
 * @param stored the one to believe first
 */
export function reviewMeant(stored: readonly StoredReview[], said: ReviewFields): StoredReview | undefined {
  if (said.reviewedAt !== undefined)
    return (
      stored.find(({ fields }) => isOfOneTime(fields, said)) ??
      stored.find(({ fields }) => fields.reviewedAt === undefined && agree(fields, said))
    );
  const dated = stored.find(({ fields }) => fields.reviewedAt !== undefined && agree(fields, said));
  return dated ?? stored.find(({ fields }) => fields.reviewedAt === undefined && isOfOneModel(fields, said));
}

function isOfOneModel(a: ReviewFields, b: ReviewFields): boolean {
  return a.model === undefined || b.model === undefined || a.model === b.model;
}

/** Times are as exact as where they stand: a page has minutes where an answer has seconds. */
function isOfOneTime(a: ReviewFields, b: ReviewFields): boolean {
  if (a.reviewedAt === undefined || b.reviewedAt === undefined || !isOfOneModel(a, b)) return false;
  const [one, other] = [a.reviewedAt, b.reviewedAt].map((time) => time.replace(/Z$/u, ''));
  return one!.startsWith(other!) || other!.startsWith(one!);
}

/** Whether no field says something else in one than in the other. */
function agree(a: ReviewFields, b: ReviewFields): boolean {
  const [one, other] = [a, b] as Record<string, unknown>[];
  return Object.keys(one!).every(
    (field) => other![field] === undefined || JSON.stringify(one![field]) === JSON.stringify(other![field]),
  );
}

const COLUMNS = ['work', 'source', 'model', 'reviewed_at', 'verdict', 'novelty', 'rest', 'via'];
const addReview = inserting('reviews', COLUMNS);
const SET_REVIEW = `UPDATE reviews SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

/** Enters a review, or puts these fields in the place of those it had. @returns its number */
export function putReview(
  lib: Library,
  work: WorkNumber,
  { id, source, fields, via }: Omit<StoredReview, 'id'> & { id?: number },
): number {
  const { model, reviewedAt, verdict, novelty, ...rest } = fields;
  const values = [
    work,
    source,
    model ?? null,
    reviewedAt ?? null,
    verdict ?? null,
    novelty ?? null,
    inNameOrder(rest),
    via,
  ];
  if (id === undefined) return Number(addReview(lib, values).lastInsertRowid);
  lib.sql(SET_REVIEW).run(...values, id);
  return id;
}

/** After two works became one: what both had of a review becomes one of it; what the older says of it holds. */
export function foldReviews(lib: Library, work: WorkNumber): void {
  const kept: StoredReview[] = [];
  for (const review of storedReviews(lib, work).sort((a, b) => a.id - b.id)) {
    const own = kept.filter(({ source }) => source === review.source);
    const meant = reviewMeant(own, review.fields);
    if (meant === undefined) {
      kept.push(review);
      continue;
    }
    meant.fields = { ...review.fields, ...meant.fields };
    if (meant.via !== review.via) meant.via = null;
    putReview(lib, work, meant);
    lib.sql('DELETE FROM reviews WHERE id = ?').run(review.id);
  }
}
