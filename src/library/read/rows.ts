/** Works by id: one line, a row of the list, everything. */
import { isBefore } from '../../hub/date.js';
import type { Id } from '../../hub/record.js';
import { fieldsHaving, type RowField } from '../../hub/work-fields.js';
import { GoneError } from '../error.js';
import { newsAmong } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { Row, WorkLine, WorkNumber } from '../model.js';
import { mineOf } from '../reader/own-bibliographies.js';
import { fromStored, selected } from '../works/fields.js';
import { inOrder } from './batches.js';
import { CITATION, CITATION_COLUMNS, type CitationFacts, fromTables, loadedFacts } from './citation-facts.js';

/** Works in one line, in the order given. A work nobody described is shown by its id. */
export function workLines(lib: Library, works: readonly WorkNumber[]): WorkLine[] {
  return works.map((work) => {
    const row = lib.sql('SELECT ref, title, date, citing FROM works JOIN listed ON work = id WHERE id = ?').get(work) as
      | { ref: Id; title: string | null; date: string | null; citing: number }
      | undefined;
    if (!row) throw new GoneError(lib.file, work);
    const authors = lib.sql('SELECT name FROM authors WHERE work = ? ORDER BY position').all(work) as {
      name: string;
    }[];
    return {
      work,
      id: row.ref,
      title: row.title ?? row.ref,
      authors: authors.map((author) => author.name),
      date: row.date ?? '',
      citing: row.citing,
    };
  });
}

const OF_WORK = fieldsHaving<RowField>(({ inRows }) => inRows);

// One statement for all of them: a round into SQLite for each work and table would take nearly all of the time.
const ROWS = (columns: string, joined: string): string => `
  SELECT works.id, ref, first_author, listed.author_count, year, verdict, novelty, integrity, listed.citing,
    ${selected(OF_WORK)} ${columns}
  FROM json_each(@works) CROSS JOIN works ON works.id = value CROSS JOIN listed ON listed.work = works.id ${joined}`;
const OF_WORKS = ROWS('', '');
const OF_CITATIONS = ROWS(`, ${CITATION_COLUMNS}`, CITATION);

type RowValues = [
  work: WorkNumber,
  ref: Id,
  firstAuthor: string,
  authorCount: number,
  year: number | null,
  verdict: string | null,
  novelty: number | null,
  integrity: string | null,
  citing: number,
  ...ofWork: unknown[],
];
/** Where the fields of OF_WORK begin among these. */
const FIELDS_AT = 9;

/**
 * Rows of these works as citers of a hub, in the order of the ids.
 * @param hub null: the works by themselves, without what is known of a citation
 */
export function rows(lib: Library, hub: WorkNumber | null, works: readonly WorkNumber[]): Row[] {
  return reading(lib, () => {
    const news = hub === null ? undefined : newsAmong(lib, hub, works);
    const mine = mineOf(lib, works);
    const hubDate = lib.sql('SELECT date FROM works WHERE id = ?').pluck().get(hub) as string | null | undefined;
    const inColumns = hub === null ? undefined : loadedFacts(lib, hub, works.length);
    const inTables = fromTables();
    return inOrder(lib, works, (numbers) => {
      if (inColumns) return lib.sql(OF_WORKS).raw().all({ works: numbers }) as RowValues[];
      return lib.sql(OF_CITATIONS).raw().all({ hub, works: numbers }) as RowValues[];
    }).map((values) => {
      const facts = inColumns ? inColumns(values[0]) : inTables(values);
      const row = rowOf(values, facts);
      if (facts !== null && isBefore(row.date, hubDate ?? '')) row.early = true;
      if (mine.has(row.work)) row.mine = true;
      const told = news?.get(row.work);
      if (told !== undefined) row.news = told;
      return row;
    });
  });
}

function rowOf(values: RowValues, facts: CitationFacts | null): Row {
  const [work, ref, firstAuthor, authorCount, year, verdict, novelty, integrity, citing] = values;
  const row: Row = {
    work,
    id: ref,
    title: ref,
    date: '',
    firstAuthor,
    authorCount,
    roles: facts?.roles ?? [],
    polarities: facts?.polarities ?? [],
    citing,
  };
  const fields = row as Record<RowField, unknown>;
  for (let at = 0; at < OF_WORK.length; at += 1) {
    const value = values[FIELDS_AT + at];
    if (value !== null) fields[OF_WORK[at]!] = fromStored(OF_WORK[at]!, value);
  }
  if (year !== null) row.year = year;
  if (verdict !== null) row.verdict = verdict;
  if (novelty !== null) row.novelty = novelty;
  if (integrity !== null) row.integrity = integrity;
  if (facts !== null && facts.influential !== null) row.influential = facts.influential;
  if (facts !== null && facts.refs !== null) row.refs = facts.refs;
  return row;
}
