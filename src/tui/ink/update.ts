/** Writes strokes: what brings the screen from what it shows to what it is to show. */
import {
  BLANK,
  bytesOf,
  characterOf,
  isUnsureCharacter,
  lastShown,
  lookOf,
  PLAIN_LOOK,
  type Row,
  SECOND_HALF,
  textOf,
} from './cells.js';
import { endOf } from './passes.js';
import {
  erase,
  eraseLine,
  eraseToEnd,
  keepFor,
  keepWithinLine,
  leapCost,
  leavesBlanks,
  moveTo,
  type Pen,
  setLook,
  write,
} from './pen.js';
import type { Stroke } from './strokes.js';

/** Writes strokes in this order. */
export function writeStrokes(pen: Pen, strokes: readonly Stroke[]): void {
  for (let at = 0; at < strokes.length; ) {
    const { y } = strokes[at]!;
    let below = at + 1;
    while (strokes[below]?.y === y) below++;
    for (let first = true; at < below; at++, first = false)
      put(pen, strokes[at]!, strokes[at + 1], first ? strokes[below - 1]! : null, strokes[below]);
  }
}

/**
 * @param next what is written next, if anything
 * @param last of the first stroke in a line the last one, after which it goes on with `below`
 */
function put(pen: Pen, stroke: Stroke, next: Stroke | undefined, last: Stroke | null, below: Stroke | undefined): void {
  const { kind, y, from, to, row, look, text } = stroke;
  if (kind === 'line') {
    anew(pen, y, row);
    return;
  }
  reach(pen, stroke);
  if (kind === 'rest') {
    eraseToEnd(pen);
    return;
  }
  if (kind === 'text') {
    setLook(pen, look);
    if (last !== null && last.kind !== 'line' && below !== undefined && below.kind !== 'line')
      keepFor(pen, { ...endOf(last), look: last.look }, below.from, below.y);
    write(pen, text, to, row.cells.length);
    return;
  }
  const goesOn = next?.y === y && next.kind !== 'line';
  const moving = goesOn ? leapCost(next.from - from) : 0;
  const restyling = leavesBlanks(pen) ? 0 : 3;
  if (to - from > leapCost(to - from) + moving + restyling) {
    erase(pen, to - from);
    return;
  }
  if (!leavesBlanks(pen)) setLook(pen, goesOn && pen.meanings.looks[next.look]!.isUnseen ? next.look : PLAIN_LOOK);
  write(pen, ' '.repeat(to - from), to, row.cells.length);
}

/** The most cells that are written again rather than moved over. */
const WRITTEN_AGAIN = 4;

/** Goes to where a stroke begins; over a few cells by writing again what stands in them, where that is shorter. */
function reach(pen: Pen, { kind, y, from, look, row }: Stroke): void {
  if (pen.y === y && pen.x !== null && pen.x < from && from - pen.x <= WRITTEN_AGAIN)
    for (const set of kind === 'text' ? [pen.look, look] : [pen.look]) {
      const again = asItStands(pen, row, pen.x, from, set);
      if (again === null) continue;
      setLook(pen, set);
      write(pen, again, from, row.cells.length);
      return;
    }
  moveTo(pen, from, y);
}

/** What stands in these cells, if it can be written in this look, and in no more bytes than it takes to move over it. */
function asItStands({ meanings }: Pen, { cells }: Row, from: number, to: number, look: number): string | null {
  const { isUnseen } = meanings.looks[look]!;
  let bytes = 0;
  let text = '';
  for (let at = from; at < to; at++) {
    const cell = cells[at]!;
    if (cell === BLANK ? !isUnseen : lookOf(cell) !== look) return null;
    const character = characterOf(cell);
    bytes += bytesOf(character);
    if (character !== SECOND_HALF) text += textOf(meanings, character);
  }
  return bytes > leapCost(to - from) ? null : text;
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
    const cell = cells[at]!;
    const character = characterOf(cell);
    if (cell === BLANK && !(pen.x === at && leavesBlanks(pen))) {
      at++;
      continue;
    }
    const look = cell === BLANK ? pen.look : lookOf(cell);
    moveTo(pen, at, y);
    setLook(pen, look);
    at = at + 1 < cells.length && characterOf(cells[at + 1]!) === SECOND_HALF ? at + 2 : at + 1;
    write(pen, textOf(pen.meanings, character), at, cells.length);
    if (isUnsureCharacter(character)) pen.x = null;
  }
  if (isUnsure) keepWithinLine(pen, false);
}
