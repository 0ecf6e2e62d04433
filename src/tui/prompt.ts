import { displayText, graphemes, width } from '../text/width.js';
import type { Key } from './keys/tokenize.js';

/** One line being typed. `cursor` is an index into `text`, always between two graphemes. */
export interface PromptState {
  text: string;
  cursor: number;
}

/** A line with the cursor behind its text. */
export const promptState = (text: string): PromptState => ({ text, cursor: text.length });

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

const without = ({ text }: PromptState, from: number, to: number): PromptState => ({
  text: text.slice(0, from) + text.slice(to),
  cursor: from,
});

/** The line after a key; null where the key means nothing to a line. A key without effect answers the same state. */
export function editPrompt(state: PromptState, key: Key): PromptState | null {
  const { text, cursor } = state;
  const move = (to: number): PromptState => (to === cursor ? state : { text, cursor: to });
  const remove = (from: number, to: number): PromptState => (from === to ? state : without(state, from, to));
  switch (key.name) {
    case 'left':
    case 'ctrl-b':
      return move(beside(text, cursor, -1));
    case 'right':
    case 'ctrl-f':
      return move(beside(text, cursor, 1));
    case 'home':
    case 'ctrl-a':
      return move(0);
    case 'end':
    case 'ctrl-e':
      return move(text.length);
    case 'alt-b':
    case 'alt-left':
    case 'ctrl-left':
      return move(wordBefore(text, cursor));
    case 'alt-f':
    case 'alt-right':
    case 'ctrl-right':
      return move(wordAfter(text, cursor));
    case 'backspace':
    case 'ctrl-h':
      return remove(beside(text, cursor, -1), cursor);
    case 'delete':
    case 'ctrl-d':
      return remove(cursor, beside(text, cursor, 1));
    case 'ctrl-w':
      return remove(blankBefore(text, cursor), cursor);
    case 'alt-backspace':
      return remove(wordBefore(text, cursor), cursor);
    case 'alt-d':
      return remove(cursor, wordAfter(text, cursor));
    case 'ctrl-u':
      return remove(0, cursor);
    case 'ctrl-k':
      return remove(cursor, text.length);
  }
  if (key.text === undefined) return null;
  // A mark typed by itself joins what stands before it, so it stays; whatever is no text goes.
  const added = key.name === 'paste' ? displayText(key.text.trim()) : key.text;
  const joined = text.slice(0, cursor) + added + text.slice(cursor);
  return added === '' ? state : { text: joined, cursor: cursor + added.length };
}

export interface PromptView {
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
export function viewPrompt({ text, cursor }: PromptState, cells: number): PromptView {
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
