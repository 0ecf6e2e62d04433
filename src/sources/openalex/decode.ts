/** Works of OpenAlex, of its API and of its snapshot, in the shapes of 2023 to 2026. */

import { parseId, splitId } from '../../hub/ids/identifier.js';
import { isArxivVenue } from '../../hub/ids/preprint.js';
import type { Author, Id, WorkRecord } from '../../hub/record.js';
import { type Decoded, problem, record } from '../decoded.js';

import { plainLine, plainText } from '../markup/markup.js';
import {
  count,
  distinct,
  identifier,
  isObject,
  type Json,
  line,
  list,
  object,
  partialDate,
  textOf,
} from '../values.js';

/** OpenAlex lists no more authors of one work. */
export const MOST_AUTHORS = 100;

/**
 * The work of a parsed body; undefined for anything without an OpenAlex id.
 * Dates of 1 January are given for works of which only the year is known: the year is all that is taken of them.
 */
export function decodeWork(value: unknown): WorkRecord | undefined {
  if (!isObject(value)) return undefined;
  const own = identifier('openalex:', value.id);
  if (own === undefined || splitId(own).scheme !== 'openalex') return undefined;
  const primary = object(value.primary_location);
  const work: WorkRecord = { type: 'work', ids: idsOf(value, own) };
  const title = plainLine(value.display_name) ?? plainLine(value.title);
  if (title !== undefined) work.title = title;
  const authors = authorsOf(value.authorships);
  if (authors.length > 0) work.authors = authors;
  const year = partialDate(textOf(value.publication_year));
  const date = partialDate(value.publication_date);
  const known = date === undefined || date.endsWith('-01-01') ? (date?.slice(0, 4) ?? year) : date;
  if (known !== undefined) work.date = known;
  Object.assign(work, publication(value, primary));
  const abstract = abstractText(value.abstract_inverted_index);
  if (abstract !== undefined) work.abstract = abstract;
  const citedBy = count(value.cited_by_count);
  if (citedBy !== undefined) work.citedBy = citedBy;
  if (value.is_retracted === true) work.retracted = true;
  return work;
}

/** The citing works of a page and their citations of the hub, in the page's order. */
export function* decodeCiting(results: readonly unknown[], hub: Id): Generator<Decoded> {
  for (const [at, value] of results.entries()) {
    const work = decodeWork(value);
    if (work === undefined) yield problem(`row ${at + 1}`, 'not an OpenAlex work');
    else if (work.ids.includes(hub)) yield problem(`row ${at + 1}`, 'the cited work itself');
    else {
      yield record(work);
      yield record({ type: 'citation', citing: work.ids[0]!, cited: hub });
    }
  }
}

/** Whether the work may have more authors than are listed. */
export function authorsCut(value: unknown): boolean {
  return isObject(value) && (value.is_authors_truncated === true || list(value.authorships).length >= MOST_AUTHORS);
}

function idsOf(work: Json, own: Id): Id[] {
  const ids = object(work.ids);
  const doi = identifier('doi:', work.doi ?? ids.doi);
  return distinct([
    doi?.startsWith('arxiv:') ? doi : arxivOf(list(work.locations)),
    doi,
    identifier('pmid:', number(ids.pmid)),
    identifier('pmcid:', number(ids.pmcid)),
    own,
    identifier('mag:', ids.mag),
  ]);
}

/** PubMed's numbers come at the end of addresses, without their `PMC`. */
function number(value: unknown): string | undefined {
  return /(\d{1,19})\/?$/u.exec(textOf(value))?.[1];
}

/** The arXiv id of a published work, from the places where it can be read. */
function arxivOf(locations: readonly unknown[]): Id | undefined {
  const found = locations.flatMap((location) => {
    const { landing_page_url: page, id } = object(location);
    const harvested = /oai:arxiv\.org:(.+)$/iu.exec(textOf(id))?.[1];
    return [parseId(textOf(page)), parseId(`arxiv:${harvested ?? ''}`)];
  });
  return found.find((id) => id?.startsWith('arxiv:')) ?? undefined;
}

function authorsOf(value: unknown): Author[] {
  return list(value).flatMap((authorship) => {
    const { author, raw_author_name: raw } = object(authorship);
    const name = line(object(author).display_name) ?? line(raw);
    return name === undefined ? [] : [{ name }];
  });
}

const KIND_OF_TYPE: Readonly<Record<string, string>> = {
  article: 'article-journal',
  review: 'article-journal',
  editorial: 'article-journal',
  letter: 'article-journal',
  erratum: 'article-journal',
  preprint: 'article',
  book: 'book',
  'book-chapter': 'chapter',
  dissertation: 'thesis',
  dataset: 'dataset',
  report: 'report',
  standard: 'standard',
  software: 'software',
  'reference-entry': 'entry',
  'peer-review': 'review',
};

function publication(
  work: Json,
  primary: Json,
): Pick<WorkRecord, 'kind' | 'venue' | 'volume' | 'issue' | 'pages' | 'publisher' | 'url'> {
  const source = object(primary.source);
  const { volume, issue, first_page: first, last_page: last } = object(work.biblio);
  const of = textOf(work.type);
  const kind =
    source.type === 'conference'
      ? 'paper-conference'
      : source.type === 'repository' && of === 'article'
        ? 'article'
        : Object.hasOwn(KIND_OF_TYPE, of)
          ? KIND_OF_TYPE[of]
          : undefined;
  const venue = plainLine(source.display_name) ?? plainLine(primary.raw_source_name);
  const pages = distinct([line(first), line(last)]).join('-');
  const publisher = line(source.host_organization_name);
  const page = line(primary.landing_page_url);
  const out: ReturnType<typeof publication> = {};
  if (kind !== undefined) out.kind = kind;
  // OpenAlex' own name for it is `arXiv (Cornell University)`.
  if (venue !== undefined) out.venue = isArxivVenue(venue) ? 'arXiv' : venue;
  const cleanVolume = line(volume);
  if (cleanVolume !== undefined) out.volume = cleanVolume;
  const cleanIssue = line(issue);
  if (cleanIssue !== undefined) out.issue = cleanIssue;
  if (pages !== '') out.pages = pages;
  if (publisher !== undefined && source.type !== 'repository') out.publisher = publisher;
  // With a DOI the address follows from it.
  if (typeof work.doi !== 'string' && page !== undefined && /^https?:\/\/\S+$/iu.test(page)) out.url = page;
  return out;
}

/** No abstract has more words; positions beyond are not believed. */
const MOST_WORDS = 100_000;

/**
 * The text of an inverted index `{word: [positions]}`; tables hold it as JSON text, and older snapshots as JSON text
 * `{"IndexLength": n, "InvertedIndex": {…}}`.
 */
export function abstractText(value: unknown): string | undefined {
  const told = object(typeof value === 'string' ? parsed(value) : value);
  const index = isObject(told.InvertedIndex) ? told.InvertedIndex : told;
  const words: [number, string][] = [];
  for (const [word, positions] of Object.entries(index)) {
    for (const at of list(positions)) {
      const position = count(at);
      if (position !== undefined && position < MOST_WORDS) words.push([position, word]);
      if (words.length > MOST_WORDS) return undefined;
    }
  }
  words.sort((a, b) => a[0] - b[0]);
  return plainText(words.map(([, word]) => word).join(' '));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
