/** Names of works: every spelling and address people paste → one canonical `scheme:value`. No look-ups, only text. */

import type { Id } from '../record.js';
import { cleanLine } from '../text.js';
import { namedByAddress } from './address.js';

/** How a scheme is shown to people, and its works' canonical address where there is one. */
interface SchemeFacts {
  shown: string;
  url?: (value: string) => string | undefined;
}

const SCHEMES = {
  arxiv: { shown: 'arXiv', url: (value) => `https://arxiv.org/abs/${value}` },
  doi: { shown: 'doi', url: (value) => `https://doi.org/${encodeDoi(value)}` },
  pith: {
    shown: 'pith',
    url: (value) => (value.length < 26 ? undefined : `https://pith.science/pith/${value.slice(-26)}`),
  },
  uuid: { shown: 'uuid', url: (value) => `https://pith.science/citations/${value}` },
  openalex: { shown: 'OpenAlex', url: (value) => `https://openalex.org/${value}` },
  s2: { shown: 'S2', url: (value) => `https://www.semanticscholar.org/paper/${value}` },
  corpus: { shown: 'CorpusId', url: (value) => `https://api.semanticscholar.org/CorpusID:${value}` },
  pmid: { shown: 'PMID', url: (value) => `https://pubmed.ncbi.nlm.nih.gov/${value}/` },
  pmcid: { shown: 'PMCID', url: (value) => `https://pmc.ncbi.nlm.nih.gov/articles/${value}/` },
  mag: { shown: 'MAG' },
  acl: { shown: 'ACL', url: (value) => `https://aclanthology.org/${value}/` },
  dblp: { shown: 'DBLP', url: (value) => `https://dblp.org/rec/${encodePath(value)}` },
  omid: { shown: 'OMID', url: (value) => `https://opencitations.net/meta/${value}` },
  key: { shown: 'key' },
  // Works made up for measuring: `npm run bench:library`.
  synthetic: { shown: 'synthetic' },
} as const satisfies Record<string, SchemeFacts>;

export type Scheme = keyof typeof SCHEMES;

/** Prefixes in lower case, with the other ones in use: of Semantic Scholar's, OpenAlex' and OpenCitations' records. */
const PREFIXES: ReadonlyMap<string, Scheme> = new Map([
  ...(Object.keys(SCHEMES) as Scheme[]).map((name) => [name, name] as const),
  ['corpusid', 'corpus'],
  ['pubmed', 'pmid'],
  ['pubmedcentral', 'pmcid'],
  ['pmc', 'pmcid'],
]);

const LONGEST = 2_048;

/**
 * The canonical name a text spells, or null where it spells none: an identifier with or without prefix, or its web address.
 * Versions are dropped. Words of a title are never taken for a name; a canonical name parses to itself.
 */
export function parseId(text: string): Id | null {
  if (text.length > LONGEST) return null;
  return parse(trimmed(withoutMarkup(cleanLine(text))));
}

/** Whether a text is a web address, of a paper or not. */
export function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/iu.test(text.trim());
}

/**
 * Whether one word has the form of a name, a misspelt one or not: `10.1/none`, `1911.1113`, `hep-th/97112`, `pmid:x`, an address,
 * or nearly 40 hexadecimal digits. It is never looked for among the words of titles.
 */
export function hasFormOfId(text: string): boolean {
  const word = trimmed(text.trim());
  if (word === '' || /\s/u.test(word)) return false;
  const prefix = /^([a-z][a-z0-9]*):./iu.exec(word)?.[1]?.toLowerCase() ?? '';
  return parseId(word) !== null || isAddress(word) || PREFIXES.has(prefix) || MISSPELT.some((form) => form.test(word));
}

const TEX_SIGNS: Readonly<Record<string, string>> = {
  textless: '<',
  less: '<',
  lt: '<',
  textgreater: '>',
  greater: '>',
  gt: '>',
  textunderscore: '_',
  textasciitilde: '~',
};

/** An id as it is printed, where it stands in TeX or HTML: `10.1000/a\_b`, `15\textless{}1661`, `15&lt;1661`. */
function withoutMarkup(text: string): string {
  if (!/[\\{$&]/u.test(text)) return text;
  return text
    .replace(/&(?:amp;)*(lt|gt|amp|#60|#62|#x3c|#x3e);/giu, (_, name: string) =>
      /lt|60|3c/iu.test(name) ? '<' : /amp/iu.test(name) ? '&' : '>',
    )
    .replace(/^\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}.*$/u, '$1')
    .replace(/\\ensuremath\b/gu, '')
    .replace(/\$?\\([a-z]+)(?:\{\}|\s+|(?![a-z]))\$?/gu, (whole, name: string) => TEX_SIGNS[name] ?? whole)
    .replace(/\$([<>_~])\$/gu, '$1')
    .replace(/\\([_%&#~$])(?:\{\})?/gu, '$1')
    .replace(/[{}]/gu, '');
}

function parse(text: string): Id | null {
  const address = /^(?:url:\s*)?(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?\/(.+)$/i.exec(text);
  const said = address ? namedByAddress(address[1]!.toLowerCase(), address[2]!, decoded) : null;
  const fromAddress = said === null ? null : parse(said);
  if (fromAddress !== null) return fromAddress;
  const prefixed = /^([a-z][a-z0-9]*)\s*:\s*(\S.*)$/i.exec(text);
  const scheme = PREFIXES.get(prefixed?.[1]?.toLowerCase() ?? '');
  if (prefixed && scheme !== undefined) {
    const value = prefixed[2]!;
    return /^https?:\/\//i.test(value) ? parse(value) : named(scheme, value, text);
  }
  if (/^urn:uuid:/i.test(text)) return named('uuid', text.slice('urn:uuid:'.length), text);
  return bare(text);
}

/** Punctuation of the sentence or list the name was copied from. */
function trimmed(text: string): string {
  let left = text.replace(/^[<("'“‘«[{]+/u, '');
  for (;;) {
    const last = left.at(-1) ?? '';
    const opening = { ')': '(', ']': '[', '}': '{', '>': '<' }[last];
    const stray = opening === undefined ? /[.,;:!?"'”’»\s]/u.test(last) : count(left, last) > count(left, opening);
    if (last === '' || !stray) return left;
    left = left.slice(0, -1);
  }
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

const ARCHIVES =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con';
/** The archives of before April 2007 are all there will ever be; the subclass after the dot was never part of the id. */
const OLD_ARXIV = new RegExp(
  String.raw`^(${ARCHIVES})(?:\.[a-z-]+)?/(\d\d)(0[1-9]|1[0-2])(\d{3})(?:v\d+)?(?:\.pdf)?$`,
  'i',
);
const NEW_ARXIV = /^(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v\d+)?(?:\.pdf)?$/i;

/** Nearly a DOI, an arXiv number of either kind, an id of Semantic Scholar, a UUID. */
const MISSPELT = [
  /^10\.\d*(?:\.\d+)*\/\S*$/u,
  /^\d{3,5}\.\d{3,6}(?:v\d+)?$/iu,
  new RegExp(String.raw`^(?:${ARCHIVES})(?:\.[a-z-]+)?/\d+(?:v\d+)?$`, 'iu'),
  /^(?=.*\d)[0-9a-f]{36,44}$/iu,
  /^[0-9a-f]{7,9}-[0-9a-f]{3,5}-[0-9a-f-]+$/iu,
];

function arxiv(given: string): Id | null {
  // The stamp at a paper's margin goes on: `arXiv:2504.13837v2 [cs.AI] 21 May 2025`.
  const text = given.replace(/^arxiv:\s*/i, '').replace(/\s+[[(][a-z-]+(?:\.[a-z-]+)?[\])](?:\s.*)?$/i, '');
  const old = OLD_ARXIV.exec(text);
  // From August 1991 to March 2007: years 91 to 99 and 00 to 07.
  if (old && (Number(old[2]) >= 91 || Number(old[2]! + old[3]!) <= 703))
    return `arxiv:${old[1]!.toLowerCase()}/${old[2]}${old[3]}${old[4]}`;
  const now = NEW_ARXIV.exec(text);
  const month = now === null ? 0 : Number(now[1]! + now[2]!);
  // Five digits since January 2015.
  if (now && month >= 704 && month < 9100 && now[3]!.length === (month < 1501 ? 4 : 5))
    return `arxiv:${now[1]}${now[2]}.${now[3]}`;
  return null;
}

function doi(text: string): Id | null {
  if (/^10\.[\d.]+%2f/i.test(text)) return doi(decoded(text));
  if (/^10\/[a-z0-9]{3,9}$/i.test(text)) return `doi:${text.toLowerCase()}`;
  if (!/^10\.\d{4,9}(?:\.\d+)*\/\S+$/u.test(text)) return null;
  const value = trimmed(text.replace(/(?:%20|[/\\])+$/u, '')).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (!value.includes('/')) return null;
  const ofArxiv = value.startsWith('10.48550/arxiv.') ? arxiv(value.slice('10.48550/arxiv.'.length)) : null;
  return ofArxiv ?? `doi:${value}`;
}

function acl(text: string): Id | null {
  const value = text.replace(/(?:v\d+)?(?:\.(?:pdf|bib|xml|endf))?\/?$/i, '');
  // The microfiches of the seventies have letters at the end, in lower case: `J79-1036f`.
  const old = /^([a-z]\d\d-\d{4,5})([a-z]?)$/i.exec(value);
  if (old) return `acl:${old[1]!.toUpperCase()}${old[2]!.toLowerCase()}`;
  return /^(?:19|20)\d\d\.[a-z0-9_]+-[a-z0-9_]+\.\d+$/i.test(value) ? `acl:${value.toLowerCase()}` : null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX40 = /^[0-9a-f]{40}$/i;

/** A value whose scheme has been said. `whole` is the text as given: a prefix and a blank may also begin a title. */
function named(scheme: Scheme, value: string, whole: string): Id | null {
  const digits = (): Id | null => (/^\d{1,19}$/.test(value) ? `${scheme}:${value.replace(/^0+(?=\d)/, '')}` : null);
  switch (scheme) {
    case 'arxiv':
      return arxiv(value);
    case 'doi':
      return doi(value);
    case 'pith': {
      const number = /^pith:(?:(\d{4}):)?([a-z2-7]+)$/i.exec(whole);
      if (!number || ![8, 12, 16, 26].includes(number[2]!.length)) return null;
      const year = number[1] !== undefined && number[2]!.length === 26 ? `${number[1]}:` : '';
      return `pith:${year}${number[2]!.toUpperCase()}`;
    }
    case 'uuid':
      return UUID.test(value) ? `uuid:${value.toLowerCase()}` : null;
    case 'openalex':
      return /^w\d{1,19}$/i.test(value) ? `openalex:${value.toUpperCase()}` : null;
    case 's2':
      return HEX40.test(value) ? `s2:${value.toLowerCase()}` : null;
    case 'pmcid':
      return /^(?:pmc)?\d{1,19}$/i.test(value) ? `pmcid:PMC${value.replace(/^pmc/i, '')}` : null;
    case 'corpus':
    case 'pmid':
    case 'mag':
      return digits();
    case 'acl':
      return acl(value);
    case 'dblp':
      return /^[a-z]+(?:\/[^\s/]+){2,}$/u.test(value) ? `dblp:${value}` : null;
    case 'omid': {
      const meta = /^(?:meta:)?(?:br\/)?(\d{1,40})$/i.exec(value);
      return meta ? `omid:br/${meta[1]}` : null;
    }
    case 'key': {
      const key = /^key:(\S+)$/iu.exec(whole)?.[1]?.toLowerCase();
      return key !== undefined && key === slugs(key.split('/')) ? `key:${key}` : null;
    }
    case 'synthetic':
      return /^[1-9]\d{0,9}(?:-[1-9]\d{0,9})?$/.test(value) ? `synthetic:${value}` : null;
  }
}

/** What says by itself which scheme it is of. Short ids could be words of a title (`W3`), so they need their prefix. */
function bare(text: string): Id | null {
  // As citations print it: `arXiv preprint arXiv:2504.13837 (2025)`, `CoRR, abs/2504.13837`, `DOI 10.1000/x`, `PubMed ID 12345678`.
  const printed =
    /^(?:arxiv\s+(?:e-?prints?|preprints?),?\s+)?(?:arxiv[:\s]\s*|(?:corr,?\s+)?abs\/)([^\s,]+)(?:,?\s+\(?(?:19|20)\d\d\)?)?$/i.exec(
      text,
    );
  if (printed) return arxiv(printed[1]!);
  const spoken = /^(doi|pmid|pmcid|corpusid|pubmed)(?:\s+id)?[\s:=#]+(\S+)$/i.exec(text);
  if (spoken && !(spoken[1]!.toLowerCase() === 'pubmed' && !/\sid/i.test(text)))
    return named(PREFIXES.get(spoken[1]!.toLowerCase())!, spoken[2]!, text);
  if (/^w\d{6,19}$/i.test(text)) return named('openalex', text, text);
  if (/^pmc\d{5,19}$/i.test(text)) return named('pmcid', text, text);
  if (HEX40.test(text)) return named('s2', text, text);
  if (UUID.test(text)) return named('uuid', text, text);
  // A short DOI might be a word of a title, unless it has a letter and a digit.
  const isFraction = /^10\/(?:\d+|[a-z]+)$/i.test(text);
  return arxiv(text) ?? (isFraction ? null : doi(text)) ?? acl(text);
}

function decoded(text: string): string {
  try {
    return cleanLine(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** The scheme and the value of a canonical name. */
export function splitId(id: Id): { scheme: string; value: string } {
  const colon = id.indexOf(':');
  return { scheme: id.slice(0, Math.max(0, colon)), value: id.slice(colon + 1) };
}

function factsOf(id: Id): SchemeFacts | undefined {
  const { scheme } = splitId(id);
  return Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme as Scheme] : undefined;
}

/** The name as people write it, `arXiv:1911.11134`; it parses back. */
export function showId(id: Id): string {
  return `${factsOf(id)?.shown ?? splitId(id).scheme}:${splitId(id).value}`;
}

/** The id without its prefix where it is told without one, as people type it: `hep-th/9711200`, `10.1000/a`. */
export function shortId(id: Id): string {
  const { value } = splitId(id);
  return parseId(value) === id ? value : id;
}

/** The canonical web address; undefined where the name has none (keys, MAG, short Pith Numbers, synthetic works). */
export function idUrl(id: Id): string | undefined {
  return factsOf(id)?.url?.(splitId(id).value);
}

function encodeDoi(value: string): string {
  return encodePath(value).replaceAll('%3A', ':').replaceAll('%3B', ';').replaceAll('%2C', ',');
}

function encodePath(value: string): string {
  return value.split('/').map(encodeURIComponent).join('/');
}

/**
 * The name of a work that has none, `key:<title>/<year>/<family name>`: equal for the spellings of the same title and author in
 * several sources. Only for records with at least a title, else strangers would share a name.
 */
export function fallbackId(title: string, year?: number, firstAuthor?: string): Id {
  const author = firstAuthor?.trim() ?? '';
  const family = author.includes(',') ? author.split(',')[0]! : (author.split(/\s+/u).at(-1) ?? '');
  return `key:${slugs([title, year === undefined ? '' : String(year), family]) || 'untitled'}`;
}

function slugs(parts: readonly string[]): string {
  return parts.map(slug).filter(Boolean).join('/');
}

/** Letters and digits in lower case without accents, words joined by hyphens, at most 300 characters. */
function slug(text: string): string {
  const words = cleanLine(text)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return [...words].slice(0, 300).join('').replace(/^-|-$/g, '');
}
