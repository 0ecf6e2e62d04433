/** THE table of formats that papers go out in; all of them are written from the same items. */
import { bibtex, type ExportWarning } from './bibtex.js';
import type { CslItem } from './csl.js';
import { cslJson, cslJsonLines } from './csl-json.js';
import { csv } from './csv.js';
import { markdown } from './markdown.js';
import { ris } from './ris.js';

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

export interface Format {
  name: string;
  what: string;
  /** Endings of files, with which a file names its format; none for what has to be named. */
  endings: readonly string[];
  media: string;
  /** Pieces of text in the order of the items, which can be walked more than once. */
  write: (items: Iterable<CslItem>, options: FormatOptions, warn: (warning: ExportWarning) => void) => Iterable<string>;
}

export const FORMATS = [
  {
    name: 'bibtex',
    what: 'BibTeX, for LaTeX with any bibliography style',
    endings: ['.bib', '.bibtex'],
    media: 'application/x-bibtex',
    write: (items, options, warn) => bibtex(items, { ...options, dialect: 'bibtex' }, warn),
  },
  {
    name: 'biblatex',
    what: 'BibLaTeX, for LaTeX with biblatex and biber',
    endings: ['.biblatex.bib', '.biblatex'],
    media: 'application/x-biblatex',
    write: (items, options, warn) => bibtex(items, { ...options, dialect: 'biblatex' }, warn),
  },
  {
    name: 'csl',
    what: 'CSL-JSON, for pandoc, Zotero and others',
    endings: ['.csl.json', '.json'],
    media: 'application/vnd.citationstyles.csl+json',
    write: cslJson,
  },
  {
    name: 'csl-lines',
    what: 'the same items, one a line',
    endings: ['.csl.jsonl'],
    media: 'application/x-ndjson',
    write: cslJsonLines,
  },
  {
    name: 'ris',
    what: 'RIS, for EndNote, Mendeley, Zotero and others',
    endings: ['.ris'],
    media: 'application/x-research-info-systems',
    write: ris,
  },
  {
    name: 'csv',
    what: 'a table for spreadsheets',
    endings: ['.csv'],
    media: 'text/csv; charset=utf-8',
    write: csv,
  },
  {
    name: 'markdown',
    what: 'a reading list by role, with verdict and novelty',
    endings: ['.md', '.markdown'],
    media: 'text/markdown; charset=utf-8',
    write: markdown,
  },
] as const satisfies readonly Format[];

export type FormatName = (typeof FORMATS)[number]['name'];
