/** The services asked over the network: where they are, how often they may be asked, how they take a key. */

export interface Service {
  /** Its name in sentences. */
  title: string;
  base: string;
  /** Milliseconds from the start of one request to the start of the next, and requests at once, until its headers say more. */
  intervalMs: number;
  concurrency: number;
  /** The header that carries a key, and where people put theirs. */
  key?: { header: string; value: (key: string) => string; variable: string };
}

export const SERVICES = {
  // New keys and the shared pool alike: one request a second on all endpoints together.
  'semantic-scholar': {
    title: 'Semantic Scholar',
    base: 'https://api.semanticscholar.org/graph/v1',
    intervalMs: 1_000,
    concurrency: 1,
    key: { header: 'x-api-key', value: (key) => key, variable: 'S2_API_KEY' },
  },
  // A hundred a second are allowed; a tenth is plenty. The key goes by header so that it stands in no address.
  openalex: {
    title: 'OpenAlex',
    base: 'https://api.openalex.org',
    intervalMs: 100,
    concurrency: 4,
    key: { header: 'authorization', value: (key) => `Bearer ${key}`, variable: 'OPENALEX_API_KEY' },
  },
  // 180 a minute and address. A token tells them how many use their service, and is not needed.
  opencitations: {
    title: 'OpenCitations',
    base: 'https://api.opencitations.net/index/v2',
    intervalMs: 334,
    concurrency: 1,
    key: { header: 'authorization', value: (key) => key, variable: 'OPENCITATIONS_TOKEN' },
  },
  // One every three seconds over one connection, by its terms of use.
  arxiv: { title: 'arXiv', base: 'https://export.arxiv.org/api', intervalMs: 3_000, concurrency: 1 },
  // The public pool; the headers tell which pool one is in.
  crossref: { title: 'Crossref', base: 'https://api.crossref.org', intervalMs: 200, concurrency: 1 },
  // Says nothing of limits.
  pith: { title: 'Pith', base: 'https://pith.science', intervalMs: 1_000, concurrency: 1 },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;

export function serviceOf(name: ServiceName): Service {
  return SERVICES[name];
}
