/** How far the moving keys go in a list or a text. */
import { scrollTo } from './geometry.js';

/** Position in a scrolled list: the line under the cursor and the first line shown. */
export interface Scroll {
  cursor: number;
  top: number;
}

/** The first line of a list, under the cursor. */
export const AT_TOP: Scroll = { cursor: 0, top: 0 };

/**
 * A motion: lines, pages, or to an end or a line. The mouse has two of its own: `point` puts the cursor on an item that is seen,
 * and nothing is scrolled away under it; `scroll` moves what is seen, and the cursor only so far that it is seen, too.
 */
export type Motion =
  | { lines: number }
  | { pages: number }
  | { to: 'top' | 'bottom' | number }
  | { point: number }
  | { scroll: number };

/** The line a motion goes to; it may lie outside of what there is. */
export function target(motion: Motion, from: number, page: number, total: number): number {
  if ('lines' in motion) return from + motion.lines;
  if ('scroll' in motion) return from + motion.scroll;
  if ('point' in motion) return motion.point;
  // Half a page is a whole number of lines, so that up undoes down.
  if ('pages' in motion) return from + Math.trunc(motion.pages * page);
  return motion.to === 'top' ? 0 : motion.to === 'bottom' ? total - 1 : motion.to;
}

/** Lines kept between the cursor and the edge of a plain list. */
const MARGIN = 2;

/** What is seen of a list moved by so many lines, its cursor so far that it is seen. */
export function scrolled({ cursor, top }: Scroll, lines: number, page: number, total: number): Scroll {
  const first = Math.max(0, Math.min(top + lines, total - page));
  return { cursor: Math.max(first, Math.min(cursor, first + page - 1, total - 1)), top: first };
}

/** A plain list of `total` lines after a motion, `page` lines of it shown. */
export function moved(scroll: Scroll, motion: Motion, page: number, total: number): Scroll {
  if ('scroll' in motion) return scrolled(scroll, motion.scroll, page, total);
  const cursor = Math.max(0, Math.min(target(motion, scroll.cursor, page, total), total - 1));
  return { cursor, top: 'point' in motion ? scroll.top : scrollTo(cursor, scroll.top, page, total, MARGIN) };
}

/** The first line shown of a text of `total` lines after a motion, so that the last of the lines in `sight` is the text's last. */
export function movedText(top: number, motion: Motion, page: number, total: number, sight = page): number {
  return Math.max(0, Math.min(target(motion, top, page, total), total - sight));
}
