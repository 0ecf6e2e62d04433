/**
 * Foreign titles, names and notes taken apart: HTML, JATS and MathML tags, character references, and TeX, all of which
 * occur in the data of every source, alone and mixed. Whatever is none of these is text, and nothing is lost but invisible
 * characters.
 */
import { cleanLine } from '../../hub/text.js';
import { decodeReferences } from './entities.js';
import { formula } from './math.js';
import { mathmlToTex } from './mathml.js';
import { append, type Piece, plainText, type Style } from './rich-text.js';

/** What could not be carried over as it was. */
export type Complaint = (message: string) => void;

/** Letters as print joins or styles them: ligatures, full width, Roman numerals, words in mathematical alphabets. */
const PRINTED =
  /[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2160-\u217f\u0132\u0133\u0149]|[\u{1d400}-\u{1d7ff}]{2,}/gu;
const MARKED = /[<&$\\{}_^`"~]|''/;

/** The pieces of one line of foreign text. */
export function parseMarkup(source: string, complain: Complaint = () => {}): Piece[] {
  const text = lettered(cleanLine(source), complain);
  if (!MARKED.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  return trimmed(
    singleBlanks(withBracePairs(parseTags(lettered(cleanLine(decodeReferences(text)), complain), complain))),
  );
}

/** The text without any markup. */
export function plain(source: string): string {
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
const MATHML = /<((?:[a-z]{1,8}:)?)math(?:\s[^<>]*)?>([\s\S]*?)<\/\1math\s*>/gi;

/** Deeper nesting than anybody writes. */
const DEEPEST = 40;

function parseTags(source: string, complain: Complaint): Piece[] {
  if (!source.includes('<')) return parseTex(source, complain);
  const text = source
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/<((?:[a-z]{1,8}:)?)tex-math\b[^<>]*>([\s\S]*?)<\/\1tex-math\s*>/gi, (_, _prefix, tex: string) =>
      /<(?:[a-z]{1,8}:)?math[\s>]/i.test(source)
        ? ''
        : (/\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(tex)?.[1] ?? tex),
    );
  const root: Piece[] = [];
  const open: { name: string; pieces: Piece[] }[] = [{ name: '', pieces: root }];
  const into = (): Piece[] => open.at(-1)!.pieces;
  const words = (part: string): void => {
    for (const piece of parseTex(part, complain)) append(into(), piece);
  };
  let from = 0;
  MATHML.lastIndex = 0;
  const formulas = [...text.matchAll(MATHML)];
  for (const tag of [...text.matchAll(TAG), ...formulas].sort(
    (a, b) => a.index - b.index || b[0].length - a[0].length,
  )) {
    if (tag.index < from) continue;
    if (formulas.includes(tag)) {
      words(text.slice(from, tag.index));
      from = tag.index + tag[0].length;
      mathElement(root, into(), tag[2]!, text.slice(from), complain);
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
  if (/\p{L}{2}$/u.test(plainText(root)) && !isScript) append(pieces, { kind: 'text', text: ' ' });
  if (math === null) {
    append(pieces, {
      kind: 'text',
      text: decodeReferences(content.replace(/<[^<>]*>/g, ''))
        .replace(/\s+/g, ' ')
        .trim(),
    });
  } else {
    report(math.unknown, complain);
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

// ---- TeX ----

const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  h: '\u0309',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  textcommabelow: '\u0326',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

/** Commands of text that print characters. */
const LETTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'o ø,O Ø,l ł,L Ł,ss ß,SS ẞ,ae æ,AE Æ,oe œ,OE Œ,aa å,AA Å,i ı,j ȷ,dh ð,DH Ð,dj đ,DJ Đ,th þ,TH Þ,ng ŋ,NG Ŋ,S §,P ¶,dag †,ddag ‡,copyright ©,pounds £,ldots …,dots …,textellipsis …,textendash –,textemdash —,textquoteleft ‘,textquoteright ’,textquotedblleft “,textquotedblright ”,quotedblbase „,quotesinglbase ‚,glqq „,grqq “,guillemotleft «,guillemotright »,guilsinglleft ‹,guilsinglright ›,textdegree °,degree °,textmu µ,texttimes ×,textpm ±,textdiv ÷,texteuro €,euro €,textsterling £,textyen ¥,textcent ¢,textcopyright ©,textregistered ®,texttrademark ™,textbullet •,textperiodcentered ·,textsection §,textparagraph ¶,textdagger †,textexclamdown ¡,textquestiondown ¿,textasciitilde ~,textasciicircum ^,textunderscore _,textdollar $,textless <,textgreater >,textbar |,textquotedbl ",textquotesingle \',textasciigrave `,textordfeminine ª,textordmasculine º,textonehalf ½,textonequarter ¼,textthreequarters ¾,textonesuperior ¹,texttwosuperior ²,textthreesuperior ³,textperthousand ‰,textnumero №,slash /,textohm Ω,textalpha α,textbeta β,textgamma γ,textmicro µ,textcelsius ℃'
      .split(',')
      .map((entry) => {
        const space = entry.indexOf(' ');
        return [entry.slice(0, space), entry.slice(space + 1)];
      }),
  ),
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  lbrack: '[',
  rbrack: ']',
  space: ' ',
  quad: ' ',
  qquad: ' ',
  newline: ' ',
  linebreak: ' ',
  par: ' ',
  thinspace: ' ',
  nobreakspace: ' ',
  BibTeX: 'BibTeX',
};

const LOGOS = new Set(['LaTeX', 'TeX', 'LaTeXe']);

const FORMATS: Readonly<Record<string, Style | 'plain'>> = {
  emph: 'italic',
  textit: 'italic',
  textsl: 'italic',
  textbf: 'bold',
  textsc: 'smallcaps',
  texttt: 'mono',
  textsubscript: 'subscript',
  textsuperscript: 'superscript',
  textrm: 'plain',
  textsf: 'plain',
  textup: 'plain',
  textmd: 'plain',
  textnormal: 'plain',
  text: 'plain',
  mbox: 'plain',
  hbox: 'plain',
  underline: 'plain',
  uline: 'plain',
  nolinkurl: 'plain',
  url: 'plain',
  lowercase: 'plain',
  uppercase: 'plain',
  MakeUppercase: 'plain',
  MakeLowercase: 'plain',
  MakeTextUppercase: 'plain',
  NoCaseChange: 'group',
};

const SWITCHES: Readonly<Record<string, Style | 'plain'>> = {
  it: 'italic',
  em: 'italic',
  sl: 'italic',
  itshape: 'italic',
  bf: 'bold',
  bfseries: 'bold',
  sc: 'smallcaps',
  scshape: 'smallcaps',
  tt: 'mono',
  ttfamily: 'mono',
  rm: 'plain',
  sf: 'plain',
  normalfont: 'plain',
  boldmath: 'plain',
};

/** Commands of which nothing is printed; the second kind with their argument. */
const SILENT = new Set(
  'protect relax noindent boldmath unboldmath nolinebreak nobreak allowbreak sloppy ignorespaces leavevmode xspace'.split(
    ' ',
  ),
);
const SILENT_WITH_ARGUMENT = new Set(
  'footnote thanks cite citep citet label ref footnotemark vspace hspace'.split(' '),
);

const LONGEST_FORMULA = 2_000;
const RUN = /[^\\${}_^`'"~]+/y;
const WORD_BEFORE = /[\p{L}]$/u;

/** TeX in a text without tags. */
function parseTex(text: string, complain: Complaint): Piece[] {
  if (!/[\\${}_^`"~]|''/.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const partner = braces(text);
  const quoted = quotes(text);
  /** True where the writer thought in TeX, so that a tilde is a blank that does not break. */
  const isTex = /\\[a-zA-Z'"`^~]|\$[^$]+\$/.test(text);

  function run(from: number, until: number, depth: number): Piece[] {
    const pieces: Piece[] = [];
    let at = from;
    const add = (piece: Piece): void => append(pieces, piece);
    const say = (words: string): void => add({ kind: 'text', text: words });
    const before = (): string => {
      const last = pieces.at(-1);
      return last?.kind === 'text' ? last.text : '';
    };

    const math = (): boolean => {
      const found = formulaAt(text, at, until);
      if (found === null) return false;
      report(found.unknown, complain);
      add({ kind: 'math', tex: found.tex });
      at = found.end;
      return true;
    };

    /** An argument in braces or of one character: its place, or null. */
    const argument = (): { from: number; until: number; end: number } | null => {
      let start = at;
      while (text[start] === ' ') start += 1;
      if (text[start] === '{') {
        const close = partner.get(start);
        return close === undefined || close >= until ? null : { from: start + 1, until: close, end: close + 1 };
      }
      const one = start < until ? String.fromCodePoint(text.codePointAt(start)!) : '';
      return /^[\p{L}\p{N}]$/u.test(one) ? { from: start, until: start + one.length, end: start + one.length } : null;
    };

    const accent = (mark: string, letterCommand: boolean): boolean => {
      const braced = text[at] === '{' || /^ *\{/.test(text.slice(at, at + 4));
      if (letterCommand && !braced && text[at] !== ' ' && text[at] !== '\\') return false;
      let inner: string;
      let end: number;
      const dotless = /^ *\\([ij])(?![a-zA-Z])(?: |\{\})?/.exec(text.slice(at, at + 8));
      if (dotless) {
        inner = dotless[1]!;
        end =
          at +
          dotless[0].length -
          (dotless[0].endsWith(' ') && !/\S/.test(text[at + dotless[0].length] ?? ' ') ? 1 : 0);
      } else {
        const place = argument();
        if (place === null) {
          // An accent upon an accent: \'\^a.
          const nested = /^ *\\([`'^"~=.]|[uvHrkcdbh](?![a-zA-Z]))\s*(?:\{(\p{L})\}|(\p{L}))/u.exec(
            text.slice(at, at + 12),
          );
          if (!nested) return false;
          inner = `${nested[2] ?? nested[3]}${ACCENTS[nested[1]!]}`;
          end = at + nested[0].length;
        } else {
          if (depth > DEEPEST) return false;
          inner = plainText(run(place.from, place.until, depth + 1))
            .replace('ı', 'i')
            .replace('ȷ', 'j');
          end = place.end;
        }
      }
      const base = /^\P{M}\p{M}*/u.exec(inner)?.[0] ?? '';
      if (base === '') {
        if (letterCommand) return false;
        at = end;
        return true;
      }
      const letter = `${base}${mark}`.normalize('NFC');
      const composed = [...letter].length <= [...base.normalize('NFC')].length;
      // \" before a letter that never has one is a quotation mark somebody escaped.
      if (!composed && !letterCommand && !braced) return false;
      say(letter + inner.slice(base.length));
      at = end;
      return true;
    };

    /** A command's name has been read; the blank that ended it goes. */
    const afterName = (): void => {
      if (text.startsWith('{}', at)) at += 2;
      else if (text[at] === ' ') at += 1;
    };

    const command = (): void => {
      const start = at;
      const word = /\\([a-zA-Z]+)\*?/y;
      word.lastIndex = at;
      const name = word.exec(text)?.[1];
      if (name === undefined) {
        const sign = text[at + 1] ?? '';
        at += 2;
        const mark = ACCENTS[sign];
        if (mark !== undefined) {
          if (accent(mark, false)) return;
          if (text.startsWith('{}', at)) at += 2;
          say(sign === '=' || sign === '.' ? `\\${sign}` : sign);
        } else if (/^[&%$#_{}]$/.test(sign)) say(sign);
        else if (/^[,;:\\]$/.test(sign) || (sign === ' ' && /\S$/u.test(before()))) say(' ');
        else if (/^[!/@-]$/.test(sign)) return;
        else {
          at = start + 1;
          say('\\');
        }
        return;
      }
      at += name.length + 1;
      if (at > until) at = until;
      const mark = ACCENTS[name];
      if (mark !== undefined && accent(mark, true)) return;
      const letter = Object.hasOwn(LETTERS, name) ? LETTERS[name] : undefined;
      const glued = WORD_BEFORE.test(before());
      if (letter !== undefined) {
        afterName();
        say(letter);
        return;
      }
      if (LOGOS.has(name)) {
        if (text.startsWith('{}', at)) at += 2;
        add({ kind: 'logo', name });
        return;
      }
      const style = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
      if (style !== undefined) {
        const place = text[at] === '{' || text[at] === ' ' ? argument() : null;
        if (place !== null && depth < DEEPEST) {
          at = place.end;
          const inner = run(place.from, place.until, depth + 1);
          if (style === 'plain') for (const piece of inner) add(piece);
          else add({ kind: 'span', style, pieces: inner });
          return;
        }
      }
      if (name === 'ensuremath') {
        const place = argument();
        const found = place === null ? null : formula(text.slice(place.from, place.until));
        if (place !== null && found !== null) {
          report(found.unknown, complain);
          add({ kind: 'math', tex: found.tex });
          at = place.end;
          return;
        }
      }
      if (name === 'href') {
        const address = argument();
        if (address !== null) {
          at = address.end;
          return;
        }
      }
      if (name === 'ifmmode') {
        const choice = /^([\s\S]*?)\\else(?![a-zA-Z])\s?([\s\S]*?)\\fi(?![a-zA-Z])(?:\{\})?/.exec(
          text.slice(at, until),
        );
        if (choice) {
          const otherwise = at + choice[0].indexOf('\\else') + 5;
          const end = at + choice[0].lastIndexOf('\\fi');
          for (const piece of run(otherwise + (text[otherwise] === ' ' ? 1 : 0), end, depth + 1)) add(piece);
          at += choice[0].length;
          return;
        }
      }
      if (SILENT.has(name) || Object.hasOwn(SWITCHES, name)) {
        afterName();
        return;
      }
      if (SILENT_WITH_ARGUMENT.has(name) && text[at] === '{') {
        const place = argument();
        if (place !== null) {
          at = place.end;
          return;
        }
      }
      if (
        !glued ||
        /^(?:[a-z]*(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega))$/i.test(
          name,
        )
      ) {
        const found = looseMath(text, start, until, partner);
        if (found !== null) {
          add({ kind: 'math', tex: found.tex });
          at = found.end;
          return;
        }
      }
      complain(`the command \\${name} is not known and printed as it stands`);
      say(`\\${name}`);
    };

    while (at < until) {
      RUN.lastIndex = at;
      const plainRun = RUN.exec(text)?.[0];
      if (plainRun !== undefined) {
        const words = plainRun.slice(0, until - at);
        say(words);
        at += words.length;
        continue;
      }
      const sign = text[at]!;
      if (sign === '$') {
        if (math()) continue;
        say('$');
      } else if (sign === '\\') {
        if ((text[at + 1] === '(' || text[at + 1] === '[') && math()) continue;
        command();
        continue;
      } else if (sign === '{') {
        const close = partner.get(at);
        if (close !== undefined && close < until && depth < DEEPEST) {
          group(text.slice(at + 1, close), run(at + 1, close, depth + 1), add);
          at = close + 1;
          continue;
        }
      } else if (sign === '_' || sign === '^') {
        const script = scriptAt(text, at, until, partner, before());
        if (script !== null) {
          add({ kind: 'math', tex: script.tex });
          at = script.end;
          continue;
        }
        say(sign);
      } else if (sign === '~') say(isTie(before(), text.slice(at + 1, at + 2), isTex) ? ' ' : '~');
      else if (sign !== '}') {
        const quote = quoted.get(at);
        say(quote?.as ?? sign);
        at += quote?.length ?? 1;
        continue;
      }
      at += 1;
    }
    return pieces;
  }

  return run(0, text.length, 0);
}

function report(unknown: readonly string[], complain: Complaint): void {
  for (const name of unknown) complain(`the command \\${name} is not known in mathematics and printed by its name`);
}

/** TeX's blank that does not break: `NGC~1234`; where nothing else is TeX, `a~b` and `~10` are a tilde. */
function isTie(before: string, after: string, isTex: boolean): boolean {
  return isTex
    ? /\S$/u.test(before) && /\S/u.test(after)
    : /(?:\p{L}{2}|\.)$/u.test(before) && /^[\p{Lu}\p{N}]/u.test(after);
}

/** A group that only holds an accented letter or starts with a font switch is not there to keep capitals. */
function group(source: string, inner: Piece[], add: (piece: Piece) => void): void {
  const font = /^\s*\\([a-zA-Z]+)(?![a-zA-Z])/.exec(source)?.[1] ?? '';
  const style = Object.hasOwn(SWITCHES, font) ? SWITCHES[font] : undefined;
  const first = inner[0];
  if (first === undefined) return;
  if (style !== undefined && style !== 'plain') {
    if (first.kind === 'text') first.text = first.text.trimStart();
    add({ kind: 'span', style, pieces: inner });
    return;
  }
  const only = inner.length === 1 ? first : undefined;
  if (
    style === 'plain' ||
    (only?.kind === 'text' && source.startsWith('\\') && [...only.text].length <= 2) ||
    (only && only.kind !== 'text')
  )
    for (const piece of inner) add(piece);
  else add({ kind: 'span', style: 'group', pieces: inner });
}

/** The closing brace of every opening one that has one; escaped braces do not count. */
function braces(text: string): Map<number, number> {
  const partner = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}') {
      const from = open.pop();
      if (from !== undefined) partner.set(from, at);
    }
  }
  return partner;
}

/** Straight and TeX's quotation marks that are pairs, as curly ones. */
function quotes(text: string): Map<number, { as: string; length: number }> {
  const found = new Map<number, { as: string; length: number }>();
  const pair = (open: number, close: number, as: string, length: number): void => {
    found.set(open, { as: as[0]!, length });
    found.set(close, { as: as[1]!, length });
  };
  for (const match of text.matchAll(/(?<!\\)``(?=\S)(?:(?!``|'').)*?(?<=\S)''/gsu))
    pair(match.index, match.index + match[0].length - 2, '“”', 2);
  for (const match of text.matchAll(/(?<![\\`])`(?=[^\s`])[^`]*?(?<=[^\s'])'(?!['\p{L}])/gu))
    if (!found.has(match.index)) pair(match.index, match.index + match[0].length - 1, '‘’', 1);
  for (const match of text.matchAll(/(?<![\\\p{L}\p{N}])"(?=[^\s"])[^"]*?(?<=[^\s"\\])"(?![\p{L}\p{N}])/gu))
    pair(match.index, match.index + match[0].length - 1, '“”', 1);
  return found;
}

interface Found {
  tex: string;
  end: number;
  unknown: string[];
}

/**
 * The formula that begins here. Between dollars as pandoc reads them, so that money stays money: no blank inside the dollars
 * and no digit behind, unless what is inside can only be a formula.
 */
function formulaAt(text: string, at: number, until: number): Found | null {
  for (const [open, close] of [
    ['$$', '$$'],
    ['$', '$'],
    ['\\(', '\\)'],
    ['\\[', '\\]'],
  ] as const) {
    if (!text.startsWith(open, at)) continue;
    let end = at + open.length;
    for (; end < until && !text.startsWith(close, end); end += 1) {
      if (text[end] === '\\') end += 1;
      if (end - at > LONGEST_FORMULA) return null;
    }
    if (end >= until) continue;
    const inner = text.slice(at + open.length, end);
    end += close.length;
    if (open === '$' && /^\d[\d.,]*\s/.test(inner) && /\s$/.test(inner)) continue;
    if (open === '$' && !/\\[a-zA-Z]|[\^_{]/.test(inner)) {
      // With blanks on both sides it must look like one: $ N = 2 $.
      const isSpaced = /^\s.*\s$/su.test(inner) && /^\s*\p{L}\s*$|[=<>+]/u.test(inner);
      const isMoney = (/^\s|\s$/.test(inner) && !isSpaced) || /\d/.test(text[end] ?? '');
      const isProse = /\p{L}{2,}\s+\p{L}{2,}/u.test(inner) || /\p{L}{12,}/u.test(inner);
      if (isMoney || isProse) continue;
    }
    const found = formula(inner);
    if (found !== null) return { ...found, end };
  }
  return null;
}

/** A sub- or superscript somebody wrote without dollars: `S_3`, `^{63}Cu`; not the underscore of `snake_case`. */
function scriptAt(
  text: string,
  at: number,
  until: number,
  partner: ReadonlyMap<number, number>,
  before: string,
): { tex: string; end: number } | null {
  let end = at;
  let tex = '';
  while (end < until && (text[end] === '_' || text[end] === '^')) {
    const start = end + 1;
    const close = text[start] === '{' ? partner.get(start) : undefined;
    const bare = /^(?:[+-]?\d{1,3}|[+*\u2212-](?!\p{L})|\p{L}(?!\p{L}))(?![\p{L}\p{N}_^]*_\p{L}{2})/u.exec(
      text.slice(start, start + 40),
    )?.[0];
    const greek = /^\\[a-zA-Z]+/.exec(text.slice(start, start + 20))?.[0];
    if (close !== undefined && close < until) {
      tex += text.slice(end, close + 1);
      end = close + 1;
    } else if (greek !== undefined) {
      tex += `${text[end]}{${greek}}`;
      end = start + greek.length;
    } else if (bare !== undefined) {
      tex += `${text[end]}{${bare}}`;
      end = start + bare.length;
    } else break;
  }
  if (tex === '') return null;
  const base = /[\p{L}\p{N}_.]*$/u.exec(before)?.[0] ?? '';
  const isBraced = /^[_^]\{/.test(text.slice(at, at + 2));
  const isName =
    base.includes('_') || (/^\p{Ll}{3,}$|^\p{L}{6,}$/u.test(base) && text[at] === '_' && !GREEK_NAME.test(base));
  if (isName && !isBraced) return null;
  const found = formula(tex);
  return found === null || found.unknown.length > 0 ? null : { tex: found.tex, end };
}

const GREEK_NAME =
  /^(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega|log|sin|cos)$/i;

/** Commands of mathematics in the middle of text, with what belongs to them: `B \to K^{*}`, `\sqrt{s}`. */
function looseMath(
  text: string,
  at: number,
  until: number,
  partner: ReadonlyMap<number, number>,
): { tex: string; end: number } | null {
  let end = at;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = end;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || end + found.length > until) return false;
    end += found.length;
    return true;
  };
  while (end < until) {
    if (!take(/\\[a-zA-Z]+/y)) break;
    for (;;) {
      const scripted =
        take(/[_^](?:[\p{L}\p{N}+*-]|\\[a-zA-Z]+)/uy) ||
        (/[_^]/.test(text[end] ?? '') && text[end + 1] === '{' && take(/[_^]/y));
      const close = text[end] === '{' ? partner.get(end) : undefined;
      if (close !== undefined && close < until) end = close + 1;
      else if (!scripted) break;
    }
  }
  // Accents of mathematics may do without braces: \bar D.
  let found = formula(text.slice(at, end));
  if (found === null && take(/ ?\p{L}/uy)) found = formula(text.slice(at, end));
  return found === null || found.unknown.length > 0 ? null : { tex: found.tex, end };
}
