/** How each service of the table (hub/services.ts) is asked for a list or a description, and whom and by which id to ask. */
import { splitId } from '../hub/ids/identifier.js';
import type { Id } from '../hub/record.js';
import {
  type DescribingServiceName,
  LISTING_SERVICES,
  type ListingServiceName,
  ownSchemes,
  SERVICES,
  type Service,
  serviceOf,
} from '../hub/services.js';
import { ARXIV_BATCH, fetchArxivWorks } from './arxiv/fetch.js';
import { CROSSREF_BATCH, fetchCrossrefWorks } from './crossref/fetch.js';
import type { Client } from './http/client.js';
import { fetchOpenAlexCitations, OPENALEX_PAGE } from './openalex/fetch.js';
import { fetchOpenCitationsCitations, OPENCITATIONS_MOST } from './opencitations/fetch.js';
import type { FetchOptions, Page } from './page.js';
import { fetchPithCitations } from './pith/fetch.js';
import { fetchSemanticScholarCitations, SEMANTIC_SCHOLAR_PAGE } from './semantic-scholar/fetch.js';

/** Reads the list of who cites a paper, page by page. */
type ListFetcher = (client: Client, id: Id, options: FetchOptions) => AsyncGenerator<Page>;

export const LIST_FETCHERS: Record<ListingServiceName, ListFetcher> = {
  'semantic-scholar': fetchSemanticScholarCitations,
  openalex: fetchOpenAlexCitations,
  opencitations: fetchOpenCitationsCitations,
  pith: fetchPithCitations,
};

/** Papers that one answer of a service lists; undefined where that differs. */
export function papersPerRequest(service: ListingServiceName): number | undefined {
  return {
    'semantic-scholar': SEMANTIC_SCHOLAR_PAGE,
    openalex: OPENALEX_PAGE,
    opencitations: OPENCITATIONS_MOST,
    pith: undefined,
  }[service];
}

/** Describes papers, at most `batch` in one question. */
interface Describer {
  batch: number;
  fetch(client: Client, ids: readonly Id[], options: { signal?: AbortSignal }): AsyncGenerator<Page>;
}

export const DESCRIBERS: Record<DescribingServiceName, Describer> = {
  arxiv: { batch: ARXIV_BATCH, fetch: fetchArxivWorks },
  crossref: { batch: CROSSREF_BATCH, fetch: fetchCrossrefWorks },
};

/** Whom to ask about a paper where nobody says: Pith for an id of its own, else those the table says. */
export function usualServices(id: Id): ListingServiceName[] {
  if ((ownSchemes('pith') as readonly string[]).includes(splitId(id).scheme)) return ['pith'];
  return LISTING_SERVICES.filter((name) => (serviceOf(name) as Service).lists?.usual);
}

/** The one of a paper's ids to ask a service by, the asked one if it takes that; undefined where it takes none. */
export function idFor(service: ListingServiceName, asked: Id, ids: readonly Id[]): Id | undefined {
  const schemes: readonly string[] = SERVICES[service].lists.schemes;
  const all = [asked, ...schemes.flatMap((scheme) => ids.filter((id) => splitId(id).scheme === scheme))];
  return all.find((id) => schemes.includes(splitId(id).scheme));
}
