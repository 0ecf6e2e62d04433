/** The authors of a work, from the table to records. */
import type { Author } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

interface AuthorRow {
  name: string;
  family: string | null;
  given: string | null;
  is_group: number;
}

/** An author as records have it. */
export function authorOf(row: AuthorRow): Author {
  const author: Author = { name: row.name };
  if (row.family !== null) author.family = row.family;
  if (row.given !== null) author.given = row.given;
  if (row.is_group === 1) author.group = true;
  return author;
}

/** The authors of a work in order. */
export function authorsOf(lib: Library, work: WorkNumber): Author[] {
  const found = lib
    .sql('SELECT name, family, given, is_group FROM authors WHERE work = ? ORDER BY position')
    .raw()
    .all(work) as [name: string, family: string | null, given: string | null, is_group: number][];
  return found.map(([name, family, given, is_group]) => authorOf({ name, family, given, is_group }));
}

/** The authors of a work of whom nobody knows the order. */
export function authorSetOf(lib: Library, work: WorkNumber): Author[] {
  const found = lib.sql('SELECT author_set FROM texts WHERE work = ?').pluck().get(work) as string | null | undefined;
  return JSON.parse(found ?? '[]') as Author[];
}

/** The authors as JSON in the record's form, or null where there are none. */
export function storedAuthors(lib: Library, work: WorkNumber): string | null {
  const authors = authorsOf(lib, work);
  return authors.length === 0 ? null : JSON.stringify(authors);
}
