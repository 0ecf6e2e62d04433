/** Text to LaTeX: every character becomes what the dialect's readers print as that character, and nothing else. */
import { mathOf } from '../rich-text/math.js';

export type Dialect = 'bibtex' | 'biblatex';

export interface Encoding {
  dialect: Dialect;
  /** LaTeX commands also for characters that LaTeX reads as Unicode and some readers know only so. */
  ascii: boolean;
  /** In names a letter is never mathematics, and one that begins a word may become an initial. */
  isName?: boolean;
}

/** What is special to TeX, in both dialects. */
const SPECIAL = table(
  `{ \\{ } \\} & \\& % \\% # \\# _ \\_ $ \\$ ~ {\\textasciitilde} ^ {\\textasciicircum} \\ {\\textbackslash} < {$<$} > {$>$}`,
);

/** Marks that fonts or readers know only in another form. */
const SAME_IN_BOTH = table('\u2010 - \u2011 - \u2212 {$-$} \u2012 -- \u2015 ---');

/** Commands every reader of BibTeX files knows: LaTeX without packages, and pandoc. */
const BIBTEX = table(
  'Ł {\\L} ł {\\l} Ø {\\O} ø {\\o} Æ {\\AE} æ {\\ae} Œ {\\OE} œ {\\oe} Å {\\AA} å {\\aa} ß {\\ss} ı {\\i} ȷ {\\j} ' +
    "– -- — --- ‘ ` ’ ' “ `` ” '' ʼ ' ʻ ` … {\\ldots} § {\\S} ¶ {\\P} © {\\copyright} £ {\\pounds}",
);

/** Commands that not every reader knows, or that need a newer LaTeX; the character itself is read as well or better. */
const ASCII = table(
  'Đ {\\DJ} đ {\\dj} Ð {\\DH} ð {\\dh} Þ {\\TH} þ {\\th} Ŋ {\\NG} ŋ {\\ng} ẞ {\\SS} ' +
    '„ {\\quotedblbase} ‚ {\\quotesinglbase} « {\\guillemotleft} » {\\guillemotright} ‹ {\\guilsinglleft} › {\\guilsinglright} ' +
    '¡ {\\textexclamdown} ¿ {\\textquestiondown} ° {\\textdegree} µ {\\textmu} × {\\texttimes} ÷ {\\textdiv} ± {\\textpm} € {\\texteuro} ¥ {\\textyen} ¢ {\\textcent} ' +
    '® {\\textregistered} ™ {\\texttrademark} • {\\textbullet} · {\\textperiodcentered} † {\\dag} ‡ {\\ddag} ª {\\textordfeminine} º {\\textordmasculine} ' +
    '½ {\\textonehalf} ¼ {\\textonequarter} ¾ {\\textthreequarters} ‰ {\\textperthousand} № {\\textnumero} ¬ {\\textlnot} ¦ {\\textbrokenbar} ¤ {\\textcurrency} | {\\textbar} " {\\textquotedbl} ` {\\textasciigrave} ' +
    "Ə {\\textschwa} ə {\\textschwa} ´ {\\textasciiacute} ¨ {\\textasciidieresis} ¯ {\\textasciimacron} ¹ {\\textonesuperior} ² {\\texttwosuperior} ³ {\\textthreesuperior} ′ {$'$} ℃ {\\textcelsius}",
);

/** Accents as commands, by their combining mark. Those below a letter go around the others: TeX can put them under anything. */
const ABOVE = table(
  '\u0300 ` \u0301 \' \u0302 ^ \u0303 ~ \u0304 = \u0306 u \u0307 . \u0308 " \u030a r \u030b H \u030c v',
);
const BELOW = table('\u0323 d \u0327 c \u0328 k \u0331 b');
/** Comma below and the tone marks of Vietnamese have commands in few fonts. */
const RARE = table('\u0326 textcommabelow \u0309 h');

/** Base letters that accents are put on by commands. */
const BASE = /^[A-Za-zıȷÆæØø]$/;

function table(entries: string): Map<string, string> {
  const parts = entries.split(' ');
  return new Map(Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i]!, parts[2 * i + 1]!]));
}

/** Text that any dialect takes as it is. */
const SAFE = /^[A-Za-z0-9 .,:;()[\]?!'*+=/@-]*$/;
/** A letter with its marks, a run of Greek, raised or lowered characters, or any other single character that is not safe. */
const UNSAFE = /\p{Script=Greek}+|\p{L}\p{M}+|[⁰¹²³⁴-⁹⁺⁻ⁿⁱ]+|[₀-₉₊₋ₐₑₒₓₙₘ]+|[^A-Za-z0-9 .,:;()[\]?!'*+=/@-]/gu;

const SCRIPTS = '⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-ⁿnⁱi₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-ₐaₑeₒoₓxₙnₘm';

/**
 * LaTeX for a text without markup, in which braces come in pairs.
 * @param missing is told the characters that --ascii found no command for.
 */
export function encodeText(text: string, encoding: Encoding, missing?: (character: string) => void): string {
  if (SAFE.test(text)) return text;
  const isBibtex = encoding.dialect === 'bibtex';
  const commands = isBibtex || encoding.ascii;
  const encodeOne = (piece: string, offset: number, whole: string): string => {
    const same = SPECIAL.get(piece) ?? SAME_IN_BOTH.get(piece);
    if (same !== undefined) return same;
    if (piece.length === 1 && piece < '\x7f') return encoding.ascii ? (ASCII.get(piece) ?? piece) : piece;
    if (/\p{Script=Greek}/u.test(piece)) {
      const math = [...piece].length === 1 && !encoding.isName ? mathOf(piece) : undefined;
      return math === undefined ? kept(piece) : `{$${math}$}`;
    }
    const isRaised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ'.includes(piece[0]!);
    if (isRaised || '₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₙₘ'.includes(piece[0]!)) {
      const digits = [...piece].map((c) => SCRIPTS[SCRIPTS.indexOf(c) + 1]).join('');
      return `\\text${isRaised ? 'super' : 'sub'}script{${digits}}`;
    }
    if (commands) {
      const known = BIBTEX.get(piece) ?? (encoding.ascii ? ASCII.get(piece) : undefined);
      if (known !== undefined) return known;
      const accented = /^[\p{L}]/u.test(piece) ? accents(piece, encoding.ascii) : undefined;
      if (accented !== undefined) return accented;
    }
    const math = /^[\p{L}\p{M}]/u.test(piece) && piece < '\u2100' ? undefined : symbol(piece, encoding);
    if (math !== undefined) return `{$${math}$}`;
    // BibTeX cuts initials and sorts by bytes: a letter of several bytes that begins a word needs a group of its own.
    const starts =
      isBibtex &&
      encoding.isName &&
      /^\p{Script=Latin}/u.test(piece) &&
      !/[\p{L}\p{M}'’-]/u.test(whole[offset - 1] ?? '');
    return starts && !encoding.ascii ? `{\\relax ${kept(piece)}}` : kept(piece);
  };
  const kept = (piece: string): string => {
    if (encoding.ascii) for (const c of piece) if (c > '\x7f') missing?.(c);
    return piece;
  };
  return text.replace(UNSAFE, encodeOne);
}

/** Latin letters and typographic signs that text fonts have are no mathematics in Unicode text. */
const TEXT_SYMBOL = /[\u00a1-\u00ff†‡•…‰™€]/u;

function symbol(character: string, encoding: Encoding): string | undefined {
  if (TEXT_SYMBOL.test(character) && !(encoding.ascii && character === '¬')) return undefined;
  return mathOf(character);
}

/** `{\v{C}}`, one group a letter; undefined where LaTeX has no command for one of the marks. */
function accents(letter: string, ascii: boolean): string | undefined {
  const [base, ...marks] = [...letter.normalize('NFD')];
  if (base === undefined || marks.length === 0 || !BASE.test(base)) return undefined;
  let inner = { i: '\\i', j: '\\j', ı: '\\i', ȷ: '\\j', Æ: '\\AE', æ: '\\ae', Ø: '\\O', ø: '\\o' }[base] ?? base;
  const isBelow = (mark: string): boolean => BELOW.has(mark) || mark === '\u0326';
  // A dot below an i leaves the one above.
  if (base === 'i' && marks.every(isBelow)) inner = 'i';
  for (const mark of [...marks.filter((m) => !isBelow(m)), ...marks.filter(isBelow)]) {
    const command = ABOVE.get(mark) ?? BELOW.get(mark) ?? (ascii ? RARE.get(mark) : undefined);
    if (command === undefined) return undefined;
    const isWord = /[a-zA-Z]/.test(command);
    inner =
      isWord || (inner.startsWith('\\') && !/^\\[ij]$/.test(inner)) ? `\\${command}{${inner}}` : `\\${command}${inner}`;
  }
  return `{${inner}}`;
}

/**
 * True where a field's value can break nothing: braces balance as BibTeX counts them (it counts escaped ones too), dollars
 * come in pairs, no comment sign cuts the line, nothing is invisible, and no final backslash hides the closing brace.
 */
export function isSound(value: string): boolean {
  let depth = 0;
  let dollars = 0;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
    if (code === 0x7b) depth += 1;
    else if (code === 0x7d) {
      depth -= 1;
      if (depth < 0) return false;
    } else if (code === 0x5c) {
      const next = value.charCodeAt(at + 1);
      if (Number.isNaN(next)) return false;
      if (next === 0x24 || next === 0x25 || next === 0x5c) at += 1;
    } else if (code === 0x24) dollars += 1;
    else if (code === 0x25) return false;
  }
  return depth === 0 && dollars % 2 === 0 && value.isWellFormed();
}
