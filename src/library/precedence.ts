/** Whose word counts: the order of judges, judgements and reviews. For that of sources see works/trust.ts. */
import type { ServiceName } from '../hub/services.js';

/** Axes as the tables number them. */
export const AXES = ['role', 'polarity'] as const;

/** Whom to believe first: a person, the site itself, a labelled corpus, Semantic Scholar, anybody else, a computation. */
export function judgeRank(judge: string): number {
  if (judge === 'human' || judge.startsWith('human:')) return 0;
  if (judge === ('pith' satisfies ServiceName)) return 1;
  if (judge.startsWith('labelled:')) return 2;
  if (judge === ('semantic-scholar' satisfies ServiceName)) return 3;
  return judge === 'computed' || judge.startsWith('computed:') ? 5 : 4;
}

/** The judgement in force comes first; of one judge, the newest. */
export const JUDGEMENT_ORDER = 'judges.rank, judgements.at DESC, judges.name, judgements.id DESC';

/** Reviews in the order they are believed: the site's own first, then the newest; those without a date come last. */
export const REVIEW_ORDER =
  "reviews.source <> 'pith', reviews.reviewed_at IS NULL, reviews.reviewed_at DESC, reviews.source, reviews.model, reviews.id";
