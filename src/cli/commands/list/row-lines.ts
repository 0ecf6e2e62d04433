/** Papers as a list: one aligned line each for people, JSON or tab-separated values for programs. */
import { showId } from '../../../hub/ids/identifier.js';
import { cleanLine } from '../../../hub/text.js';
import { labelWords, lettersFor, POLARITIES, ROLES } from '../../../hub/vocabulary.js';
import type { Row } from '../../../library/model.js';
import { displayText, width } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { print } from '../../output.js';
import { cell, cut, plainWidth } from '../../plain.js';
import { jsonArray, TSV_COLUMNS, tsvLine, tsvRow } from '../../row-format.js';

interface Printed {
  /** A paper as JSON. */
  object: (row: Row) => unknown;
  /** All labels the papers may have, which get letters. */
  labels: (field: 'role' | 'polarity') => readonly string[];
}

/** Prints papers in the form that the flags ask for. */
export async function printRows(
  found: Iterable<Row>,
  switches: Invocation['switches'],
  { object, labels }: Printed,
): Promise<void> {
  if (switches.has('json')) await print(jsonArray(mapped(found, object)));
  else if (switches.has('jsonl')) await print(mapped(found, (row) => `${JSON.stringify(object(row))}\n`));
  else if (switches.has('tsv')) await print(tsvLines(found));
  else await print(plainLines(found, labels));
}

function* mapped<From, To>(items: Iterable<From>, change: (item: From) => To): Generator<To> {
  for (const item of items) yield change(item);
}

function* tsvLines(found: Iterable<Row>): Generator<string> {
  yield tsvLine(TSV_COLUMNS);
  for (const row of found) yield tsvRow(row);
}

/** Rows from which the widths of columns follow. */
const MEASURED = 500;
const NARROWEST_TITLE = 30;
const WIDEST_ID = 32;

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
  let head: Row[] = [];
  let widths: { title: number; verdict: number; author: number; role: number } | undefined;
  const layout = (): { title: number; verdict: number; author: number; role: number } => {
    const most = (cells: (row: Row) => number, cap: number): number => Math.min(cap, Math.max(1, ...head.map(cells)));
    const role = most((row) => row.roles.length, 5);
    const verdict = most((row) => width(row.verdict ?? '-'), 12);
    const author = most((row) => width(displayText(firstAuthor(row))), 20);
    const id = most((row) => width(displayText(showId(row.id))), WIDEST_ID);
    const fixed = role + 2 + 3 + 2 + verdict + 2 + 4 + 2 + 4 + 2 + 2 + author + 2 + id;
    return { role, verdict, author, title: Math.max(NARROWEST_TITLE, plainWidth() - fixed) };
  };
  const line = (row: Row): string => {
    const at = widths!;
    return `${[
      cell(letters(row.roles, roleLetters).toUpperCase(), at.role),
      cell(letters(row.polarities, polarityLetters), 3),
      cell(row.verdict === undefined ? '-' : labelWords(row.verdict), at.verdict),
      cell(row.novelty === undefined ? '-' : row.novelty.toFixed(1), 4),
      cell(row.year === undefined ? '-' : String(row.year), 4),
      cell(`${alert(row)}${row.title}`, at.title),
      cell(firstAuthor(row), at.author),
      // Whole where another program may read it.
      process.stdout.isTTY ? cut(showId(row.id), WIDEST_ID) : displayText(cleanLine(showId(row.id))),
    ].join('  ')}\n`;
  };
  for (const row of found) {
    if (widths !== undefined) {
      yield line(row);
      continue;
    }
    head.push(row);
    if (head.length < MEASURED) continue;
    widths = layout();
    for (const first of head) yield line(first);
    head = [];
  }
  if (widths !== undefined) return;
  widths = layout();
  for (const first of head) yield line(first);
}
