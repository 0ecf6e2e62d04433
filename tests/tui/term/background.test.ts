/** What a terminal says of its background. */
import { describe, expect, it } from 'vitest';
import { backgroundBy } from '../../../src/text/theme.js';
import { backgroundIn } from '../../../src/tui/term/background.js';

describe('the answer of a terminal', () => {
  it.each([
    ['black', '\x1b]11;rgb:0000/0000/0000\x1b\\', 'dark'],
    ['white, with a bell at its end', '\x1b]11;rgb:ffff/ffff/ffff\x07', 'light'],
    ['two digits', '\x1b]11;rgb:fd/f6/e3\x1b\\', 'light'],
    ['with an alpha', '\x1b]11;rgba:1e1e/1e1e/1e1e/ffff\x1b\\', 'dark'],
    ['a strong blue, which bears white', '\x1b]11;rgb:0000/0000/ffff\x1b\\', 'dark'],
    ['among keys', 'jj\x1b]11;rgb:eeee/eeee/eeee\x1b\\k\x1b[?62;22c', 'light'],
    ['dark colours from now on', '\x1b[?997;1n', 'dark'],
    ['light colours from now on, among keys', 'j\x1b[?997;2nj', 'light'],
    ['a state nobody knows', '\x1b[?997;3n', null],
    ['none', 'j\x1b[?62;22c', null],
    ['of another question', '\x1b]10;rgb:ffff/ffff/ffff\x07', null],
    ['that is cut off', '\x1b]11;rgb:ff', null],
  ])('%s', (_, input, background) => {
    expect(backgroundIn(input)).toBe(background);
  });
});

describe('COLORFGBG', () => {
  it.each([
    ['15;0', 'dark'],
    ['0;15', 'light'],
    ['0;default;7', 'light'],
    ['12;8', 'dark'],
    ['15;default', null],
    ['0;99', null],
    ['', null],
  ])('%s', (value, background) => {
    expect(backgroundBy({ COLORFGBG: value })).toBe(background);
  });
});
