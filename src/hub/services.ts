/**
 * THE table of the services asked over the network: what each is called, which ids it takes and gives, what it is trusted in,
 * where it is, how often it may be asked and how it takes a key. To add one, put it here; the compiler names the rest.
 */
import type { Scheme } from './ids/identifier.js';

interface Facts {
  /** Its name in sentences. */
  title: string;
  /** Schemes in which it numbers papers itself, the best first: two such ids are two papers to it. */
  own: readonly Scheme[];
  /** Where it stands among the services when they describe a paper differently: 1 is believed first. */
  trust: number;
  /** The address its questions go to, without a slash at the end. */
  base: string;
  /** Milliseconds from the start of one request to the start of the next, and requests at once, until its headers say more. */
  intervalMs: number;
  concurrency: number;
  /** The environment variable people put a key into, and the header that carries it, after `prefix` where there is one. */
  key?: { variable: string; header: string; prefix?: string };
}

/** It lists who cites a paper. */
interface Lists {
  describes?: never;
  lists: {
    /** Schemes of the ids it can be asked by, the best first. */
    schemes: readonly Scheme[];
    /** What to give it, completing "give …". */
    takes: string;
    /** Asked where nobody says whom to ask. */
    usual?: true;
  };
}

/** It describes papers by their ids, and lists no citations. */
interface Describes {
  lists?: never;
  /** The scheme of the ids it takes, and what people call one. */
  describes: { scheme: Scheme; takes: string };
}

export type Service = Facts & (Lists | Describes);

/** In the order in which messages name them and they are asked. */
export const SERVICES = {
  // New keys and the shared pool alike: one request a second on all endpoints together.
  'semantic-scholar': {
    title: 'Semantic Scholar',
    own: ['s2', 'corpus'],
    trust: 4,
    // It has roles and sentences.
    lists: {
      schemes: ['s2', 'arxiv', 'doi', 'corpus', 'pmid', 'pmcid', 'mag', 'acl'],
      takes: 'a DOI, arXiv id, PubMed id or CorpusId',
      usual: true,
    },
    base: 'https://api.semanticscholar.org/graph/v1',
    intervalMs: 1_000,
    concurrency: 1,
    key: { variable: 'S2_API_KEY', header: 'x-api-key' },
  },
  // A hundred a second are allowed; a tenth is plenty. The key goes by header so that it stands in no address.
  openalex: {
    title: 'OpenAlex',
    own: ['openalex'],
    trust: 3,
    // Its lists are complete.
    lists: {
      schemes: ['openalex', 'doi', 'arxiv', 'pmid', 'pmcid', 'mag'],
      takes: 'a DOI, arXiv id, PubMed id or OpenAlex id',
      usual: true,
    },
    base: 'https://api.openalex.org',
    intervalMs: 100,
    concurrency: 4,
    key: { variable: 'OPENALEX_API_KEY', header: 'authorization', prefix: 'Bearer ' },
  },
  // 180 a minute and address. A token tells them how many use their service, and is not needed.
  opencitations: {
    title: 'OpenCitations',
    own: ['omid', 'doi'],
    trust: 5,
    lists: { schemes: ['doi', 'arxiv', 'pmid', 'omid'], takes: 'a DOI, arXiv id or PubMed id' },
    base: 'https://api.opencitations.net/index/v2',
    intervalMs: 334,
    concurrency: 1,
    key: { variable: 'OPENCITATIONS_TOKEN', header: 'authorization' },
  },
  // It holds the text. One request every three seconds over one connection, by its terms of use.
  arxiv: {
    title: 'arXiv',
    own: ['arxiv'],
    trust: 2,
    describes: { scheme: 'arxiv', takes: 'arXiv id' },
    base: 'https://export.arxiv.org/api',
    intervalMs: 3_000,
    concurrency: 1,
  },
  // It registers publications. The public pool; the headers tell which pool one is in.
  crossref: {
    title: 'Crossref',
    own: ['doi'],
    trust: 1,
    describes: { scheme: 'doi', takes: 'DOI' },
    base: 'https://api.crossref.org',
    intervalMs: 200,
    concurrency: 1,
  },
  // Says nothing of limits.
  pith: {
    title: 'Pith',
    own: ['uuid', 'pith'],
    trust: 6,
    lists: { schemes: ['uuid', 'arxiv'], takes: 'an arXiv id or the address of its page on Pith' },
    base: 'https://pith.science',
    intervalMs: 1_000,
    concurrency: 1,
  },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;
type Having<Part> = { [Name in ServiceName]: (typeof SERVICES)[Name] extends Part ? Name : never }[ServiceName];
export type ListingServiceName = Having<Lists>;
export type DescribingServiceName = Having<Describes>;

/** The schemes a service can be asked for a list by. */
export type ListingScheme<Name extends ListingServiceName> = (typeof SERVICES)[Name]['lists']['schemes'][number];

export const SERVICE_NAMES = Object.keys(SERVICES) as ServiceName[];
export const LISTING_SERVICES = SERVICE_NAMES.filter((name): name is ListingServiceName => 'lists' in SERVICES[name]);
export const DESCRIBING_SERVICES = SERVICE_NAMES.filter(isDescribing);
/** Whom `--from` can name, those that list citing papers first: they bring what the others describe. */
export const ASKED_SERVICES: readonly ServiceName[] = [...LISTING_SERVICES, ...DESCRIBING_SERVICES];
export const KEYED_SERVICES = SERVICE_NAMES.filter((name): name is Having<{ key: object }> => 'key' in SERVICES[name]);

export function serviceOf(name: ServiceName): Service {
  return SERVICES[name];
}

/** Whether a source is a service: it may also be a file of nobody's. */
export function isService(source: string): source is ServiceName {
  return Object.hasOwn(SERVICES, source);
}

/** Whether a source is a service that describes papers, and lists none. */
export function isDescribing(source: string): source is DescribingServiceName {
  return isService(source) && 'describes' in SERVICES[source];
}

/** The schemes in which a source numbers papers itself; none for files of no service. */
export function ownSchemes(source: string): readonly Scheme[] {
  return isService(source) ? SERVICES[source].own : [];
}
