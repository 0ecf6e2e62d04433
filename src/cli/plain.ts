/** Plain printing on a terminal and into files: foreign text made harmless, then measured in cells. */
import { fit as inCells, truncate, wrap } from '../text/fit.js';
import { displayText } from '../text/width.js';

/** Cells in a line: the terminal's, or 120 in a file or pipe. */
export function plainWidth(): number {
  // A serial line or a bare pseudo-terminal may say 0.
  return process.stdout.isTTY ? process.stdout.columns || 80 : 120;
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
