/**
 * Whose word counts: the order of judges, judgements and reviews. It is the reader's to set (hub/judging/judges.ts) and kept in the
 * table `precedence`, since labels in force are. For the order of sources see works/trust.ts.
 */
import { CORRECTED } from '../hub/decisions/decision.js';
import { JUDGE_KINDS } from '../hub/judging/judges.js';

/** Axes as the tables number them: the first of what can be corrected. */
export const AXES = ['role', 'polarity'] as const satisfies readonly (typeof CORRECTED)[number][];

/** The rank of those who are believed in nothing, since the order leaves them out. */
const UNHEARD = 100;

/** The place of a judge or a source of reviews in the order; judge_kind() is this program's. */
export const rankOf = (name: string): string =>
  `coalesce((SELECT rank FROM precedence WHERE kind = judge_kind(${name})), ${UNHEARD})`;

/** Whether a rank is that of somebody who is believed. */
export const isHeard = (rank: string): string => `${rank} < ${UNHEARD}`;

/**
 * What judges said of citations and what the reader corrected, as one table.
 * @param where what holds of `cited`, `citing` and `axis`
 */
export const saidOf = (where: string): string => `
  SELECT cited, citing, axis, labels, confidence, at, via, judges.name AS judge, judges.rank, judgements.id AS said
  FROM judgements JOIN judges ON judges.id = judgements.judge WHERE ${where}
  UNION ALL
  SELECT cited, citing, axis, value, NULL, at, NULL, judge, ${rankOf('judge')}, 0
  FROM (SELECT *, work AS citing FROM corrections WHERE cited > 0) WHERE ${where}`;

/** The judgement in force comes first; of one judge, the newest. */
export const JUDGEMENT_ORDER = 'rank, at DESC, judge, said DESC';

/** Reviews in the order they are believed: by whose they are, then the newest; those without a date come last. */
export const REVIEW_ORDER = `${rankOf('reviews.source')}, reviews.reviewed_at IS NULL, reviews.reviewed_at DESC, reviews.source, reviews.model, reviews.id`;

/**
 * What is in force of a work's reviews and of the reader's corrections of them.
 * @param work SQL for its number
 */
export const reviewedOf = (column: 'verdict' | 'novelty', work: string): string => `(
  SELECT value FROM (
    SELECT ${column} AS value, ${rankOf('source')} AS rank, reviewed_at AS at, source, model, id FROM reviews
    WHERE work = ${work} AND ${column} IS NOT NULL
    UNION ALL
    SELECT value ->> '$', ${rankOf('judge')}, at, judge, NULL, 0 FROM corrections
    WHERE work = ${work} AND cited = 0 AND axis = ${CORRECTED.indexOf(column)}
  ) WHERE ${isHeard('rank')} ORDER BY rank, at IS NULL, at DESC, source, model, id LIMIT 1)`;

/** The order as a new library has it. */
export const USUAL_PRECEDENCE = `
CREATE TABLE precedence(kind TEXT PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO precedence(kind, rank) VALUES ${JUDGE_KINDS.map((kind, rank) => `('${kind}', ${rank})`).join(', ')};
`;
