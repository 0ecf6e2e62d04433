/** Text to LaTeX: every character becomes what the dialect's readers print as that character, and nothing else. */

import { mathOf } from '../../text/math-characters.js';
import { ACCENTS, CHARACTERS, LETTERS } from '../../text/tex-characters.js';

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

/** Marks that are typed as ASCII characters. */
const TYPED = table("– -- — --- ‘ ` ’ ' “ `` ” '' ʼ ' ʻ `");

/** Commands every reader of BibTeX files knows: LaTeX without packages, and pandoc. */
const BIBTEX = new Map([...TYPED, ...commands('L l O o AE ae OE oe AA aa ss i j ldots S P copyright pounds')]);

/** Commands that not every reader knows, or that need a newer LaTeX; the character itself is read as well or better. */
const ASCII = new Map([
  ...commands(
    'DJ dj DH dh TH th NG ng SS quotedblbase quotesinglbase guillemotleft guillemotright guilsinglleft guilsinglright ' +
      'textexclamdown textquestiondown textdegree textmu texttimes textdiv textpm texteuro textyen textcent ' +
      'textregistered texttrademark textbullet textperiodcentered dag ddag textordfeminine textordmasculine ' +
      'textonehalf textonequarter textthreequarters textperthousand textnumero textlnot textbrokenbar textcurrency textbar textquotedbl textasciigrave ' +
      'textschwa textasciiacute textasciidieresis textasciimacron textonesuperior texttwosuperior textthreesuperior textcelsius',
  ),
  // Small, since there is no other.
  ['Ə', '{\\textschwa}'],
  ['′', "{$'$}"],
]);

/** Accents as commands, by their combining mark. Those below a letter go around the others: TeX can put them under anything. */
const ABOVE = accentsBy('` \' ^ ~ = u . " r H v');
const BELOW = accentsBy('d c k b');
/** Comma below and the tone marks of Vietnamese have commands in few fonts. */
const RARE = accentsBy('textcommabelow h');

/** Base letters that accents are put on by commands. */
const BASE = /^[A-Za-zıȷÆæØø]$/;
const BASE_COMMANDS = new Map([
  ['i', '\\i'],
  ['j', '\\j'],
  ...['i', 'j', 'AE', 'ae', 'O', 'o'].map((name): [string, string] => [LETTERS.get(name)!, `\\${name}`]),
]);

/** `{\\L}` by its character. */
function commands(names: string): [character: string, tex: string][] {
  return names.split(' ').map((name) => [CHARACTERS.get(name)!, `{\\${name}}`]);
}

function accentsBy(names: string): Map<string, string> {
  return new Map(names.split(' ').map((name) => [ACCENTS.get(name)!, name]));
}

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
  let inner = BASE_COMMANDS.get(base) ?? base;
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
