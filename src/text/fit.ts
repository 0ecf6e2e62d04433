/** Text cut, padded and wrapped to a number of cells. */
import { codePointWidth, width } from './width.js';

export const ELLIPSIS = '…';

const isBlank = (code: number): boolean => code === 0x20 || code === 0x3000;

/** Index in `text` where what fits in `cells` ends, marks kept with their base. */
export function cutIndex(text: string, cells: number): number {
  let used = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    used += codePointWidth(code);
    if (used > cells) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/**
 * Text of at most `cells` cells; an ellipsis stands for what was cut, always in the last of them: below each other, cut texts end
 * alike.
 */
export function truncate(text: string, cells: number): string {
  if (text.length <= cells && width(text) <= cells) return text;
  if (cells <= 0) return '';
  if (width(text) <= cells) return text;
  const shown = text.slice(0, cutIndex(text, cells - 1));
  return shown + ' '.repeat(cells - 1 - width(shown)) + ELLIPSIS;
}

/** Text of exactly `cells` cells: cut with an ellipsis or padded with blanks. */
export function fit(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const shown = truncate(text, cells);
  const missing = cells - width(shown);
  if (missing <= 0) return shown;
  return align === 'left' ? shown + ' '.repeat(missing) : ' '.repeat(missing) + shown;
}

/** A line of wrapped text as indices into it, `to` exclusive. */
export interface Stretch {
  from: number;
  to: number;
}

/** Characters that no line begins with, in scripts written without blanks. */
const NEVER_FIRST = '、。，．：；！？）」』】》〉〕］｝ー々';

/**
 * Where lines of at most `cells` cells begin and end: between words, inside one only if it alone is longer, beside any wide
 * character, at every line break. Blanks around a break belong to no line.
 */
export function wrapStretches(text: string, cells: number): Stretch[] {
  const lines: Stretch[] = [];
  if (cells <= 0) return lines;
  let from = 0;
  let used = 0;
  /** The best place to break so far: the line before ends at `breakEnd`, the next begins at `breakNext`. */
  let breakEnd = -1;
  let breakNext = -1;
  let previousWide = false;
  const trimmed = (to: number): number => {
    let end = to;
    while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
    return end;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const next = at + (code > 0xffff ? 2 : 1);
    if (code === 0x0a) {
      lines.push({ from, to: trimmed(at) });
      from = next;
      used = 0;
      breakEnd = -1;
      previousWide = false;
      at = next;
      continue;
    }
    const own = codePointWidth(code);
    const blank = isBlank(code);
    if (blank) {
      breakEnd = at;
      breakNext = next;
    } else if (own > 0) {
      if (at > from && (own === 2 || previousWide) && !NEVER_FIRST.includes(text.slice(at, next))) {
        breakEnd = at;
        breakNext = at;
      }
      previousWide = own === 2;
    }
    if (own > cells) {
      // A wide character in a column of one cell cannot be shown.
      if (at > from) lines.push({ from, to: trimmed(at) });
      from = next;
      used = 0;
      breakEnd = -1;
    } else if (used + own > cells) {
      if (blank) {
        lines.push({ from, to: trimmed(at) });
        from = next;
        used = 0;
        breakEnd = -1;
      } else {
        const end = breakEnd > from ? breakEnd : at;
        const start = breakEnd > from ? breakNext : at;
        if (trimmed(end) > from) lines.push({ from, to: trimmed(end) });
        from = start;
        used = width(text.slice(from, at)) + own;
        breakEnd = -1;
      }
    } else if (!(blank && used === 0 && at === from && lines.length > 0 && text.charCodeAt(from - 1) !== 0x0a)) {
      used += own;
    } else {
      // Further blanks after a break.
      from = next;
      breakEnd = -1;
    }
    at = next;
  }
  if (from < text.length || text.length === 0 || text.endsWith('\n')) {
    if (trimmed(text.length) > from || lines.length === 0 || text.endsWith('\n')) {
      lines.push({ from, to: trimmed(text.length) });
    }
  }
  return lines;
}

const WRAPPED_KEPT = 512;
const wrapped = new Map<string, { cells: number; lines: string[] }>();

/**
 * Text in lines of at most `cells` cells, broken between words; a word longer than a line is broken hard. Line breaks in it are
 * kept, so an empty line stays one. The answer is shared: not to be changed.
 */
export function wrap(text: string, cells: number): readonly string[] {
  if (text === '') return [];
  const known = wrapped.get(text);
  if (known?.cells === cells) return known.lines;
  const lines = wrapStretches(text, cells).map(({ from, to }) => text.slice(from, to));
  if (wrapped.size >= WRAPPED_KEPT) wrapped.clear();
  wrapped.set(text, { cells, lines });
  return lines;
}
