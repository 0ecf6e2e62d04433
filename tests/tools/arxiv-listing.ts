/** What arXiv's old listings write in one line: authors, TeX accents, journal references. */
import type { Author, WorkRecord } from '../../src/hub/record.js';

const COMBINING: Record<string, string> = {
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
};
const LETTERS: Record<string, string> = {
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
};

/** TeX accents and letters as Unicode, outside of `$…$`: `M\"{u}ller` is Müller, `Pawe{\l}czyk` Pawełczyk. */
export function withoutTexAccents(text: string): string {
  return text
    .split(/(\$[^$]*\$)/u)
    .map((part, at) => (at % 2 === 1 ? part : accents(part)))
    .join('')
    .normalize('NFC');
}

function accents(text: string): string {
  return (
    text
      .replace(
        /\{?\\(?:([`'^~=".])|([uvHcdbkr])(?![A-Za-z]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))\}?/gu,
        (whole, mark, letter, braced, bare) => {
          const combining = COMBINING[mark ?? letter];
          const base = braced ?? bare;
          // A brace opened before the accent belongs to it only if the match closed it.
          const tail = whole.endsWith('}') && !whole.startsWith('{') && braced === undefined ? '}' : '';
          return combining === undefined ? whole : `${base}${combining}${tail}`;
        },
      )
      // Italian listings write the accent after its letter: Fre` for Frè.
      .replace(/(?<=[aeiou])`(?=$|[\s,])/gu, '\u0300')
      .replace(
        /\{\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])\}|\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![A-Za-z])\s?/gu,
        (_, a, b) => LETTERS[a ?? b]!,
      )
  );
}

/** The parts of a text outside of parentheses, nested or left open. */
function outsideParentheses(text: string): string {
  let depth = 0;
  let out = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += char;
  }
  return out;
}

/** `M. Cvetic, H. Lu (Michigan) and C.N. Pope` → three authors, without their affiliations. */
export function authorsOfListing(raw: string): Author[] {
  const named = withoutTexAccents(outsideParentheses(raw));
  const group = /^([^:,]*Collaboration):/u.exec(named);
  const names = named
    .slice(group ? group[0].length : 0)
    .split(/\s*,\s*(?:and\s+)?|\s+(?:and|amd|&)\s+/u)
    .map((name) =>
      name
        .replace(/\.(?=\p{L})/gu, '. ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((name) => name !== '');
  const people: Author[] = [];
  for (const name of names) {
    const last = people.at(-1);
    const suffix = /^(?:([js])r|(ii|iii|iv))\.?$/iu.exec(name);
    if (suffix && last) last.name += suffix[1] ? `, ${suffix[1].toUpperCase()}r.` : `, ${suffix[2]!.toUpperCase()}`;
    // "H, Lu": a comma where the initial's point should be.
    else if (last && /^\p{Lu}$/u.test(last.name)) last.name += `. ${name}`;
    else people.push({ name });
  }
  return group ? [{ name: group[1]!.trim(), group: true }, ...people] : people;
}

/**
 * `Class.Quant.Grav. 17 (2000) 4867-4876`: the first of several references, and only one of exactly this form.
 * Errata, translations, conference volumes and the rest stay out.
 */
export function publicationOfListing(journalRef: string): Pick<WorkRecord, 'venue' | 'volume' | 'pages'> | undefined {
  const found = /^([A-Za-z][A-Za-z. ]*?) ?([A-Z]?\d+(?:S\d?[A-Z]?)?) \(\d{4}\) ([A-Z]?\d+(?:-[A-Z]?\d+)?)$/u.exec(
    journalRef.split(';')[0]!.trim(),
  );
  return found ? { venue: found[1]!.trim(), volume: found[2]!, pages: found[3]! } : undefined;
}
