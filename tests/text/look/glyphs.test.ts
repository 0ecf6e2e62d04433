/** The marks of the screen. */
import { expect, it } from 'vitest';
import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';

/** What borders and axes are drawn with: lines, which are no marks. */
const LINES: readonly (keyof Glyphs)[] = [
  'horizontal',
  'floor',
  'vertical',
  'topLeft',
  'topRight',
  'bottomLeft',
  'bottomRight',
  'teeLeft',
  'teeRight',
  'teeUp',
  'teeDown',
  'cross',
];
/** Marks that are the same whatever the terminal knows: maybe, later, starred, noted, tagged, the reader's own, news, a finding. */
const PLAIN = ['?', 'z', '*', '"', '#', '=', '+', '~', '!'];

it.each([UNICODE_GLYPHS, ASCII_GLYPHS])('each mean one thing', (glyphs) => {
  const marks = Object.entries(glyphs).flatMap(([name, mark]) =>
    typeof mark !== 'string' || LINES.includes(name as keyof Glyphs) ? [] : [mark],
  );
  expect(marks.length).toBeGreaterThan(14);
  const all = [...marks, ...PLAIN];
  expect(all.filter((mark, at) => all.indexOf(mark) !== at)).toEqual([]);
});
