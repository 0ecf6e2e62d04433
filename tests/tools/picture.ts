/** A terminal's screen as an SVG picture, drawn by ourselves: the same bytes for the same screen, sharp at any size. */
import type { Cell, Colour } from '../e2e/harness/screen.js';

const CELL_WIDTH = 9;
const CELL_HEIGHT = 20;
const FONT_SIZE = 15;
/** Where letters stand, from the top of their cell. */
const BASELINE = 15;
const MARGIN = 14;
const BAR = 28;

const BACKGROUND = '#16181d';
const FOREGROUND = '#d4d7dd';
const FRAME = '#2a2e36';

const PALETTE = [
  ['#3b4048', '#e06c75', '#8cc265', '#d8b26a', '#61a8ee', '#c678dd', '#4fb8c4', '#d4d7dd'],
  ['#5c6370', '#ff7a85', '#a5e075', '#f0cb7f', '#7cbcff', '#de9af3', '#6ad3df', '#ffffff'],
].flat();

/** The colours 16 to 255 of xterm: a cube of six steps and a scale of greys. */
function xtermColour(index: number): string {
  if (index < 16) return PALETTE[index]!;
  if (index >= 232) return `rgb(${Array(3).fill(8 + (index - 232) * 10)})`;
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const at = index - 16;
  return `rgb(${[step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6)]})`;
}

const colour = (value: Colour, fallback: string): string =>
  value === 'default' ? fallback : typeof value === 'number' ? xtermColour(value) : value;

/** Which sides of a box-drawing character have lines: up, right, down, left. */
const LINES: Readonly<Record<string, string>> = {
  '─': 'rl',
  '│': 'ud',
  '╭': 'rd',
  '╮': 'dl',
  '╰': 'ur',
  '╯': 'ul',
  '┌': 'rd',
  '┐': 'dl',
  '└': 'ur',
  '┘': 'ul',
  '├': 'urd',
  '┤': 'udl',
  '┬': 'rdl',
  '┴': 'url',
  '┼': 'urdl',
  '━': 'rl',
  '┃': 'ud',
};
const CURVES: Readonly<Record<string, (l: number, t: number, r: number, b: number, x: number, y: number) => string>> = {
  '╭': (_l, _t, r, b, x, y) => `M${x} ${b}Q${x} ${y} ${r} ${y}`,
  '╮': (l, _t, _r, b, x, y) => `M${l} ${y}Q${x} ${y} ${x} ${b}`,
  '╰': (_l, t, r, _b, x, y) => `M${x} ${t}Q${x} ${y} ${r} ${y}`,
  '╯': (l, t, _r, _b, x, y) => `M${l} ${y}Q${x} ${y} ${x} ${t}`,
};
const EIGHTHS_UP = '▁▂▃▄▅▆▇█';
const EIGHTHS_RIGHT = '▏▎▍▌▋▊▉█';
/** Shades, the lightest first: so many quarters of the colour. */
const SHADES = '░▒▓';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Borders and bars as shapes, because fonts leave gaps between lines; null for what is text. */
function shape(char: string, left: number, top: number, paint: string): string | null {
  const right = left + CELL_WIDTH;
  const bottom = top + CELL_HEIGHT;
  const x = left + CELL_WIDTH / 2;
  const y = top + CELL_HEIGHT / 2;
  const sides = LINES[char];
  if (sides !== undefined) {
    const ends: Readonly<Record<string, string>> = {
      u: `M${x} ${y}V${top}`,
      d: `M${x} ${y}V${bottom}`,
      l: `M${x} ${y}H${left}`,
      r: `M${x} ${y}H${right}`,
    };
    const path = CURVES[char]?.(left, top, right, bottom, x, y) ?? [...sides].map((side) => ends[side]).join('');
    const thick = char === '━' || char === '┃' ? 3 : 1.2;
    return `<path d="${path}" stroke="${paint}" stroke-width="${thick}" fill="none"/>`;
  }
  const up = EIGHTHS_UP.indexOf(char);
  if (up >= 0) {
    const height = ((up + 1) * CELL_HEIGHT) / 8;
    return `<rect x="${left}" y="${bottom - height}" width="${CELL_WIDTH}" height="${height}" fill="${paint}"/>`;
  }
  const shade = SHADES.indexOf(char);
  if (shade >= 0)
    return `<rect x="${left}" y="${top}" width="${CELL_WIDTH}" height="${CELL_HEIGHT}" fill="${paint}" fill-opacity="${(shade + 1) / 4}"/>`;
  const along = EIGHTHS_RIGHT.indexOf(char);
  if (along >= 0)
    return `<rect x="${left}" y="${top + 3}" width="${((along + 1) * CELL_WIDTH) / 8}" height="${CELL_HEIGHT - 6}" fill="${paint}"/>`;
  return null;
}

interface Look {
  fg: string;
  bg: string;
  style: string;
}

function look(cell: Cell): Look {
  const bright = cell.bold && typeof cell.fg === 'number' && cell.fg < 8 ? cell.fg + 8 : cell.fg;
  const [fg, bg] = [colour(bright, FOREGROUND), colour(cell.bg, BACKGROUND)];
  const style = [
    cell.bold ? ' font-weight="bold"' : '',
    cell.italic ? ' font-style="italic"' : '',
    cell.underline ? ' text-decoration="underline"' : '',
    cell.dim ? ' opacity="0.6"' : '',
  ].join('');
  return cell.inverse ? { fg: bg, bg: fg, style } : { fg, bg, style };
}

/** The picture of a screen, as `cells()` of a program gives it, in a window with a title. */
export function pictureSvg(cells: readonly (readonly Cell[])[], title: string): string {
  const columns = cells[0]?.length ?? 0;
  const width = columns * CELL_WIDTH + 2 * MARGIN;
  const height = cells.length * CELL_HEIGHT + MARGIN + BAR + MARGIN / 2;
  const under: string[] = [];
  const over: string[] = [];
  for (const [row, line] of cells.entries()) {
    const top = BAR + MARGIN / 2 + row * CELL_HEIGHT;
    for (let column = 0; column < line.length; ) {
      const cell = line[column]!;
      const { fg, bg, style } = look(cell);
      const left = MARGIN + column * CELL_WIDTH;
      // As far as the look stays the same, in text whose characters all have one cell.
      let end = column + 1;
      let text = cell.char;
      const simple = (candidate: Cell): boolean => candidate.width === 1 && shape(candidate.char, 0, 0, '') === null;
      if (simple(cell)) {
        while (end < line.length && simple(line[end]!) && sameLook(cell, line[end]!)) text += line[end++]!.char;
      }
      const cellsWide = end - column === 1 ? Math.max(1, cell.width) : end - column;
      if (bg !== BACKGROUND)
        under.push(
          `<rect x="${left}" y="${top}" width="${cellsWide * CELL_WIDTH}" height="${CELL_HEIGHT}" fill="${bg}"/>`,
        );
      const drawn = shape(cell.char, left, top, fg);
      if (drawn !== null) over.push(cell.dim ? `<g opacity="0.6">${drawn}</g>` : drawn);
      else if (text.trim() !== '' || cell.underline) {
        // Blanks at the ends are not drawn, and the length is given: no font may shift a column.
        const lead = cell.underline ? 0 : text.length - text.trimStart().length;
        const shown = cell.underline ? text : text.trim();
        const cellsShown = cell.width === 2 ? 2 : [...shown].filter((c) => !/\p{M}/u.test(c)).length;
        over.push(
          `<text x="${left + lead * CELL_WIDTH}" y="${top + BASELINE}" textLength="${cellsShown * CELL_WIDTH}" ` +
            `lengthAdjust="spacingAndGlyphs" fill="${fg}"${style}>${escapeXml(shown)}</text>`,
        );
      }
      column += cellsWide;
    }
  }
  const dots = ['#e0655e', '#d9a63f', '#5fb04f']
    .map((fill, at) => `<circle cx="${MARGIN + 6 + at * 18}" cy="${BAR / 2}" r="5.5" fill="${fill}"/>`)
    .join('');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}" stroke="${FRAME}"/>`,
    dots,
    `<text x="${width / 2}" y="${BAR / 2 + 4}" text-anchor="middle" fill="#8b919c" font-family="sans-serif" font-size="12">${escapeXml(title)}</text>`,
    ...under,
    `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="${FONT_SIZE}" xml:space="preserve">`,
    ...over,
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

const sameLook = (a: Cell, b: Cell): boolean =>
  a.fg === b.fg &&
  a.bg === b.bg &&
  a.bold === b.bold &&
  a.dim === b.dim &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.inverse === b.inverse;
