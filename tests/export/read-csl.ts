/** Foreign CSL-JSON, and the shapes near it that Crossref, DataCite and OpenAlex answer with, made CslItems. */

import { type CslName, OTHERS, readName } from '../../src/export/bibtex/names.js';
import { type CslCustom, type CslItem, cslDate } from '../../src/export/csl.js';
import { dateOf, type PartialDate, parseDate } from '../../src/hub/date.js';
import { cleanLine } from '../../src/hub/text.js';

/** Other vocabularies' types by their CSL names. */
const TYPES: Readonly<Record<string, string>> = {
  'journal-article': 'article-journal',
  journalarticle: 'article-journal',
  article_journal: 'article-journal',
  review: 'article-journal',
  'review-article': 'article-journal',
  letter: 'article-journal',
  editorial: 'article-journal',
  'proceedings-article': 'paper-conference',
  conferencepaper: 'paper-conference',
  'conference-paper': 'paper-conference',
  proceedings: 'book',
  'book-chapter': 'chapter',
  'book-section': 'chapter',
  'book-part': 'chapter',
  'book-track': 'chapter',
  'reference-entry': 'entry',
  booksection: 'chapter',
  monograph: 'book',
  'edited-book': 'book',
  'reference-book': 'book',
  'book-set': 'book',
  'book-series': 'book',
  dissertation: 'thesis',
  'posted-content': 'article',
  preprint: 'article',
  'report-component': 'report',
  'report-series': 'report',
  'technical-report': 'report',
  'computer-program': 'software',
  'data-set': 'dataset',
  database: 'dataset',
  'web-page': 'webpage',
  website: 'webpage',
};

const TEXT_FIELDS = [
  'citation-key',
  'title',
  'container-title',
  'collection-title',
  'publisher',
  'publisher-place',
  'volume',
  'issue',
  'page',
  'number',
  'edition',
  'version',
  'genre',
  'DOI',
  'URL',
  'ISBN',
  'ISSN',
  'PMID',
  'archive',
  'archive_location',
  'abstract',
  'note',
  'keyword',
  'language',
] as const;

/** An item out of anything; what is not understood is left out. */
export function readCsl(raw: unknown): CslItem {
  const source = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const item: CslItem = { id: textOf(source['id']) ?? '', type: typeOf(source['type']) };
  for (const name of TEXT_FIELDS) {
    const text = textOf(source[name]);
    if (text !== undefined) item[name] = text;
  }
  const event =
    textOf(source['event-title']) ??
    textOf(source['event']) ??
    textOf((source['event'] as { name?: unknown } | null)?.name);
  if (event !== undefined) item['event-title'] = event;
  for (const name of ['author', 'editor', 'translator'] as const) {
    const names = namesOf(source[name]);
    if (names.length > 0) item[name] = names;
  }
  for (const [name, others] of [
    ['issued', ['published', 'published-print', 'published-online']],
    ['accessed', []],
  ] as const) {
    const dates = [name, ...others].map((field) => readDate(source[field])).find((found) => found.length > 0);
    if (dates !== undefined) item[name] = cslDate(dates);
  }
  const custom = customOf(source['custom']);
  if (custom !== undefined) item.custom = custom;
  return item;
}

function typeOf(raw: unknown): string {
  const type = typeof raw === 'string' ? raw.trim() : '';
  const known = type.toLowerCase().replace(/\s+/g, '-');
  return Object.hasOwn(TYPES, known) ? TYPES[known]! : /^[a-z][a-z_-]*$/.test(known) ? known : 'document';
}

/** The first of a list, numbers as text; undefined for whatever else. */
function textOf(raw: unknown): string | undefined {
  const first = Array.isArray(raw) ? raw.find((value) => typeof value === 'string' && value.trim() !== '') : raw;
  if (typeof first === 'number' && Number.isFinite(first)) return String(first);
  return (typeof first === 'string' && cleanLine(first)) || undefined;
}

/** The names that name somebody; "and others" only at the end. */
function namesOf(raw: unknown): CslName[] {
  const list = Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
  const names = list.map(readName).filter((name) => name !== null);
  return names.filter((name, i) => name !== OTHERS || (i === names.length - 1 && i > 0));
}

function customOf(raw: unknown): CslCustom | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const source = raw as Record<string, unknown>;
  const custom: CslCustom = {};
  const primary = textOf(source['primaryClass']);
  if (primary !== undefined) custom.primaryClass = primary;
  for (const name of ['roles', 'polarities'] as const) {
    const labels = source[name];
    if (Array.isArray(labels)) custom[name] = labels.flatMap((label) => textOf(label) ?? []);
  }
  const verdict = textOf(source['verdict']);
  if (verdict !== undefined) custom.verdict = verdict;
  if (typeof source['novelty'] === 'number') custom.novelty = source['novelty'];
  return Object.keys(custom).length === 0 ? undefined : custom;
}

/** CSL's dates in every shape they come in: parts as numbers or text, `raw`, `literal`, a plain string or number. */
function readDate(raw: unknown): PartialDate[] {
  if (typeof raw === 'number') return listed(dateOf(raw));
  if (typeof raw === 'string') return listed(parseDate(raw));
  if (typeof raw !== 'object' || raw === null) return [];
  const date = raw as Record<string, unknown>;
  const parts = date['date-parts'];
  if (Array.isArray(parts)) {
    const rows = Array.isArray(parts[0]) ? parts.slice(0, 2) : [parts];
    const dates = rows.flatMap((row) => (Array.isArray(row) ? listed(dateOf(row[0], row[1], row[2])) : []));
    if (dates.length > 0) return dates;
  }
  for (const words of [date['raw'], date['literal'], date['date-time']])
    if (typeof words === 'string') {
      const found = parseDate(words);
      if (found !== null) return [found];
    }
  return [];
}

function listed(date: PartialDate | null): PartialDate[] {
  return date === null ? [] : [date];
}
