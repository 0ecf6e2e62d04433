/** TeX's commands for accents, letters and signs of text: THE table for whoever reads TeX and whoever writes it. */

/** Accents, by the mark that Unicode puts behind a letter. */
const ACCENT_COMMANDS = {
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
  t: '\u0361',
};

/** Letters that are no ASCII letter with an accent. */
const LETTER_COMMANDS = {
  ss: 'ß',
  SS: 'ẞ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  dj: 'đ',
  DJ: 'Đ',
  th: 'þ',
  TH: 'Þ',
  ng: 'ŋ',
  NG: 'Ŋ',
};

const SIGN_COMMANDS = {
  S: '§',
  P: '¶',
  dag: '†',
  ddag: '‡',
  copyright: '©',
  pounds: '£',
  euro: '€',
  dots: '…',
  ldots: '…',
  degree: '°',
  slash: '/',
  lbrack: '[',
  rbrack: ']',
  quotedblbase: '„',
  quotesinglbase: '‚',
  glqq: '„',
  grqq: '“',
  guillemotleft: '«',
  guillemotright: '»',
  guillemetleft: '«',
  guillemetright: '»',
  guilsinglleft: '‹',
  guilsinglright: '›',
  textendash: '–',
  textemdash: '—',
  textquoteleft: '‘',
  textquoteright: '’',
  textquotedblleft: '“',
  textquotedblright: '”',
  textquotedbl: '"',
  textquotesingle: "'",
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
  textasciiacute: '´',
  textasciidieresis: '¨',
  textasciimacron: '¯',
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  textunderscore: '_',
  textdollar: '$',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textbrokenbar: '¦',
  textellipsis: '…',
  textbullet: '•',
  textperiodcentered: '·',
  textsection: '§',
  textparagraph: '¶',
  textdagger: '†',
  textexclamdown: '¡',
  textquestiondown: '¿',
  textregistered: '®',
  texttrademark: '™',
  textcopyright: '©',
  textdegree: '°',
  textcelsius: '℃',
  textsterling: '£',
  texteuro: '€',
  textyen: '¥',
  textcent: '¢',
  textcurrency: '¤',
  textmu: 'µ',
  textmicro: 'µ',
  textohm: 'Ω',
  textalpha: 'α',
  textbeta: 'β',
  textgamma: 'γ',
  textschwa: 'ə',
  texttimes: '×',
  textpm: '±',
  textdiv: '÷',
  textlnot: '¬',
  textordfeminine: 'ª',
  textordmasculine: 'º',
  textonesuperior: '¹',
  texttwosuperior: '²',
  textthreesuperior: '³',
  textonehalf: '½',
  textonequarter: '¼',
  textthreequarters: '¾',
  textperthousand: '‰',
  textnumero: '№',
};

/** Blanks, and a new paragraph. */
const SPACE_COMMANDS = {
  space: ' ',
  quad: ' ',
  qquad: ' ',
  newline: ' ',
  linebreak: ' ',
  thinspace: ' ',
  nobreakspace: ' ',
  par: '\n\n',
};

/** The combining mark of an accent's command. */
export const ACCENTS: ReadonlyMap<string, string> = new Map(Object.entries(ACCENT_COMMANDS));

/** The letter of a letter's command. */
export const LETTERS: ReadonlyMap<string, string> = new Map(Object.entries(LETTER_COMMANDS));

/** The character of a command that prints one, letters among them, or the blanks of one that makes room. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...LETTER_COMMANDS, ...SIGN_COMMANDS, ...SPACE_COMMANDS }),
);

/** Commands that print the name of a program of the family by a command of its own. */
export const LOGOS: ReadonlySet<string> = new Set(['TeX', 'LaTeX', 'LaTeXe']);

/** For character classes of patterns: the accents whose command is a sign, and those whose command is one letter. */
export const ACCENT_SIGNS = oneCharacter(/[^a-z]/i);
export const ACCENT_LETTERS = oneCharacter(/[a-z]/i);

function oneCharacter(kind: RegExp): string {
  return [...ACCENTS.keys()]
    .filter((name) => name.length === 1 && kind.test(name))
    .join('')
    .replace('^', '\\^');
}
