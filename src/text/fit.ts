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

/** A cut text: `text` in exactly the cells there are, and of the whole text the part that it shows, `to` exclusive. */
export interface Cut {
  text: string;
  from: number;
  to: number;
  /** Where the part begins in `text`: behind the ellipsis for what comes before it. */
  at: 0 | 1;
}

/**
 * As `fit`, but with the stretch of the text from `from` to before `to` in sight: where it would be cut away, the part shown begins
 * later, at a word, and an ellipsis stands for what comes before it.
 */
export function fitAround(text: string, cells: number, from: number, to: number): Cut {
  const start =
    cells > 2 && width(text) > cells && width(text.slice(0, to)) >= cells ? startFor(text, cells, from, to) : 0;
  const at = start === 0 ? 0 : 1;
  const room = cells - at;
  const rest = text.slice(start);
  const shown = width(rest) <= room ? rest.length : cutIndex(rest, Math.max(0, room - 1));
  return { text: `${at === 0 ? '' : ELLIPSIS}${fit(rest, room)}`, from: start, to: start + shown, at };
}

/** Where the part shown begins, so that the stretch is a third into it, or as far left as the text's end lets it. */
function startFor(text: string, cells: number, from: number, to: number): number {
  const room = cells - 1;
  const before = Math.max(0, Math.min(Math.floor(room / 3), room - 1 - width(text.slice(from, to))));
  let start = backBy(text, from, before);
  const last = backBy(text, text.length, room);
  if (last < start) start = last;
  // At a word, if one begins before the stretch, or at the stretch.
  const blank = start === 0 || isBlank(text.charCodeAt(start - 1)) ? start : text.indexOf(' ', start) + 1;
  const begin = blank > start && blank <= from ? blank : start;
  return begin;
}

/** The index from which on there are at most `cells` cells before `end`, no mark parted from its base. */
function backBy(text: string, end: number, cells: number): number {
  let at = end;
  let best = end;
  let used = 0;
  while (at > 0) {
    const low = text.charCodeAt(at - 1);
    const previous = low >= 0xdc00 && low <= 0xdfff && at > 1 ? at - 2 : at - 1;
    const own = codePointWidth(text.codePointAt(previous)!);
    used += own;
    if (used > cells) break;
    at = previous;
    if (own > 0) best = at;
  }
  return best;
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
