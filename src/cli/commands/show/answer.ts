/** What a section of `pith-tui show` answers: figures with their base and rule, as a table for people and as JSON. */
import { countWords } from '../../../hub/share.js';
import type { WorkLine } from '../../../library/model.js';
import { displayText, width } from '../../../text/width.js';
import { workLine } from '../../paper.js';
import { cell, cut, cutWidth, wrapped } from '../../plain.js';

export interface Answer {
  /** What is told and out of how much: `Works cited together with it; references known of 1,204 of 2,414 citing papers`. */
  told: string;
  /** How it is counted and ordered, where that is not plain. */
  rule?: string;
  table: Table;
  /** What the JSON has beside `section`, `told` and `rule`. */
  json: Record<string, unknown>;
}

interface Table {
  /** Empty where the rows explain themselves. */
  columns: readonly string[];
  rows: readonly TableRow[];
  /** How many rows there are without the limit. */
  of?: number;
}

interface TableRow {
  /** Numbers are right-aligned. */
  cells: readonly string[];
  /** What stands behind them, in lines of at most so many cells. */
  text: (wide: number) => readonly string[];
}

/** A work in one line behind its figures. */
export const named =
  (work: WorkLine): TableRow['text'] =>
  (wide) => [workLine(work, cutWidth(wide))];

/** Text on as many lines as it takes. */
export const prose =
  (text: string): TableRow['text'] =>
  (wide) =>
    wrapped(text, wide);

export function* answerLines({ told, rule, table }: Answer, wide: number): Generator<string> {
  for (const line of wrapped(told, wide)) yield `${line}\n`;
  if (table.rows.length > 0) yield '\n';
  yield* tableLines(table, wide);
  const { rows, of = rows.length } = table;
  if (rows.length < of)
    for (const line of wrapped(
      `The first ${countWords(rows.length)} of ${countWords(of)}; --limit N prints more.`,
      wide,
    ))
      yield `${line}\n`;
  if (rule === undefined) return;
  yield '\n';
  for (const line of wrapped(rule, wide)) yield `${line}\n`;
}

const GAP = 2;
const NARROWEST_TEXT = 20;

function* tableLines({ columns, rows }: Table, wide: number): Generator<string> {
  const [first] = rows;
  if (first === undefined) return;
  const heads = columns.slice(0, first.cells.length);
  const cells = first.cells.map((_, at) =>
    Math.max(width(heads[at] ?? ''), ...rows.map((row) => width(displayText(row.cells[at] ?? '')))),
  );
  const isNumber = cells.map((_, at) => rows.every((row) => /^[\d.,%e–-]*$/u.test(row.cells[at] ?? '')));
  const inColumns = (texts: readonly string[]): string =>
    cells
      .map((own, at) => (isNumber[at] ? texts[at]!.padStart(own) : cell(texts[at]!, own)) + ' '.repeat(GAP))
      .join('');
  const left = wide - cells.reduce((all, own) => all + own + GAP, 0);
  const isNarrow = left < NARROWEST_TEXT;
  if (columns.length > 0) {
    const told = inColumns(heads) + columns.slice(first.cells.length).join('');
    yield `${cut(told.trimEnd(), cutWidth(wide)).trimEnd()}\n`;
  }
  for (const row of rows) {
    // Figures that leave no room beside them stand over their text.
    if (isNarrow) {
      yield `${cut(inColumns(row.cells).trimEnd(), cutWidth(wide))}\n`;
      for (const each of row.text(wide - GAP)) yield `${' '.repeat(GAP)}${each}\n`;
      continue;
    }
    const [line = '', ...more] = row.text(left);
    yield `${(inColumns(row.cells) + line).trimEnd()}\n`;
    for (const each of more) yield `${(inColumns(cells.map(() => '')) + each).trimEnd()}\n`;
  }
}
