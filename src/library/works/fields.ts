/** The fields of a work, from records to tables and back. */
import type { Author, WorkRecord } from '../../hub/record.js';
import {
  fieldsHaving,
  isFlag,
  isList,
  WORK_FIELD_NAMES,
  WORK_FIELDS,
  type WorkField,
  type WorkFieldValues,
} from '../../hub/work-fields.js';
import { indexAbstract, indexTitle } from '../derived/derive.js';
import { inserting } from '../inserting.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { columnOf } from '../schema.js';
import { storedAuthors } from './authors.js';

/** Known fields as the tables hold them: authors as the JSON of the record's list, yes and no as 1 and 0. */
export type Fields = ReadonlyMap<WorkField, string | number>;

const OF_WORKS = fieldsHaving(({ table }) => table === 'works');
const OF_TEXTS = fieldsHaving(({ table }) => table === 'texts');
const ELSEWHERE = fieldsHaving(({ table }) => table !== 'works');
const columns = (fields: readonly WorkField[]): string => fields.map(columnOf).join(', ');
const addWork = inserting('works', [...OF_WORKS.map(columnOf), 'source', 'import']);
// No REPLACE: SQLite opens a savepoint for it, for which the search indexes write out what they have gathered.
const addTexts = inserting('texts', ['work', ...OF_TEXTS.map(columnOf)]);
const SET_TEXTS = `UPDATE texts SET ${OF_TEXTS.map((field) => `${columnOf(field)} = ?`).join(', ')} WHERE work = ?`;
const IN_ROW = [...OF_WORKS, ...OF_TEXTS];
const STORED = `SELECT ${columns(IN_ROW)} FROM works LEFT JOIN texts ON work = id WHERE id = ?`;
/** Where each field stands in what STORED selects; -1 for the authors, who have rows of their own. */
const PLACES_IN_ROW = WORK_FIELD_NAMES.map((field) => [field, IN_ROW.indexOf(field)] as const);

/** What a record says. */
export function fieldsOf(record: WorkRecord): Fields {
  const said = new Map<WorkField, string | number>();
  for (const field of WORK_FIELD_NAMES) {
    const value = record[field];
    if (value === undefined) continue;
    said.set(field, toStored(value));
  }
  return said;
}

/** A value as the tables hold it. */
function toStored(value: NonNullable<WorkFieldValues[WorkField]>): string | number {
  return Array.isArray(value) ? JSON.stringify(value) : typeof value === 'boolean' ? Number(value) : value;
}

/** The bit that stands for a field. */
export function bitOf(field: WorkField): number {
  return 1 << WORK_FIELDS[field].bit;
}

/** Which fields are known, a bit each. */
export function bitsOf(fields: Fields): number {
  let bits = 0;
  for (const field of fields.keys()) bits |= bitOf(field);
  return bits;
}

export function areEqual(a: Fields, b: Fields): boolean {
  return a.size === b.size && [...a].every(([field, value]) => b.get(field) === value);
}

/** What the tables have of a work. */
export function storedFields(lib: Library, work: WorkNumber): Fields {
  const row = lib.sql(STORED).raw().get(work) as (string | number | null)[];
  const stored = new Map<WorkField, string | number>();
  for (const [field, place] of PLACES_IN_ROW) {
    const value = place < 0 ? storedAuthors(lib, work) : row[place]!;
    if (value !== null) stored.set(field, value);
  }
  return stored;
}

/** For a SELECT: these fields under their names in records. */
export function selected(fields: readonly WorkField[]): string {
  return fields.map((field) => `${columnOf(field)} AS ${field}`).join(', ');
}

/** A row that `selected` gave, as records have these fields: without what is unknown. */
export function knownOf<Field extends WorkField>(
  row: Readonly<Record<Field, unknown>>,
  fields: readonly Field[],
): Pick<WorkFieldValues, Field> {
  const known: Record<string, unknown> = {};
  for (const field of fields) {
    const value = row[field];
    if (value !== null && value !== undefined) known[field] = fromStored(field, value);
  }
  return known as Pick<WorkFieldValues, Field>;
}

/** Of the fields that tables hold as something else than records do, what of it records have. */
const READ: { readonly [Field in WorkField]?: (value: unknown) => unknown } = Object.fromEntries(
  WORK_FIELD_NAMES.flatMap((field): [WorkField, (value: unknown) => unknown][] => {
    if (isFlag(field)) return [[field, (value) => value === 1]];
    return isList(field) ? [[field, (value) => JSON.parse(value as string)]] : [];
  }),
);

/** A value as records have it. */
export function fromStored(field: WorkField, value: unknown): unknown {
  const read = READ[field];
  return read === undefined ? value : read(value);
}

/**
 * Enters a new work with what a record says of it.
 * @param source who says so, which counts where anything is said
 * @returns its number, and which fields are known, a bit each
 */
export function addFields(
  lib: Library,
  record: WorkRecord,
  source: number,
  importId: number,
): { work: WorkNumber; said: number } {
  const { authors } = record;
  let said = authors === undefined ? 0 : bitOf('authors');
  const stored = (field: WorkField): string | number | null => {
    const value = record[field];
    if (value === undefined) return null;
    said |= bitOf(field);
    return toStored(value);
  };
  const ofWorks = OF_WORKS.map(stored);
  const ofTexts = OF_TEXTS.map(stored);
  const { lastInsertRowid } = addWork(lib, [...ofWorks, said === 0 ? null : source, importId]);
  const work = Number(lastInsertRowid);
  if (ofTexts.some((value) => value !== null)) addTexts(lib, [work, ...ofTexts]);
  if (authors !== undefined) addAuthors(lib, work, authors);
  for (const [field, index] of INDEXED) if (record[field] !== undefined) index(lib, work, record[field], true);
  return { work, said };
}

const INDEXED = [
  ['title', indexTitle],
  ['abstract', indexAbstract],
] as const;

const addAuthor = inserting('authors', ['work', 'position', 'is_group', 'name', 'family', 'given']);

function addAuthors(lib: Library, work: WorkNumber, authors: readonly Author[]): void {
  authors.forEach(({ name, family, given, group }, position) => {
    addAuthor(lib, [work, position, group ? 1 : 0, name, family ?? null, given ?? null]);
  });
}

/** Puts fields in the place of those that are there. @returns whether anything was different */
export function writeFields(lib: Library, work: WorkNumber, before: Fields, after: Fields): boolean {
  const changed = OF_WORKS.filter((field) => before.get(field) !== after.get(field));
  if (changed.length > 0)
    lib
      .sql(`UPDATE works SET ${changed.map((field) => `${columnOf(field)} = ?`).join(', ')} WHERE id = ?`)
      .run(...changed.map((field) => after.get(field) ?? null), work);
  return writeElsewhere(lib, work, before, after) || changed.length > 0;
}

/** The fields that have tables of their own, and the search indexes. */
function writeElsewhere(lib: Library, work: WorkNumber, before: Fields, after: Fields): boolean {
  const differs = (field: WorkField): boolean => before.get(field) !== after.get(field);
  const text = (field: WorkField): string | null => (after.get(field) as string | undefined) ?? null;
  if (OF_TEXTS.some(differs)) {
    const had =
      OF_TEXTS.some((field) => before.has(field)) && lib.sql(SET_TEXTS).run(...OF_TEXTS.map(text), work).changes > 0;
    if (!had) addTexts(lib, [work, ...OF_TEXTS.map(text)]);
  }
  if (differs('authors')) {
    if (before.has('authors')) lib.sql('DELETE FROM authors WHERE work = ?').run(work);
    addAuthors(lib, work, JSON.parse(text('authors') ?? '[]') as Author[]);
  }
  for (const [field, index] of INDEXED) if (differs(field)) index(lib, work, text(field), !before.has(field));
  return ELSEWHERE.some(differs);
}
