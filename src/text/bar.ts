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
 * So many whole cells, shared out among counts by their parts: what is lost by rounding goes to those that lost most. One who
 * would have none then gets one of the most that another has, where that one keeps one, and for less than half a cell's worth two.
 */
export function sharedOut(counts: readonly number[], cells: number): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  if (whole === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count / whole) * cells);
  const own = exact.map(Math.floor);
  const lost = [...own.keys()].sort((a, b) => exact[b]! - own[b]! - (exact[a]! - own[a]!));
  const left = cells - own.reduce((sum, count) => sum + count, 0);
  for (const at of lost.slice(0, left)) own[at]! += 1;
  for (const at of lost) {
    if (own[at]! > 0 || counts[at] === 0) continue;
    const most = own.indexOf(Math.max(...own));
    if (own[most]! < (exact[at]! >= 0.5 ? 2 : 3)) continue;
    own[most]! -= 1;
    own[at] = 1;
  }
  return own;
}
