/** Works by id: one line, a row of the list, everything. */
import { isBefore } from '../../hub/date.js';
import type { Id } from '../../hub/record.js';
import { fieldsHaving, type RowField } from '../../hub/work-fields.js';
import { GoneError } from '../error.js';
import { newsAmong } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import type { News, Row, WorkLine, WorkNumber } from '../model.js';
import { mineOf } from '../reader/own-bibliographies.js';
import { fromStored, selected } from '../works/fields.js';
import { inOrder } from './batches.js';
import { CITATION, CITATION_COLUMNS, type CitationFacts, fromTables, loadedFacts } from './citation-facts.js';
import { type Helpers, printedInFileOrder } from './printing/printing.js';
import type { Room } from './printing/room.js';

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

/** Where the fields of works stand among these. */
const AT = Object.fromEntries(OF_WORK.map((field, at) => [field, FIELDS_AT + at])) as Record<RowField, number>;

/** So many rows are printed before the first of them is handed out. */
const MOST_PRINTED = 32_768;

/**
 * Rows of these works as citers of a hub, in the order of the ids.
 * @param hub null: the works by themselves, without what is known of a citation
 */
export function rows(lib: Library, hub: WorkNumber | null, works: readonly WorkNumber[]): Row[] {
  return rowsAmong(lib, hub, works, works.length);
}

/** What `print` says of the row of each of these citing papers, in the order of the ids, many a piece. */
export function printedRows(
  lib: Library,
  hub: WorkNumber,
  works: readonly WorkNumber[],
  print: (row: Row, at: number, room: Room) => void,
  helped?: () => Helpers | undefined,
): Generator<Buffer> {
  return printedInFileOrder(lib, works, { most: MOST_PRINTED, read: rowReader(lib, hub, works.length), print, helped });
}

/** Reads some of so many citing papers at a time, in their order. */
export function rowReader(lib: Library, hub: WorkNumber, all: number): (works: readonly WorkNumber[]) => Row[] {
  return (works) => rowsAmong(lib, hub, works, all);
}

/** @param all how many works are asked for in all, some of which these are */
function rowsAmong(lib: Library, hub: WorkNumber | null, works: readonly WorkNumber[], all: number): Row[] {
  return reading(lib, () => {
    const news = hub === null ? undefined : newsAmong(lib, hub, works);
    const mine = mineOf(lib, works);
    const hubDate = (lib.sql('SELECT date FROM works WHERE id = ?').pluck().get(hub) ?? '') as string;
    const inColumns = hub === null ? undefined : loadedFacts(lib, hub, all);
    const inTables = fromTables();
    const known = { news, mine, hubDate };
    return inOrder(lib, works, (numbers) => {
      if (inColumns) return lib.sql(OF_WORKS).raw().all({ works: numbers }) as RowValues[];
      return lib.sql(OF_CITATIONS).raw().all({ hub, works: numbers }) as RowValues[];
    }).map((values) => rowOf(values, inColumns ? inColumns(values[0]) : inTables(values), known));
  });
}

interface KnownBeside {
  news: ReadonlyMap<WorkNumber, News> | undefined;
  mine: ReadonlySet<WorkNumber>;
  hubDate: string;
}

/** Rows with what is not known as undefined: of one shape, V8 makes and reads them several times as fast. */
type WholeRow = { [Name in keyof Row]-?: Row[Name] | undefined };

function rowOf(values: RowValues, facts: CitationFacts | null, { news, mine, hubDate }: KnownBeside): Row {
  const [work, ref, firstAuthor, authorCount, year, verdict, novelty, integrity, citing] = values;
  const of = <Field extends RowField>(field: Field): Row[Field] | undefined => {
    const value = values[AT[field]];
    return value === null ? undefined : (fromStored(field, value) as Row[Field]);
  };
  const date = of('date') ?? '';
  const row: WholeRow = {
    work,
    id: ref,
    title: of('title') ?? ref,
    firstAuthor,
    authorCount,
    date,
    year: year ?? undefined,
    category: of('category'),
    roles: facts?.roles ?? [],
    polarities: facts?.polarities ?? [],
    verdict: verdict ?? undefined,
    novelty: novelty ?? undefined,
    integrity: integrity ?? undefined,
    influential: facts?.influential ?? undefined,
    refs: facts?.refs ?? undefined,
    citing,
    citedBy: of('citedBy'),
    retracted: of('retracted'),
    early: facts !== null && isBefore(date, hubDate) ? true : undefined,
    mine: mine.has(work) ? true : undefined,
    news: news?.get(work),
  };
  return row as Row;
}
