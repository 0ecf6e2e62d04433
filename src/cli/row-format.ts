/** A citing paper as JSON and as tab-separated values. */
import type { ClaimRecord, ReviewRecord } from '../hub/record.js';
import { cleanLine, cleanText } from '../hub/text.js';
import type { Details, Row, WorkLine } from '../library/model.js';

/** Every field of a row; what is unknown is null, and the number inside the library file stays inside. */
export function jsonRow(row: Row): Readonly<Record<Exclude<keyof Row, 'work'>, unknown>> {
  return {
    id: cleanLine(row.id),
    title: cleanLine(row.title),
    firstAuthor: row.firstAuthor === '' ? null : cleanLine(row.firstAuthor),
    authorCount: row.authorCount,
    date: row.date === '' ? null : cleanLine(row.date),
    year: row.year ?? null,
    category: row.category === undefined ? null : cleanLine(row.category),
    roles: row.roles.map(cleanLine),
    polarities: row.polarities.map(cleanLine),
    verdict: row.verdict === undefined ? null : cleanLine(row.verdict),
    novelty: row.novelty ?? null,
    influential: row.influential ?? null,
    refs: row.refs ?? null,
    citing: row.citing,
    citedBy: row.citedBy ?? null,
    mine: row.mine ?? false,
    news: row.news ?? null,
    integrity: row.integrity === undefined ? null : cleanLine(row.integrity),
    retracted: row.retracted ?? null,
    early: row.early ?? false,
  };
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

export function tsvRow(row: Row): string {
  // The columns are fixed: what came into the JSON later has none. What is there is clean.
  const values: readonly unknown[] = Object.values(jsonRow(row));
  let line = tsvValue(values[0]);
  for (let at = 1; at < TSV_COLUMNS.length; at += 1) line += `\t${tsvValue(values[at])}`;
  return `${line}\n`;
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
