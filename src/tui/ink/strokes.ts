/** What is to be written so that the screen shows a frame: stretches of cells of one look each, which can be written in any order. */
import {
  BLANK,
  characterOf,
  lastShown,
  lookOf,
  type Meanings,
  PLAIN_LOOK,
  type Row,
  SECOND_HALF,
  textOf,
} from './cells.js';

export interface Stroke {
  /**
   * text: characters of one look, and blanks between them on which it is not seen. blanks: plain ones, to be written in any look or
   * to be erased. rest: those to the end of the line. line: a whole line anew, since terminals differ on its cells.
   */
  kind: 'text' | 'blanks' | 'rest' | 'line';
  y: number;
  /** The first cell, and the one after the last. */
  from: number;
  to: number;
  row: Row;
  /** Of blanks the one that is set near them. */
  look: number;
  text: string;
}

/** Fewer blanks than this at the end of a line are written rather than erased. */
const ERASED_AT_END = 4;
/** So many blanks are written as part of a text: between its words; and before it and behind it, where they could as well be left for later. */
const BETWEEN_WORDS = 8;
const BESIDE_WORDS = 3;
/** Blanks in fewer cells than this from a text go with it. */
const NEAR = 10;

/** Adds the strokes of a line; `shown` is null where nobody knows what stands there. */
export function addStrokes(strokes: Stroke[], y: number, shown: Row | null, row: Row, meanings: Meanings): void {
  if (shown === row) return;
  const { cells } = row;
  const before = shown?.cells.length === cells.length ? shown.cells : null;
  const add = (kind: Stroke['kind'], from: number, to: number, look = PLAIN_LOOK, text = ''): number => {
    strokes.push({ kind, y, from, to, row, look, text });
    return to;
  };
  const first = firstDifference(before, cells);
  if (first === cells.length) return;
  if (row.isUnsure || (before !== null && shown!.isUnsure)) {
    add('line', 0, cells.length);
    return;
  }
  const count = strokes.length;
  const tail = lastShown(cells) + 1;
  for (let at = first; at < cells.length; ) {
    if (before !== null && before[at] === cells[at]) {
      at++;
      continue;
    }
    if (at >= tail) {
      const end = before === null ? cells.length : lastDifference(before, cells) + 1;
      add(end - at < ERASED_AT_END ? 'blanks' : 'rest', at, end);
      break;
    }
    const end = endOfChange(before, cells, at, tail);
    while (at < end) {
      const blanks = endOfBlanks(cells, at, end);
      const isBesideText = blanks < end && blanks - at <= BESIDE_WORDS && isUnseenIn(lookOf(cells[blanks]!));
      if (blanks > at && !isBesideText) at = add('blanks', at, endOfChangedBlanks(before, cells, at, tail));
      if (at < end) at = addText(at, end);
    }
  }
  for (let at = count; at < strokes.length; at++)
    if (strokes[at]!.kind !== 'text')
      strokes[at]!.look = lookNear(strokes[at]!, strokes[at - 1], strokes[at + 1], meanings);

  /** Adds the text that begins at a cell, perhaps with some blanks. */
  function addText(from: number, end: number): number {
    const look = lookOf(cells[endOfBlanks(cells, from, end)]!);
    let text = '';
    let to = from;
    while (to < end) {
      const blanks = endOfBlanks(cells, to, end);
      if (blanks > to) {
        const goesOn = blanks < end && lookOf(cells[blanks]!) === look;
        if (!isUnseenIn(look) || blanks - to > (goesOn ? BETWEEN_WORDS : BESIDE_WORDS)) break;
        text += ' '.repeat(blanks - to);
        to = blanks;
        continue;
      }
      if (lookOf(cells[to]!) !== look) break;
      const character = characterOf(cells[to]!);
      if (character !== SECOND_HALF) text += textOf(meanings, character);
      to++;
    }
    return add('text', from, to, look, text);
  }

  function isUnseenIn(look: number): boolean {
    return meanings.looks[look]!.isUnseen;
  }
}

/** The look of the nearest text in the same line, if there is one near. */
function lookNear(
  { y, from, to }: Stroke,
  left: Stroke | undefined,
  right: Stroke | undefined,
  { looks }: Meanings,
): number {
  const before = left?.y === y && looks[left.look]!.isUnseen ? from - left.to : NEAR;
  const behind = right?.kind === 'text' && right.y === y && looks[right.look]!.isUnseen ? right.from - to : NEAR;
  if (Math.min(before, behind) >= NEAR) return PLAIN_LOOK;
  return before <= behind ? left!.look : right!.look;
}

/** The end of the cells that are otherwise than before, with both halves of a wide character. */
function endOfChange(before: Int32Array | null, cells: Int32Array, from: number, tail: number): number {
  let end = from + 1;
  while (end < tail && (before?.[end] !== cells[end] || characterOf(cells[end]!) === SECOND_HALF)) end++;
  return end;
}

function endOfBlanks(cells: Int32Array, from: number, to: number): number {
  let end = from;
  while (end < to && cells[end] === BLANK) end++;
  return end;
}

/** The end of the blanks that begin at a cell, as far as some are otherwise than before. */
function endOfChangedBlanks(before: Int32Array | null, cells: Int32Array, from: number, tail: number): number {
  let end = endOfBlanks(cells, from, tail);
  while (before?.[end - 1] === BLANK) end--;
  return end;
}

function firstDifference(before: Int32Array | null, cells: Int32Array): number {
  let at = 0;
  if (before !== null) while (at < cells.length && before[at] === cells[at]) at++;
  return at;
}

function lastDifference(before: Int32Array, cells: Int32Array): number {
  let at = cells.length - 1;
  while (before[at] === cells[at]) at--;
  return at;
}
