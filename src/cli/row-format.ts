/** A citing paper as JSON and as tab-separated values. */
import type { ClaimRecord, ReviewRecord } from '../hub/record.js';
import { cleanLine, cleanText } from '../hub/text.js';
import type { Details, Row, WorkLine } from '../library/model.js';
import type { Room } from '../library/read/printing/room.js';

type Value = string | number | boolean | null | readonly string[];
type Field = Exclude<keyof Row, 'work'>;

/** Every field of a row in the order of JSON and of the table; what is unknown is null, and the number inside the library file stays inside. */
const VALUES: Readonly<Record<Field, (row: Row) => Value>> = {
  id: (row) => cleanLine(row.id),
  title: (row) => cleanLine(row.title),
  firstAuthor: (row) => (row.firstAuthor === '' ? null : cleanLine(row.firstAuthor)),
  authorCount: (row) => row.authorCount,
  date: (row) => (row.date === '' ? null : cleanLine(row.date)),
  year: (row) => row.year ?? null,
  category: (row) => lineOrNull(row.category),
  roles: (row) => cleanLabels(row.roles),
  polarities: (row) => cleanLabels(row.polarities),
  verdict: (row) => lineOrNull(row.verdict),
  novelty: (row) => row.novelty ?? null,
  influential: (row) => row.influential ?? null,
  refs: (row) => row.refs ?? null,
  citing: (row) => row.citing,
  citedBy: (row) => row.citedBy ?? null,
  mine: (row) => row.mine ?? false,
  news: (row) => row.news ?? null,
  integrity: (row) => lineOrNull(row.integrity),
  retracted: (row) => row.retracted ?? null,
  early: (row) => row.early ?? false,
};
const NAMES = Object.keys(VALUES) as Field[];
const READ = Object.values(VALUES);
/** What stands before each value in JSON. */
const BEFORE = NAMES.map((name, at) => `${at === 0 ? '{' : ','}"${name}":`);

const lineOrNull = (text: string | undefined): string | null => (text === undefined ? null : cleanLine(text));

function cleanLabels(labels: readonly string[]): readonly string[] {
  return labels.length === 0 ? labels : labels.map(cleanLine);
}

/** A row as an object for JSON. */
export function jsonRow(row: Row): Readonly<Record<Field, unknown>> {
  return Object.fromEntries(NAMES.map((name) => [name, VALUES[name](row)])) as Record<Field, unknown>;
}

/**
 * Puts the text of jsonRow(), written at once: of many rows the objects would take longer than the text.
 * @param more further members, each with a comma before it: `,"status":null`
 */
export function putJson(room: Room, row: Row, more: string): void {
  for (let at = 0; at < READ.length; at += 1) {
    room.put(BEFORE[at]!);
    putValue(room, READ[at]!(row));
  }
  room.put(more);
  room.put('}');
}

/** The members of an object as they stand among others in JSON, each with a comma before it. */
export function furtherMembers(object: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(object).slice(1, -1);
  return text === '' ? '' : `,${text}`;
}

/** What JSON does not write as it is, and half characters. */
const ESCAPED = /["\\\0-\x1f\ud800-\udfff]/;

function putValue(room: Room, value: Value): void {
  if (value === null) room.put('null');
  else if (typeof value === 'object') {
    room.put('[');
    for (let at = 0; at < value.length; at += 1) {
      if (at > 0) room.put(',');
      putValue(room, value[at]!);
    }
    room.put(']');
  } else if (typeof value !== 'string') room.put(`${value}`);
  else if (ESCAPED.test(value)) room.put(JSON.stringify(value));
  else {
    room.put('"');
    room.put(value);
    room.put('"');
  }
}

/** What `list --fields` adds to a row; unknown is null. */
const MORE_FIELDS = {
  authors: ({ authors }) => authors.map(({ name }) => cleanLine(name)),
  // Who they are, in no known order.
  authorSet: ({ authorSet = [] }) => authorSet.map(({ name }) => cleanLine(name)),
  ids: ({ ids }) => ids.map(cleanLine),
  venue: ({ venue }) => (venue === undefined ? null : cleanLine(venue)),
  url: ({ url }) => (url === undefined ? null : cleanLine(url)),
  abstract: ({ abstract }) => (abstract === undefined ? null : cleanText(abstract)),
  sentences: ({ contexts }) =>
    contexts.map(({ text, section, labels = [], polarities = [] }) => ({
      text: cleanText(text),
      section: section === undefined ? null : cleanLine(section),
      roles: labels.map(cleanLine),
      polarities: polarities.map(cleanLine),
    })),
  reviews: ({ reviews }) => reviews.map(said),
  claims: ({ claims }) => claims.map(said),
  checks: ({ checks }) => cleaned(checks),
} as const satisfies Record<string, (paper: Details) => unknown>;

/** A record without its kind and the work it is of, as it came. */
function said({ type: _, work: __, ...fields }: ReviewRecord | ClaimRecord): unknown {
  return cleaned(fields);
}

/** Every text in it cleaned: foreign control characters do not leave in JSON either. */
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
  return value;
}

export type JsonField = keyof typeof MORE_FIELDS;
export const JSON_FIELDS = Object.keys(MORE_FIELDS) as JsonField[];

/** These further fields of a paper. */
export function jsonFields(paper: Details, fields: readonly JsonField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, MORE_FIELDS[field](paper)]));
}

export const TSV_COLUMNS = [
  'id',
  'title',
  'first_author',
  'author_count',
  'date',
  'year',
  'category',
  'roles',
  'polarities',
  'verdict',
  'novelty',
  'influential',
  'refs',
  'citing',
  'cited_by',
] as const;

/** Puts a row as a line of the table. The columns are fixed: what came into the JSON later has none. What is there is clean. */
export function putTsv(room: Room, row: Row): void {
  for (let at = 0; at < TSV_COLUMNS.length; at += 1) {
    if (at > 0) room.put('\t');
    room.put(tsvValue(READ[at]!(row)));
  }
  room.put('\n');
}

/** One line of values without tabs and line breaks: sets joined by commas, unknown as nothing. */
export function tsvLine(values: readonly unknown[]): string {
  return `${values.map((value) => cleanLine(tsvValue(value))).join('\t')}\n`;
}

function tsvValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(',') : String(value);
}

export function jsonWork(work: WorkLine): Record<string, unknown> {
  return {
    id: cleanLine(work.id),
    title: cleanLine(work.title),
    authors: work.authors.map(cleanLine),
    date: work.date === '' ? null : cleanLine(work.date),
  };
}

/** A JSON array with one element a line, piece by piece. */
export function* jsonArray(items: Iterable<unknown>): Generator<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '[\n' : ',\n'}${JSON.stringify(item)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}
