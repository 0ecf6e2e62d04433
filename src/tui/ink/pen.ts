/** Where a terminal's cursor stands and how it writes, so that moving it and changing its style take the fewest bytes. */
import { restyle } from '../../text/spans.js';
import { type Meanings, PLAIN_LOOK } from './cells.js';
import { hyperlink } from './hyperlink.js';
import type { Move } from './moved.js';

/** A cell of the screen; `x` is null where it is not known, as after the last cell of a line, or after a character whose cells terminals do not agree on. */
export interface Place {
  x: number | null;
  /** null: nothing is known. */
  y: number | null;
}

/** Where the cursor stands, and the number of the look that is set. */
export interface Position extends Place {
  look: number;
}

export interface Pen extends Position {
  readonly meanings: Meanings;
  /** All that was written. */
  out: string;
  /** What the terminal keeps in mind to come back to. */
  kept: Position | null;
}

/** A pen that nothing is known of but that no style is set. */
export const newPen = (meanings: Meanings): Pen => ({
  meanings,
  out: '',
  x: null,
  y: null,
  look: PLAIN_LOOK,
  kept: null,
});

const forwards = (cells: number): string => (cells === 1 ? '\x1b[C' : `\x1b[${cells}C`);
const column = (x: number): string => (x === 0 ? '\r' : `\x1b[${x + 1}G`);

/** To the next line, in the same column and to its beginning: as old as the VT100, where a vertical tab moves nothing in GNU screen. */
const DOWN = '\x1bD';
const NEXT_LINE = '\x1bE';
const BACK = '\b';

/** Has the terminal keep the cursor's place and its style in mind, and brings them back. They are as old. */
const KEEP = '\x1b7';
const COME_BACK = '\x1b8';

const shorter = (one: string, other: string): string => (other.length < one.length ? other : one);

/** From a column, which may not be known, to another of the same line. */
function along(from: number | null, to: number): string {
  if (from === null) return column(to);
  if (to >= from) return to === from ? '' : forwards(to - from);
  return shorter(column(to), from - to < 4 ? BACK.repeat(from - to) : `\x1b[${from - to}D`);
}

/** The shortest way from one place to a cell. Into another line it is told only from a place that is known for sure. */
export function way(from: Place, x: number, y: number): string {
  if (from.y === y) return along(from.x, x);
  const there = x === 0 ? `\x1b[${y + 1}H` : `\x1b[${y + 1};${x + 1}H`;
  if (from.x === null || from.y === null || y < from.y) return there;
  const lines = y - from.y;
  if (lines === 1 && x === 0) return NEXT_LINE;
  return shorter(there, along(from.x, x) + (lines < 3 ? DOWN.repeat(lines) : `\x1b[${lines}B`));
}

/** What changes one look into another. */
export function styling({ looks, stylings }: Meanings, from: number, to: number): string {
  if (from === to) return '';
  let among = stylings[from];
  if (among === undefined) {
    among = [];
    stylings[from] = among;
  }
  let known = among[to];
  if (known === undefined) {
    const [now, next] = [looks[from]!, looks[to]!];
    known = restyle(now.attributes, next.attributes) + (now.link === next.link ? '' : hyperlink(next.link));
    among[to] = known;
  }
  return known;
}

/** How many bytes it takes to leave so many cells as they are. */
export const leapCost = (cells: number): number => (cells === 1 ? 3 : cells < 10 ? 4 : cells < 100 ? 5 : 6);

export function moveTo(pen: Pen, x: number, y: number): void {
  const { kept } = pen;
  const ahead = way(pen, x, y);
  const back = kept === null || kept.look !== pen.look ? null : COME_BACK + way(kept, x, y);
  pen.out += back !== null && back.length < ahead.length ? back : ahead;
  pen.x = x;
  pen.y = y;
}

/**
 * Has the terminal keep the cursor in mind, if that makes the way to a cell shorter than it is from another place. Only to the same look
 * it comes back: terminals bring links and underlines back by half.
 */
export function keepFor(pen: Pen, from: Position, x: number, y: number): void {
  if (pen.x === null || from.look !== pen.look) return;
  if (KEEP.length + COME_BACK.length + way(pen, x, y).length >= way(from, x, y).length) return;
  pen.out += KEEP;
  pen.kept = { x: pen.x, y: pen.y, look: pen.look };
}

export function setLook(pen: Pen, look: number): void {
  pen.out += styling(pen.meanings, pen.look, look);
  pen.look = look;
}

/** Whether a blank can be written as it is, whatever its look. */
export const leavesBlanks = ({ meanings, look }: Pen): boolean => meanings.looks[look]!.isUnseen;

/** Writes text into the cells before `to`, in a line of so many. */
export function write(pen: Pen, text: string, to: number, columns: number): void {
  pen.out += text;
  // In the last cell of a line terminals wait in ways of their own.
  pen.x = to < columns ? to : null;
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
