/** A table for spreadsheets: RFC 4180, UTF-8, lines ended by CR LF. */

import { isoDate } from '../../hub/date.js';
import { assignKeys } from '../bibtex/keys.js';
import { printedNameOf } from '../bibtex/names.js';
import { type CslItem, datesOf } from '../csl.js';
import type { FormatOptions } from '../formats.js';
import { doiOf, eprintOf, isArxivDoi, urlOf } from '../item-identifiers.js';
import { readable } from '../rich-text/plain-text.js';

const COLUMNS = [
  'key',
  'title',
  'authors',
  'year',
  'date',
  'venue',
  'type',
  'category',
  'doi',
  'arxiv',
  'url',
  'role',
  'polarity',
  'verdict',
  'novelty',
  'status',
  'reason',
  'starred',
  'tags',
  'note',
] as const;

/** The line of columns, then a paper a piece. Several values of one cell are parted by `; `. */
export function* csv(items: Iterable<CslItem>, options: FormatOptions): Generator<string, void, undefined> {
  const keys = options.keys ?? assignKeys(items);
  yield `${COLUMNS.join(',')}\r\n`;
  let at = 0;
  for (const item of items) {
    const row = rowOf(item, keys[at]!);
    yield `${COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`;
    at += 1;
  }
}

function rowOf(item: CslItem, key: string): Record<(typeof COLUMNS)[number], string> {
  const [date] = datesOf(item.issued);
  const doi = doiOf(item);
  const { custom = {} } = item;
  const text = (source: string | undefined): string => (source === undefined ? '' : readable(source));
  return {
    key,
    title: text(item.title),
    authors: (item.author ?? []).map(printedNameOf).join('; '),
    year: date === undefined ? '' : String(date.year),
    date: date === undefined ? '' : isoDate(date),
    venue: text(item['container-title'] ?? item['event-title']),
    type: item.type,
    category: text(custom.primaryClass),
    doi: doi === null || isArxivDoi(doi) ? '' : doi,
    arxiv: eprintOf(item)?.number ?? '',
    url: urlOf(item.URL) ?? '',
    role: (custom.roles ?? []).map(text).join('; '),
    polarity: (custom.polarities ?? []).map(text).join('; '),
    verdict: text(custom.verdict),
    novelty: custom.novelty === undefined ? '' : custom.novelty.toFixed(1),
    status: custom.status ?? '',
    reason: custom.reason ?? '',
    starred: custom.starred ? 'yes' : '',
    tags: (custom.tags ?? []).join('; '),
    note: custom.readersNote ?? '',
  };
}

/** Quoted where it must be. A spreadsheet would run what begins like a formula; the apostrophe says it is text. */
export function cell(value: string): string {
  const text = /^[=+@\t\r]|^-(?!\d+(?:-\d\d){0,2}$)/u.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
