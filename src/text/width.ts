/** How many cells text takes on a terminal, and the form of it that may go there. */
import { NO_CELLS, PICTOGRAPHS, TWO_CELLS } from './width-table.js';

/** Calls `mark(from, to)` for every run inside the set, `to` exclusive. */
function eachRun(runs: string, mark: (from: number, to: number) => void): void {
  let at = 0;
  let inside = false;
  for (const run of runs.split(' ')) {
    const end = at + Number.parseInt(run, 36);
    if (inside) mark(at, end);
    inside = !inside;
    at = end;
  }
}

/** From here on no code point is pictographic; 0x20000 to 0x3ffff are ideographs, all beyond is nothing or one cell. */
const TABLE_END = 0x20000;
const CELLS = new Uint8Array(TABLE_END).fill(1);
eachRun(NO_CELLS, (from, to) => CELLS.fill(0, from, to));
eachRun(TWO_CELLS, (from, to) => CELLS.fill(2, from, to));
const PICTOGRAPH = new Uint8Array(TABLE_END);
eachRun(PICTOGRAPHS, (from, to) => PICTOGRAPH.fill(1, from, to));

/** Cells of one code point on its own: 0 for marks, controls and what is invisible, 2 for wide ones. Ambiguous ones are 1. */
export function codePointWidth(code: number): 0 | 1 | 2 {
  if (code < TABLE_END) return CELLS[code] as 0 | 1 | 2;
  if (code < 0x40000) return (code & 0xffff) < 0xfffe ? 2 : 1;
  return code >= 0xe0000 && code < 0xe1000 ? 0 : 1;
}

const isPictograph = (code: number): boolean => PICTOGRAPH[code] === 1;
const isFlagLetter = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff;
const isSkinTone = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff;
const isInnerJamo = (code: number): boolean => (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb);
const isLeadJamo = (code: number): boolean => (code >= 0x1100 && code <= 0x115f) || (code >= 0xa960 && code <= 0xa97c);
const isKeycapBase = (code: number): boolean => (code >= 0x30 && code <= 0x39) || code === 0x23 || code === 0x2a;
const JOINER = 0x200d;
const EMOJI_STYLE = 0xfe0f;
const KEYCAP = 0x20e3;

/**
 * Cells a terminal gives to plain text (no escape sequences): one for most, two for East Asian wide ones and emoji, none for
 * marks, controls and what is invisible. Emoji sequences, flags and keycaps count as two, though terminals differ on them:
 * what goes to the screen passes `displayText`, which leaves none of them.
 */
export function width(text: string): number {
  const { length } = text;
  let cells = 0;
  let at = 0;
  for (; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) break;
    cells++;
  }
  if (at === length) return cells;
  /** The last code point that had cells, 0 where it cannot take part in a sequence any more. */
  let base = at > 0 ? text.charCodeAt(at - 1) : 0;
  let baseCells = 1;
  let joined = false;
  while (at < length) {
    const code = text.codePointAt(at)!;
    at += code > 0xffff ? 2 : 1;
    const own = codePointWidth(code);
    if (own === 0) {
      if (code === JOINER) joined = isPictograph(base);
      else if (code === EMOJI_STYLE && baseCells === 1 && base > 0xa8 && isEmojiByStyle(base)) {
        cells++;
        baseCells = 2;
      } else if (code === KEYCAP && isKeycapBase(base)) {
        cells += 2 - baseCells;
        baseCells = 2;
      }
      continue;
    }
    if (joined) {
      joined = false;
      if (isPictograph(code)) continue;
    }
    if (isSkinTone(code) && isPictograph(base)) {
      cells += 2 - baseCells;
      baseCells = 2;
      continue;
    }
    cells += own;
    baseCells = own;
    base = code;
  }
  return cells;
}

const isEmojiByStyle = (code: number): boolean => isPictograph(code) || code === 0xa9 || code === 0xae;

const PLAIN = /^[ -~]*$/;
const MOST_MARKS = 4;

/**
 * Text as it may go to a terminal: one line of canonical composition, without controls, escape sequences' introducers, direction
 * overrides and other invisible characters, and in a form on whose width terminals agree. An emoji sequence becomes its first
 * emoji, a flag its two letters, variation selectors and skin tones go, marks without a base go, and a base keeps at most four.
 * After it the cells of the text are the sum of those of its code points.
 */
export function displayText(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = text.normalize('NFC');
  if (!needsRewriting(composed)) return composed;
  let out = '';
  let base = 0;
  let marks = 0;
  let joined = false;
  for (const character of composed) {
    const code = character.codePointAt(0)!;
    if (code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2028 || code === 0x2029 || code === 0x85) {
      out += ' ';
      base = 0x20;
      joined = false;
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      out += '\ufffd';
      base = 0xfffd;
      continue;
    }
    if (code === JOINER) {
      joined = isPictograph(base);
      continue;
    }
    if (joined && isPictograph(code)) {
      joined = false;
      continue;
    }
    if (isSkinTone(code)) continue;
    if (isFlagLetter(code)) {
      out += String.fromCharCode(0x41 + code - 0x1f1e6);
      base = 0x41;
      marks = 0;
      continue;
    }
    if (codePointWidth(code) === 0) {
      if (isInnerJamo(code) ? !(isLeadJamo(base) || isInnerJamo(base)) : !isMark(character, code)) continue;
      if (base === 0 || ++marks > MOST_MARKS) continue;
      if (isInnerJamo(code)) base = code;
      out += character;
      continue;
    }
    joined = false;
    out += character;
    base = code;
    marks = 0;
  }
  return out;
}

/** What a terminal obeys or a reader is misled by: controls but the line feed and the tab, and what turns the direction of writing. */
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text without what a terminal would obey; its lines, and all letters, stay. None of what goes has cells. */
export function withoutControls(text: string): string {
  return PLAIN.test(text) ? text : text.replace(OBEYED, '');
}

/** As `displayText`, but keeping line breaks: for texts with paragraphs. */
export function displayParagraphs(text: string): string {
  return PLAIN.test(text) ? text : text.split('\n').map(displayText).join('\n');
}

/** A mark that sits on its base and is not one of those that make sequences of their own. */
const isMark = (character: string, code: number): boolean =>
  code !== KEYCAP && /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}]$/u.test(character) && !isSelector(code);
const isSelector = (code: number): boolean =>
  (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0x180b && code <= 0x180f) ||
  (code >= 0xe0100 && code <= 0xe01ef) ||
  code === 0x34f;

function needsRewriting(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at++;
    if (codePointWidth(code) === 0 || isFlagLetter(code) || isSkinTone(code)) return true;
  }
  return false;
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character each: a base with its marks. */
export function graphemes(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}
