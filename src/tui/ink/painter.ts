/**
 * Draws frames on a terminal, writing only what changed. Ink lays out and rewrites whole screens; on a list with three
 * panes that is most of the time of a key and several times its bytes, so the program paints inside the box Ink gives it.
 */
import { type Line, lineWidth, paint, type Span } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { width } from '../../text/width.js';

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
  /** The size has changed: the next frame is drawn whole. */
  forget(): void;
  /** Writes nothing from now on: the screen belongs to others. `repaint` ends it. */
  hold(): void;
}

export function createPainter(write: (text: string) => void, theme: Theme): Painter {
  let wanted: { lines: readonly Line[]; cursor: Place } = { lines: [], cursor: null };
  let shown: readonly Line[] = [];
  let place: string | null = null;
  let held = false;

  const draw = (): void => {
    if (held) return;
    const { lines, cursor } = wanted;
    let out = '';
    for (let row = 0; row < lines.length; row++) {
      const line = lines[row]!;
      const before = shown[row];
      if (before !== line) out += changed(before, line, row, theme);
    }
    shown = lines;
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
    forget,
    hold() {
      held = true;
    },
  };
}

const same = (a: Span, b: Span): boolean => a.text === b.text && a.style === b.style;

/** What to write so that `row` shows `line` where it showed `before`: all but the spans they begin and end with alike. */
function changed(before: Line | undefined, line: Line, row: number, theme: Theme): string {
  if (before === undefined || lineWidth(before) !== lineWidth(line)) return `\x1b[${row + 1};1H${toEnd(line, theme)}`;
  let start = 0;
  let x = 0;
  while (start < line.length && start < before.length && same(line[start]!, before[start]!)) {
    x += width(line[start]!.text);
    start++;
  }
  let end = line.length;
  let endBefore = before.length;
  while (end > start && endBefore > start && same(line[end - 1]!, before[endBefore - 1]!)) {
    end--;
    endBefore--;
  }
  if (start === end && start === endBefore) return '';
  const place = `\x1b[${row + 1};${x + 1}H`;
  if (end === line.length) return place + toEnd(line.slice(start), theme);
  return place + paint(line.slice(start, end), theme);
}

/** A stretch up to the right edge: blanks there are erased rather than written, which takes a byte for each of them otherwise. */
function toEnd(stretch: Line, theme: Theme): string {
  let end = stretch.length;
  while (end > 0 && stretch[end - 1]!.style === undefined && /^ *$/u.test(stretch[end - 1]!.text)) end--;
  if (end === stretch.length) return paint(stretch, theme);
  return `${paint(stretch.slice(0, end), theme)}\x1b[K`;
}
