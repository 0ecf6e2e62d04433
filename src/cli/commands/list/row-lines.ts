/** Papers as a list: one aligned line each for people, JSON or tab-separated values for programs. */
import { type Chunk, type ItemsToPrint, printed } from '../../../export/printed.js';
import type { Row, WorkNumber } from '../../../library/model.js';
import type { Column } from '../../../text/columns.js';
import { displayText, width } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { print } from '../../output.js';
import { tableLines } from '../../plain.js';
import {
  type Cells,
  type ColumnId,
  cellsFor,
  type Labels,
  type RowForm,
  rowPrinter,
} from '../../printing/row-forms.js';
import { TSV_COLUMNS, tsvLine } from '../../row-format.js';

/** Rows of a library that others can print, too. */
export type Rows = ItemsToPrint<Row, RowForm>;

interface Printed {
  /** What JSON has of a paper beyond its row, as further members: `,"status":null`. */
  more?: (work: WorkNumber) => string;
  /** All labels the papers may have, which get letters. */
  labels: (field: keyof Labels) => readonly string[];
}

/** Prints papers in the form that the flags ask for. */
export async function printRows(
  found: Iterable<Row> | Rows,
  switches: Invocation['switches'],
  { more, labels }: Printed,
): Promise<void> {
  if (switches.has('json')) await print(arrayOf(rowsIn({ form: 'json' }, found, more)));
  else if (switches.has('jsonl')) await print(rowsIn({ form: 'jsonl' }, found, more));
  else if (switches.has('tsv')) await print(tsvLines(found));
  else await print(plainLines(found, { role: labels('role'), polarity: labels('polarity') }));
}

/** The rows in a form, one or many a piece. */
function rowsIn(form: RowForm, found: Iterable<Row> | Rows, more: Printed['more'] = () => ''): Iterable<Chunk> {
  const printRow = rowPrinter(form);
  return printed(found, (row, at, room) => printRow(room, row, at, more(row.work)), {
    order: form,
    beside: (_, work) => more(work),
  });
}

/** A JSON array with a paper a line. */
function* arrayOf(lines: Iterable<Chunk>): Generator<Chunk> {
  let isEmpty = true;
  for (const piece of lines) {
    yield piece;
    isEmpty = false;
  }
  yield isEmpty ? '[]\n' : '\n]\n';
}

function* tsvLines(found: Iterable<Row> | Rows): Generator<Chunk> {
  yield tsvLine(TSV_COLUMNS);
  yield* rowsIn({ form: 'tsv' }, found);
}

/** What stands over the columns, for people. */
const HEADS: Cells = {
  role: 'role',
  polarity: 'pol',
  verdict: 'verdict',
  novelty: 'nov',
  year: 'year',
  title: 'title',
  author: 'author',
  id: 'id',
};

/** Rows from which the widths of columns follow. */
const MEASURED = 500;

/** One aligned line a paper. The widths follow from the first rows, so that a long answer streams. */
function* plainLines(found: Iterable<Row> | Rows, labels: Labels): Generator<Chunk> {
  const cells = cellsFor(labels);
  const isForPeople = Boolean(process.stdout.isTTY);
  const head: Cells[] = isForPeople ? [HEADS] : [];
  for (const row of found) {
    head.push(cells(row));
    if (head.length === MEASURED) break;
  }
  const columns = columnsFor(head);
  if (head.length === MEASURED) {
    if (isForPeople) yield tableLines(columns)(HEADS);
    yield* rowsIn({ form: 'plain', labels, columns }, found);
    return;
  }
  // On a terminal what is known of no paper takes no room.
  const isFilled = ({ id }: Column<ColumnId>): boolean => head.some((row) => row !== HEADS && row[id] !== '-');
  const filled = isForPeople ? columns.filter(isFilled) : columns;
  if (filled.length > 0) yield* head.map(tableLines(filled));
}

/** The columns for these rows: on a narrow terminal the author goes first, then what is known of the fewest papers. */
function columnsFor(head: readonly Cells[]): Column<ColumnId>[] {
  const most = (id: ColumnId): number => Math.max(1, ...head.map((cells) => width(displayText(cells[id]))));
  const fixed = (id: ColumnId, priority: number, want: number): Column<ColumnId> => ({
    id,
    min: Math.min(want, most(id)),
    want,
    priority,
  });
  const [verdict, title, author, id] = [most('verdict'), most('title'), most('author'), most('id')];
  return [
    fixed('role', 7, Math.min(5, most('role'))),
    fixed('polarity', 3, 3),
    fixed('verdict', 5, verdict),
    fixed('novelty', 4, 4),
    fixed('year', 6, 4),
    { id: 'title', min: Math.min(14, title), want: Math.min(40, title), max: title, grow: 4, priority: 10 },
    { id: 'author', min: Math.min(8, author), want: Math.min(20, author), max: author, grow: 1, priority: 2 },
    { id: 'id', min: Math.min(22, id), want: Math.min(32, id), max: id, grow: 1, priority: 9 },
  ];
}
