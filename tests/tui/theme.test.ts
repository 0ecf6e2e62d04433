/** Colours by meaning, on terminals of every kind. */
import { describe, expect, it } from 'vitest';
import { POLARITIES, ROLES, VERDICTS } from '../../src/hub/vocabulary.js';
import {
  coloursFor,
  depthFor,
  isUtf8,
  labelStyle,
  noveltyStyle,
  STYLE_NAMES,
  styleProblem,
  themeFor,
} from '../../src/text/theme.js';

const tty = { isTTY: true };
const pipe = {};
const xterm = { TERM: 'xterm-256color' };

describe('how much styling a stream gets', () => {
  it.each([
    ['colours on a terminal', xterm, tty, 'auto', 'colour'],
    ['none in a pipe', xterm, pipe, 'auto', 'none'],
    ['bold and inverse with NO_COLOR', { ...xterm, NO_COLOR: '1' }, tty, 'auto', 'mono'],
    ['colours with an empty NO_COLOR', { ...xterm, NO_COLOR: '' }, tty, 'auto', 'colour'],
    ['none with NO_COLOR in a pipe', { ...xterm, NO_COLOR: '1' }, pipe, 'auto', 'none'],
    ['NO_COLOR over FORCE_COLOR', { ...xterm, NO_COLOR: '1', FORCE_COLOR: '3' }, tty, 'auto', 'mono'],
    ['colours in a pipe with FORCE_COLOR', { ...xterm, FORCE_COLOR: '1' }, pipe, 'auto', 'colour'],
    ['FORCE_COLOR=0 refuses', { ...xterm, FORCE_COLOR: '0' }, tty, 'auto', 'mono'],
    ['the option over the environment', { ...xterm, NO_COLOR: '1' }, pipe, 'always', 'colour'],
    ['--color=never on a terminal', xterm, tty, 'never', 'mono'],
    ['--color=never in a pipe', { ...xterm, FORCE_COLOR: '1' }, pipe, 'never', 'none'],
    ['nothing on a dumb terminal', { TERM: 'dumb', FORCE_COLOR: '3' }, tty, 'always', 'none'],
    ['no colours on a vt220', { TERM: 'vt220' }, tty, 'auto', 'mono'],
  ] as const)('%s', (_, env, stream, color, depth) => {
    expect(depthFor(env, stream, color)).toBe(depth);
  });
});

describe('how many colours a terminal has', () => {
  it.each([
    [{ TERM: 'xterm' }, 16],
    [xterm, 256],
    [{ ...xterm, COLORTERM: 'truecolor' }, 'all'],
    [{ TERM: 'xterm-kitty' }, 'all'],
    [{ TERM: 'xterm', FORCE_COLOR: '2' }, 256],
    [{}, 16],
  ] as const)('%j', (env, colours) => {
    expect(coloursFor(env)).toBe(colours);
  });
});

describe('the look', () => {
  const own = { hues: { red: [175, 0, 1] }, styles: { title: 'bold #0a7d5c', muted: 'red' } } as const;
  const look = { background: 'light', own } as const;
  const colourOf = (env: object, name: 'title' | 'error' | 'role.method' | 'muted') =>
    themeFor({ ...env }, tty, 'auto', look).styles[name].colour;

  it('is the reader’s own in all colours, in the nearest of 256, and the program’s with sixteen', () => {
    const all = { ...xterm, COLORTERM: 'truecolor' };
    expect([colourOf(all, 'title'), colourOf(all, 'error')]).toEqual(['38;2;10;125;92', '38;2;175;0;1']);
    expect([colourOf(xterm, 'title'), colourOf(xterm, 'error')]).toEqual(['38;5;29', '38;5;124']);
    expect([colourOf({ TERM: 'xterm' }, 'title'), colourOf({ TERM: 'xterm' }, 'error')]).toEqual(['', '31']);
    expect([colourOf(all, 'role.method'), colourOf(all, 'muted')]).toEqual(['38;5;22', '38;2;175;0;1']);
  });

  it('without a known background is made of the terminal’s own sixteen colours', () => {
    const { styles } = themeFor(xterm, tty);
    for (const name of STYLE_NAMES) expect(styles[name].colour).toMatch(/^(?:|3[0-7]|9[0-7])$/u);
  });

  it('with colours refused has none, and what is grey is dim', () => {
    const { styles } = themeFor({ ...xterm, NO_COLOR: '1' }, tty, 'auto', look);
    for (const name of STYLE_NAMES) expect(styles[name].colour).toBe('');
    expect(styles.border.dim).toBe(true);
  });

  it.each(['bold', 'red', '#0a7d5c', 'bold underline #0a7d5c'])('takes the words %s', (words) => {
    expect(styleProblem(words)).toBeNull();
  });
  it.each(['', 'greeen', 'red blue', '#12', 'bold bright'])('does not take the words %j', (words) => {
    expect(styleProblem(words)).toContain('one colour');
  });
});

describe('glyphs', () => {
  it('are ASCII for another locale than UTF-8 and for the console of Linux', () => {
    expect(themeFor({ ...xterm, LANG: 'de_CH.UTF-8' }, tty).glyphs.unicode).toBe(true);
    expect(themeFor(xterm, tty).glyphs.unicode).toBe(true);
    expect(themeFor({ ...xterm, LC_ALL: 'C', LANG: 'en_US.UTF-8' }, tty).glyphs.unicode).toBe(false);
    const console = themeFor({ TERM: 'linux', LANG: 'C.UTF-8' }, tty);
    expect([console.glyphs.unicode, console.utf8]).toEqual([false, true]);
    expect(isUtf8({ LC_CTYPE: 'en_US.utf8' })).toBe(true);
  });

  it('have one cell each', () => {
    for (const theme of [themeFor(xterm, tty), themeFor({ LANG: 'C' }, tty)])
      for (const glyph of Object.values(theme.glyphs))
        if (typeof glyph === 'string') expect([...glyph]).toHaveLength(1);
  });
});

describe('styles by meaning', () => {
  it('know every label of the vocabularies and share one for the rest', () => {
    for (const { label } of ROLES) expect(labelStyle('role', label)).toBe(`role.${label}`);
    for (const { label } of POLARITIES) expect(labelStyle('polarity', label)).toBe(`polarity.${label}`);
    for (const { label } of VERDICTS) expect(labelStyle('verdict', label)).toBe(`verdict.${label}`);
    expect(labelStyle('role', 'critique')).toBe('role.unknown');
    expect(labelStyle('role', 'toString')).toBe('role.unknown');
  });

  it('part novelty in three', () => {
    expect([9, 7, 6.9, 4, 3.9, 0].map(noveltyStyle)).toEqual([
      'novelty.high',
      'novelty.high',
      'novelty.mid',
      'novelty.mid',
      'novelty.low',
      'novelty.low',
    ]);
  });
});
