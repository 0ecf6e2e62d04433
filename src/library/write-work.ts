/** What a source says of a work, into the library. */
import type { Ref, WorkRecord } from '../hub/record.js';
import { indexAbstract, indexTitle } from './derive.js';
import { joinWorks } from './join.js';
import type { WorkId } from './model.js';
import type { Library } from './open.js';
import {
  CITING,
  complain,
  create,
  enter,
  LISTED,
  lookUp,
  name,
  note,
  OUTCOMES,
  refsOf,
  remember,
  setStale,
  type Writing,
} from './writing.js';

interface WorkRow {
  source: number | null;
  title: string | null;
  authors: string | null;
  [column: string]: unknown;
}

/** Columns of works and the record's fields they hold; the bit of a field is its place here. */
const WORK_FIELDS = [
  ['title', 'title'],
  ['date', 'date'],
  ['venue', 'venue'],
  ['kind', 'kind'],
  ['category', 'category'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['pages', 'pages'],
  ['publisher', 'publisher'],
  ['url', 'url'],
  ['cited_by', 'citedBy'],
  ['retracted', 'retracted'],
  ['abstract', 'abstract'],
  ['summary', 'summary'],
  ['authors', 'authors'],
] as const satisfies readonly (readonly [string, keyof WorkRecord])[];

const COLUMNS = WORK_FIELDS.filter(([column]) => !['abstract', 'summary', 'authors'].includes(column));
const ADD_WORK = `INSERT INTO works(${COLUMNS.map(([column]) => column).join(', ')}, source, import)
  VALUES (${'?, '.repeat(COLUMNS.length)}?, ?)`;

const plainValue = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));

export function takeWork(writing: Writing, record: WorkRecord): void {
  if (record.ids.every((ref) => lookUp(writing, ref) === undefined)) addWork(writing, record);
  else describeWork(writing, record, identify(writing, record));
}

/** A work nobody named before. */
function addWork(writing: Writing, record: WorkRecord): void {
  const { lib } = writing;
  const { lastInsertRowid } = lib
    .sql(ADD_WORK)
    .run(...COLUMNS.map(([, field]) => plainValue(record[field])), writing.source, writing.import);
  const work = enter(writing, Number(lastInsertRowid), record.ids);
  if (record.abstract !== undefined || record.summary !== undefined) {
    lib
      .sql('INSERT INTO texts(work, abstract, summary) VALUES (?, ?, ?)')
      .run(work, record.abstract ?? null, record.summary ?? null);
  }
  addAuthors(lib, work, record);
  indexTitle(lib, work, record.title ?? null, true);
  indexAbstract(lib, work, record.abstract ?? null, true);
  writing.givenToWork.set(work, fieldBits(record));
}

function fieldBits(record: WorkRecord): number {
  let bits = 0;
  for (let i = 0; i < WORK_FIELDS.length; i += 1) if (record[WORK_FIELDS[i]![1]] !== undefined) bits |= 1 << i;
  return bits;
}

/** A work that is there: what the record may change of it is changed. */
function describeWork(writing: Writing, record: WorkRecord, work: WorkId): void {
  const { lib } = writing;
  const row = lib
    .sql('SELECT works.*, abstract, summary FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(work) as WorkRow;
  const first = row.source === null;
  const given = writing.givenToWork.get(work);
  const renamed = rename(writing, work, record.ids, first);
  const said = new Map<string, unknown>();
  WORK_FIELDS.forEach(([column, field], i) => {
    const value = record[field];
    if (value === undefined) return;
    const stored = column === 'authors' ? authorsOf(lib, work) : row[column];
    const plain = column === 'authors' ? JSON.stringify(value) : plainValue(value);
    const mayReplace = (first || row.source === writing.source) && (given & (1 << i)) === 0;
    if ((stored === null || mayReplace) && stored !== plain) said.set(column, plain);
  });
  writing.givenToWork.set(work, given | fieldBits(record));
  const changed = COLUMNS.flatMap(([column]) => (said.has(column) ? [column as string] : []));
  const values = changed.map((column) => said.get(column));
  if (first) {
    changed.push('source');
    values.push(writing.source);
  }
  if (changed.length > 0) {
    lib
      .sql(`UPDATE works SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
      .run(...values, work);
  }
  if (said.has('abstract') || said.has('summary')) {
    lib
      .sql(
        `INSERT INTO texts(work, abstract, summary) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET
         abstract = coalesce(excluded.abstract, abstract), summary = coalesce(excluded.summary, summary)`,
      )
      .run(work, said.get('abstract') ?? null, said.get('summary') ?? null);
  }
  if (said.has('authors')) {
    lib.sql('DELETE FROM authors WHERE work = ?').run(work);
    addAuthors(lib, work, record);
  }
  if (said.has('title')) indexTitle(lib, work, record.title!, row.title === null);
  if (said.has('abstract')) indexAbstract(lib, work, record.abstract!, row.abstract === null);
  note(writing, work, renamed || first || said.size > 0 ? 'changed' : 'same');
}

/** The work a record describes: the one that has its names, those that have them joined where they are the same, or a new one. */
function identify(writing: Writing, record: WorkRecord): WorkId {
  // The older work is kept: the same files again bring its values first, too, and so nothing new.
  const found = new Set(record.ids.map((ref) => lookUp(writing, ref)).filter((id) => id !== undefined));
  const [work, ...others] = [...found].sort((a, b) => a - b);
  if (work === undefined) return create(writing, record.ids);
  for (const other of others) {
    const refs = refsOf(writing.lib, other);
    const joined = joinWorks(writing.lib, work, other);
    if (!joined) {
      complain(
        writing,
        `${record.ids.filter((ref) => refs.includes(ref)).join(', ')} is in the library as a work of another title; it stays there`,
      );
      continue;
    }
    for (const ref of refs) remember(writing, ref, work);
    writing.givenToWork.set(work, writing.givenToWork.get(work) | writing.givenToWork.get(other));
    note(writing, work, OUTCOMES[writing.outcomes.get(other) - 1] ?? 'changed');
    note(writing, work, 'changed');
    for (const neighbour of joined) setStale(writing, neighbour, LISTED | CITING);
    for (const bits of [writing.outcomes, writing.givenToWork, writing.stale]) bits.set(other, 0);
  }
  return work;
}

/** Adds the names that are new. The first description says in which order they stand. */
function rename(writing: Writing, work: WorkId, ids: Ref[], first: boolean): boolean {
  const { lib } = writing;
  const stored = refsOf(lib, work);
  const own = ids.filter((ref) => (lookUp(writing, ref) ?? work) === work);
  const wanted = first ? [...new Set([...own, ...stored])] : [...new Set([...stored, ...own])];
  if (wanted.length === stored.length && wanted.every((ref, i) => ref === stored[i])) return false;
  lib.sql('DELETE FROM aliases WHERE work = ?').run(work);
  name(writing, work, wanted);
  return true;
}

interface AuthorRow {
  name: string;
  family: string | null;
  given: string | null;
  is_group: number;
}

/** The authors as JSON in the record's form, or null where there are none. */
function authorsOf(lib: Library, work: WorkId): string | null {
  const rows = lib
    .sql('SELECT name, family, given, is_group FROM authors WHERE work = ? ORDER BY position')
    .all(work) as AuthorRow[];
  return rows.length === 0 ? null : JSON.stringify(rows.map(authorOf));
}

/** An author as records have it. */
export function authorOf(row: AuthorRow): NonNullable<WorkRecord['authors']>[number] {
  return {
    name: row.name,
    ...(row.family !== null && { family: row.family }),
    ...(row.given !== null && { given: row.given }),
    ...(row.is_group === 1 && { group: true as const }),
  };
}

function addAuthors(lib: Library, work: WorkId, record: WorkRecord): void {
  const insert = lib.sql(
    'INSERT INTO authors(work, position, name, family, given, is_group) VALUES (?, ?, ?, ?, ?, ?)',
  );
  record.authors?.forEach((author, i) => {
    insert.run(work, i, author.name, author.family ?? null, author.given ?? null, author.group ? 1 : 0);
  });
}
