/** Lines of styled text, and how they become bytes for a terminal. */
import { cutIndex, ELLIPSIS, wrapStretches } from './fit.js';
import { type Attributes, PLAIN, type StyleName, type Theme } from './theme.js';
import { width, withoutControls } from './width.js';

/** A stretch of text in one style. */
export interface Span {
  text: string;
  style?: StyleName | undefined;
  /** What it is besides, to whoever drew it: cut in pieces, each piece is that, too. Nothing of it is painted. */
  target?: object | undefined;
  /** A web address, which terminals open that take links. */
  link?: string | undefined;
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
      part.push(whole ? span : { ...span, text: span.text.slice(Math.max(0, from - at), to - at) });
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
  cut.push({ text: ELLIPSIS.padStart(cells - lineWidth(cut)), style: last?.style, link: last?.link });
  return cut;
}

/** Wraps styled text as `wrap` does plain text; line breaks in it are kept. */
export function wrapLine(line: Line, cells: number): Line[] {
  const text = plainText(line);
  if (text === '') return [];
  return wrapStretches(text, cells).map(({ from, to }) => sliceLine(line, from, to));
}

/** The line as a link to a web address, if there is one; blanks at its end are none. */
export function linked(line: Line, link: string | undefined): Line {
  if (link === undefined) return line;
  const end = plainText(line).trimEnd().length;
  const shown = sliceLine(line, 0, end).map((span) => ({ ...span, link }));
  return [...shown, ...sliceLine(line, end, Number.POSITIVE_INFINITY)];
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

/** The parameters that set these attributes on a terminal that has none set. */
const codesOf = ({ bold, dim, underline, inverse, colour }: Attributes): (number | string)[] => [
  ...(bold ? [1] : []),
  ...(dim ? [2] : []),
  ...(underline ? [4] : []),
  ...(inverse ? [7] : []),
  ...(colour ? [colour] : []),
];

/** The shortest sequence that brings a terminal from one set of attributes to another. */
export function restyle(from: Attributes, to: Attributes): string {
  if (from === to) return '';
  const codes: (number | string)[] = [];
  // One code ends both bold and dim.
  const thin = (from.bold && !to.bold) || (from.dim && !to.dim);
  if (thin) codes.push(22);
  if (to.bold && (thin || !from.bold)) codes.push(1);
  if (to.dim && (thin || !from.dim)) codes.push(2);
  if (from.underline !== to.underline) codes.push(to.underline ? 4 : 24);
  if (from.inverse !== to.inverse) codes.push(to.inverse ? 7 : 27);
  if (from.colour !== to.colour) codes.push(to.colour || '39');
  if (codes.length === 0) return '';
  const changed = codes.join(';');
  // A missing parameter is a zero, which resets: what is set then stands after it.
  const anew = codesOf(to)
    .map((code) => `;${code}`)
    .join('');
  return `\x1b[${anew.length < changed.length ? anew : changed}m`;
}

/** The line as bytes for a terminal: the theme's sequences where the style changes and a reset at the end if any was used. */
export function paint(line: Line, theme: Theme): string {
  let out = '';
  let now = PLAIN;
  for (const { text, style } of line) {
    if (text === '') continue;
    const wanted = attributesIn(theme, style);
    // Blanks show only what has a background or a line; leaving the rest as it is saves bytes.
    if (wanted !== now && !(isBlank(text) && isUnseen(now) && isUnseen(wanted))) {
      out += restyle(now, wanted);
      now = wanted;
    }
    out += spelled(text, theme);
  }
  return out + restyle(now, PLAIN);
}

/** What a style sets on the theme's terminal. */
export const attributesIn = ({ depth, styles }: Theme, style: StyleName | undefined): Attributes =>
  style === undefined || depth === 'none' ? PLAIN : styles[style];

/** Whether a blank with these attributes looks as one without. */
export const isUnseen = (attributes: Attributes): boolean => !attributes.inverse && !attributes.underline;

const BLANKS = /^ *$/;
const isBlank = (text: string): boolean => BLANKS.test(text);

/**
 * A text as the terminal gets it: nothing in it that it would obey, and cell for cell in ASCII where the locale knows nothing else;
 * where only marks are unknown, as on the console of Linux, letters stay as they are.
 */
export function spelled(text: string, theme: Theme): string {
  const harmless = withoutBreaks(text);
  if (!theme.utf8) return asciiText(harmless, theme);
  return theme.glyphs.unicode ? harmless : asciiMarks(harmless, theme);
}

/** What goes to a screen is cleaned here once more, whatever drew it: a library may have been written by another program. */
const withoutBreaks = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : withoutControls(text).replace(/[\n\t]/gu, '');

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
  // Keys, which as question marks would be told for the one that opens the help.
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '·': '.',
  '•': '*',
};

/** The text in ASCII, each character in as many cells as before: marks dropped, `?` for what has no letter of its own. */
function asciiText(text: string, theme: Theme): string {
  if (/^[ -~]*$/.test(text)) return text;
  let out = '';
  for (const character of text.normalize('NFD')) {
    out += character <= '~' ? character : (spelledMark(character, theme) ?? '?'.repeat(width(character)));
  }
  return out;
}

/** The text with its marks in ASCII. */
function asciiMarks(text: string, theme: Theme): string {
  if (/^[ -~]*$/.test(text)) return text;
  let out = '';
  for (const character of text) out += spelledMark(character, theme) ?? character;
  return out;
}

const spelledMark = (character: string, { glyphs }: Theme): string | undefined =>
  character === ELLIPSIS ? glyphs.ellipsis : SPELLED[character];
