/** How far the moving keys go in a list or a text. */
import { scrollTo } from './geometry.js';

/** Position in a scrolled list: the line under the cursor and the first line shown. */
export interface Scroll {
  cursor: number;
  top: number;
}

/** The first line of a list, under the cursor. */
export const AT_TOP: Scroll = { cursor: 0, top: 0 };

/** A motion: lines, pages, or to an end or a line. */
export type Motion = { lines: number } | { pages: number } | { to: 'top' | 'bottom' | number };

/** The line a motion goes to; it may lie outside of what there is. */
export function target(motion: Motion, from: number, page: number, total: number): number {
  if ('lines' in motion) return from + motion.lines;
  // Half a page is a whole number of lines, so that up undoes down.
  if ('pages' in motion) return from + Math.trunc(motion.pages * page);
  return motion.to === 'top' ? 0 : motion.to === 'bottom' ? total - 1 : motion.to;
}

/** Lines kept between the cursor and the edge of a plain list. */
const MARGIN = 2;

/** A plain list of `total` lines after a motion, `page` lines of it shown. */
export function moved(scroll: Scroll, motion: Motion, page: number, total: number): Scroll {
  const cursor = Math.max(0, Math.min(target(motion, scroll.cursor, page, total), total - 1));
  return { cursor, top: scrollTo(cursor, scroll.top, page, total, MARGIN) };
}

/** The first line shown of a text of `total` lines after a motion. */
export function movedText(top: number, motion: Motion, page: number, total: number): number {
  return Math.max(0, Math.min(target(motion, top, page, total), total - page));
}
