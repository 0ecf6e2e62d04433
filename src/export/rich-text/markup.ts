/**
 * Foreign titles, names and notes taken apart: HTML, JATS and MathML tags, character references, and TeX, all of which
 * occur in the data of every source, alone and mixed. Whatever is none of these is text, and nothing is lost but invisible
 * characters.
 */
import { cleanLine } from '../../hub/text.js';
import { withoutComments } from '../../sources/markup/markup.js';
import { decodeReferences } from '../../text/entities.js';
import { formula } from './math.js';
import { mathmlToTex } from './mathml.js';
import { append, type Complaint, DEEPEST, type Piece, plainText, type Style } from './rich-text.js';
import { parseTex, reportUnknown } from './tex.js';

/** Letters as print joins or styles them: ligatures, full width, Roman numerals, words in mathematical alphabets. */
const PRINTED =
  /[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2160-\u217f\u0132\u0133\u0149]|[\u{1d400}-\u{1d7ff}]{2,}/gu;
const MARKED = /[<&$\\{}_^`"~]|''/;
/** What is none of it, printable ASCII with single blanks without marks, is itself, as most foreign text is. */
const UNUSUAL = /[^\x20-\x7e]|[<&$\\{}_^`"~]|''| {2}|^ | $/;

/** Whether a text has no markup and nothing that is read otherwise than it is written. */
export function isOrdinary(source: string): boolean {
  return !UNUSUAL.test(source);
}

/** The pieces of one line of foreign text. */
export function parseMarkup(source: string, complain: Complaint = () => {}): Piece[] {
  if (isOrdinary(source)) return source === '' ? [] : [{ kind: 'text', text: source }];
  const text = lettered(cleanLine(source), complain);
  if (!MARKED.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  return trimmed(
    singleBlanks(withBracePairs(parseTags(lettered(cleanLine(decodeReferences(text)), complain), complain))),
  );
}

/** The text without any markup. */
export function plain(source: string): string {
  if (isOrdinary(source)) return source;
  return plainText(parseMarkup(source)).replace(/\s+/g, ' ').trim();
}

/** Ligatures of print as letters, dotless letters under an accent as dotted, what could not be decoded left out. */
function lettered(text: string, complain: Complaint): string {
  let letters = text;
  if (PRINTED.test(letters)) letters = letters.replace(PRINTED, (c) => c.normalize('NFKC'));
  if (/[\u0131\u0237]\p{M}/u.test(letters))
    letters = letters.replace(/[\u0131\u0237](?=\p{M})/gu, (c) => (c === '\u0131' ? 'i' : 'j')).normalize('NFC');
  if (letters.includes('\ufffd')) {
    complain('a character that could not be decoded is left out');
    letters = letters.replace(/ ?\ufffd+/g, '').trim();
  }
  return letters;
}

/** Braces that are text (`\\{`) stay where they come in pairs: BibTeX counts them all. */
function withBracePairs(pieces: Piece[]): Piece[] {
  let depth = 0;
  let isPaired = true;
  const walk = (list: readonly Piece[], visit: (piece: { text: string }) => void): void => {
    for (const piece of list)
      if (piece.kind === 'span') walk(piece.pieces, visit);
      else if (piece.kind === 'text') visit(piece);
  };
  walk(pieces, ({ text }) => {
    for (const [brace] of text.matchAll(/[{}]/g)) {
      depth += brace === '{' ? 1 : -1;
      if (depth < 0) isPaired = false;
    }
  });
  if (depth !== 0 || !isPaired)
    walk(pieces, (piece) => {
      piece.text = piece.text.replace(/[{}]+/g, '');
    });
  return pieces;
}

/** No blanks at the ends, no pieces without content; a group around everything says nothing. */
function trimmed(pieces: Piece[]): Piece[] {
  const first = pieces[0];
  if (first?.kind === 'text') first.text = first.text.trimStart();
  const last = pieces.at(-1);
  if (last?.kind === 'text') last.text = last.text.trimEnd();
  const kept = pieces.filter((piece) => piece.kind !== 'text' || piece.text !== '');
  const only = kept.length === 1 ? kept[0] : undefined;
  if (
    only?.kind === 'span' &&
    (only.style === 'group' || plainText(only.pieces) === plainText(kept)) &&
    only.style !== 'mono'
  )
    return trimmed(only.pieces);
  return kept;
}

// ---- tags ----

const STYLES: Readonly<Record<string, Style>> = {
  i: 'italic',
  em: 'italic',
  italic: 'italic',
  b: 'bold',
  strong: 'bold',
  bold: 'bold',
  sub: 'subscript',
  inf: 'subscript',
  sup: 'superscript',
  sc: 'smallcaps',
  scp: 'smallcaps',
  'small-caps': 'smallcaps',
  tt: 'mono',
  code: 'mono',
  monospace: 'mono',
};

/** Tags that stand for a break between words. */
const BLOCKS = new Set(
  'p div br title sec section h1 h2 h3 h4 h5 h6 li ul ol list list-item break disp-formula'.split(' '),
);
/** Tags of which only the content counts. */
const PLAIN = new Set(
  'span u a font q abbr cite big small s strike underline overline roman sans-serif named-content styled-content inline-formula alternatives tex-math ext-link xref html body bdi ins del mark nobr label inline-graphic fn footnote-ref o'.split(
    ' ',
  ),
);

const TAG = /<(\/?)((?:[a-z]{1,8}:)?)([a-z][a-z0-9-]*)((?:\s[^<>]*?)?)\s*(\/?)>/gi;
const HAS_MATHML = /<(?:[a-z]{1,8}:)?math[\s>]/i;

interface Element {
  index: number;
  whole: string;
  content: string;
}

/** The elements of a name, each to the next tag that closes one of its prefix; every tag is looked at once. */
function elementsOf(text: string, name: 'math' | 'tex-math'): Element[] {
  const tags = new RegExp(String.raw`<(\/?)((?:[a-z]{1,8}:)?)${name}(?:\s[^<>]*)?>`, 'gi');
  const found: Element[] = [];
  const open = new Map<string, { index: number; end: number }>();
  let from = 0;
  for (const tag of text.matchAll(tags)) {
    const prefix = tag[2]!.toLowerCase();
    const begun = open.get(prefix);
    if (tag[1] === '' && begun === undefined) open.set(prefix, { index: tag.index, end: tag.index + tag[0].length });
    if (tag[1] === '' || begun === undefined) continue;
    open.delete(prefix);
    if (begun.index < from) continue;
    from = tag.index + tag[0].length;
    found.push({ index: begun.index, whole: text.slice(begun.index, from), content: text.slice(begun.end, tag.index) });
  }
  return found;
}

/** Formulas in TeX as publishers put them beside MathML: gone where both are there, else what stands for the formula. */
function withTexMath(text: string): string {
  const hasMathml = HAS_MATHML.test(text);
  const kept: string[] = [];
  let from = 0;
  for (const { index, whole, content } of elementsOf(text, 'tex-math')) {
    const begin = content.indexOf('\\begin{document}');
    const end = begin < 0 ? -1 : content.indexOf('\\end{document}', begin);
    const tex = end < 0 ? content : content.slice(begin + '\\begin{document}'.length, end);
    kept.push(text.slice(from, index), hasMathml ? '' : tex);
    from = index + whole.length;
  }
  return kept.join('') + text.slice(from);
}

/** The last characters of the text of pieces; empty pieces at their end count for little. */
function ending(pieces: readonly Piece[]): string {
  for (let at = pieces.length - 1; at >= Math.max(0, pieces.length - 20); at -= 1) {
    const piece = pieces[at]!;
    const end =
      piece.kind === 'span'
        ? ending(piece.pieces)
        : piece.kind === 'text'
          ? piece.text.slice(-2)
          : piece.kind === 'math'
            ? piece.tex.slice(-2)
            : piece.name.slice(-2);
    if (end !== '') return end;
  }
  return '';
}

function parseTags(source: string, complain: Complaint): Piece[] {
  if (!source.includes('<')) return parseTex(source, complain);
  const text = withTexMath(withoutComments(source));
  const root: Piece[] = [];
  const open: { name: string; pieces: Piece[] }[] = [{ name: '', pieces: root }];
  const into = (): Piece[] => open.at(-1)!.pieces;
  const words = (part: string): void => {
    for (const piece of parseTex(part, complain)) append(into(), piece);
  };
  let from = 0;
  const formulas = new Map(elementsOf(text, 'math').map((element) => [element.index, element]));
  for (const tag of text.matchAll(TAG)) {
    if (tag.index < from) continue;
    const math = formulas.get(tag.index);
    if (math !== undefined) {
      words(text.slice(from, tag.index));
      from = tag.index + math.whole.length;
      mathElement(root, into(), math.content, text.slice(from, from + 10), complain);
      continue;
    }
    const name = tag[3]!.toLowerCase();
    const style = styleOf(name, tag[4]!);
    const block = BLOCKS.has(name);
    // With a prefix it is an element of JATS or MathML, whatever its name; else it may be text in pointed brackets.
    if (
      style === undefined &&
      !block &&
      !PLAIN.has(name) &&
      name !== 'math' &&
      !/^(?:jats|mml|m|xhtml|html):$/i.test(tag[2]!)
    )
      continue;
    words(text.slice(from, tag.index));
    from = tag.index + tag[0].length;
    if (block) append(into(), { kind: 'text', text: ' ' });
    if (block || tag[5] === '/') continue;
    if (tag[1] === '/') {
      const at = open.findLastIndex((element) => element.name === name);
      if (at > 0) open.length = at;
    } else if (open.length < DEEPEST) {
      const pieces: Piece[] = style === undefined ? into() : [];
      if (style !== undefined) into().push({ kind: 'span', style, pieces });
      open.push({ name, pieces });
    }
  }
  words(text.slice(from));
  return root;
}

function styleOf(name: string, attributes: string): Style | undefined {
  if (name !== 'span') return STYLES[name];
  if (/\bnocase\b/i.test(attributes)) return 'group';
  return /small-caps/i.test(attributes) ? 'smallcaps' : undefined;
}

/** Publishers leave out the blanks around a formula: put back where a word would run into it. */
function mathElement(
  root: readonly Piece[],
  pieces: Piece[],
  content: string,
  rest: string,
  complain: Complaint,
): void {
  const tex = mathmlToTex(content);
  const math = formula(tex);
  const isScript = /^\s*(?:\{\s*\})?\s*[_^]/.test(tex);
  if (/\p{L}{2}$/u.test(ending(root)) && !isScript) append(pieces, { kind: 'text', text: ' ' });
  if (math === null) {
    append(pieces, {
      kind: 'text',
      text: decodeReferences(content.replace(/<[^<>]*>/g, ''))
        .replace(/\s+/g, ' ')
        .trim(),
    });
  } else {
    reportUnknown(math.unknown, complain);
    pieces.push({ kind: 'math', tex: math.tex });
  }
  if (/^\p{L}{2}/u.test(rest) && !/^(?:st|nd|rd|th)\b/.test(rest)) append(pieces, { kind: 'text', text: ' ' });
}

function singleBlanks(pieces: Piece[]): Piece[] {
  let blank = true;
  const walk = (list: Piece[]): void => {
    for (const piece of list) {
      if (piece.kind === 'span') walk(piece.pieces);
      else if (piece.kind !== 'text') blank = false;
      else {
        piece.text = piece.text.replace(/ +/g, ' ');
        if (blank) piece.text = piece.text.trimStart();
        if (piece.text !== '') blank = piece.text.endsWith(' ');
      }
    }
  };
  walk(pieces);
  return pieces;
}
