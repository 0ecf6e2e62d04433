/** The services that list no citations, but describe papers by their names. */
import type { Id } from '../hub/record.js';
import { ARXIV_BATCH, fetchArxivWorks } from './arxiv/fetch.js';
import { CITING_SERVICE_NAMES, type CitingServiceName } from './citing.js';
import { CROSSREF_BATCH, fetchCrossrefWorks } from './crossref/fetch.js';
import type { Client } from './http/client.js';
import type { ServiceName } from './http/services.js';
import type { Page } from './page.js';

export interface DescribingService {
  /** The scheme of the names it takes, and what people call such a name. */
  scheme: string;
  called: string;
  /** Papers in one question. */
  batch: number;
  fetch(client: Client, refs: readonly Id[], options: { signal?: AbortSignal }): AsyncGenerator<Page>;
}

export const DESCRIBING_SERVICES = {
  arxiv: { scheme: 'arxiv', called: 'arXiv id', batch: ARXIV_BATCH, fetch: fetchArxivWorks },
  crossref: { scheme: 'doi', called: 'DOI', batch: CROSSREF_BATCH, fetch: fetchCrossrefWorks },
} as const satisfies Partial<Record<ServiceName, DescribingService>>;

export type DescribingServiceName = keyof typeof DESCRIBING_SERVICES;
const DESCRIBING_SERVICE_NAMES = Object.keys(DESCRIBING_SERVICES) as DescribingServiceName[];

/** Whom `--from` can name, those that list citing papers first: they bring what the others describe. */
export type AskedServiceName = CitingServiceName | DescribingServiceName;
export const ASKED_SERVICE_NAMES: readonly AskedServiceName[] = [...CITING_SERVICE_NAMES, ...DESCRIBING_SERVICE_NAMES];

export function isDescribing(service: string): service is DescribingServiceName {
  return Object.hasOwn(DESCRIBING_SERVICES, service);
}
