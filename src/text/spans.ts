/** Lines of styled text, and how they become bytes for a terminal. */
import { cutIndex, ELLIPSIS, wrapStretches } from './fit.js';
import type { Attributes, StyleName, Theme } from './theme.js';
import { width, withoutControls } from './width.js';

/** A stretch of text in one style. */
export interface Span {
  text: string;
  style?: StyleName | undefined;
}
/** One line of the screen, or one paragraph before it is wrapped. */
export type Line = readonly Span[];

export const plainText = (line: Line): string => {
  if (line.length === 1) return line[0]!.text;
  let text = '';
  for (const span of line) text += span.text;
  return text;
};

export function lineWidth(line: Line): number {
  let cells = 0;
  for (const span of line) cells += width(span.text);
  return cells;
}

/** The part of a line between two indices into its plain text. */
export function sliceLine(line: Line, from: number, to: number): Span[] {
  const part: Span[] = [];
  let at = 0;
  for (const span of line) {
    const end = at + span.text.length;
    if (end > from && at < to) {
      const whole = at >= from && end <= to;
      part.push(whole ? span : { text: span.text.slice(Math.max(0, from - at), to - at), style: span.style });
    }
    at = end;
    if (at >= to) break;
  }
  return part;
}

/** The line in exactly `cells` cells: cut with an ellipsis in the style of what it replaces, or padded with plain blanks. */
export function fitLine(line: Line, cells: number): Line {
  const missing = cells - lineWidth(line);
  if (missing === 0) return line;
  if (missing > 0) return [...line, { text: ' '.repeat(missing) }];
  if (cells <= 0) return [];
  const cut = sliceLine(line, 0, cutIndex(plainText(line), cells - 1));
  const last = cut.at(-1) ?? line.find((span) => span.text !== '');
  // Of a wide character cut in two a blank is left.
  cut.push({ text: ELLIPSIS.padStart(cells - lineWidth(cut)), style: last?.style });
  return cut;
}

/** Wraps styled text as `wrap` does plain text; line breaks in it are kept. */
export function wrapLine(line: Line, cells: number): Line[] {
  const text = plainText(line);
  if (text === '') return [];
  return wrapStretches(text, cells).map(({ from, to }) => sliceLine(line, from, to));
}

/** A half-open range of indices into a text. */
export type Range = readonly [from: number, to: number];

/** The text with the given ranges (any order, overlaps allowed) in `style` and the rest in `rest`. */
export function highlight(text: string, ranges: readonly Range[], style: StyleName, rest?: StyleName): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, at);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > at) spans.push({ text: text.slice(at, start), style: rest });
    spans.push({ text: text.slice(start, end), style });
    at = end;
  }
  if (at < text.length) spans.push({ text: text.slice(at), style: rest });
  return spans;
}

const PLAIN_ATTRIBUTES: Attributes = { colour: 0, bold: false, dim: false, underline: false, inverse: false };

/**
 * A style over the style of its line. An inverse line keeps one colour: coloured patches of background would be harder to read
 * and say nothing that letters do not. On a line made bold nothing is dim, as terminals show the two together differently.
 */
function over(base: Attributes, style: Attributes): Attributes {
  return {
    colour: base.inverse ? base.colour : style.colour || base.colour,
    bold: base.bold || style.bold,
    dim: (base.dim || style.dim) && !base.bold && !base.inverse,
    underline: base.underline || style.underline,
    inverse: base.inverse || style.inverse,
  };
}

/** The shortest sequence from one set of attributes to another. */
function change(from: Attributes, to: Attributes): string {
  if (from === to) return '';
  const codes: number[] = [];
  // One code ends both bold and dim.
  const thin = (from.bold && !to.bold) || (from.dim && !to.dim);
  if (thin) codes.push(22);
  if (to.bold && (thin || !from.bold)) codes.push(1);
  if (to.dim && (thin || !from.dim)) codes.push(2);
  if (from.underline !== to.underline) codes.push(to.underline ? 4 : 24);
  if (from.inverse !== to.inverse) codes.push(to.inverse ? 7 : 27);
  if (from.colour !== to.colour) codes.push(to.colour || 39);
  if (codes.length === 0) return '';
  const plain = !(to.colour || to.bold || to.dim || to.underline || to.inverse);
  return plain ? '\x1b[0m' : `\x1b[${codes.join(';')}m`;
}

/**
 * The line as bytes for a terminal: the theme's sequences where the style changes and a reset at the end if any was used. `base`
 * lies under every span, as the cursor's row does. Where the locale knows only ASCII the text is spelled in it, cell for cell.
 */
export function paint(line: Line, theme: Theme, options?: { base?: StyleName | undefined }): string {
  const { depth, styles, utf8 } = theme;
  const base = options?.base === undefined ? PLAIN_ATTRIBUTES : styles[options.base];
  let out = '';
  let now = PLAIN_ATTRIBUTES;
  for (const { text, style } of line) {
    if (text === '') continue;
    if (depth !== 'none') {
      const wanted = style === undefined ? base : base === PLAIN_ATTRIBUTES ? styles[style] : over(base, styles[style]);
      // Blanks show only what has a background or a line; leaving the rest as it is saves bytes.
      if (wanted !== now && !(isBlank(text) && invisible(now) && invisible(wanted))) {
        out += change(now, wanted);
        now = wanted;
      }
    }
    const harmless = withoutBreaks(text);
    out += utf8 ? harmless : asciiText(harmless, theme);
  }
  return now === PLAIN_ATTRIBUTES || isPlain(now) ? out : `${out}\x1b[0m`;
}

/** What goes to a screen is cleaned here once more, whatever drew it: a library may have been written by another program. */
const withoutBreaks = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : withoutControls(text).replace(/[\n\t]/gu, '');

const BLANKS = /^ *$/;
const isBlank = (text: string): boolean => BLANKS.test(text);
const invisible = (attributes: Attributes): boolean => !attributes.inverse && !attributes.underline;
const isPlain = (attributes: Attributes): boolean =>
  !(attributes.colour || attributes.bold || attributes.dim || attributes.underline || attributes.inverse);

const SPELLED: Readonly<Record<string, string>> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
  '·': '.',
  '•': '*',
};

/** The text in ASCII, each character in as many cells as before: marks dropped, `?` for what has no letter of its own. */
function asciiText(text: string, theme: Theme): string {
  if (/^[ -~]*$/.test(text)) return text;
  let out = '';
  for (const character of text.normalize('NFD')) {
    if (character <= '~') out += character;
    else if (character === ELLIPSIS) out += theme.glyphs.ellipsis;
    else out += SPELLED[character] ?? '?'.repeat(width(character));
  }
  return out;
}
