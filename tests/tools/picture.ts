/** A terminal's screen as an SVG picture, drawn by ourselves: the same bytes for the same screen, sharp at any size. */
import { type Cell, type Colour, isUnseenBlank } from '../e2e/harness/screen.js';

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

/** What may be drawn as one over several cells, so that no gap is seen between them. */
const RUNS = `─━${EIGHTHS_UP}${SHADES}`;
/** Blocks reach so far into the line below: scaled, lines would be parted by a gap else. */
const OVERLAP = 0.5;

/** Borders and bars as shapes, because fonts leave gaps between lines; null for what is text. @param cells how often it stands there */
function shape(char: string, left: number, top: number, paint: string, cells = 1): string | null {
  const wide = cells * CELL_WIDTH;
  const right = left + wide;
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
    return `<rect x="${left}" y="${bottom - height}" width="${wide}" height="${height + OVERLAP}" fill="${paint}"/>`;
  }
  const shade = SHADES.indexOf(char);
  if (shade >= 0)
    return `<rect x="${left}" y="${top}" width="${wide}" height="${CELL_HEIGHT}" fill="${paint}" fill-opacity="${(shade + 1) / 4}"/>`;
  const along = EIGHTHS_RIGHT.indexOf(char);
  if (along >= 0)
    return `<rect x="${left}" y="${top}" width="${((along + 1) * CELL_WIDTH) / 8}" height="${CELL_HEIGHT + OVERLAP}" fill="${paint}"/>`;
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

/** A line of a screen as it is drawn: backgrounds first, then what stands on them. */
interface DrawnLine {
  under: string[];
  over: string[];
}

function drawnLine(line: readonly Cell[], row: number): DrawnLine {
  const under: string[] = [];
  const over: string[] = [];
  const top = BAR + MARGIN / 2 + row * CELL_HEIGHT;
  for (let column = 0; column < line.length; ) {
    const cell = line[column]!;
    // Whether it was written, in whatever style, or erased.
    if (isUnseenBlank(cell)) {
      column++;
      continue;
    }
    const { fg, bg, style } = look(cell);
    const left = MARGIN + column * CELL_WIDTH;
    // As far as the look stays the same, in text whose characters all have one cell.
    let end = column + 1;
    let text = cell.char;
    const simple = (candidate: Cell): boolean => candidate.width === 1 && shape(candidate.char, 0, 0, '') === null;
    if (simple(cell)) {
      while (end < line.length && simple(line[end]!) && continues(cell, line[end]!)) text += line[end++]!.char;
    }
    if (RUNS.includes(cell.char)) while (line[end]?.char === cell.char && sameLook(cell, line[end]!)) end++;
    const cellsWide = end - column === 1 ? Math.max(1, cell.width) : end - column;
    if (bg !== BACKGROUND)
      under.push(
        `<rect x="${left}" y="${top}" width="${cellsWide * CELL_WIDTH}" height="${CELL_HEIGHT}" fill="${bg}"/>`,
      );
    const drawn = shape(cell.char, left, top, fg, cellsWide);
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
  return { under, over };
}

/** A window with a title around what is drawn of `rows` lines of `columns` cells. */
function windowSvg(columns: number, rows: number, title: string, drawn: readonly string[]): string {
  const width = columns * CELL_WIDTH + 2 * MARGIN;
  const height = rows * CELL_HEIGHT + MARGIN + BAR + MARGIN / 2;
  const dots = ['#e0655e', '#d9a63f', '#5fb04f']
    .map((fill, at) => `<circle cx="${MARGIN + 6 + at * 18}" cy="${BAR / 2}" r="5.5" fill="${fill}"/>`)
    .join('');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}" stroke="${FRAME}"/>`,
    dots,
    `<text x="${width / 2}" y="${BAR / 2 + 4}" text-anchor="middle" fill="#8b919c" font-family="sans-serif" font-size="12">${escapeXml(title)}</text>`,
    ...drawn,
    '</svg>',
  ].join('\n')}\n`;
}

const FONT = `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="${FONT_SIZE}" xml:space="preserve">`;

type Screen = readonly (readonly Cell[])[];

/** The picture of a screen, as `cells()` of a program gives it, in a window with a title. */
export function pictureSvg(cells: Screen, title: string): string {
  const lines = cells.map(drawnLine);
  return windowSvg(cells[0]?.length ?? 0, cells.length, title, [
    ...lines.flatMap(({ under }) => under),
    FONT,
    ...lines.flatMap(({ over }) => over),
    '</g>',
  ]);
}

/** A screen of a recording, and for how many seconds it stands. */
export interface Shot {
  cells: Screen;
  seconds: number;
}

/** How long a recording stands still before it begins anew, in seconds. */
const REST = 2;

/**
 * Screens one after the other, over and over. A line is drawn once for as long as it stays the same. Where nothing may move, the
 * last screen is shown.
 */
export function recordingSvg(shots: readonly Shot[], title: string): string {
  const last = shots.at(-1)!;
  const begins = shots.map((_, at) => shots.slice(0, at).reduce((sum, { seconds }) => sum + seconds, 0));
  const total = begins.at(-1)! + last.seconds + REST;
  const percent = (seconds: number): string => String(Math.round((10_000 * seconds) / total) / 100);
  const frames = new Map<string, string>();
  const drawn = last.cells.flatMap((_, row): string[] => {
    const lines = shots.map(({ cells }) => {
      const { under, over } = drawnLine(cells[row]!, row);
      return [...under, ...over].join('\n');
    });
    return lines.flatMap((line, at): string[] => {
      if (line === '' || lines[at - 1] === line) return [];
      const next = lines.findIndex((other, later) => later > at && other !== line);
      const [from, to] = [percent(begins[at]!), next < 0 ? '100' : percent(begins[next]!)];
      if (from === '0' && to === '100') return [line];
      const name = `s${from}-${to}`.replaceAll('.', '_');
      const on = (at: string): string => `${at}%{visibility:visible}`;
      const off = (at: string): string => `${at}%{visibility:hidden}`;
      const steps = [from === '0' ? on('0') : `${off('0')}${on(from)}`, to === '100' ? on(to) : off(to)];
      frames.set(name, `.${name}{animation:${name} ${total}s step-end infinite}@keyframes ${name}{${steps.join('')}}`);
      return [`<g class="${name}"${next < 0 ? '' : ' visibility="hidden"'}>`, line, '</g>'];
    });
  });
  return windowSvg(last.cells[0]?.length ?? 0, last.cells.length, title, [
    `<style>@media (prefers-reduced-motion: no-preference){${[...frames.values()].join('')}}</style>`,
    FONT,
    ...drawn,
    '</g>',
  ]);
}

/** A blank on which no style is seen parts no text, unless what goes on there has a background. */
const continues = (a: Cell, b: Cell): boolean =>
  isUnseenBlank(b) ? !a.inverse && !a.underline && a.bg === b.bg : sameLook(a, b);

const sameLook = (a: Cell, b: Cell): boolean =>
  a.fg === b.fg &&
  a.bg === b.bg &&
  a.bold === b.bold &&
  a.dim === b.dim &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.inverse === b.inverse;
