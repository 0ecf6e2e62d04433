/**
 * One model between the library and every format: CSL-JSON (schema 1.0.2), with what it has no field for in `custom`. A
 * published version comes before the preprint, and the arXiv number is kept beside it.
 */

import { isConference } from '../hub/conference.js';
import { type PartialDate, parseDate } from '../hub/date.js';
import { splitId } from '../hub/ids/identifier.js';
import { isPreprintVenue } from '../hub/ids/preprint.js';
import { suffixOf } from '../hub/name.js';
import { cleanLine } from '../hub/text.js';
import type { Described } from '../library/read/bibliographic.js';
import { type CslName, OTHERS, parseName, personOf } from './bibtex/names.js';

export interface CslDate {
  'date-parts': number[][];
}

/** What the reader decided about a paper where it is screened, why it is excluded, and what they put on it. */
export interface ReaderSaid {
  status?: string;
  reason?: string;
  starred?: true;
  tags?: readonly string[];
  readersNote?: string;
}

/** What the library knows and CSL has no field for. */
export interface CslCustom extends ReaderSaid {
  /** arXiv's primary class, `cs.AI`. */
  primaryClass?: string;
  roles?: string[];
  polarities?: string[];
  verdict?: string;
  /** 0 to 10. */
  novelty?: number;
  /** The authors stand in no known order: who is the first nobody knows. */
  authorsUnordered?: true;
}

/** Absent is unknown; no field is ever empty. Text may hold markup of any kind. */
export interface CslItem {
  id: string;
  type: string;
  'citation-key'?: string;
  title?: string;
  author?: CslName[];
  editor?: CslName[];
  translator?: CslName[];
  issued?: CslDate;
  accessed?: CslDate;
  'container-title'?: string;
  'collection-title'?: string;
  'event-title'?: string;
  publisher?: string;
  'publisher-place'?: string;
  volume?: string;
  issue?: string;
  page?: string;
  number?: string;
  edition?: string;
  version?: string;
  genre?: string;
  DOI?: string;
  URL?: string;
  ISBN?: string;
  ISSN?: string;
  PMID?: string;
  archive?: string;
  archive_location?: string;
  abstract?: string;
  note?: string;
  keyword?: string;
  language?: string;
  custom?: CslCustom;
}

const VENUE_TYPES = new Set([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'paper-conference',
  'chapter',
]);

/** A citing paper as CSL-JSON. */
export function toCsl(details: Described, said: ReaderSaid = {}): CslItem {
  const names = new Map(
    details.ids.map((id) => [splitId(id).scheme, splitId(id).value]).reverse() as [string, string][],
  );
  const arxiv = names.get('arxiv');
  const doi = names.get('doi');
  const venue = details.venue !== undefined && !isPreprintVenue(details.venue) ? details.venue : undefined;
  const server = venue === undefined ? details.venue : undefined;
  // What nobody calls a preprint, and no server or class of subjects either, is a document.
  const isUnknown =
    details.kind === undefined && [venue, server, doi, arxiv, details.category].every((said) => said === undefined);
  const type = isUnknown ? 'document' : typeOf(details.kind, { venue, server, doi, arxiv });
  const isPreprint = type === 'article';
  const date = details.date === '' ? null : parseDate(details.date);
  const isUnordered = details.authors.length === 0 && (details.authorSet?.length ?? 0) > 1;
  const authors = (details.authors.length > 0 ? details.authors : (details.authorSet ?? [])).flatMap(
    (author): CslName | CslName[] => {
      if (author.group) return [{ literal: cleanLine(author.name) }];
      if (author.family !== undefined && author.family !== '')
        return [personOf(author.family, author.given ?? '', suffixOf(author))];
      return parseName(author.name) ?? [];
    },
  );
  if (authors.length > 0 && details.authorCount > authors.length) authors.push(OTHERS);
  const custom: CslCustom = {
    ...(details.category === undefined ? {} : { primaryClass: cleanLine(details.category) }),
    ...(details.roles.length === 0 ? {} : { roles: details.roles.map(cleanLine) }),
    ...(details.polarities.length === 0 ? {} : { polarities: details.polarities.map(cleanLine) }),
    ...(details.verdict === undefined ? {} : { verdict: cleanLine(details.verdict) }),
    ...(details.novelty === undefined ? {} : { novelty: details.novelty }),
    ...(isUnordered ? { authorsUnordered: true } : {}),
    ...said,
  };
  return {
    id: details.id,
    type,
    // A work without a title goes by its id elsewhere.
    ...field('title', details.title === details.id ? undefined : details.title),
    ...(authors.length === 0 ? {} : { author: authors }),
    ...(date === null ? {} : { issued: cslDate([date]) }),
    ...field('container-title', venue),
    ...field('publisher', details.publisher ?? (isPreprint ? (arxiv === undefined ? server : 'arXiv') : undefined)),
    ...field('volume', details.volume),
    ...field('issue', details.issue),
    ...field('number', details.number),
    ...field('page', details.pages),
    ...field('genre', isPreprint ? 'preprint' : details.genre),
    ...field('DOI', doi),
    ...field('PMID', names.get('pmid')),
    ...(arxiv === undefined
      ? {}
      : { archive: 'arXiv', archive_location: arxiv, ...(isPreprint ? { number: `arXiv:${arxiv}` } : {}) }),
    ...field('URL', details.url ?? (arxiv !== undefined && isPreprint ? `https://arxiv.org/abs/${arxiv}` : undefined)),
    ...field('abstract', details.abstract),
    ...field('keyword', details.keywords),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}

/** Where something was published, as far as known. */
type Places = { [place in 'venue' | 'server' | 'doi' | 'arxiv']: string | undefined };

/** What is known of the venue says more than the kind a source gives: many call everything on arXiv a preprint. */
function typeOf(kind: string | undefined, { venue, server, doi, arxiv }: Places): string {
  if (kind !== undefined && kind !== 'article' && !VENUE_TYPES.has(kind)) return kind;
  if (venue !== undefined) {
    if (kind !== undefined && kind !== 'article') return kind;
    return isConference(venue) ? 'paper-conference' : 'article-journal';
  }
  if (kind !== undefined && (doi !== undefined || isOfUnnamed(kind, server, arxiv))) return kind;
  return doi === undefined || arxiv === undefined ? 'article' : 'article-journal';
}

/** Whether something is published all the same where nobody says in what: an article on arXiv is a preprint. */
function isOfUnnamed(kind: string, server: string | undefined, arxiv: string | undefined): boolean {
  if (kind === 'article' || server !== undefined) return false;
  return arxiv === undefined || !kind.startsWith('article-');
}

/** A field only where there is something in it. */
function field<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined || value.trim() === '' ? {} : ({ [name]: value } as { [P in K]: string });
}

/** Dates as CSL's parts. */
export function cslDate(dates: readonly PartialDate[]): CslDate {
  return {
    'date-parts': dates.map(({ year, month, day }) => [year, month, day].filter((part) => part !== undefined)),
  };
}

/** The first date of a CSL date, and the second where it is a span. */
export function datesOf(date: CslDate | undefined): PartialDate[] {
  return (date?.['date-parts'] ?? []).map(([year, month, day]) => ({
    year: year!,
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
  }));
}
