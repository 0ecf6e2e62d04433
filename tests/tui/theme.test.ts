/** Colours by meaning, on terminals of every kind. */
import { describe, expect, it } from 'vitest';
import { POLARITIES, ROLES, VERDICTS } from '../../src/hub/vocabulary.js';
import { depthFor, isUtf8, labelStyle, noveltyStyle, themeFor } from '../../src/text/theme.js';

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
