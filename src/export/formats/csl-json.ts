/** CSL-JSON, one array or one item a line: what citation programs exchange. */

import { assignKeys } from '../bibtex/keys.js';
import type { CslItem } from '../csl.js';
import { type EntryOptions, type PrintEntry, printedEntries } from '../entries.js';
import type { FormatOptions } from '../formats.js';
import { doiOf, urlOf } from '../item-identifiers.js';
import type { Chunk } from '../printed.js';
import { parseMarkup } from '../rich-text/markup.js';
import { readable } from '../rich-text/plain-text.js';
import type { Piece, Style } from '../rich-text/rich-text.js';

/** An array of items, a line each. */
export function* cslJson(items: Iterable<CslItem>, options: FormatOptions): Generator<Chunk, void, undefined> {
  const keys = options.keys ?? assignKeys(items);
  let isEmpty = true;
  for (const piece of printedEntries(items, { format: 'csl', print: printItem, options, keys })) {
    yield piece;
    isEmpty = false;
  }
  yield isEmpty ? '[]\n' : '\n]\n';
}

/** JSON Lines: an item a line. */
export function* cslJsonLines(items: Iterable<CslItem>, options: FormatOptions): Generator<Chunk, void, undefined> {
  const keys = options.keys ?? assignKeys(items);
  yield* printedEntries(items, { format: 'csl-lines', print: printItemLine, options, keys });
}

export const printItem: PrintEntry = (item, { key, at }, options) =>
  `${at === 0 ? '[' : ','}\n${JSON.stringify(exchanged(item, key, options))}`;

export const printItemLine: PrintEntry = (item, { key }, options) =>
  `${JSON.stringify(exchanged(item, key, options))}\n`;

const PLAIN = [
  'publisher',
  'publisher-place',
  'volume',
  'issue',
  'page',
  'number',
  'edition',
  'version',
  'genre',
  'archive',
  'archive_location',
  'language',
  'keyword',
  'note',
  'abstract',
] as const;
const MARKED = ['title', 'container-title', 'collection-title', 'event-title'] as const;

/** The item by its key, its texts as citation programs read them. */
function exchanged(item: CslItem, key: string, options: EntryOptions): CslItem {
  const { custom, ...rest } = item;
  const result: CslItem = { ...rest, id: key, 'citation-key': key };
  for (const name of MARKED) {
    const text = item[name];
    if (text !== undefined) result[name] = richText(text);
  }
  for (const name of PLAIN) {
    const text = item[name];
    if (text !== undefined) result[name] = readable(text);
  }
  const doi = doiOf(item);
  if (doi === null) delete result.DOI;
  else result.DOI = doi;
  const url = urlOf(item.URL);
  if (url === null) delete result.URL;
  else result.URL = url;
  const kept = options.annotate
    ? custom
    : custom?.primaryClass === undefined
      ? undefined
      : { primaryClass: custom.primaryClass };
  if (kept !== undefined) result.custom = kept;
  return result;
}

const TAGS: Readonly<Record<Style, readonly [string, string] | undefined>> = {
  italic: ['<i>', '</i>'],
  bold: ['<b>', '</b>'],
  smallcaps: ['<span style="font-variant: small-caps;">', '</span>'],
  subscript: ['<sub>', '</sub>'],
  superscript: ['<sup>', '</sup>'],
  group: ['<span class="nocase">', '</span>'],
  mono: undefined,
};

/** Text with the few tags that CSL knows. */
function richText(source: string): string {
  const text = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if (piece.kind === 'text') return piece.text;
        if (piece.kind === 'math') return `$${piece.tex}$`;
        if (piece.kind === 'logo') return piece.name;
        const [open, close] = TAGS[piece.style] ?? ['', ''];
        return open + text(piece.pieces) + close;
      })
      .join('');
  return text(parseMarkup(source)).replace(/\s+/gu, ' ').trim();
}
