/** TeX as it stands in bibliographic data, as plain text: accents, letters, signs, braces. Mathematics stays as it is. */

const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  '"': '\u0308',
  u: '\u0306',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
};

/** Commands that stand for a sign; without a backslash before the letter they would be words. */
const SIGNS: Readonly<Record<string, string>> = {
  ss: 'ß',
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
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  textendash: '–',
  textemdash: '—',
  textquoteright: '’',
  textquoteleft: '‘',
  textquotedblleft: '“',
  textquotedblright: '”',
  textquotesingle: "'",
  textasciitilde: '~',
  textasciicircum: '^',
  textbackslash: '\\',
  textunderscore: '_',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textregistered: '®',
  texttrademark: '™',
  copyright: '©',
  textcopyright: '©',
  textdegree: '°',
  textbullet: '•',
  textperiodcentered: '·',
  dots: '…',
  ldots: '…',
  textellipsis: '…',
  pounds: '£',
  euro: '€',
  S: '§',
  P: '¶',
  guillemotleft: '«',
  guillemotright: '»',
  guillemetleft: '«',
  guillemetright: '»',
  glqq: '„',
  grqq: '“',
  slash: '/',
  quad: ' ',
  qquad: ' ',
  newline: ' ',
  par: '\n\n',
};

/** How its argument looks is not said in plain text. */
const LOOKS = new Set(
  'emph textit textbf textsc textrm textsf texttt textup textsl textnormal textmd text mbox hbox url path uppercase lowercase underline it em bf sc rm sf tt sl itshape bfseries scshape upshape mdseries normalfont rmfamily sffamily ttfamily relax protect nobreak break allowbreak hfill noopsort bibinfo natexlab enquote ensuremath MakeUppercase small'.split(
    ' ',
  ),
);

const MATHS = /\$\$[\s\S]*?\$\$|\\\([\s\S]*?\\\)|(?<!\\)\$(?:[^$\\]|\\[\s\S])*\$/gu;

/** Plain text of TeX. What is unknown stays as it is written. */
export function plainTex(tex: string): string {
  if (!/[\\{}$~]|--|``|''/u.test(tex)) return tex;
  let text = '';
  let from = 0;
  for (const maths of tex.matchAll(MATHS)) {
    text += outsideMaths(tex.slice(from, maths.index)) + maths[0];
    from = maths.index + maths[0].length;
  }
  return (text + outsideMaths(tex.slice(from))).normalize('NFC');
}

const ACCENT =
  /\{?\\(?:([`'^~=."])|([uvHcdbkrt])(?![A-Za-z]))\s*(?:\{\s*(\\[ij]|\p{L})\s*(\p{L}?)\}|(\\[ij](?![A-Za-z])|\p{L}))/gu;
const COMMAND = /\\([A-Za-z]+)\*?[ \t]*/gu;

function outsideMaths(tex: string): string {
  return tex
    .replace(ACCENT, (whole, sign, name, braced, second, bare) => {
      const base = String(braced ?? bare).replace('\\', '');
      // The brace that the match took along stays; all of them go together below.
      return `${whole.startsWith('{') ? '{' : ''}${base}${COMBINING[sign ?? name]}${second ?? ''}`;
    })
    .replace(/\\href\s*\{[^{}]*\}\s*/gu, '')
    .replace(COMMAND, (whole, name) => (Object.hasOwn(SIGNS, name) ? SIGNS[name]! : LOOKS.has(name) ? '' : whole))
    .replace(/\\[,;:! ]|\\\\|~/gu, (space) => (space === '\\!' ? '' : ' '))
    .replace(/\\-|\\\//gu, '')
    .replace(/---/gu, '—')
    .replace(/--/gu, '–')
    .replace(/``|''/gu, (quotes) => (quotes === '``' ? '“' : '”'))
    .replace(/(?<!\\)[{}]/gu, '')
    .replace(/\\([&%_#${}])/gu, '$1');
}
