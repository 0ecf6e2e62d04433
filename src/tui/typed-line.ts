/** A line being typed: its text and cursor, what the editing keys do to it, and what is seen of it where it is too long. */
import { displayText, graphemes, width } from '../text/width.js';
import type { Key } from './keys/tokenize.js';

/** One line being typed. `cursor` is an index into `text`, always between two graphemes. */
export interface TypedLine {
  text: string;
  cursor: number;
  /** All of it is selected: what is typed takes its place, and any other key begins to edit it. */
  isSelected?: true;
}

/** A line with the cursor behind its text. */
export const lineOf = (text: string): TypedLine => ({ text, cursor: text.length });

/** A line that is selected, where there is anything in it. */
export const selectedLine = (text: string): TypedLine => ({
  ...lineOf(text),
  ...(text !== '' && { isSelected: true }),
});

/** The boundary before `cursor`, or after it. */
function beside(text: string, cursor: number, step: -1 | 1): number {
  let at = 0;
  for (const grapheme of graphemes(text)) {
    const next = at + grapheme.length;
    if (step < 0 ? next >= cursor : at >= cursor) return step < 0 ? at : next;
    at = next;
  }
  return step < 0 ? 0 : text.length;
}

const isWord = (character: string): boolean => /[\p{L}\p{N}\p{M}_]/u.test(character);

/** The beginning of the word before `cursor`, skipping what is no word. */
function wordBefore(text: string, cursor: number): number {
  let at = cursor;
  while (at > 0 && !isWord(text[at - 1]!)) at--;
  while (at > 0 && isWord(text[at - 1]!)) at--;
  return at;
}

function wordAfter(text: string, cursor: number): number {
  let at = cursor;
  while (at < text.length && !isWord(text[at]!)) at++;
  while (at < text.length && isWord(text[at]!)) at++;
  return at;
}

/** The beginning of what stands before `cursor` up to a blank: what Ctrl-W takes. */
function blankBefore(text: string, cursor: number): number {
  let at = cursor;
  while (at > 0 && text[at - 1] === ' ') at--;
  while (at > 0 && text[at - 1] !== ' ') at--;
  return at;
}

const removed = ({ text, cursor }: TypedLine, from: number, to: number): TypedLine =>
  from === to ? { text, cursor } : { text: text.slice(0, from) + text.slice(to), cursor: from };

const moved = ({ text }: TypedLine, cursor: number): TypedLine => ({ text, cursor });

/** What keys do to a line, but for typing; named as the key table names them. */
export const EDITS = {
  characterLeft: (line) => moved(line, beside(line.text, line.cursor, -1)),
  characterRight: (line) => moved(line, beside(line.text, line.cursor, 1)),
  wordLeft: (line) => moved(line, wordBefore(line.text, line.cursor)),
  wordRight: (line) => moved(line, wordAfter(line.text, line.cursor)),
  lineStart: (line) => moved(line, 0),
  lineEnd: (line) => moved(line, line.text.length),
  deleteLeft: (line) => removed(line, beside(line.text, line.cursor, -1), line.cursor),
  deleteRight: (line) => removed(line, line.cursor, beside(line.text, line.cursor, 1)),
  deleteToBlank: (line) => removed(line, blankBefore(line.text, line.cursor), line.cursor),
  deleteWordLeft: (line) => removed(line, wordBefore(line.text, line.cursor), line.cursor),
  deleteWordRight: (line) => removed(line, line.cursor, wordAfter(line.text, line.cursor)),
  deleteToStart: (line) => removed(line, 0, line.cursor),
  deleteToEnd: (line) => removed(line, line.cursor, line.text.length),
} satisfies Record<string, (line: TypedLine) => TypedLine>;

export type EditName = keyof typeof EDITS;

/** The line with the key's text in it. A mark typed by itself joins what stands before it, so it stays; whatever is no text goes. */
export function typeKey(line: TypedLine, key: Key): TypedLine {
  const typed = key.text ?? '';
  const added = key.name === 'paste' ? displayText(typed.trim()) : typed;
  if (line.isSelected && added !== '') return lineOf(added);
  const { text, cursor } = line;
  return { text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length };
}

/** Whether two lines read and stand the same. */
export const sameLine = (a: TypedLine, b: TypedLine): boolean =>
  a.text === b.text && a.cursor === b.cursor && a.isSelected === b.isSelected;

export interface LineView {
  /** What is seen of the line, at most `cells` wide; wider lines move under the cursor. */
  text: string;
  /** The cell of the cursor in it. */
  cursor: number;
  /** What stands under the cursor; empty behind the text. */
  under: string;
  /** Whether something is hidden before or after. */
  before: boolean;
  after: boolean;
}

/** The stretch of the line around the cursor that fits in `cells` cells, one of which the cursor behind the text needs. */
export function viewLine({ text, cursor }: TypedLine, cells: number): LineView {
  const parts = graphemes(text).map((grapheme) => {
    const shown = displayText(grapheme);
    return { shown, cells: width(shown), length: grapheme.length };
  });
  let at = 0;
  let index = 0;
  while (index < parts.length && at < cursor) at += parts[index++]!.length;
  const under = parts[index];
  let from = index;
  let left = cells - Math.max(1, under?.cells ?? 1);
  let before = 0;
  // What stands before the cursor has the room first, all but a quarter of it.
  const ahead = Math.min(
    left >> 2,
    parts.slice(index + 1).reduce((sum, part) => sum + part.cells, 0),
  );
  while (from > 0 && parts[from - 1]!.cells <= left - (from === 1 ? 0 : ahead)) {
    from--;
    left -= parts[from]!.cells;
    before += parts[from]!.cells;
  }
  let to = Math.min(index + 1, parts.length);
  while (to < parts.length && parts[to]!.cells <= left) left -= parts[to++]!.cells;
  return {
    text:
      cells <= 0
        ? ''
        : parts
            .slice(from, to)
            .map((part) => part.shown)
            .join(''),
    cursor: before,
    under: under?.shown ?? '',
    before: from > 0,
    after: to < parts.length,
  };
}
