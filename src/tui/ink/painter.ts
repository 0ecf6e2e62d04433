/**
 * Draws frames on a terminal, writing only the cells that changed. Ink lays out and rewrites whole screens; on a list with three
 * panes that is most of the time of a key and several times its bytes, so the program paints inside the box Ink gives it.
 */
import type { Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { areMany, type Meanings, noMeanings, PLAIN_LOOK, type Row, rowOf } from './cells.js';
import { moveBetween, moved } from './moved.js';
import { passesOf } from './passes.js';
import { newPen, scroll, setLook } from './pen.js';
import { addStrokes, type Stroke } from './strokes.js';
import { writeStrokes } from './update.js';

/** A frame is shown whole: terminals that know it (DEC private mode 2026) draw nothing in between. */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';
const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';

type Place = { x: number; y: number } | null;

export interface Painter {
  /** Makes the screen show these lines, each as wide as the screen, and the cursor at `cursor` or nowhere. */
  draw(lines: readonly Line[], cursor: Place): void;
  /** Draws the last frame whole: something else has written to the screen. */
  repaint(): void;
  /** Shows the last frame in the colours of another theme, which differs in nothing else. */
  recolour(theme: Theme): void;
  /** The size has changed: the next frame is drawn whole. */
  forget(): void;
  /** Writes nothing from now on: the screen belongs to others. `repaint` ends it. */
  hold(): void;
}

/** @param hasLinks whether the terminal takes links */
export function createPainter(write: (text: string) => void, firstTheme: Theme, hasLinks: boolean): Painter {
  let theme = firstTheme;
  let wanted: { lines: readonly Line[]; cursor: Place } = { lines: [], cursor: null };
  /** What the screen shows, as lines and as cells; nothing where that is not known. */
  let shown: readonly Line[] = [];
  let cells: readonly Row[] = [];
  let meanings = noMeanings();
  let place: string | null = null;
  let held = false;

  /** The cells of lines that are shown no more. */
  let unused: Int32Array[] = [];
  const cellsOf = (line: Line): Row => rowOf(line, theme, hasLinks, meanings, unused.pop());
  const draw = (): void => {
    if (held) return;
    const { lines, cursor } = wanted;
    if (areMany(meanings)) {
      meanings = noMeanings();
      cells = shown.map(cellsOf);
    }
    const rows = lines.map((line, y) => (isSame(shown[y], line) ? cells[y]! : cellsOf(line)));
    const out = changes(cells, rows, meanings);
    unused = cells.filter((row, y) => row !== rows[y]).map((row) => row.cells);
    shown = lines;
    cells = rows;
    const next = cursor === null ? HIDE : `\x1b[${cursor.y + 1};${cursor.x + 1}H${SHOW}`;
    if (out === '' && next === place) return;
    // Drawing moves the cursor, so it is put back after every change, and is hidden meanwhile or it would be seen to travel.
    const hide = out !== '' && place !== HIDE ? HIDE : '';
    const after = next === HIDE && (place === HIDE || hide !== '') ? '' : next;
    place = next;
    write(`${BEGIN}${hide}${out}${after}${END}`);
  };
  const forget = (): void => {
    shown = [];
    cells = [];
    meanings = noMeanings();
    place = null;
  };
  return {
    draw(lines, cursor) {
      wanted = { lines, cursor };
      draw();
    },
    repaint() {
      held = false;
      forget();
      draw();
    },
    recolour(other) {
      theme = other;
      // The cells that are shown are known, but lines alike are other cells now.
      shown = [];
      draw();
    },
    forget,
    hold() {
      held = true;
    },
  };
}

/** Whether a line was made of the same pieces. */
function isSame(before: Line | undefined, line: Line): boolean {
  if (before === line) return true;
  if (before?.length !== line.length) return false;
  return before.every(
    ({ text, style, link }, at) => text === line[at]!.text && style === line[at]!.style && link === line[at]!.link,
  );
}

/** What to write so that the screen shows `rows` where it shows `shown`: the terminal moves what only moved. */
function changes(shown: readonly Row[], rows: readonly Row[], meanings: Meanings): string {
  const pen = newPen(meanings);
  const move = moveBetween(shown, rows);
  if (move !== null) scroll(pen, move);
  const before = move === null ? shown : moved(shown, move);
  const strokes: Stroke[] = [];
  for (const [y, row] of rows.entries()) addStrokes(strokes, y, before[y] ?? null, row, meanings);
  for (const pass of passesOf(strokes, meanings)) writeStrokes(pen, pass);
  setLook(pen, PLAIN_LOOK);
  return pen.out;
}
