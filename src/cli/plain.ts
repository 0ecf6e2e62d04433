/** Plain printing on a terminal and into files: foreign text made harmless, then measured in cells. */
import { type Column, layout } from '../text/columns.js';
import { fit as inCells, truncate, wrap } from '../text/fit.js';
import { displayText, width } from '../text/width.js';

/** Cells in a line of prose: the terminal's, or 120 in a file or pipe. */
export function plainWidth(): number {
  // A serial line or a bare pseudo-terminal may say 0.
  return process.stdout.isTTY ? process.stdout.columns || 80 : 120;
}

/** Cells after which a line that is not wrapped is cut: never in a file or pipe, where another program may read it. */
export function cutWidth(wide = plainWidth()): number {
  return process.stdout.isTTY ? wide : Number.POSITIVE_INFINITY;
}

const GAP = 2;
/** Cells up to which a column in a file is padded. */
const WIDEST_PADDED = 160;

/**
 * Lines of a table with these columns, given what is in each. On a terminal they fit it: the least important columns give way,
 * and what is longer than its column is cut. In a file or pipe every column is there and nothing is cut.
 */
export function tableLines<Id extends string>(columns: readonly Column<Id>[]): (cells: Record<Id, string>) => string {
  const room = cutWidth();
  const placed = Number.isFinite(room)
    ? layout(columns, room, GAP)
    : columns.map(({ id, want, max = want }) => ({ id, width: Math.min(WIDEST_PADDED, max) }));
  return (cells) => {
    const texts = placed.map(({ id, width: own }) =>
      Number.isFinite(room) ? cell(cells[id], own) : padded(displayText(cells[id]), own),
    );
    return `${texts.join(' '.repeat(GAP)).trimEnd()}\n`;
  };
}

function padded(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - width(text)));
}

/** Exactly `cells` wide. */
export function cell(text: string, cells: number): string {
  return inCells(displayText(text), cells);
}

/** At most `cells` wide, with an ellipsis where something was left off. */
export function cut(text: string, cells: number): string {
  return truncate(displayText(text), cells);
}

/** Lines of at most `cells` cells, empty ones left out. */
export function wrapped(text: string, cells: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrap(displayText(paragraph), cells));
}
