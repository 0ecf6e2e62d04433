/** Whose word counts: the order of judges, judgements, reviews, and of sources where they describe a work differently. */
import type { WorkField } from './works/fields.js';

/** Axes as the tables number them. */
export const AXES = ['role', 'polarity'] as const;

/** Whom to believe first: a person, the site itself, a labelled corpus, Semantic Scholar, anybody else, a computation. */
export function judgeRank(judge: string): number {
  if (judge === 'human' || judge.startsWith('human:')) return 0;
  if (judge === 'pith') return 1;
  if (judge.startsWith('labelled:')) return 2;
  if (judge === 'semantic-scholar') return 3;
  return judge === 'computed' || judge.startsWith('computed:') ? 5 : 4;
}

/** The judgement in force comes first; of one judge, the newest. */
export const JUDGEMENT_ORDER = 'judges.rank, judgements.at DESC, judges.name, judgements.id DESC';

/** Reviews in the order they are believed: the site's own first, then the newest. */
export const REVIEW_ORDER =
  "reviews.source <> 'pith', reviews.reviewed_at IS NULL, reviews.reviewed_at DESC, reviews.source";

/** Sources from the most trusted on: who registers publications, who holds the text, who gathers from others. */
const TRUSTED = ['crossref', 'arxiv', 'openalex', 'semantic-scholar', 'opencitations', 'pith'];
/** Whom to ask first about a field, before the rest in their order. */
const BEST: Partial<Record<WorkField, readonly string[]>> = {
  // arXiv's own classes; others guess at subjects.
  category: ['arxiv', 'pith'],
  // Journals cut abstracts and set them anew; arXiv has them as they were written.
  abstract: ['arxiv'],
  summary: ['pith', 'semantic-scholar'],
  // Crossref counts only citations between its own members.
  citedBy: ['semantic-scholar', 'openalex', 'opencitations'],
};

/** A smaller number for a source trusted more in a field; files of no known service come last. */
export function trustOf(field: WorkField, source: string): number {
  const order = [...new Set([...(BEST[field] ?? []), ...TRUSTED])];
  const place = order.indexOf(source);
  return place < 0 ? order.length : place;
}

/** Fields that say where and when a version was published: those of the published version come first. */
export function isVersionField(field: WorkField): boolean {
  return FROM_ONE_VERSION.includes(field) || field === 'date' || field === 'url';
}

/** Fields that make sense only together: they are never taken from a preprint where the published version is described. */
export const FROM_ONE_VERSION: readonly WorkField[] = ['venue', 'kind', 'volume', 'issue', 'pages', 'publisher'];
