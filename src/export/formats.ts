/** Every format papers go out in, with what writes it; all of them are written from the same items. */
import { bibtex } from './bibtex/bibtex.js';
import type { ExportWarning } from './bibtex/entry.js';
import type { CslItem } from './csl.js';
import { FORMAT_TABLE, type FormatName } from './format-table.js';
import { cslJson, cslJsonLines } from './formats/csl-json.js';
import { csv } from './formats/csv.js';
import { markdown } from './formats/markdown.js';
import { ris } from './formats/ris.js';

export interface FormatOptions {
  /** The items' keys in their order; where they are not given, a format that needs them assigns them. */
  keys?: readonly string[];
  /** Role, polarity, verdict and novelty too, in formats that can do without. */
  annotate?: boolean;
  /** LaTeX commands instead of Unicode, in formats that are LaTeX. */
  ascii?: boolean;
  /** Longer author lists are cut after so many names, in formats that are LaTeX. */
  abbreviateAuthors?: number;
}

type Write = (
  items: Iterable<CslItem>,
  options: FormatOptions,
  warn: (warning: ExportWarning) => void,
) => Iterable<string>;

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

export const FORMATS: readonly Format[] = FORMAT_TABLE.map((format) => ({ ...format, write: WRITE[format.name] }));

export type { FormatName };
