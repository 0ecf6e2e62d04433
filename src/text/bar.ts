/** Bars of counts. */
import type { Glyphs } from './theme.js';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

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
  const body = '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7];
  return body + ' '.repeat(cells - body.length);
}
