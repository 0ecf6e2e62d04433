/** What a reader sees of LaTeX in a .bib file: a decoder for tests, with nothing of the exporter in it. */

const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  h: '\u0309',
  textcommabelow: '\u0326',
};

const COMMANDS: Readonly<Record<string, string>> = {
  L: 'Ł',
  l: 'ł',
  O: 'Ø',
  o: 'ø',
  AE: 'Æ',
  ae: 'æ',
  OE: 'Œ',
  oe: 'œ',
  AA: 'Å',
  aa: 'å',
  ss: 'ß',
  i: 'ı',
  j: 'ȷ',
  DJ: 'Đ',
  dj: 'đ',
  DH: 'Ð',
  dh: 'ð',
  TH: 'Þ',
  th: 'þ',
  ldots: '…',
  S: '§',
  P: '¶',
  copyright: '©',
  pounds: '£',
  textasciitilde: '~',
  textasciicircum: '^',
  textbackslash: '\\',
  textdegree: '°',
  texteuro: '€',
  textquotedbl: '"',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  relax: '',
};

/** Commands of mathematics that the generated records come to. */
export const MATH: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  lambda: 'λ',
  Lambda: 'Λ',
  mu: 'μ',
  approx: '≈',
  leq: '≤',
  geq: '≥',
  times: '×',
  to: '→',
  infty: '∞',
  ell: 'ℓ',
};

/** The printed text of a field: commands and accents as characters, formulas as their letters, groups without braces. */
export function readLatex(source: string): string {
  let at = 0;
  const argument = (): string => {
    while (source[at] === ' ') at += 1;
    if (source[at] === '{') {
      at += 1;
      return list('}');
    }
    if (source[at] === '\\') return command(false);
    const one = String.fromCodePoint(source.codePointAt(at)!);
    at += one.length;
    return one;
  };
  function command(isMath: boolean): string {
    at += 1;
    const name = /^(?:[a-zA-Z]+|.)/su.exec(source.slice(at))![0];
    at += name.length;
    if (/^[&%$#_{}]$/.test(name)) return name;
    const mark = isMath ? undefined : ACCENTS[name];
    if (mark !== undefined) {
      const base = argument().replace('ı', 'i').replace('ȷ', 'j');
      const first = String.fromCodePoint(base.codePointAt(0)!);
      return (base.slice(0, first.length) + base.slice(first.length).replace(/^\p{M}*/u, '$&') + mark).normalize('NFC');
    }
    if (/^[a-zA-Z]/.test(name) && source[at] === ' ') at += 1;
    if (isMath && MATH[name] !== undefined) return MATH[name];
    if (COMMANDS[name] !== undefined) return COMMANDS[name];
    if (/^(?:emph|text[a-z]+|math[a-z]+|url|mbox)$/.test(name)) return argument();
    return `?${name}?`;
  }
  function list(end: string): string {
    let text = '';
    while (at < source.length && source[at] !== end) {
      const sign = source[at]!;
      if (sign === '\\') text += command(end === '$');
      else if (sign === '{') {
        at += 1;
        text += list('}');
        at += 0;
      } else if (sign === '$') {
        at += 1;
        text += list('$').replace(/[\^_{} ]/g, '');
      } else {
        text += sign;
        at += 1;
      }
    }
    at += 1;
    return text;
  }
  const text = list('\u0000');
  return text
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/``/g, '“')
    .replace(/''/g, '”')
    .replace(/\s+/g, ' ')
    .normalize('NFC')
    .trim();
}
