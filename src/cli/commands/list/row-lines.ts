/** Papers as a list: one aligned line each for people, JSON or tab-separated values for programs. */
import { type ItemsToPrint, printed } from '../../../export/printed.js';
import { showId } from '../../../hub/ids/identifier.js';
import { cleanLine } from '../../../hub/text.js';
import { labelWords, lettersFor, POLARITIES, ROLES } from '../../../hub/vocabulary.js';
import type { Row } from '../../../library/model.js';
import type { Column } from '../../../text/columns.js';
import { displayText, width } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { print } from '../../output.js';
import { tableLines } from '../../plain.js';
import { TSV_COLUMNS, tsvLine, tsvRow } from '../../row-format.js';

type ColumnId = 'role' | 'polarity' | 'verdict' | 'novelty' | 'year' | 'title' | 'author' | 'id';
type Cells = Record<ColumnId, string>;

interface Printed {
  /** A paper as JSON, in one line. */
  json: (row: Row) => string;
  /** All labels the papers may have, which get letters. */
  labels: (field: 'role' | 'polarity') => readonly string[];
}

/** Prints papers in the form that the flags ask for. */
export async function printRows(
  found: Iterable<Row> | ItemsToPrint<Row>,
  switches: Invocation['switches'],
  { json, labels }: Printed,
): Promise<void> {
  if (switches.has('json')) await print(arrayOf(found, json));
  else if (switches.has('jsonl')) await print(printed(found, (row) => `${json(row)}\n`));
  else if (switches.has('tsv')) await print(tsvLines(found));
  else await print(plainLines(found, labels));
}

/** A JSON array with a paper a line. */
function* arrayOf(found: Iterable<Row> | ItemsToPrint<Row>, json: Printed['json']): Generator<string> {
  let isEmpty = true;
  for (const piece of printed(found, (row, at) => `${at === 0 ? '[\n' : ',\n'}${json(row)}`)) {
    yield piece;
    isEmpty = false;
  }
  yield isEmpty ? '[]\n' : '\n]\n';
}

function* tsvLines(found: Iterable<Row> | ItemsToPrint<Row>): Generator<string> {
  yield tsvLine(TSV_COLUMNS);
  yield* printed(found, tsvRow);
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

/** Who the first author is, or how many there are of whom nobody knows the first. */
function firstAuthor({ firstAuthor: name, authorCount }: Row): string {
  if (name !== '') return name;
  return authorCount > 1 ? `${authorCount} authors` : '-';
}

/** What stands before a title that nobody should take for sound. */
function alert({ retracted, integrity }: Row): string {
  if (retracted) return 'RETRACTED: ';
  return integrity === 'critical' ? 'CRITICAL FINDING: ' : '';
}

/** One aligned line a paper. The widths follow from the first rows, so that a long answer streams. */
function* plainLines(found: Iterable<Row>, labels: Printed['labels']): Generator<string> {
  const roleLetters = lettersFor(labels('role'), ROLES);
  const polarityLetters = lettersFor(labels('polarity'), POLARITIES);
  const letters = (set: readonly string[], known: Map<string, string>): string =>
    set.length === 0 ? '-' : set.map((label) => known.get(label) ?? '?').join('');
  const cells = (row: Row): Cells => ({
    role: letters(row.roles, roleLetters).toUpperCase(),
    polarity: letters(row.polarities, polarityLetters),
    verdict: row.verdict === undefined ? '-' : labelWords(row.verdict),
    novelty: row.novelty === undefined ? '-' : row.novelty.toFixed(1),
    year: row.year === undefined ? '-' : String(row.year),
    title: `${alert(row)}${row.title}`,
    author: firstAuthor(row),
    id: cleanLine(showId(row.id)),
  });
  const isForPeople = Boolean(process.stdout.isTTY);
  let head: Cells[] = isForPeople ? [HEADS] : [];
  let line: ((cells: Cells) => string) | undefined;
  for (const row of found) {
    if (line !== undefined) {
      yield line(cells(row));
      continue;
    }
    head.push(cells(row));
    if (head.length < MEASURED) continue;
    line = tableLines(columnsFor(head));
    yield* head.map(line);
    head = [];
  }
  if (line !== undefined) return;
  const columns = columnsFor(head);
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
