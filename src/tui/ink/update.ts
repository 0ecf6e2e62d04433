/** Brings one line of the screen from what it shows to what it is to show. */
import { BLANK, characterOf, isUnsureCharacter, lookOf, PLAIN_LOOK, type Row, SECOND_HALF, textOf } from './cells.js';
import {
  erase,
  eraseLine,
  eraseToEnd,
  keepWithinLine,
  leapCost,
  leavesBlanks,
  moveTo,
  type Pen,
  setLook,
  write,
} from './pen.js';

/** Fewer blanks than this are written rather than erased. */
const ERASED_AT_END = 4;

/** Writes what `row` shows otherwise than `shown`, which is null where nobody knows what stands there. */
export function update(pen: Pen, y: number, shown: Row | null, row: Row): void {
  if (shown === row) return;
  const { cells } = row;
  const before = shown?.cells.length === cells.length ? shown.cells : null;
  const isAnew = row.isUnsure || (before !== null && shown!.isUnsure);
  const tail = lastShown(cells) + 1;
  for (let at = 0; at < cells.length; ) {
    if (before !== null && before[at] === cells[at]) {
      at++;
      continue;
    }
    if (isAnew) {
      anew(pen, y, row);
      return;
    }
    moveTo(pen, at, y);
    if (at >= tail) {
      const end = before === null ? cells.length : lastDifference(before, cells) + 1;
      if (end - at < ERASED_AT_END) for (; at < end; at++) put(pen, cells, at, end);
      else eraseToEnd(pen);
      return;
    }
    const end = before === null ? tail : endOfRun(before, cells, at, tail, pen);
    stretch(pen, y, cells, at, end);
    at = end;
  }
}

function lastDifference(before: Int32Array, cells: Int32Array): number {
  let at = cells.length - 1;
  while (before[at] === cells[at]) at--;
  return at;
}

/** The last cell that is not a plain blank, or -1. */
export function lastShown(cells: Int32Array): number {
  let at = cells.length - 1;
  while (at >= 0 && cells[at] === BLANK) at--;
  return at;
}

/** Where it is cheaper to move on than to write again what stands there; never behind `tail`. */
function endOfRun(
  before: Int32Array,
  cells: Int32Array,
  from: number,
  tail: number,
  { look: now, meanings }: Pen,
): number {
  let look = now;
  let end = from;
  let gap = 0;
  for (let at = from; at < tail; at++) {
    const cell = cells[at]!;
    const isFree = cell === BLANK && meanings.looks[look]!.isUnseen;
    if (before[at] !== cell) {
      if (!isFree) look = lookOf(cell);
      gap = 0;
      end = at + 1;
      continue;
    }
    // To write again what has another look costs more than any move.
    if (!isFree && lookOf(cell) !== look) break;
    gap += bytesOf(characterOf(cell));
    if (gap > leapCost(at - end + 1)) break;
  }
  // Both halves of a wide character.
  while (end < tail && characterOf(cells[end]!) === SECOND_HALF) end++;
  return end;
}

/** How many bytes a character takes, roughly where it has marks. */
export const bytesOf = (character: number): number =>
  character < 0x80 ? (character === SECOND_HALF ? 0 : 1) : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

/** Writes the cells from `from` to `to`, exclusive, in their looks. */
function stretch(pen: Pen, y: number, cells: Int32Array, from: number, to: number): void {
  for (let at = from; at < to; ) {
    if (cells[at] !== BLANK) {
      at = put(pen, cells, at, to);
      continue;
    }
    let end = at + 1;
    while (end < to && cells[end] === BLANK) end++;
    const moving = end === to ? 0 : leapCost(end - at);
    const styling = leavesBlanks(pen) ? 0 : 3;
    if (end - at > leapCost(end - at) + moving + styling) {
      erase(pen, end - at);
      if (end < to) moveTo(pen, end, y);
      at = end;
    } else while (at < end) at = put(pen, cells, at, to);
  }
}

/**
 * Writes the character that begins in a cell, which the cursor is in.
 * @param to where the writing ends
 * @returns the cell of the next character
 */
function put(pen: Pen, cells: Int32Array, at: number, to: number): number {
  const cell = cells[at]!;
  if (cell !== BLANK) setLook(pen, lookOf(cell));
  else if (!leavesBlanks(pen)) setLook(pen, nextLook(pen, cells, at, to));
  const next = at + 1 < cells.length && characterOf(cells[at + 1]!) === SECOND_HALF ? at + 2 : at + 1;
  write(pen, textOf(pen.meanings, characterOf(cell)), next - at);
  // In the last cell of a line terminals wait in ways of their own.
  if (next >= cells.length) pen.x = null;
  return next;
}

/** A look for blanks: that of what comes next, if it does not show on them, so that it need not be set again. */
function nextLook({ meanings }: Pen, cells: Int32Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (cells[at] === BLANK) continue;
    const look = lookOf(cells[at]!);
    return meanings.looks[look]!.isUnseen ? look : PLAIN_LOOK;
  }
  return PLAIN_LOOK;
}

/**
 * Writes a line anew where terminals differ on its cells: each of its characters then stands where it stood in a first painting
 * of the same line, whatever the terminal takes its width for, and nothing is left of what stood there.
 */
function anew(pen: Pen, y: number, { cells, isUnsure }: Row): void {
  moveTo(pen, 0, y);
  eraseLine(pen);
  if (isUnsure) keepWithinLine(pen, true);
  const end = lastShown(cells) + 1;
  for (let at = 0; at < end; ) {
    const character = characterOf(cells[at]!);
    if (cells[at] === BLANK && !(pen.x === at && leavesBlanks(pen))) {
      at++;
      continue;
    }
    moveTo(pen, at, y);
    at = put(pen, cells, at, end);
    if (isUnsureCharacter(character)) pen.x = null;
  }
  if (isUnsure) keepWithinLine(pen, false);
}
