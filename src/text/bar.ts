/** Bars of counts. */
import type { Glyphs } from './look/glyphs.js';

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

/** What an upright bar ends with, by eighths of a cell. */
export const EIGHTHS_UP = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/**
 * So many whole cells, shared out to scale among counts by largest remainder, of equal ones that of fewer cells. What is worth
 * less than half a cell has none, unless all are: the cells are always shared out in full.
 */
export function sharedOut(counts: readonly number[], cells: number): number[] {
  const half = (counts.reduce((sum, count) => sum + count, 0) / cells) * 0.5;
  const seen = counts.some((count) => count >= half) ? counts.map((count) => (count >= half ? count : 0)) : counts;
  const whole = seen.reduce((sum, count) => sum + count, 0);
  if (whole === 0 || cells === 0) return counts.map(() => 0);
  const own = seen.map((count) => Math.floor((count * cells) / whole));
  const rest = seen.map((count) => (count * cells) % whole);
  const lost = [...own.keys()].sort((a, b) => rest[b]! - rest[a]! || own[a]! - own[b]!);
  const left = cells - own.reduce((sum, count) => sum + count, 0);
  for (const at of lost.slice(0, left)) own[at]! += 1;
  return own;
}
