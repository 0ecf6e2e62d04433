/**
 * Whose word counts: the order of judges, judgements and reviews. It is the reader's to set (hub/judging/judges.ts) and kept in the
 * table `precedence`, since labels in force are. For the order of sources see works/trust.ts.
 */
import { JUDGE_KINDS } from '../hub/judging/judges.js';

/** Axes as the tables number them. */
export const AXES = ['role', 'polarity'] as const;

/** The rank of those who are believed in nothing, since the order leaves them out. */
const UNHEARD = 100;

/** The place of a judge or a source of reviews in the order; judge_kind() is this program's. */
export const rankOf = (name: string): string =>
  `coalesce((SELECT rank FROM precedence WHERE kind = judge_kind(${name})), ${UNHEARD})`;

/** Whether a rank is that of somebody who is believed. */
export const isHeard = (rank: string): string => `${rank} < ${UNHEARD}`;

/** The judgement in force comes first; of one judge, the newest. */
export const JUDGEMENT_ORDER = 'judges.rank, judgements.at DESC, judges.name, judgements.id DESC';

/** Reviews in the order they are believed: by whose they are, then the newest; those without a date come last. */
export const REVIEW_ORDER = `${rankOf('reviews.source')}, reviews.reviewed_at IS NULL, reviews.reviewed_at DESC, reviews.source, reviews.model, reviews.id`;

/** The order as a new library has it. */
export const USUAL_PRECEDENCE = `
CREATE TABLE precedence(kind TEXT PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO precedence(kind, rank) VALUES ${JUDGE_KINDS.map((kind, rank) => `('${kind}', ${rank})`).join(', ')};
`;
