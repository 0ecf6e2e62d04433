/**
 * Foreign text made harmless: what sources say is hostile until it has passed here. Every step is linear in the text, and
 * cleaning what is clean changes nothing, so it can be done again wherever text is printed.
 */

/** Printable ASCII with single blanks: nothing to do, and what most text is. */
const UNCLEAN = /[^\x20-\x7e]| {2}|^ | $/;
/**
 * The same of printable ASCII and common letters and marks of composed Latin, Greek, Cyrillic, Japanese, Chinese and Korean, which
 * nearly all other text is.
 */
const UNCLEAN_IN_LETTERS =
  /[^\x20-\x7e\xa1-\xac\xae-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u2010-\u2027\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]| {2}|^ | $/;

function isClean(text: string): boolean {
  return !UNCLEAN.test(text) || !UNCLEAN_IN_LETTERS.test(text);
}

/**
 * One line: no control characters, escape sequences, bidi controls or other invisible characters; line breaks and every kind
 * of space folded to one blank, none at the ends; NFC and well-formed. Characters without a meaning (private use, lone
 * surrogates) become U+FFFD.
 */
export function cleanLine(text: string): string {
  if (isClean(text)) return text;
  return visible(text)
    .replace(/[ \n]+/g, ' ')
    .trim();
}

/** The same with paragraphs kept: blank lines between them become one (`\n\n`), other line breaks a blank. */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return visible(text)
    .split(/\n *\n[ \n]*/)
    .map((paragraph) => paragraph.replace(/[ \n]+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

interface Stray {
  /** Default-ignorable code points are what Unicode calls invisible: bidi marks, zero widths, tags, fillers, variation selectors. */
  invisible: RegExp;
  emojiStyle: RegExp;
  joiner: RegExp;
  meaningless: RegExp;
  /** More marks on one letter than any script writes only serve to paint over other lines. */
  markPile: RegExp;
}

/** Made for the first text that is not clean: their classes of characters take longer to make than a screen to draw. */
let madeStray: Stray | undefined;
function strayCharacters(): Stray {
  if (madeStray !== undefined) return madeStray;
  /** Scripts whose spelling needs the zero-width joiner and non-joiner between letters. */
  const joined = String.raw`[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}]`;
  const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]`;
  madeStray = {
    invisible: /[[\p{Default_Ignorable_Code_Point}\x00-\x08\x0e-\x1f\x7f-\x9f\ufff9-\ufffc]--[\u200c\u200d\ufe0f]]+/gv,
    emojiStyle: /(?<!\p{Extended_Pictographic})(?<![0-9#*](?=\ufe0f\u20e3))\ufe0f/gu,
    joiner: new RegExp(
      String.raw`(?<!${emoji}\ufe0f?(?=\u200d\p{Extended_Pictographic}))(?<!${joined}(?=[\u200c\u200d]${joined}))[\u200c\u200d]`,
      'gu',
    ),
    meaningless: /[\p{Private_Use}\p{Surrogate}\p{Noncharacter_Code_Point}]+/gu,
    markPile: /(\p{M}{8})\p{M}+/gu,
  };
  return madeStray;
}

function visible(text: string): string {
  const { invisible, emojiStyle, joiner, meaningless, markPile } = strayCharacters();
  const clean = withoutSequences(text)
    .replace(/\r\n?|[\v\f\x85\u2028]/g, '\n')
    .replaceAll('\u2029', '\n\n')
    .replace(/[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(invisible, '')
    .replace(emojiStyle, '')
    .replace(joiner, '')
    .replace(meaningless, '\ufffd')
    .replace(markPile, '$1')
    .normalize('NFC')
    .replace(markPile, '$1');
  // Normalisation sorts marks, which can leave a joiner without the letter it stood behind.
  return clean.search(joiner) < 0 ? clean : visible(clean);
}

/**
 * What begins a terminal's escape sequence. The one-character forms (C1) also come out of UTF-8 read as Latin-1, where a
 * U+0080 stands before them (`â\x80\x9d` is a quotation mark): those are not taken for a beginning. Nor is U+0098, with which
 * libraries begin a word that does not sort (U+0098 The U+009C Kites): without the marks what it holds is text.
 */
const INTRODUCER = /\x1b|(?<!\x80)[\x90\x9b\x9d-\x9f]/g;
const CONTROL_SEQUENCE = /[0-?]*[ -/]*[@-~]?/y;
const ESCAPE_SEQUENCE = /[ -/]*[0-~]?/y;
const STRING_END = /\x1b\\|(?<!\x80)\x9c|[\x18\x1a]/g;
const BELL = /\x07/g;
const LINE_END = /[\n\r\v\f\x85\u2028\u2029]/g;

/** Escape sequences go whole, with the payload of those that carry one (titles, links, the clipboard, device strings). */
function withoutSequences(text: string): string {
  if (text.search(INTRODUCER) < 0) return text;
  const stringEnd = finder(text, STRING_END);
  const bell = finder(text, BELL);
  const lineEnd = finder(text, LINE_END);
  const after = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    pattern.test(text);
    return pattern.lastIndex;
  };
  const end = (at: number): number => {
    const escaped = text[at] === '\x1b';
    const kind = escaped ? text.charCodeAt(at + 1) + 0x40 : text.charCodeAt(at);
    const body = at + (escaped ? 2 : 1);
    if (kind === 0x9b) return after(CONTROL_SEQUENCE, body);
    if (![0x90, 0x98, 0x9d, 0x9e, 0x9f].includes(kind)) return after(ESCAPE_SEQUENCE, at + 1);
    const ended = kind === 0x9d ? Math.min(bell(body).end, stringEnd(body).end) : stringEnd(body).end;
    if (ended !== Infinity) return ended;
    // Never ended: a terminal would swallow everything. The rest of the line goes; after a lone C1, which is rather a damaged letter, nothing.
    return escaped ? Math.min(lineEnd(body).start, text.length) : body;
  };
  const kept: string[] = [];
  let from = 0;
  while (from < text.length) {
    INTRODUCER.lastIndex = from;
    const start = INTRODUCER.exec(text)?.index ?? text.length;
    kept.push(text.slice(from, start));
    from = start < text.length ? end(start) : start;
  }
  return kept.join('');
}

/** The first match at or after a place, for places that only rise: each stretch of the text is searched once. */
function finder(text: string, pattern: RegExp): (at: number) => { start: number; end: number } {
  let found = { start: -1, end: -1 };
  return (at) => {
    if (found.start < at) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      found =
        match === null
          ? { start: Infinity, end: Infinity }
          : { start: match.index, end: match.index + match[0].length };
    }
    return found;
  };
}
