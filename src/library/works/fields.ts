/** The fields of a work, from records to tables and back. */
import type { WorkRecord } from '../../hub/record.js';
import { indexAbstract, indexTitle } from '../derived/derive.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { storedAuthors } from './authors.js';

/** Columns and the record's fields they hold; the bit of a field is its place here. */
export const WORK_FIELDS = [
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

/** The record's field. */
export type WorkField = (typeof WORK_FIELDS)[number][1];
/** Known fields as the tables hold them: authors as the JSON of the record's list, yes and no as 1 and 0. */
export type Fields = ReadonlyMap<WorkField, string | number>;

const ELSEWHERE: readonly WorkField[] = ['abstract', 'summary', 'authors'];
const OF_WORKS = WORK_FIELDS.filter(([, field]) => !ELSEWHERE.includes(field));
const ADD_WORK = `INSERT INTO works(${OF_WORKS.map(([column]) => column).join(', ')}, source, import)
  VALUES (${'?, '.repeat(OF_WORKS.length)}?, ?)`;

/** What a record says. */
export function fieldsOf(record: WorkRecord): Fields {
  const said = new Map<WorkField, string | number>();
  for (const [, field] of WORK_FIELDS) {
    const value = record[field];
    if (value === undefined) continue;
    said.set(field, Array.isArray(value) ? JSON.stringify(value) : typeof value === 'boolean' ? Number(value) : value);
  }
  return said;
}

/** Which fields are known, a bit each. */
export function bitsOf(fields: Pick<Fields, 'has'>): number {
  return WORK_FIELDS.reduce((bits, [, field], i) => (fields.has(field) ? bits | (1 << i) : bits), 0);
}

export function areEqual(a: Fields, b: Fields): boolean {
  return a.size === b.size && [...a].every(([field, value]) => b.get(field) === value);
}

/** What the tables have of a work. */
export function storedFields(lib: Library, work: WorkNumber): Fields {
  const row = lib
    .sql('SELECT works.*, abstract, summary FROM works LEFT JOIN texts ON work = id WHERE id = ?')
    .get(work) as Record<string, string | number | null>;
  const stored = new Map<WorkField, string | number>();
  for (const [column, field] of WORK_FIELDS) {
    const value = field === 'authors' ? storedAuthors(lib, work) : row[column]!;
    if (value !== null) stored.set(field, value);
  }
  return stored;
}

/** Enters a new work with these fields, which the source gave in this import. */
export function addFields(lib: Library, fields: Fields, source: number | null, importId: number): WorkNumber {
  const { lastInsertRowid } = lib
    .sql(ADD_WORK)
    .run(...OF_WORKS.map(([, field]) => fields.get(field) ?? null), source, importId);
  const work = Number(lastInsertRowid);
  writeElsewhere(lib, work, new Map(), fields);
  return work;
}

/** Puts fields in the place of those that are there. @returns whether anything was different */
export function writeFields(lib: Library, work: WorkNumber, before: Fields, after: Fields): boolean {
  const changed = OF_WORKS.filter(([, field]) => before.get(field) !== after.get(field));
  if (changed.length > 0)
    lib
      .sql(`UPDATE works SET ${changed.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`)
      .run(...changed.map(([, field]) => after.get(field) ?? null), work);
  return writeElsewhere(lib, work, before, after) || changed.length > 0;
}

/** The fields that have tables of their own, and the search indexes. */
function writeElsewhere(lib: Library, work: WorkNumber, before: Fields, after: Fields): boolean {
  const differs = (field: WorkField): boolean => before.get(field) !== after.get(field);
  const text = (field: WorkField): string | null => (after.get(field) as string | undefined) ?? null;
  if (differs('abstract') || differs('summary'))
    lib
      .sql('INSERT OR REPLACE INTO texts(work, abstract, summary) VALUES (?, ?, ?)')
      .run(work, text('abstract'), text('summary'));
  if (differs('authors')) {
    if (before.has('authors')) lib.sql('DELETE FROM authors WHERE work = ?').run(work);
    const insert = lib.sql(
      'INSERT INTO authors(work, position, name, family, given, is_group) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const authors = JSON.parse(text('authors') ?? '[]') as NonNullable<WorkRecord['authors']>;
    authors.forEach((author, i) => {
      insert.run(work, i, author.name, author.family ?? null, author.given ?? null, author.group ? 1 : 0);
    });
  }
  if (differs('title')) indexTitle(lib, work, text('title'), !before.has('title'));
  if (differs('abstract')) indexAbstract(lib, work, text('abstract'), !before.has('abstract'));
  return ELSEWHERE.some(differs);
}
