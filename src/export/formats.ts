/** Every format papers go out in, with what writes it; all of them are written from the same items. */
import { bibtex, printBiblatex, printBibtex } from './bibtex/bibtex.js';
import type { ExportWarning } from './bibtex/entry.js';
import type { CslItem } from './csl.js';
import type { EntryOptions, PrintEntry } from './entries.js';
import { FORMAT_TABLE, type FormatName } from './format-table.js';
import { cslJson, cslJsonLines, printItem, printItemLine } from './formats/csl-json.js';
import { csv, printRow } from './formats/csv.js';
import { markdown } from './formats/markdown.js';
import { printRecord, ris } from './formats/ris.js';
import type { Chunk } from './printed.js';

export interface FormatOptions extends EntryOptions {
  /** The items' keys in their order; where they are not given, a format that needs them assigns them. */
  keys?: readonly string[];
}

type Write = (
  items: Iterable<CslItem>,
  options: FormatOptions,
  warn: (warning: ExportWarning) => void,
) => Iterable<Chunk>;

export type Format = (typeof FORMAT_TABLE)[number] & {
  /** Pieces of text in the order of the items, which can be walked more than once. */
  write: Write;
};

const WRITE: Readonly<Record<FormatName, Write>> = {
  bibtex: (items, options, warn) => bibtex(items, { ...options, dialect: 'bibtex' }, warn),
  biblatex: (items, options, warn) => bibtex(items, { ...options, dialect: 'biblatex' }, warn),
  csl: cslJson,
  'csl-lines': cslJsonLines,
  ris,
  csv,
  markdown,
};

/** How an entry is written, of the formats whose entries know nothing of one another. */
export const PRINT_ENTRY: { readonly [Name in FormatName]?: PrintEntry } = {
  bibtex: printBibtex,
  biblatex: printBiblatex,
  csl: printItem,
  'csl-lines': printItemLine,
  ris: printRecord,
  csv: printRow,
};

export const FORMATS: readonly Format[] = FORMAT_TABLE.map((format) => ({ ...format, write: WRITE[format.name] }));

export type { FormatName };
