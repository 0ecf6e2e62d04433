/** Finds lines of the screen that only moved up or down, which a terminal can move by itself. */
import { BLANK, blankRow, bytesOf, characterOf, lastShown, lookOf, PLAIN_LOOK, type Row } from './cells.js';

/** The lines from `top` to `bottom` move by so many, upwards where `by` is positive; blank lines come in. */
export interface Move {
  top: number;
  bottom: number;
  by: number;
}

/** A frame of fewer bytes than this is written as it is: to look takes longer than what it saves. */
const WORTH_LOOKING = 250;
/** Cells that are looked for together. */
const CHUNK = 12;
/** How many distances are tried. */
const TRIED = 2;
/** About what it takes to move the cursor, to change the look, and to move lines, in bytes. */
const MOVING = 6;
const RESTYLING = 8;
const SCROLLING = 20;

/** The move after which the fewest bytes seem to be left to write, or null where none saves any. */
export function moveBetween(before: readonly Row[], rows: readonly Row[]): Move | null {
  if (before.length !== rows.length) return null;
  const now = sums(rows.map((row, y) => cost(before[y]!, row)));
  if (now.at(-1)! < WORTH_LOOKING) return null;
  const likely = distances(before, rows);
  if (likely.length === 0) return null;
  const blank = blankRow(rows[0]?.cells.length ?? 0);
  const afterBlank = sums(rows.map((row) => cost(blank, row)));
  let best: Move | null = null;
  let saved = SCROLLING;
  for (const by of likely) {
    const count = Math.abs(by);
    // The lines that come in are at the end that the others move away from.
    const [movedFrom, movedTo, comeFrom, comeTo] = by > 0 ? [0, -count, 1 - count, 0] : [count, 0, 0, count - 1];
    const afterMove = sums(rows.map((row, y) => (before[y + by] === undefined ? 0 : cost(before[y + by]!, row))));
    for (let top = 0; top + count < rows.length; top++)
      for (let bottom = top + count; bottom < rows.length; bottom++) {
        const come = by > 0 ? bottom : top;
        const gain =
          total(now, top, bottom) -
          total(afterMove, top + movedFrom, bottom + movedTo) -
          total(afterBlank, come + comeFrom, come + comeTo);
        if (gain <= saved) continue;
        saved = gain;
        best = { top, bottom, by };
      }
  }
  return best;
}

/** About how many bytes it takes to write a line over another. */
function cost(before: Row, row: Row): number {
  if (before === row) return 0;
  const { cells } = row;
  const tail = lastShown(cells) + 1;
  let bytes = 0;
  let look = PLAIN_LOOK;
  let gap = MOVING;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    if (cell === before.cells[at]) {
      gap++;
      continue;
    }
    bytes += Math.min(gap, MOVING);
    gap = 0;
    if (at >= tail) return bytes + 3;
    bytes += bytesOf(characterOf(cell));
    if (cell === BLANK || lookOf(cell) === look) continue;
    look = lookOf(cell);
    bytes += RESTYLING;
  }
  return bytes;
}

/** How far parts of lines seem to have moved, the likeliest first. */
function distances(before: readonly Row[], rows: readonly Row[]): number[] {
  const places = new Map<number, number>();
  before.forEach((row, y) => {
    // What stands in several lines tells nothing.
    for (const chunk of chunksOf(row)) places.set(chunk, places.has(chunk) ? -1 : y);
  });
  const votes = new Map<number, number>();
  rows.forEach((row, y) => {
    for (const chunk of chunksOf(row)) {
      const place = places.get(chunk) ?? -1;
      if (place >= 0 && place !== y) votes.set(place - y, (votes.get(place - y) ?? 0) + 1);
    }
  });
  return [...votes]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TRIED)
    .map(([by]) => by);
}

/** The parts of a line, each as a number that hardly another has: of its characters and its place. */
function chunksOf({ cells }: Row): number[] {
  const chunks: number[] = [];
  for (let start = 0; start < cells.length; start += CHUNK) {
    let hash = start;
    let shown = 0;
    const end = Math.min(cells.length, start + CHUNK);
    for (let at = start; at < end; at++) {
      const character = characterOf(cells[at]!);
      hash = (Math.imul(hash, 31) + character) | 0;
      if (character !== BLANK) shown++;
    }
    if (shown > CHUNK / 2) chunks.push(hash);
  }
  return chunks;
}

/** The sums of the first none, one, two, … of these. */
function sums(values: readonly number[]): number[] {
  const all = [0];
  for (const value of values) all.push(all.at(-1)! + value);
  return all;
}

const total = (all: readonly number[], from: number, to: number): number => all[to + 1]! - all[from]!;

/** The lines as they stand after a move. */
export function moved(rows: readonly Row[], { top, bottom, by }: Move): Row[] {
  return rows.map((row, y) => {
    if (y < top || y > bottom) return row;
    const from = y + by;
    return from >= top && from <= bottom ? rows[from]! : blankRow(row.cells.length);
  });
}
