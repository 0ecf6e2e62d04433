/** Papers as Pith's records describe them. */
import { isNameSuffix } from '../../../hub/name.js';
import type { Author, Id, WorkRecord } from '../../../hub/record.js';
import { cleanText } from '../../../hub/text.js';
import { plainInformalTex, plainTex } from '../../markup/tex.js';
import { count, distinct, identifier, isObject, type Json, line, list, partialDate, textOf } from '../../values.js';
import { listedAuthors } from '../authors.js';

/** Who says what stands in the records. */
export const PITH = 'pith';

const SUBJECT_CLASS =
  /^(?:[a-z]+(?:-[a-z]+)*\.[A-Z]{2}|[a-z-]+\.[a-z]+-[a-z]+|(?:hep|nucl)-(?:th|ph|ex|lat)|gr-qc|quant-ph|math-ph)$/u;
/** Excerpts of abstracts are cut there, and end before it where a blank stood at the cut. */
const EXCERPT = 595;

/** The ids a record gives a paper, under whichever key. */
export function idsOf(given: Json): Id[] {
  return distinct([
    identifier('arxiv:', given.arxiv_id) ?? identifier('arxiv:', given.pith_arxiv_id),
    identifier('doi:', given.doi),
    identifier('openalex:', given.openalex_id),
  ]);
}

/** A day or a time; Pith writes most of them with an offset of zero. */
export function timeOf(value: unknown): string | undefined {
  const text = line(value);
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/u.test(text) ? new Date(text) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) return partialDate(text);
  return `${time.toISOString().slice(0, 19)}Z`;
}

export function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' ? partialDate(value.slice(0, 10)) : undefined;
}

/** A text of paragraphs; empty ones say that nothing was extracted. */
export function paragraphs(value: unknown): string | undefined {
  const text = typeof value === 'string' ? cleanText(value) : '';
  return text === '' ? undefined : text;
}

/** The number of something extracted: none says that nothing was. */
export function extracted(value: unknown): number | undefined {
  return count(value) || undefined;
}

/** What a record says under keys that nobody here knows, as it came: the library keeps it with reviews and hubs. */
export function further(given: Json, known: ReadonlySet<string>): Json {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) =>
        !known.has(key) &&
        ((typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0) || value === true),
    ),
  );
}

/** What a number's record and its graph say of their paper; they list its authors by their given names. */
export function describe(work: WorkRecord, paper: Json): void {
  const title = titleOf(paper.title);
  if (title !== undefined) work.title = title;
  Object.assign(work, listedAuthors(namesIn(paper.authors_text), true));
  const date = dayOf(paper.submitted_at);
  if (date !== undefined) work.date = date;
  const category = line(paper.primary_cat);
  if (category !== undefined) work.category = category;
  const others = list(paper.cross_cats).flatMap((other) => line(other) ?? []);
  if (others.length > 0) work.crossCategories = others.join(', ');
  const excerpt = paragraphs(paper.abstract_excerpt);
  if (excerpt !== undefined && excerpt.length < EXCERPT) work.abstract = excerpt;
  const headline = line(paper.headline);
  if (headline !== undefined) work.summary = headline;
}

/** What the record of a hub says of its work, whose authors stand in the order of the paper, the first six of them. */
export function describeHub(work: WorkRecord, given: Json): void {
  const names = list(given.authors).flatMap((author) => line(isObject(author) ? author.name : author) ?? []);
  const authors = names.length > 0 ? names.map((name) => ({ name })) : namesIn(given.authors_text);
  Object.assign(work, listedAuthors(authors, false));
  const date = partialDate(textOf(given.year));
  if (date !== undefined) work.date = date;
  const venue = line(given.venue);
  // Of what is on arXiv only, Pith prints the class of subjects in the place of a journal.
  if (venue !== undefined && SUBJECT_CLASS.test(venue)) work.category = venue;
  else if (venue !== undefined) work.venue = venue;
  const abstract = paragraphs(given.abstract);
  if (abstract !== undefined) work.abstract = abstract;
  const url = line(given.external_url);
  if (url !== undefined && /^https?:\/\/\S+$/iu.test(url)) work.url = url;
  const citedBy = count(given.cited_by_count);
  if (citedBy !== undefined) work.citedBy = citedBy;
}

export function titleOf(value: unknown): string | undefined {
  return line(typeof value === 'string' ? plainInformalTex(value) : undefined);
}

/** Names in one line, commas or an "and" between them: `A. B., C. D., and E. F., Jr.` */
export function namesIn(value: unknown): Author[] {
  const text = line(typeof value === 'string' ? plainTex(value) : undefined) ?? '';
  const names: string[] = [];
  for (const part of text.split(/\s*[,;]\s*(?:and\s+)?|\s+and\s+/u)) {
    if (part === '') continue;
    if (names.length > 0 && isNameSuffix(part, true)) names.push(`${names.pop()!}, ${part}`);
    else names.push(part);
  }
  return names.map((name) => ({ name }));
}
