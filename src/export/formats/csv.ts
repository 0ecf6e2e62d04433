/** A table for spreadsheets: RFC 4180, UTF-8, lines ended by CR LF. */

import { isoDate } from '../../hub/date.js';
import { assignKeys } from '../bibtex/keys.js';
import { printedNameOf } from '../bibtex/names.js';
import { type CslItem, datesOf } from '../csl.js';
import { type PrintEntry, printedEntries } from '../entries.js';
import type { FormatOptions } from '../formats.js';
import { doiOf, eprintOf, isArxivDoi, urlOf } from '../item-identifiers.js';
import type { Chunk } from '../printed.js';
import { readable } from '../rich-text/plain-text.js';

/** The columns in their order, with what stands in each: '' where nothing is known. */
const COLUMNS: Readonly<Record<string, (item: CslItem, key: string) => string>> = {
  key: (_, key) => key,
  title: (item) => text(item.title),
  authors: (item) => listed(item.author, printedNameOf),
  year: ({ issued }) => String(datesOf(issued)[0]?.year ?? ''),
  date: ({ issued }) => {
    const [date] = datesOf(issued);
    return date === undefined ? '' : isoDate(date);
  },
  venue: (item) => text(item['container-title'] ?? item['event-title']),
  type: ({ type }) => type,
  category: ({ custom }) => label(custom?.primaryClass),
  doi: (item) => {
    const doi = doiOf(item);
    return doi === null || isArxivDoi(doi) ? '' : doi;
  },
  arxiv: (item) => eprintOf(item)?.number ?? '',
  url: ({ URL }) => urlOf(URL) ?? '',
  role: ({ custom }) => listed(custom?.roles, label),
  polarity: ({ custom }) => listed(custom?.polarities, label),
  verdict: ({ custom }) => label(custom?.verdict),
  novelty: ({ custom }) => custom?.novelty?.toFixed(1) ?? '',
  status: ({ custom }) => custom?.status ?? '',
  reason: ({ custom }) => custom?.reason ?? '',
  starred: ({ custom }) => (custom?.starred ? 'yes' : ''),
  tags: ({ custom }) => listed(custom?.tags, tagCell),
  note: ({ custom }) => custom?.readersNote ?? '',
};

/** The line of columns, then the papers. Several values of one cell are parted by `; `. */
export function* csv(items: Iterable<CslItem>, options: FormatOptions): Generator<Chunk, void, undefined> {
  const keys = options.keys ?? assignKeys(items);
  yield `${Object.keys(COLUMNS).join(',')}\r\n`;
  yield* printedEntries(items, { format: 'csv', print: printRow, options, keys });
}

export const printRow: PrintEntry = (item, { key }) => {
  for (let column = 0; column < VALUES.length; column += 1) CELLS[column] = cell(VALUES[column]!(item, key));
  // Joined and not added up, which V8 keeps as a tree of its parts.
  return `${CELLS.join(',')}\r\n`;
};

const VALUES = Object.values(COLUMNS);
/** Room for the cells of a row. */
const CELLS = new Array<string>(VALUES.length);

const text = (source: string | undefined): string => (source === undefined ? '' : readable(source));

/** Labels that were read last. There are few among many papers, and each is taken apart once; foreign ones may be any number. */
const labels = new Map<string, string>();
const MOST_LABELS = 1000;

function label(source: string | undefined): string {
  if (source === undefined) return '';
  let known = labels.get(source);
  if (known === undefined) {
    known = readable(source);
    if (labels.size >= MOST_LABELS) labels.clear();
    labels.set(source, known);
  }
  return known;
}

function listed<Value>(values: readonly Value[] | undefined, print: (value: Value) => string): string {
  if (values === undefined || values.length === 0) return '';
  let list = print(values[0]!);
  for (let at = 1; at < values.length; at += 1) list += `; ${print(values[at]!)}`;
  return list;
}

/** A tag among others: in quotes where it would be read as several, or as one in quotes. */
const tagCell = (tag: string): string => (/[;,]|^"/u.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag);

/** Nothing of this, and a cell is written as it is, as most are. */
const PECULIAR = /^[=+@\t\r-]|[",\r\n]|^\s|\s$/u;

/** Quoted where it must be. A spreadsheet would run what begins like a formula; the apostrophe says it is text. */
export function cell(value: string): string {
  if (value === '' || !PECULIAR.test(value)) return value;
  const text = /^[=+@\t\r]|^-(?!\d+(?:-\d\d){0,2}$)/u.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
