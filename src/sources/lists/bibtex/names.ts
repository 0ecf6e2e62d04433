/** Types and fields of entries by their names in BibTeX, BibLaTeX and CSL: THE table for whoever reads or writes them. */

interface EntryType {
  /** What an item of this CSL type is written as. */
  bibtex: string;
  biblatex: string;
  /** The types of entries that are read as it. */
  readFrom: readonly string[];
}

/** By CSL type; others are written as @misc. */
export const ENTRY_TYPES: Readonly<Record<string, EntryType>> = {
  article: { bibtex: 'misc', biblatex: 'online', readFrom: [] },
  'article-journal': { bibtex: 'article', biblatex: 'article', readFrom: ['article', 'suppperiodical'] },
  'article-magazine': { bibtex: 'article', biblatex: 'article', readFrom: [] },
  'article-newspaper': { bibtex: 'article', biblatex: 'article', readFrom: [] },
  'paper-conference': {
    bibtex: 'inproceedings',
    biblatex: 'inproceedings',
    readFrom: ['inproceedings', 'conference'],
  },
  chapter: {
    bibtex: 'incollection',
    biblatex: 'incollection',
    readFrom: ['incollection', 'inbook', 'bookinbook', 'suppbook', 'suppcollection'],
  },
  entry: { bibtex: 'incollection', biblatex: 'incollection', readFrom: [] },
  'entry-dictionary': { bibtex: 'incollection', biblatex: 'incollection', readFrom: [] },
  'entry-encyclopedia': { bibtex: 'incollection', biblatex: 'incollection', readFrom: ['inreference'] },
  book: {
    bibtex: 'book',
    biblatex: 'book',
    readFrom: [
      ...['book', 'mvbook', 'booklet', 'collection', 'mvcollection', 'proceedings', 'mvproceedings'],
      ...['reference', 'mvreference'],
    ],
  },
  classic: { bibtex: 'book', biblatex: 'book', readFrom: [] },
  thesis: { bibtex: 'phdthesis', biblatex: 'thesis', readFrom: ['phdthesis', 'mastersthesis', 'thesis'] },
  report: { bibtex: 'techreport', biblatex: 'report', readFrom: ['techreport', 'report'] },
  document: { bibtex: 'misc', biblatex: 'misc', readFrom: ['manual'] },
  patent: { bibtex: 'misc', biblatex: 'patent', readFrom: ['patent'] },
  dataset: { bibtex: 'misc', biblatex: 'dataset', readFrom: ['dataset'] },
  software: { bibtex: 'misc', biblatex: 'software', readFrom: ['software'] },
  webpage: { bibtex: 'misc', biblatex: 'online', readFrom: ['online', 'electronic', 'www'] },
  post: { bibtex: 'misc', biblatex: 'online', readFrom: [] },
  'post-weblog': { bibtex: 'misc', biblatex: 'online', readFrom: [] },
  manuscript: { bibtex: 'unpublished', biblatex: 'unpublished', readFrom: ['unpublished'] },
  standard: { bibtex: 'misc', biblatex: 'misc', readFrom: ['standard'] },
  speech: { bibtex: 'misc', biblatex: 'unpublished', readFrom: [] },
};

/** Types of entries that are no works: data for others, sets of others, settings of styles. */
export const NO_WORKS: ReadonlySet<string> = new Set(['xdata', 'set', 'control', 'ieeetranbstctl']);

/** The CSL type of a type of entries. */
export const CSL_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(ENTRY_TYPES).flatMap(([csl, { readFrom }]) => readFrom.map((type) => [type, csl])),
);

/** Fields that BibLaTeX calls otherwise. */
const RENAMED = [
  ['journal', 'journaltitle'],
  ['address', 'location'],
  ['school', 'institution'],
  ['archiveprefix', 'eprinttype'],
  ['primaryclass', 'eprintclass'],
  ['annote', 'annotation'],
] as const;

/** BibLaTeX's name of a field of BibTeX, where it has another. */
export const BIBLATEX_NAMES: ReadonlyMap<string, string> = new Map(RENAMED);

/** Fields that only one of the two dialects has. */
export const BIBTEX_ONLY: ReadonlySet<string> = new Set([...RENAMED.map(([name]) => name), 'year', 'month']);
export const BIBLATEX_ONLY: ReadonlySet<string> = new Set([...RENAMED.map(([, name]) => name), 'date', 'pubstate']);

/** Fields that say where a work was published, and those that say by whom, the one that says it best first. */
export const VENUE_FIELDS = ['journal', 'journaltitle', 'booktitle'] as const;
export const PUBLISHER_FIELDS = ['publisher', 'school', 'institution', 'organization', 'howpublished'] as const;
export const ISSUE_FIELDS = ['number', 'issue'] as const;

/** Fields that say the same: where an entry has one, it does not lack the others. */
export const SAME_FIELDS: readonly (readonly string[])[] = [
  VENUE_FIELDS,
  ['year', 'date'],
  ['month', 'date'],
  PUBLISHER_FIELDS,
  ISSUE_FIELDS,
  ['author', 'editor'],
  ['pages', 'eid', 'articleno'],
  ['key', 'sortkey'],
  ...RENAMED,
];

/** True for what says of which archive an eprint's number is, and of which class. */
export function isOfArchive(field: string): boolean {
  return /^(?:archiveprefix|eprinttype|primaryclass|eprintclass)$/.test(field);
}
