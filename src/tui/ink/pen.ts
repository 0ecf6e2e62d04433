/** Where a terminal's cursor stands and how it writes, so that moving it and changing its style take the fewest bytes. */
import { restyle } from '../../text/spans.js';
import { type Meanings, PLAIN_LOOK } from './cells.js';
import { hyperlink } from './hyperlink.js';
import type { Move } from './moved.js';

export interface Pen {
  readonly meanings: Meanings;
  /** All that was written. */
  out: string;
  /** null: not known, as after the last cell of a line, or after a character whose cells terminals do not agree on. */
  x: number | null;
  y: number | null;
  /** The number of the look that is set. */
  look: number;
}

/** A pen that nothing is known of but that no style is set. */
export const newPen = (meanings: Meanings): Pen => ({ meanings, out: '', x: null, y: null, look: PLAIN_LOOK });

const forwards = (cells: number): string => (cells === 1 ? '\x1b[C' : `\x1b[${cells}C`);
const column = (x: number): string => (x === 0 ? '\r' : `\x1b[${x + 1}G`);

/** To the next line, in the same column and to its beginning: as old as the VT100, where a vertical tab moves nothing in GNU screen. */
const DOWN = '\x1bD';
const NEXT_LINE = '\x1bE';

/** The shortest way to a cell in another line. Only from a place that is known for sure is it told from there. */
function toLine(pen: Pen, x: number, y: number): string {
  if (pen.x !== null && pen.y === y - 1) {
    if (x === 0) return NEXT_LINE;
    if (x === pen.x) return DOWN;
    return (x > pen.x && x - pen.x < 10 ? forwards(x - pen.x) : column(x)) + DOWN;
  }
  return x === 0 ? `\x1b[${y + 1}H` : `\x1b[${y + 1};${x + 1}H`;
}

/** How many bytes it takes to leave so many cells as they are. */
export const leapCost = (cells: number): number => (cells === 1 ? 3 : cells < 10 ? 4 : cells < 100 ? 5 : 6);

export function moveTo(pen: Pen, x: number, y: number): void {
  if (pen.y === y && pen.x === x) return;
  if (pen.y !== y) pen.out += toLine(pen, x, y);
  else if (pen.x === null || x < pen.x) pen.out += column(x);
  else pen.out += forwards(x - pen.x);
  pen.x = x;
  pen.y = y;
}

export function setLook(pen: Pen, look: number): void {
  if (look === pen.look) return;
  const { looks } = pen.meanings;
  const [now, next] = [looks[pen.look]!, looks[look]!];
  pen.out += restyle(now.attributes, next.attributes);
  if (now.link !== next.link) pen.out += hyperlink(next.link);
  pen.look = look;
}

/** Whether a blank can be written as it is, whatever its look. */
export const leavesBlanks = ({ meanings, look }: Pen): boolean => meanings.looks[look]!.isUnseen;

/** Writes a character of one or two cells. */
export function write(pen: Pen, char: string, cells: number): void {
  pen.out += char;
  if (pen.x !== null) pen.x += cells;
}

/** What is erased looks as a blank does in the look that is set: one on which nothing is seen is as good as none. */
function setLookForErasing(pen: Pen): void {
  if (!leavesBlanks(pen)) setLook(pen, PLAIN_LOOK);
}

/** Blanks from here to the end of the line. */
export function eraseToEnd(pen: Pen): void {
  setLookForErasing(pen);
  pen.out += '\x1b[K';
}

/** Blanks in so many cells from here; the cursor stays. */
export function erase(pen: Pen, cells: number): void {
  setLookForErasing(pen);
  pen.out += `\x1b[${cells}X`;
}

export function eraseLine(pen: Pen): void {
  setLook(pen, PLAIN_LOOK);
  pen.out += '\x1b[2K';
}

/**
 * Moves lines of the screen; what leaves is lost, what comes is blank. Lines are deleted and inserted within margins, which every terminal since the VT102 can, the console of Linux among them.
 */
export function scroll(pen: Pen, { top, bottom, by }: Move): void {
  const count = Math.abs(by) === 1 ? '' : Math.abs(by);
  pen.out += `\x1b[${top + 1};${bottom + 1}r\x1b[${top + 1}H\x1b[${count}${by > 0 ? 'M' : 'L'}\x1b[r`;
  // Setting margins moves the cursor.
  pen.x = null;
  pen.y = null;
}

/** Lines run on into the next unless this is set. */
export function keepWithinLine(pen: Pen, isKept: boolean): void {
  pen.out += isKept ? '\x1b[?7l' : '\x1b[?7h';
}
