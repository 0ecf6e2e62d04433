/** The screen of a terminal as cells and as lines. */
import type { IBufferCell, Terminal } from '@xterm/headless';

/** `default`, a number of the palette, or `#rrggbb`. */
export type Colour = 'default' | number | `#${string}`;

export interface Cell {
  /** Empty for the second half of a wide character. */
  char: string;
  width: number;
  fg: Colour;
  bg: Colour;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
  /** The address of the link that it is part of, or ''. */
  link: string;
}

const hex = (value: number): `#${string}` => `#${value.toString(16).padStart(6, '0')}`;

/** What xterm.js keeps of links, and tells nobody. */
interface Links {
  _core: { _oscLinkService: { getLinkData(id: number): { uri: string } | undefined } };
}

function linkOf(cell: IBufferCell, terminal: Terminal): string {
  const id = (cell as unknown as { extended: { urlId: number } }).extended.urlId;
  return (terminal as unknown as Links)._core._oscLinkService.getLinkData(id)?.uri ?? '';
}

function cellOf(cell: IBufferCell, terminal: Terminal): Cell {
  return {
    char: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
    width: cell.getWidth(),
    fg: cell.isFgDefault() ? 'default' : cell.isFgRGB() ? hex(cell.getFgColor()) : cell.getFgColor(),
    bg: cell.isBgDefault() ? 'default' : cell.isBgRGB() ? hex(cell.getBgColor()) : cell.getBgColor(),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    link: linkOf(cell, terminal),
  };
}

/** What a terminal shows, cell by cell. */
export function cellsOf(terminal: Terminal): Cell[][] {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, y) => {
    const line = buffer.getLine(buffer.viewportY + y);
    return Array.from({ length: terminal.cols }, (_, x) => cellOf(line!.getCell(x)!, terminal));
  });
}

/** Of a blank only what is behind and below it is to be seen, however it came to be there: written in any style, or erased. */
export const isUnseenBlank = (cell: Cell): boolean =>
  cell.width === 1 &&
  cell.char.trim() === '' &&
  cell.bg === 'default' &&
  !cell.inverse &&
  !cell.underline &&
  cell.link === '';

/** The cells without what cannot be seen of them. */
export function asSeen(cells: readonly (readonly Cell[])[]): Cell[][] {
  return cells.map((line) =>
    line.map((cell) =>
      isUnseenBlank(cell) ? { ...cell, fg: 'default', bold: false, dim: false, italic: false } : cell,
    ),
  );
}

/** What a terminal shows, line by line, without blanks at the ends. */
export function linesOf(terminal: Terminal): string[] {
  const buffer = terminal.buffer.active;
  return Array.from(
    { length: terminal.rows },
    // A line that was cut with the window may still hold what stood to the right of it.
    (_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true, 0, terminal.cols) ?? '',
  );
}

/** The screen in a frame, as messages show it. */
export function framed(lines: readonly string[], columns: number): string {
  const edge = `+${'-'.repeat(columns)}+`;
  return [edge, ...lines.map((line) => `|${line}`), edge].join('\n');
}
