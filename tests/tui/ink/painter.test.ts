/** Painting frames: only what changed is written, and the terminal shows what a first painting of the frame would. */
import type { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { attributesIn, fitLine, type Line, lineWidth, type Span } from '../../../src/text/spans.js';
import { makeTheme, STYLE_NAMES, type Theme, themeFor } from '../../../src/text/theme.js';
import { displayText, width } from '../../../src/text/width.js';
import { createPainter, type Painter } from '../../../src/tui/ink/painter.js';
import { between, type Chance, chanceOf, pick } from '../../bench/random.js';
import { makeTerminal } from '../../e2e/harness/cells.js';
import { asSeen, type Cell, cellsOf } from '../../e2e/harness/screen.js';
import { seeds } from '../../seeds.js';

const plain = themeFor({ LANG: 'C.UTF-8', TERM: 'xterm' }, { isTTY: true }, 'never');

function painted(): { draw: (lines: Line[], cursor?: { x: number; y: number } | null) => string } {
  const writes: string[] = [];
  const painter = createPainter((text) => writes.push(text), plain, false);
  return {
    draw(lines, cursor = null) {
      const before = writes.length;
      painter.draw(lines, cursor);
      return writes.slice(before).join('');
    },
  };
}

describe('painting a frame', () => {
  it('writes nothing for the same frame', () => {
    const { draw } = painted();
    draw([[{ text: 'one' }], [{ text: 'two' }]]);
    expect(draw([[{ text: 'one' }], [{ text: 'two' }]])).toBe('');
  });

  it('writes only the cells that changed, however they are cut into spans', () => {
    const { draw } = painted();
    draw([[{ text: '左' }, { text: 'an old end' }]]);
    const out = draw([[{ text: '左an ' }, { text: 'new' }, { text: ' end' }]]);
    expect(out).toContain('\x1b[1;6Hnew');
    expect(out).not.toContain('end');
    expect(out).not.toContain('左');
  });

  it('leaves cells between changes as they are where moving on takes fewer bytes', () => {
    const { draw } = painted();
    draw([[{ text: 'a unchanged, b as c' }]]);
    expect(draw([[{ text: 'A unchanged, B as C' }]])).toContain('\x1b[1HA\x1b[12CB as C');
  });

  it('goes to the next line from where it is, but for a place that terminals do not agree on', () => {
    const { draw } = painted();
    const frame = (sign: string): Line[] => [
      [{ text: `one ${sign} end` }],
      [{ text: `two  ${sign} end` }],
      [{ text: `tri ${sign} end` }],
      [{ text: 'as it was' }],
      [{ text: `${sign} five ${sign}` }],
      [{ text: `six ${sign} end` }],
    ];
    draw(frame('1'));
    // From the last cell of a line nobody knows the way.
    expect(draw(frame('2'))).toContain('\x1b[1;5H2\x1bD2\b\b\x1bD2\x1b[5H2\x1b[6C2\x1b[6;5H2');
  });

  it('comes back to where the line above began, where that is far', () => {
    const { draw } = painted();
    const frame = (text: string): Line[] =>
      Array.from({ length: 3 }, (_, y) => fitLine([{ text: `${'list '.repeat(5)}${y} ${text}` }], 60));
    draw(frame('one text of a paper'));
    const out = draw(frame('ANOTHER SUCH TEXT I'));
    expect(out).toContain(
      '\x1b[1;28H\x1b7ANOTHER SUCH TEXT I\x1b8\x1bD\x1b7ANOTHER SUCH TEXT I\x1b8\x1bDANOTHER SUCH TEXT I',
    );
  });

  it('writes what many lines have in one style in one go, and nothing over it', () => {
    const writes: string[] = [];
    const painter = createPainter((text) => writes.push(text), makeTheme('colour'), false);
    const frame = (letter: string, word: string): Line[] =>
      Array.from({ length: 6 }, () =>
        fitLine([{ text: 'list ' }, { text: letter, style: 'role.method' }, { text: ` 2020 ${word}` }], 40),
      );
    painter.draw(frame('a', 'one'), null);
    painter.draw(frame('b', 'two'), null);
    expect(writes[1]!.split('\x1b[32m')).toHaveLength(2);
    expect(writes[1]).toContain('\x1b[32mb\b\x1bDb\b\x1bDb\b\x1bDb\b\x1bDb\b\x1bDb\x1b[m');
    expect(writes[1]).not.toContain('2020');
  });

  it('writes an address once for all that leads there', () => {
    const writes: string[] = [];
    const painter = createPainter((text) => writes.push(text), plain, true);
    const frame = (paper: string): Line[] => {
      const link = `https://arxiv.org/abs/${paper}`;
      return [
        fitLine(
          [
            { text: 'list ' },
            { text: `title of ${paper}`, style: 'title', link },
            { text: ' | ' },
            { text: 'a long', link },
          ],
          60,
        ),
        fitLine([{ text: 'other line of the list' }, { text: ' | ' }, { text: `title of ${paper}`, link }], 60),
      ];
    };
    painter.draw(frame('1911.11134'), null);
    painter.draw(frame('2504.13837'), null);
    expect(writes[1]!.split('https://arxiv.org/abs/2504.13837')).toHaveLength(2);
  });

  it('writes the whole line when its width changed', () => {
    const { draw } = painted();
    draw([[{ text: 'abc' }]]);
    expect(draw([[{ text: 'abcdef' }]])).toContain('\x1b[1Habcdef');
  });

  it('erases blanks instead of writing them', () => {
    const { draw } = painted();
    expect(draw([[{ text: 'ab' }, { text: '      ' }]])).toContain('\x1b[1Hab\x1b[K');
    const out = draw([[{ text: 'cd' }, { text: '      ' }]]);
    expect(out).toContain('\x1b[1Hcd\x1b[');
    expect(out).not.toContain('   ');
    expect(draw([[{ text: 'some long words' }]])).toContain('words');
    expect(draw([[{ text: 's             s' }]])).toContain('\x1b[1;2H\x1b[13X');
  });

  it('sets no style for blanks on which none is seen', () => {
    const writes: string[] = [];
    const painter = createPainter((text) => writes.push(text), makeTheme('colour'), false);
    painter.draw([[{ text: 'ab', style: 'title' }, { text: '  ' }, { text: 'cd', style: 'title' }]], null);
    painter.draw(
      [
        [
          { text: 'ab', style: 'title' },
          { text: '  ', style: 'muted' },
          { text: 'cd', style: 'title' },
        ],
      ],
      null,
    );
    expect(writes).toHaveLength(1);
    expect(writes[0]).toContain('\x1b[1mab  cd\x1b[m');
  });

  it('moves lines that only moved, within margins that are gone afterwards', () => {
    const { draw } = painted();
    const row = (name: number): Line => fitLine([{ text: `${name} `.repeat(14) }], 60);
    const frame = (from: number): Line[] => [
      fitLine([{ text: 'The head of all of them stays where it is all the time' }], 60),
      ...Array.from({ length: 10 }, (_, at) => row(100 + from + at)),
      fitLine([{ text: 'And so does the foot, which is the last line of the screen' }], 60),
    ];
    draw(frame(0));
    const down = draw(frame(1));
    expect(down).toContain('\x1b[2;11r\x1b[2H\x1b[M\x1b[r');
    expect(down.length).toBeLessThan(120);
    const up = draw(frame(-1));
    expect(up).toContain('\x1b[2;11r\x1b[2H\x1b[2L\x1b[r');
  });

  it('writes only what has another colour in another theme', () => {
    const writes: string[] = [];
    const [dark, light] = (['dark', 'light'] as const).map((background) =>
      makeTheme('colour', undefined, true, 256, { background }),
    );
    const painter = createPainter((text) => writes.push(text), dark!, false);
    painter.draw([[{ text: 'plain ' }, { text: 'grey', style: 'muted' }, { text: ' bold', style: 'title' }]], null);
    painter.recolour(light!);
    expect(writes[1]).toBe(`\x1b[?2026h\x1b[1;7H\x1b[${light!.styles.muted.colour}mgrey\x1b[m\x1b[?2026l`);
    painter.recolour(light!);
    expect(writes).toHaveLength(2);
  });

  it('writes a link once where its text goes on, and ends it', () => {
    const writes: string[] = [];
    const painter = createPainter((text) => writes.push(text), plain, true);
    const link = 'https://arxiv.org/abs/1';
    painter.draw(
      [[{ text: 'a ' }, { text: 'long ', link }, { text: 'title', style: 'title', link }, { text: ' end' }]],
      null,
    );
    expect(writes[0]).toContain(`a \x1b]8;;${link}\x1b\\long \x1b[1mtitle\x1b[m\x1b]8;;\x1b\\ end`);
    painter.draw([[{ text: 'a ' }, { text: 'long title', link: 'https://arxiv.org/abs/2' }, { text: ' end' }]], null);
    expect(writes[1]).toContain('long title\x1b]8;;\x1b\\\x1b[?2026l');
    createPainter((text) => writes.push(text), plain, false).draw([[{ text: 'no', link }]], null);
    expect(writes[2]).not.toContain('\x1b]8');
  });

  it('shows the cursor where text is typed and hides it elsewhere', () => {
    const { draw } = painted();
    expect(draw([[{ text: 'x' }]], { x: 4, y: 2 })).toContain('\x1b[3;5H\x1b[?25h');
    expect(draw([[{ text: 'x' }]], null)).toContain('\x1b[?25l');
    expect(draw([[{ text: 'x' }]], null)).toBe('');
  });
});

/** What lines are made of: letters of all kinds, and what terminals do not agree on. */
const PIECES = [
  'The black hole',
  'a',
  '  ',
  '            ',
  'Müller–Łódź',
  '強化學習',
  '한국어',
  'e\u0301\u0302x',
  '─│╭●★…·▸',
  '🎯',
  '👩‍👩‍👧🏽',
  '🇩🇪',
  '❤️☀™',
  'हिन्दी की',
  'שָׁלוֹם',
  'ไทยก็',
  '각',
  '𝒮𝔾',
  '\ue0b0',
  '䷀☰',
  'ｱｲｳＡ',
  '\u200b\u0301',
  '1️⃣',
];

/** Where text leads: mostly nowhere, or somewhere, or to an address that is none. */
const LINKS = [
  undefined,
  undefined,
  undefined,
  'https://doi.org/10.1/a',
  'https://arxiv.org/abs/1911.11134',
  'https://example.org/\x1b\\\x07',
  'file:///etc/passwd',
];

const someLine = (chance: Chance, columns: number): Line => {
  const spans: Span[] = Array.from({ length: between(chance, 0, 9) }, () => ({
    text: displayText(pick(chance, PIECES)),
    style: chance() < 0.5 ? undefined : pick(chance, STYLE_NAMES),
    link: pick(chance, LINKS),
  }));
  return fitLine(spans, columns);
};

/** A frame made out of the last one as keys do it: lines change, are restyled, move up and down, or all is new. */
function nextFrame(chance: Chance, before: readonly Line[], columns: number, rows: number): Line[] {
  const kind = chance();
  if (before.length !== rows || lineWidth(before[0]!) !== columns || kind < 0.1)
    return Array.from({ length: rows }, () => someLine(chance, columns));
  const lines = [...before];
  if (kind < 0.6) {
    const top = between(chance, 0, rows - 1);
    const bottom = between(chance, top, rows - 1);
    const by = between(chance, -4, 4);
    for (let y = top; y <= bottom; y++) lines[y] = before[y + by] ?? someLine(chance, columns);
  }
  for (let count = between(chance, 0, 4); count > 0; count--) {
    const y = between(chance, 0, rows - 1);
    const line = lines[y]!;
    const at = between(chance, 0, Math.max(0, line.length - 1));
    lines[y] = fitLine(
      line.map((span, index) =>
        index !== at
          ? span
          : chance() < 0.5
            ? { ...span, style: pick(chance, STYLE_NAMES) }
            : { ...span, text: displayText(pick(chance, PIECES)) },
      ),
      columns,
    );
  }
  return lines;
}

/** A terminal that shows what a painter writes. */
function show(theme: Theme, terminal: Terminal): { painter: Painter; cells(): Promise<Cell[][]> } {
  const painter = createPainter((text) => terminal.write(text), theme, true);
  return {
    painter,
    async cells() {
      await new Promise<void>((done) => terminal.write('', done));
      return asSeen(cellsOf(terminal));
    },
  };
}

/** Terminals that differ on how many cells characters take. */
const TERMINALS = ['current', '6', 'at odds'] as const;
const themes = [
  makeTheme('colour', undefined, true, 256, { background: 'dark' }),
  makeTheme('colour'),
  makeTheme('mono'),
];

describe.each(TERMINALS)('a terminal with the widths “%s”', (widths) => {
  it.each(seeds(20, 400))('shows after every frame what a first painting of it would show (seed %i)', async (seed) => {
    const chance = chanceOf(seed);
    const theme = pick(chance, themes);
    let [columns, rows] = [between(chance, 12, 90), between(chance, 2, 30)];
    const terminal = makeTerminal(columns, rows, widths);
    const { painter, cells } = show(theme, terminal);
    let lines: Line[] = [];
    for (let frame = 0; frame < 25; frame++) {
      if (chance() < 0.1) {
        [columns, rows] = [between(chance, 12, 90), between(chance, 2, 30)];
        terminal.resize(columns, rows);
        painter.forget();
      }
      lines = nextFrame(chance, lines, columns, rows);
      painter.draw(lines, chance() < 0.3 ? { x: between(chance, 0, columns - 1), y: 0 } : null);
      const other = makeTerminal(columns, rows, widths);
      const fresh = show(theme, other);
      fresh.painter.draw(lines, null);
      expect(await cells()).toEqual(await fresh.cells());
      other.dispose();
    }
    terminal.dispose();
  });
});

/** What terminals agree on the cells of. */
const AGREED = [
  'The black hole',
  'a',
  ' ',
  '  ',
  '            ',
  'Müller–Łódź',
  '強化學習',
  '한국어',
  '─│╭●★…·▸',
  '2020',
];

/** The cells that a frame of such pieces is made of. */
function wanted(lines: readonly Line[], theme: Theme): Cell[][] {
  return lines.map((line) =>
    line.flatMap(({ text, style, link }) => {
      const { colour, bold, dim, underline, inverse } = attributesIn(theme, style);
      const [code = '', , number] = colour.split(';');
      const fg =
        colour === '' ? 'default' : Number(number ?? (Number(code) < 90 ? Number(code) - 30 : Number(code) - 82));
      // The emulator has links underlined.
      const lined = underline || link !== undefined;
      const cell = {
        fg,
        bg: 'default',
        bold,
        dim,
        italic: false,
        underline: lined,
        inverse,
        link: link ?? '',
      } as const;
      return [...text].flatMap((char): Cell[] =>
        width(char) === 2
          ? [
              { ...cell, char, width: 2 },
              { ...cell, char: '', width: 0 },
            ]
          : [{ ...cell, char, width: 1 }],
      );
    }),
  );
}

describe.each(['current', '6'] as const)('a terminal with the widths “%s”', (widths) => {
  it.each(seeds(20, 400))('shows each frame, cell by cell in its colours and links (seed %i)', async (seed) => {
    const chance = chanceOf(seed);
    const theme = pick(chance, themes);
    const [columns, rows] = [between(chance, 30, 120), between(chance, 3, 30)];
    const terminal = makeTerminal(columns, rows, widths);
    const { painter, cells } = show(theme, terminal);
    // As in a list: a few styles and links in columns, which many lines have.
    const styles = Array.from({ length: 6 }, () => pick(chance, [undefined, ...STYLE_NAMES]));
    const links = [undefined, undefined, 'https://doi.org/10.1/a', 'https://arxiv.org/abs/1911.11134'];
    const someCell = (at: number): Span => ({
      text: pick(chance, AGREED),
      style: chance() < 0.7 ? styles[at % styles.length] : pick(chance, styles),
      link: pick(chance, links),
    });
    const newLine = (): Span[] => Array.from({ length: between(chance, 0, 9) }, (_, at) => someCell(at));
    let spans = Array.from({ length: rows }, newLine);
    for (let frame = 0; frame < 20; frame++) {
      const by = between(chance, -3, 3);
      spans = spans.map((line, y) =>
        chance() < 0.3
          ? newLine()
          : chance() < 0.5
            ? line.map((span, at) => (chance() < 0.3 ? someCell(at) : span))
            : (spans[y + by] ?? line),
      );
      const lines = spans.map((line) => fitLine(line, columns));
      painter.draw(lines, null);
      expect(await cells()).toEqual(asSeen(wanted(lines, theme)));
    }
    terminal.dispose();
  });
});

it('shows each character in the cells of the frame', async () => {
  const terminal = makeTerminal(60, 3);
  const { painter, cells } = show(makeTheme('colour'), terminal);
  for (const text of ['強化 🎯 e\u0301 end', '🎯強化e\u0301 end', 'x 🎯🎯🎯 한국어 end'].map(displayText)) {
    painter.draw([fitLine([{ text }, { text: '|', style: 'title' }], 60), fitLine([], 60), fitLine([], 60)], null);
    const [line] = await cells();
    expect(
      line!
        .map(({ char }) => char)
        .join('')
        .trimEnd(),
    ).toBe(`${text}|`);
  }
  terminal.dispose();
});
