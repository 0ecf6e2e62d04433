/** Rows of a list as text: one aligned line each for people, JSON or tab-separated values for programs. Threads print them too. */
import { showId } from '../../hub/ids/identifier.js';
import { cleanLine } from '../../hub/text.js';
import { labelWords, lettersFor, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import type { Row } from '../../library/model.js';
import type { Room } from '../../library/read/printing/room.js';
import type { Column } from '../../text/columns.js';
import { tableLines } from '../plain.js';
import { putJson, putTsv } from '../row-format.js';

export type ColumnId = 'role' | 'polarity' | 'verdict' | 'novelty' | 'year' | 'title' | 'author' | 'id';
export type Cells = Record<ColumnId, string>;

/** All labels the papers may have, which get letters. */
export type Labels = Readonly<Record<'role' | 'polarity', readonly string[]>>;

/** Says as what rows are printed: plain data. */
export type RowForm =
  | { form: 'json' | 'jsonl' | 'tsv' }
  | { form: 'plain'; labels: Labels; columns: readonly Column<ColumnId>[] };

/** @param more what JSON has of a paper beyond its row, as further members */
type PrintRow = (room: Room, row: Row, at: number, more: string) => void;

export function rowPrinter(form: RowForm): PrintRow {
  switch (form.form) {
    case 'json':
      return (room, row, at, more) => {
        room.put(at === 0 ? '[\n' : ',\n');
        putJson(room, row, more);
      };
    case 'jsonl':
      return (room, row, _, more) => {
        putJson(room, row, more);
        room.put('\n');
      };
    case 'tsv':
      return putTsv;
    case 'plain': {
      const cells = cellsFor(form.labels);
      const line = tableLines(form.columns);
      return (room, row) => room.put(line(cells(row)));
    }
  }
}

/** What stands in each column. */
export function cellsFor(labels: Labels): (row: Row) => Cells {
  const roleLetters = lettersFor(labels.role, ROLES);
  const polarityLetters = lettersFor(labels.polarity, POLARITIES);
  const letters = (set: readonly string[], known: Map<string, string>): string =>
    set.length === 0 ? '-' : set.map((label) => known.get(label) ?? '?').join('');
  return (row) => ({
    role: letters(row.roles, roleLetters).toUpperCase(),
    polarity: letters(row.polarities, polarityLetters),
    verdict: row.verdict === undefined ? '-' : labelWords(row.verdict),
    novelty: row.novelty === undefined ? '-' : row.novelty.toFixed(1),
    year: row.year === undefined ? '-' : String(row.year),
    title: `${alert(row)}${row.title}`,
    author: firstAuthor(row),
    id: cleanLine(showId(row.id)),
  });
}

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
