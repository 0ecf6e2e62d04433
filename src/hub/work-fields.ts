/** THE table of the fields of a work. To add one, put it here; the compiler or a test names the rest. */
import {
  type Check,
  count,
  date,
  type FieldsOf,
  line,
  list,
  must,
  object,
  type Read,
  short,
  text,
  yes,
  yesNo,
} from './checks.js';
import { isOthers } from './name.js';
import type { Author } from './record.js';
import type { ServiceName } from './services.js';

interface WorkFieldFacts {
  /** Its kind and limits. */
  check: Check<unknown>;
  /** Its name for people. */
  words: string;
  /**
   * Its bit where libraries store which fields a source gave. Append only: a number that was once published means the same
   * field for ever. There are 31.
   */
  bit: number;
  /** Where the library has it: long texts stand apart, so that scans of works stay short. */
  table: 'works' | 'texts' | 'authors';
  /**
   * Whether it is of one version of a work: `whole` makes sense only with the others of the same version, and is never taken
   * from a preprint where the published version is described; `published` is taken from the published version first.
   */
  version: 'whole' | 'published' | null;
  /** Whom to believe first, before the services in their order of trust. */
  best?: readonly ServiceName[];
  /** It stands in the rows of lists. */
  inRows: boolean;
  /** It is needed for an entry of a bibliography. */
  inEntries: boolean;
  /** How and under which name queries ask for it; labels and flags are counted by facets, numbers where they have a `facet`. */
  asked: { as: 'label' | 'text' | 'flag'; by: string } | { as: 'number'; by: string; facet: boolean } | null;
}

const person: Check<Author> = object({
  name: must(short),
  family: short,
  given: short,
  group: yes,
} satisfies FieldsOf<Author>);

/** Where a list is cut stands "et al.", who is nobody. */
const author: Check<Author> = {
  fields: person.fields!,
  read(value, reading) {
    const found = person.read(value, reading);
    return found !== undefined && isOthers(found.name) ? undefined : found;
  },
};

/** In the order in which the interchange format writes them. */
export const WORK_FIELDS = {
  title: {
    check: line,
    words: 'title',
    bit: 0,
    table: 'works',
    version: 'published',
    inRows: true,
    inEntries: true,
    asked: { as: 'text', by: 'title' },
  },
  authors: {
    check: list(author),
    words: 'authors',
    bit: 14,
    table: 'authors',
    version: 'published',
    inRows: false,
    inEntries: true,
    asked: { as: 'text', by: 'author' },
  },
  /**
   * Who they are, where nothing tells in which order: a list by given names says no more. Those of `authors` have an order,
   * and whoever knows it is believed about it whatever else is trusted.
   */
  authorSet: {
    check: list(author),
    words: 'authors in no known order',
    bit: 18,
    table: 'texts',
    version: 'published',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** How many they are at least, where a source does not name them all: "+190 more" than eight are 198, two "and others" three. */
  authorCount: {
    check: count(1),
    words: 'number of authors',
    bit: 19,
    table: 'works',
    version: 'published',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as exact as the source is. */
  date: {
    check: date,
    words: 'date',
    bit: 1,
    table: 'works',
    version: 'published',
    inRows: true,
    inEntries: true,
    asked: { as: 'number', by: 'year', facet: true },
  },
  /** Name of the journal, proceedings or series. */
  venue: {
    check: line,
    words: 'venue',
    bit: 2,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: { as: 'text', by: 'venue' },
  },
  /** CSL type: `article-journal`, `paper-conference`, `article` (preprint), `book`, `chapter`, `thesis`, `report`, `dataset`, … */
  kind: {
    check: short,
    words: 'kind',
    bit: 3,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** What kind of thesis, report or document, in the source's words: `Master's thesis`. */
  genre: {
    check: short,
    words: 'genre',
    bit: 15,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** Primary subject class, e.g. `cs.CV`, `hep-th`. */
  category: {
    check: short,
    words: 'category',
    bit: 4,
    table: 'works',
    version: null,
    // arXiv's own classes; others guess at subjects.
    best: ['arxiv', 'pith'],
    inRows: true,
    inEntries: true,
    asked: { as: 'label', by: 'category' },
  },
  /** Further subject classes, with commas between them. */
  crossCategories: {
    check: line,
    words: 'further categories',
    bit: 20,
    table: 'works',
    version: null,
    best: ['arxiv', 'pith'],
    inRows: false,
    inEntries: false,
    asked: null,
  },
  volume: {
    check: short,
    words: 'volume',
    bit: 5,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  issue: {
    check: short,
    words: 'issue',
    bit: 6,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** Of a report, patent or standard. */
  number: {
    check: short,
    words: 'number',
    bit: 16,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  pages: {
    check: short,
    words: 'pages',
    bit: 7,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  publisher: {
    check: line,
    words: 'publisher',
    bit: 8,
    table: 'works',
    version: 'whole',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  url: {
    check: short,
    words: 'address',
    bit: 9,
    table: 'works',
    version: 'published',
    inRows: false,
    inEntries: true,
    asked: null,
  },
  /** With commas between them. */
  keywords: {
    check: line,
    words: 'keywords',
    bit: 17,
    table: 'works',
    version: null,
    inRows: false,
    inEntries: true,
    asked: null,
  },
  abstract: {
    check: text,
    words: 'abstract',
    bit: 12,
    table: 'texts',
    version: null,
    // Journals cut abstracts and set them anew; arXiv has them as they were written.
    best: ['arxiv'],
    inRows: false,
    inEntries: true,
    asked: { as: 'text', by: 'abstract' },
  },
  /** One sentence on the paper by a reviewer or indexer. */
  summary: {
    check: text,
    words: 'summary',
    bit: 13,
    table: 'texts',
    version: null,
    best: ['pith', 'semantic-scholar'],
    inRows: false,
    inEntries: false,
    asked: null,
  },
  /** Citations the source counts for this work, anywhere. */
  citedBy: {
    check: count(0),
    words: 'cited by',
    bit: 10,
    table: 'works',
    version: null,
    // Crossref counts only citations between its own members.
    best: ['semantic-scholar', 'openalex', 'opencitations'],
    inRows: true,
    inEntries: false,
    asked: { as: 'number', by: 'citations', facet: false },
  },
  retracted: {
    check: yesNo,
    words: 'retracted',
    bit: 11,
    table: 'works',
    version: null,
    inRows: true,
    inEntries: false,
    asked: { as: 'flag', by: 'retracted' },
  },
} as const satisfies Record<string, WorkFieldFacts>;

type Table = typeof WORK_FIELDS;
export type WorkField = keyof Table;
/** The fields whose facts are like these. */
type Having<Facts> = { [Field in WorkField]: Table[Field] extends Facts ? Field : never }[WorkField];
export type RowField = Having<{ inRows: true }>;
export type EntryField = Having<{ inEntries: true }>;
/** The names by which queries ask for fields of works. */
type By<Asked> = Asked extends { by: infer Name } ? Name : never;
export type AskedAs<Way> = By<Extract<Table[WorkField]['asked'], Way>>;
/** A field that queries ask for as a label. */
export type LabelWorkField = Having<{ asked: { as: 'label' } }>;
/** A field that queries ask for as yes or no. */
type FlagWorkField = Having<{ asked: { as: 'flag' } }>;

/** What records have of a work beside its ids. */
export type WorkFieldValues = { -readonly [Field in keyof Table]?: Read<Table[Field]['check']> };

/** In the order of their bits, which is that of all that libraries store by field. */
export const WORK_FIELD_NAMES = (Object.keys(WORK_FIELDS) as WorkField[]).sort(
  (a, b) => WORK_FIELDS[a].bit - WORK_FIELDS[b].bit,
);

/** What the table says of a field. */
export function factsOfField(field: WorkField): WorkFieldFacts {
  return WORK_FIELDS[field];
}

/** The fields of which the table says so, in the order of their bits. */
export function fieldsHaving<Field extends WorkField>(test: (facts: WorkFieldFacts) => boolean): Field[] {
  return WORK_FIELD_NAMES.filter((field) => test(WORK_FIELDS[field])) as Field[];
}

/** The fields that queries ask for as labels, and under which names. */
export const LABEL_FIELDS = fieldsHaving<LabelWorkField>(({ asked }) => asked?.as === 'label').map((field) => ({
  field,
  by: WORK_FIELDS[field].asked.by,
}));

/** A list, which the library holds as JSON. */
export function isList(field: WorkField): boolean {
  return factsOfField(field).check.fields !== undefined;
}

/** The fields that queries ask for as flags, and under which names. */
export const FLAG_FIELDS = fieldsHaving<FlagWorkField>(({ asked }) => asked?.as === 'flag').map((field) => ({
  field,
  by: WORK_FIELDS[field].asked.by,
}));

/** Yes or no, which SQLite has as 1 and 0. */
export function isFlag(field: WorkField): boolean {
  return (WORK_FIELDS[field].check as Check<unknown>) === yesNo;
}
