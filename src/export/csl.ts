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

/** Of a paper that the reader did nothing to, as of nearly all. */
export const NOTHING_SAID: ReaderSaid = Object.freeze({});

/** A citing paper as CSL-JSON. */
export function toCsl(details: Described, said: ReaderSaid = NOTHING_SAID): CslItem {
  let arxiv: string | undefined;
  let doi: string | undefined;
  let pmid: string | undefined;
  for (const id of details.ids) {
    const { scheme, value } = splitId(id);
    if (scheme === 'arxiv') arxiv ??= value;
    else if (scheme === 'doi') doi ??= value;
    else if (scheme === 'pmid') pmid ??= value;
  }
  const venue = details.venue !== undefined && !isPreprintVenue(details.venue) ? details.venue : undefined;
  const server = venue === undefined ? details.venue : undefined;
  // What nobody calls a preprint, and no server or class of subjects either, is a document.
  const isUnknown =
    details.kind === undefined && [venue, server, doi, arxiv, details.category].every((said) => said === undefined);
  const type = isUnknown ? 'document' : typeOf(details.kind, { venue, server, doi, arxiv });
  const isPreprint = type === 'article';
  const date = details.date === '' ? null : parseDate(details.date);
  const author = authorsOf(details);
  const custom = customOf(details, said);
  const item: CslItem = { id: details.id, type };
  // A work without a title goes by its id elsewhere.
  if (details.title !== details.id) put(item, 'title', details.title);
  if (author.length > 0) item.author = author;
  if (date !== null) item.issued = cslDate([date]);
  put(item, 'container-title', venue);
  put(item, 'publisher', details.publisher ?? (isPreprint ? (arxiv === undefined ? server : 'arXiv') : undefined));
  put(item, 'volume', details.volume);
  put(item, 'issue', details.issue);
  put(item, 'number', details.number);
  put(item, 'page', details.pages);
  put(item, 'genre', isPreprint ? 'preprint' : details.genre);
  put(item, 'DOI', doi);
  put(item, 'PMID', pmid);
  if (arxiv !== undefined) {
    item.archive = 'arXiv';
    item.archive_location = arxiv;
    if (isPreprint) item.number = `arXiv:${arxiv}`;
  }
  put(item, 'URL', details.url ?? (arxiv !== undefined && isPreprint ? `https://arxiv.org/abs/${arxiv}` : undefined));
  put(item, 'abstract', details.abstract);
  put(item, 'keyword', details.keywords);
  if (custom !== undefined) item.custom = custom;
  return item;
}

type TextField = { [Name in keyof CslItem]-?: CslItem[Name] extends string | undefined ? Name : never }[keyof CslItem];

/** A field only where there is something in it. */
function put(item: CslItem, name: TextField, value: string | undefined): void {
  if (value !== undefined && value.trim() !== '') item[name] = value;
}

function authorsOf({ authors, authorSet = [], authorCount }: Described): CslName[] {
  const names: CslName[] = [];
  for (const author of authors.length > 0 ? authors : authorSet) {
    if (author.group) names.push({ literal: cleanLine(author.name) });
    else if (author.family !== undefined && author.family !== '')
      names.push(personOf(author.family, author.given ?? '', suffixOf(author)));
    else {
      const name = parseName(author.name);
      if (name !== null) names.push(name);
    }
  }
  if (names.length > 0 && authorCount > names.length) names.push(OTHERS);
  return names;
}

/** What CSL has no field for; undefined where nothing of it is known. */
function customOf(details: Described, said: ReaderSaid): CslCustom | undefined {
  const custom: CslCustom = {};
  if (details.category !== undefined) custom.primaryClass = cleanLine(details.category);
  if (details.roles.length > 0) custom.roles = details.roles.map(cleanLine);
  if (details.polarities.length > 0) custom.polarities = details.polarities.map(cleanLine);
  if (details.verdict !== undefined) custom.verdict = cleanLine(details.verdict);
  if (details.novelty !== undefined) custom.novelty = details.novelty;
  if (details.authors.length === 0 && (details.authorSet?.length ?? 0) > 1) custom.authorsUnordered = true;
  if (said !== NOTHING_SAID) Object.assign(custom, said);
  return Object.keys(custom).length === 0 ? undefined : custom;
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

/** Dates as CSL's parts. */
export function cslDate(dates: readonly PartialDate[]): CslDate {
  return {
    'date-parts': dates.map(({ year, month, day }) =>
      month === undefined ? [year] : day === undefined ? [year, month] : [year, month, day],
    ),
  };
}

/** The first date of a CSL date, and the second where it is a span. */
export function datesOf(date: CslDate | undefined): PartialDate[] {
  return (date?.['date-parts'] ?? []).map(([year, month, day]) =>
    month === undefined ? { year: year! } : day === undefined ? { year: year!, month } : { year: year!, month, day },
  );
}
