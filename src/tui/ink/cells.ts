/** Lines of a frame as the cells of a terminal: each one number, so that frames are compared as fast as they are made. */
import { attributesIn, isUnseen, type Line, lineWidth, restyle, spelled } from '../../text/spans.js';
import { type Attributes, PLAIN, type Theme } from '../../text/theme.js';
import { codePointWidth } from '../../text/width.js';

/** A line of the screen. */
export interface Row {
  /** The number of a character in the lower 21 bits, that of its look above them. */
  cells: Int32Array;
  /** Terminals do not agree how many cells something in it takes. */
  isUnsure: boolean;
}

/** How a character looks. */
interface Look {
  attributes: Attributes;
  /** The web address that it is a link to, or ''. */
  link: string;
  /** A blank of this look is one of any other. */
  isUnseen: boolean;
}

/** What the numbers in cells stand for. */
export interface Meanings {
  looks: Look[];
  /** By their attributes and links. */
  lookNumbers: Map<Attributes, Map<string, number>>;
  /** What changes one look into another, as far as it was needed, by their numbers. */
  stylings: string[][];
  /** Characters of several code points. */
  clusters: string[];
  clusterNumbers: Map<string, number>;
}

const CHARACTER_BITS = 21;
const CHARACTER = (1 << CHARACTER_BITS) - 1;
/** The code points end here; clusters follow. */
const FIRST_CLUSTER = 0x110000;
/** More than a library brings in a day. */
const MOST_CLUSTERS = 50_000;
/** A look's number has eleven bits. */
const MOST_LOOKS = 1 << 11;
/** About as many as a large frame brings, with a link in each line. */
const LOOKS_OF_FRAME = 1000;
/** More than there are without links, in a few themes. */
const WITHOUT_LINKS = 256;

/** A blank on which no style is seen. */
export const BLANK = 0x20;
/** The character of the second cell of a wide one. */
export const SECOND_HALF = 0;
/** The look without any attributes. */
export const PLAIN_LOOK = 0;

export const characterOf = (cell: number): number => cell & CHARACTER;
export const lookOf = (cell: number): number => cell >>> CHARACTER_BITS;

export const noMeanings = (): Meanings => ({
  looks: [{ attributes: PLAIN, link: '', isUnseen: true }],
  lookNumbers: new Map([[PLAIN, new Map([['', PLAIN_LOOK]])]]),
  stylings: [],
  clusters: [],
  clusterNumbers: new Map(),
});

/** Whether there should be new ones, before the next frame. */
export const areMany = ({ clusters, looks }: Meanings): boolean =>
  clusters.length > MOST_CLUSTERS || looks.length > MOST_LOOKS - LOOKS_OF_FRAME;

/** A character as it is written. */
export const textOf = ({ clusters }: Meanings, character: number): string =>
  character < FIRST_CLUSTER ? String.fromCodePoint(character) : clusters[character - FIRST_CLUSTER]!;

function lookNumber(
  { looks, lookNumbers }: Pick<Meanings, 'looks' | 'lookNumbers'>,
  attributes: Attributes,
  link: string,
): number {
  let numbers = lookNumbers.get(attributes);
  if (numbers === undefined) {
    // Another theme has its own attributes, but most of them are the same.
    const alike = [...lookNumbers.keys()].find((known) => restyle(known, attributes) === '');
    numbers = (alike && lookNumbers.get(alike)) ?? new Map<string, number>();
    lookNumbers.set(attributes, numbers);
  }
  let number = numbers.get(link);
  if (number === undefined) {
    // A frame of nothing but links has some that open nothing.
    if (link !== '' && looks.length >= MOST_LOOKS - WITHOUT_LINKS)
      return lookNumber({ looks, lookNumbers }, attributes, '');
    number = looks.push({ attributes, link, isUnseen: link === '' && isUnseen(attributes) }) - 1;
    numbers.set(link, number);
  }
  return number;
}

function clusterNumber({ clusters, clusterNumbers }: Meanings, text: string): number {
  let number = clusterNumbers.get(text);
  if (number === undefined) {
    number = clusters.push(text) - 1 + FIRST_CLUSTER;
    clusterNumbers.set(text, number);
  }
  return number;
}

/**
 * The cells of a line.
 * @param hasLinks whether the terminal takes them
 * @param used cells that nobody needs any more: a frame has thousands, and new ones for each would have to be collected
 */
export function rowOf(line: Line, theme: Theme, hasLinks: boolean, meanings: Meanings, used?: Int32Array): Row {
  const cells = used ?? new Int32Array(lineWidth(line));
  let count = 0;
  let isUnsure = false;
  for (const span of line) {
    const link = hasLinks && span.link !== undefined ? span.link : '';
    const number = lookNumber(meanings, attributesIn(theme, span.style), link);
    const look = number << CHARACTER_BITS;
    const blank = meanings.looks[number]!.isUnseen ? BLANK : BLANK | look;
    const text = spelled(span.text, theme);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x7f) {
        cells[count++] = unit === 0x20 ? blank : unit | look;
        continue;
      }
      const code = text.codePointAt(at)!;
      if (code > 0xffff) at++;
      const width = codePointWidth(code);
      if (width === 0) {
        isUnsure = true;
        joinMark(cells, count - 1, code, meanings);
        continue;
      }
      cells[count++] = code | look;
      if (width === 2) cells[count++] = SECOND_HALF | look;
      isUnsure ||= isUnsureCode(code);
    }
  }
  // What did not fit is nowhere: the line has another width than the ones before.
  if (count !== cells.length) return rowOf(line, theme, hasLinks, meanings, new Int32Array(count));
  return { cells, isUnsure };
}

/** Puts a mark on the character whose last cell is `last`; one that has none to sit on is not shown. */
function joinMark(cells: Int32Array, last: number, mark: number, meanings: Meanings): void {
  const base = last >= 0 && characterOf(cells[last]!) === SECOND_HALF ? last - 1 : last;
  if (base < 0 || base >= cells.length) return;
  const cell = cells[base]!;
  const text = textOf(meanings, characterOf(cell)) + String.fromCodePoint(mark);
  cells[base] = clusterNumber(meanings, text) | (lookOf(cell) << CHARACTER_BITS);
}

/** The last cell that is not a plain blank, or -1. */
export function lastShown(cells: Int32Array): number {
  let at = cells.length - 1;
  while (at >= 0 && cells[at] === BLANK) at--;
  return at;
}

/** How many bytes a character takes, roughly where it has marks. */
export const bytesOf = (character: number): number =>
  character < 0x80 ? (character === SECOND_HALF ? 0 : 1) : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

export const blankRow = (columns: number): Row => ({ cells: new Int32Array(columns).fill(BLANK), isUnsure: false });

/** Whether terminals differ on the cells of a character: one with marks, an emoji, a letter that is new or made of parts. */
export const isUnsureCharacter = (character: number): boolean => character >= FIRST_CLUSTER || isUnsureCode(character);

/** Made for the first character that needs it: it takes longer than the cells of a screen. */
let differs: RegExp | undefined;

/** Punctuation, arrows, lines, bars and marks: what the program draws itself, and in most frames all that is beyond Latin letters. */
const isDrawn = (code: number): boolean =>
  (code >= 0x2010 && code <= 0x2027) ||
  code === 0x203a ||
  (code >= 0x2190 && code <= 0x2193) ||
  code === 0x2260 ||
  (code >= 0x2500 && code <= 0x25a9) ||
  (code >= 0x25ac && code <= 0x25b5) ||
  (code >= 0x25b7 && code <= 0x25bf) ||
  (code >= 0x25c1 && code <= 0x25fa) ||
  code === 0x2605 ||
  code === 0x2713 ||
  code === 0x2717;

function isUnsureCode(code: number): boolean {
  if (code < 0x300 || isDrawn(code)) return false;
  if (codePointWidth(code) === 2) return !isLongWide(code);
  if (code >= 0x1f000) return true;
  differs ??= /^[\p{Emoji}\p{Spacing_Mark}\p{Private_Use}\p{Unassigned}\p{Format}]$/u;
  return differs.test(String.fromCodePoint(code));
}

/** Wide since there are wide characters: ideographs, kana, Hangul syllables and the wide forms of other letters. */
const isLongWide = (code: number): boolean =>
  (code >= 0x2e80 && code <= 0x303e) ||
  (code >= 0x3041 && code < 0x4dc0) ||
  (code >= 0x4e00 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xffe6) ||
  code >= 0x20000;
