/** TeX as it stands in bibliographic data, as plain text: accents, letters, signs, braces. Mathematics stays as it is. */
import { ACCENT_LETTERS, ACCENT_SIGNS, ACCENTS, CHARACTERS, LOGOS } from '../text/tex-characters.js';

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

const ACCENT = new RegExp(
  String.raw`\{?\\(?:([${ACCENT_SIGNS}])|([${ACCENT_LETTERS}])(?![A-Za-z]))\s*(?:\{\s*(\\[ij]|\p{L})\s*(\p{L}?)\}|(\\[ij](?![A-Za-z])|\p{L}))`,
  'gu',
);
const COMMAND = /\\([A-Za-z]+)\*?[ \t]*/gu;

function outsideMaths(tex: string): string {
  return tex
    .replace(ACCENT, (whole, sign, name, braced, second, bare) => {
      const base = String(braced ?? bare).replace('\\', '');
      // The brace that the match took along stays; all of them go together below.
      return `${whole.startsWith('{') ? '{' : ''}${base}${ACCENTS.get(sign ?? name)}${second ?? ''}`;
    })
    .replace(/\\href\s*\{[^{}]*\}\s*/gu, '')
    .replace(
      COMMAND,
      (whole, name) => held(CHARACTERS.get(name)) ?? (LOGOS.has(name) ? name : LOOKS.has(name) ? '' : whole),
    )
    .replace(/\\[,;:! ]|\\\\|~/gu, (space) => (space === '\\!' ? '' : ' '))
    .replace(/\\-|\\\//gu, '')
    .replace(/---/gu, '—')
    .replace(/--/gu, '–')
    .replace(/``|''/gu, (quotes) => (quotes === '``' ? '“' : '”'))
    .replace(/(?<!\\)[{}]/gu, '')
    .replace(/\\([&%_#${}])/gu, '$1')
    .replace(/[\ue000-\ue003]/gu, (sign) => HELD[sign.charCodeAt(0) - 0xe000]!);
}

/** Signs that a command prints and that mean something themselves, kept out of the way until what they mean is read. */
const HELD = '{}~\\';

function held(character: string | undefined): string | undefined {
  return character?.replace(/[{}~\\]/u, (sign) => String.fromCharCode(0xe000 + HELD.indexOf(sign)));
}
