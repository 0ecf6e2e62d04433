/** The services that list who cites a paper, and by which names each can be asked. */
import { splitId } from '../hub/identifier.js';
import type { Id } from '../hub/record.js';
import type { Client } from './http/client.js';
import type { ServiceName } from './http/services.js';
import { fetchOpenAlexCitations } from './openalex/fetch.js';
import { fetchOpenCitationsCitations } from './opencitations/fetch.js';
import type { FetchOptions, Page } from './page.js';
import { fetchPithCitations } from './pith/fetch.js';
import { fetchSemanticScholarCitations } from './semantic-scholar/fetch.js';

export interface CitingService {
  /** Schemes of names it takes, the best first. */
  schemes: readonly string[];
  fetch(client: Client, ref: Id, options: FetchOptions): AsyncGenerator<Page>;
}

export const CITING_SERVICES = {
  'semantic-scholar': {
    schemes: ['s2', 'arxiv', 'doi', 'corpus', 'pmid', 'pmcid', 'mag', 'acl'],
    fetch: fetchSemanticScholarCitations,
  },
  openalex: { schemes: ['openalex', 'doi', 'arxiv', 'pmid', 'pmcid', 'mag'], fetch: fetchOpenAlexCitations },
  opencitations: { schemes: ['doi', 'arxiv', 'pmid', 'omid'], fetch: fetchOpenCitationsCitations },
  pith: { schemes: ['uuid', 'arxiv'], fetch: fetchPithCitations },
} as const satisfies Partial<Record<ServiceName, CitingService>>;

export type CitingServiceName = keyof typeof CITING_SERVICES;
export const CITING_SERVICE_NAMES = Object.keys(CITING_SERVICES) as CitingServiceName[];

/**
 * Whom to ask about a paper where nobody says: for a name of Pith's, Pith. Else Semantic Scholar, which has roles and
 * sentences, then OpenAlex, whose lists are complete.
 */
export function usualServices(ref: Id): CitingServiceName[] {
  return ['uuid', 'pith'].includes(splitId(ref).scheme) ? ['pith'] : ['semantic-scholar', 'openalex'];
}

/** The one of a paper's names to ask a service by, the asked one if it takes that; undefined where it takes none. */
export function nameFor(service: CitingServiceName, asked: Id, names: readonly Id[]): Id | undefined {
  const { schemes } = CITING_SERVICES[service];
  const all = [asked, ...schemes.flatMap((scheme) => names.filter((name) => splitId(name).scheme === scheme))];
  return all.find((name) => (schemes as readonly string[]).includes(splitId(name).scheme));
}
