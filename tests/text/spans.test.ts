/** Styled text fitted into a line. */
import { describe, expect, it } from 'vitest';
import { ASCII_GLYPHS } from '../../src/text/look/glyphs.js';
import { fitLine, highlight, type Line, lineWidth, paint, plainText, wrapLine } from '../../src/text/spans.js';
import { makeTheme, type StyleName } from '../../src/text/theme.js';
import { makeTerminal } from '../e2e/harness/cells.js';

const colour = makeTheme('colour');
const row: Line = [
  { text: 'm', style: 'role.method' },
  { text: ' ' },
  { text: 'accept', style: 'verdict.accept' },
  { text: ' 强化 Rigging the Lottery ' },
  { text: 'Evci', style: 'muted' },
];

/** What each cell of the first line looks like on a terminal: character, bold, dim, underline, inverse, colour. */
async function cells(text: string): Promise<string[]> {
  const terminal = makeTerminal(80, 2);
  await new Promise<void>((done) => terminal.write(`${text}#`, done));
  const line = terminal.buffer.active.getLine(0)!;
  const out: string[] = [];
  for (let x = 0; x <= terminal.buffer.active.cursorX - 1; x++) {
    const cell = line.getCell(x)!;
    const flags = [
      cell.isBold() ? 'b' : '',
      cell.isDim() ? 'd' : '',
      cell.isUnderline() ? 'u' : '',
      cell.isInverse() ? 'i' : '',
      cell.isFgDefault() ? '' : String(cell.getFgColor()),
    ];
    out.push(cell.getChars() + flags.join(''));
  }
  terminal.dispose();
  return out;
}

describe('fitLine', () => {
  it('is exactly as wide as asked for', () => {
    for (let width = 0; width <= 60; width++) expect(lineWidth(fitLine(row, width))).toBe(width);
  });

  it('cuts across spans with an ellipsis in the style it replaces', () => {
    const cut = fitLine(row, 6);
    expect(plainText(cut)).toBe('m acc…');
    expect(cut.at(-1)).toEqual({ text: '…', style: 'verdict.accept' });
  });

  it('pads with plain blanks', () => {
    expect(fitLine([{ text: 'ab', style: 'match' }], 4).at(-1)).toEqual({ text: '  ' });
    expect(fitLine([], 3)).toEqual([{ text: '   ' }]);
  });
});

describe('wrapLine', () => {
  it('breaks as plain text does and keeps the styles', () => {
    const lines = wrapLine([{ text: 'the quick ' }, { text: 'brown fox', style: 'match' }, { text: ' jumps' }], 12);
    expect(lines).toEqual(
      [[{ text: 'the quick' }], [{ text: 'brown fox', style: 'match' }], [{ text: 'jumps' }]].map((line) =>
        line.map((span) => expect.objectContaining(span)),
      ),
    );
  });
});

describe('highlight', () => {
  it('parts the text by the ranges, in any order, overlapping or beyond the end', () => {
    const spans = highlight(
      'spurious rewards',
      [
        [9, 20],
        [0, 4],
        [2, 6],
      ],
      'match',
    );
    expect(spans.map((span) => [span.text, span.style])).toEqual([
      ['spur', 'match'],
      ['io', 'match'],
      ['us ', undefined],
      ['rewards', 'match'],
    ]);
  });

  it('gives the rest its own style', () => {
    expect(highlight('ab', [[1, 2]], 'match', 'muted')).toEqual([
      { text: 'a', style: 'muted' },
      { text: 'b', style: 'match' },
    ]);
  });
});

describe('paint', () => {
  it('is plain where nothing is styled and on a terminal without styles', () => {
    expect(paint([{ text: 'a' }, { text: 'b' }], colour)).toBe('ab');
    expect(paint(row, makeTheme('none'))).toBe(plainText(row));
  });

  it('ends with a reset when it set anything, and with none when it did not', () => {
    expect(paint([{ text: 'x', style: 'match' }], colour).endsWith('x\x1b[m')).toBe(true);
    expect(paint([{ text: 'x', style: 'match' }, { text: 'y' }], colour).endsWith('y')).toBe(true);
  });

  it('uses the sixteen colours and no background', () => {
    const names = Object.keys(colour.styles) as StyleName[];
    for (const name of names) {
      const codes = [...paint([{ text: 'x', style: name }], colour).matchAll(/\x1b\[([\d;]*)m/gu)].flatMap((m) =>
        m[1]!.split(';').map(Number),
      );
      for (const code of codes)
        expect([0, 1, 2, 4, 7, 22, 24, 27, 30, 31, 32, 33, 34, 35, 36, 37, 39, 91, 95, 96]).toContain(code);
    }
  });

  it('with colours refused has none, but the cursor still shows', () => {
    const mono = makeTheme('mono');
    expect(paint(row, mono)).not.toMatch(/[;[]3\d/u);
    expect(paint([{ text: 'x', style: 'cursor' }], mono)).toBe('\x1b[7mx\x1b[m');
  });

  it('gives each cell its style on a terminal and leaks none to what follows', async () => {
    const shown = await cells(paint(row, colour));
    expect(shown[0]).toBe('m2');
    expect(shown.slice(2, 8)).toEqual(['ab2', 'cb2', 'cb2', 'eb2', 'pb2', 'tb2']);
    expect(shown.slice(-5)).toEqual(['Ed', 'vd', 'cd', 'id', '#']);
  });

  it('parts bold from dim, which end with one code', async () => {
    const shown = await cells(
      paint(
        [
          { text: 'a', style: 'title' },
          { text: 'b', style: 'muted' },
          { text: 'c', style: 'title' },
        ],
        colour,
      ),
    );
    expect(shown).toEqual(['ab', 'bd', 'cb', '#']);
  });

  it('spells everything in ASCII, cell for cell, where the locale knows no more', () => {
    const theme = makeTheme('none', ASCII_GLYPHS, false);
    expect(paint([{ text: 'Müller — “強化”…' }], theme)).toBe('Muller - "????"$');
  });

  it('spells marks, and no letters, in ASCII on a console that has no glyphs for them', () => {
    const theme = makeTheme('none', ASCII_GLYPHS, true);
    expect(paint([{ text: 'Müller — “強化”…' }], theme)).toBe('Müller - "強化"$');
  });

  it('takes no arrow for the key that opens the help', () => {
    const theme = makeTheme('none', ASCII_GLYPHS, false);
    expect(paint([{ text: '↑↓ ← →' }], theme)).toBe('^v < >');
  });
});
