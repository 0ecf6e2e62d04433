/** Whose word counts where sources describe a work differently: the order of sources, field by field. */
import { SERVICE_NAMES, SERVICES, type ServiceName } from '../../hub/services.js';
import type { WorkField } from './fields.js';

/** Services from the most trusted on: who registers publications, who holds the text, who gathers from others. */
const TRUSTED = SERVICE_NAMES.toSorted((a, b) => SERVICES[a].trust - SERVICES[b].trust);

/** Whom to ask first about a field, before the rest in their order. */
const BEST: Partial<Record<WorkField, readonly ServiceName[]>> = {
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
  const order: readonly string[] = [...new Set([...(BEST[field] ?? []), ...TRUSTED])];
  const place = order.indexOf(source);
  return place < 0 ? order.length : place;
}

/** Fields that say where and when a version was published: those of the published version come first. */
export function isVersionField(field: WorkField): boolean {
  return FROM_ONE_VERSION.includes(field) || field === 'date' || field === 'url';
}

/** Fields that make sense only together: they are never taken from a preprint where the published version is described. */
export const FROM_ONE_VERSION: readonly WorkField[] = ['venue', 'kind', 'volume', 'issue', 'pages', 'publisher'];
