/** A line being typed and edited. */
import { describe, expect, it } from 'vitest';
import { graphemes, width } from '../../src/text/width.js';
import { bindingFor } from '../../src/tui/keymap.js';
import { createTokenizer, type Key } from '../../src/tui/keys/tokenize.js';
import {
  EDITS,
  type EditName,
  lineOf,
  selectedLine,
  type TypedLine,
  typeKey,
  viewLine,
} from '../../src/tui/typed-line.js';

/** The line after a key, as the key table has it for prompts. */
function press(line: TypedLine, key: Key): TypedLine {
  const action = bindingFor('prompt', key.name)?.action;
  if (key.text === undefined && action !== undefined && action in EDITS) return EDITS[action as EditName](line);
  return typeKey(line, key);
}

/** The line after what a terminal sends; `|` in the answer is the cursor. */
function type(start: string, bytes: string): string {
  const at = start.indexOf('|');
  let state: TypedLine = at < 0 ? lineOf(start) : { text: start.replace('|', ''), cursor: at };
  for (const key of createTokenizer().feed(bytes)) state = press(state, key);
  return `${state.text.slice(0, state.cursor)}|${state.text.slice(state.cursor)}`;
}

const CTRL = { a: '\x01', b: '\x02', d: '\x04', e: '\x05', f: '\x06', k: '\x0b', u: '\x15', w: '\x17' };
const LEFT = '\x1b[D';
const RIGHT = '\x1b[C';

describe('a selected line', () => {
  const after = (bytes: string): TypedLine => {
    let state = selectedLine('sparse words');
    for (const key of createTokenizer().feed(bytes)) state = press(state, key);
    return state;
  };

  it.each([
    ['what is typed, in its place', 'de', 'de'],
    ['what is pasted, in its place', '\x1b[200~dense\x1b[201~', 'dense'],
    ['Backspace', '\x7f', 'sparse word'],
    ['an arrow, then what is typed', `${LEFT}X`, 'sparse wordXs'],
    ['the key for its end, where it is already', `${CTRL.e}X`, 'sparse wordsX'],
    ['the key for its beginning', `${CTRL.a}X`, 'Xsparse words'],
  ])('takes %s', (_, bytes, text) => {
    expect(after(bytes)).toEqual({ text, cursor: expect.any(Number) });
  });

  it('is none where there is nothing in it', () => {
    expect(selectedLine('')).toEqual(lineOf(''));
  });
});

describe('a line being typed', () => {
  it('takes text where the cursor is', () => {
    expect(type('', 'role:method')).toBe('role:method|');
    expect(type('ab|ef', 'cd')).toBe('abcd|ef');
    expect(type('a|', '\x1b[200~ b\r\nc\x1b[31m\u202e \x1b[201~')).toBe('ab c[31m|');
  });

  it('moves by character, word and to the ends', () => {
    expect(type('abc', LEFT + LEFT)).toBe('a|bc');
    expect(type('a|bc', RIGHT)).toBe('ab|c');
    expect(type('abc', CTRL.a)).toBe('|abc');
    expect(type('|abc', CTRL.e)).toBe('abc|');
    expect(type('abc', CTRL.b + CTRL.b + CTRL.f)).toBe('ab|c');
    expect(type('|abc', LEFT)).toBe('|abc');
    expect(type('abc|', RIGHT)).toBe('abc|');
    expect(type('role:method year:2025', '\x1bb')).toBe('role:method year:|2025');
    expect(type('role:method year:2025', '\x1bb\x1bb\x1b[1;5D')).toBe('role:|method year:2025');
    expect(type('|role:method year', '\x1bf')).toBe('role|:method year');
    expect(type('|role:method year', '\x1bf\x1bf')).toBe('role:method| year');
  });

  it('removes characters, words and to the ends', () => {
    expect(type('abc', '\x7f')).toBe('ab|');
    expect(type('|abc', '\x7f')).toBe('|abc');
    expect(type('a|bc', '\x1b[3~')).toBe('a|c');
    expect(type('a|bc', CTRL.d)).toBe('a|c');
    expect(type('role:method year:2025', CTRL.w)).toBe('role:method |');
    expect(type('role:method  ', CTRL.w)).toBe('|');
    expect(type('role:method', '\x1b\x7f')).toBe('role:|');
    expect(type('ab|cd', CTRL.u)).toBe('|cd');
    expect(type('ab|cd', CTRL.k)).toBe('ab|');
    expect(type('|spurious reward', '\x1bd')).toBe('| reward');
  });

  it('never parts a character from its marks, nor a pair of surrogates', () => {
    expect(type('xe\u0301', '\x7f')).toBe('x|');
    expect(type('a🎯', '\x7f')).toBe('a|');
    expect(type('a🎯b', LEFT + LEFT)).toBe('a|🎯b');
    expect(type('नि|', LEFT)).toBe('|नि');
    expect(type('|e\u0301x', '\x1b[3~')).toBe('|x');
  });

  it('stays as it is where an edit has nothing to do', () => {
    const ends: Record<EditName, string> = {
      characterLeft: '|a',
      characterRight: 'a|',
      wordLeft: '|a',
      wordRight: 'a|',
      lineStart: '|a',
      lineEnd: 'a|',
      deleteLeft: '|a',
      deleteRight: 'a|',
      deleteToBlank: '|a',
      deleteWordLeft: '|a',
      deleteWordRight: 'a|',
      deleteToStart: '|a',
      deleteToEnd: 'a|',
    };
    for (const [name, line] of Object.entries(ends) as [EditName, string][]) {
      const before = { text: 'a', cursor: line.indexOf('|') };
      expect(EDITS[name](before), name).toEqual(before);
    }
    expect(typeKey(lineOf('a'), { name: 'paste', text: '' })).toEqual(lineOf('a'));
  });
});

describe('what is seen of the line', () => {
  const texts = [
    '',
    'short',
    'a rather long query role:method novelty:>=7',
    '強化学習とは何か推理と学習',
    'mixed 強化 e\u0301 🎯 text',
  ];

  it('never is wider than its room, with the cursor inside and on its character', () => {
    for (const text of texts)
      for (let cells = 2; cells < 30; cells++)
        for (let state = lineOf(text); ; ) {
          const view = viewLine(state, cells);
          expect(width(view.text)).toBeLessThanOrEqual(cells);
          expect(view.cursor).toBeLessThan(cells);
          expect(view.cursor + Math.max(1, width(view.under))).toBeLessThanOrEqual(cells);
          // A wide character stands in two cells; a mark in none of its own.
          const shown = graphemes(view.text).flatMap((part) => (width(part) === 2 ? [part, ''] : [part]));
          if (view.under !== '') expect(shown[view.cursor]).toBe(view.under);
          const next = EDITS.characterLeft(state);
          if (next.cursor === state.cursor) break;
          state = next;
        }
  });

  it('is the whole line where there is room', () => {
    expect(viewLine(lineOf('abc'), 4)).toEqual({
      text: 'abc',
      cursor: 3,
      under: '',
      before: false,
      after: false,
    });
    expect(viewLine({ text: 'abc', cursor: 0 }, 3)).toEqual({
      text: 'abc',
      cursor: 0,
      under: 'a',
      before: false,
      after: false,
    });
  });

  it('shows the end while typing and says what is hidden', () => {
    expect(viewLine(lineOf('abcdefgh'), 5)).toEqual({
      text: 'efgh',
      cursor: 4,
      under: '',
      before: true,
      after: false,
    });
    expect(viewLine({ text: 'abcdefgh', cursor: 0 }, 5)).toMatchObject({ text: 'abcde', before: false, after: true });
  });

  it('is nothing without room', () => {
    expect(viewLine(lineOf('abc'), 0)).toMatchObject({ text: '', cursor: 0 });
  });
});
