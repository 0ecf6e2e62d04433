import type { Glyphs } from './theme.js';

const EIGHTHS_RIGHT = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const EIGHTHS_UP = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_HEIGHTS = ['.', '.', ':', ':', '+', '+', '#', '#'];

/**
 * A horizontal bar of `value` out of `max`, exactly `cells` wide, to an eighth of a cell (in ASCII to a whole one). Anything above
 * nothing shows something.
 */
export function bar(value: number, max: number, cells: number, glyphs: Glyphs): string {
  if (cells <= 0) return '';
  const share = max > 0 && value > 0 ? Math.min(1, value / max) : 0;
  if (!glyphs.unicode) {
    const full = share === 0 ? 0 : Math.max(1, Math.round(share * cells));
    return '#'.repeat(full) + '.'.repeat(cells - full);
  }
  const eighths = share === 0 ? 0 : Math.max(1, Math.round(share * cells * 8));
  const body = '█'.repeat(eighths >> 3) + EIGHTHS_RIGHT[eighths & 7];
  return body + ' '.repeat(cells - body.length);
}

/**
 * Counts as columns of one cell each, `rows` lines high, the top one first. A count of none is blank, any other shows at
 * least the lowest mark.
 */
export function columnChart(counts: readonly number[], rows: number, glyphs: Glyphs): string[] {
  const max = counts.reduce((most, count) => Math.max(most, count), 0);
  const marks = glyphs.unicode ? EIGHTHS_UP : ASCII_HEIGHTS;
  const heights = counts.map((count) => (count > 0 ? Math.max(1, Math.round((count / max) * rows * 8)) : 0));
  return Array.from({ length: rows }, (_, row) => {
    const under = (rows - 1 - row) * 8;
    return heights.map((height) => (height <= under ? ' ' : marks[Math.min(8, height - under) - 1])).join('');
  });
}
