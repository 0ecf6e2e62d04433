/** Names of authors as bibliographies write them. */
import type { Author } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { plainTex } from '../tex.js';

/** The names of a BibTeX field, apart by `and` outside of braces. */
export function bibtexNames(field: string): Author[] {
  return words(field.replace(/\s+/gu, ' '), /\s+and\s+/iuy).flatMap(bibtexName);
}

function bibtexName(tex: string): Author[] {
  const given = tex.trim();
  if (given === '' || /^others$/iu.test(given)) return [];
  const plain = (part: string): string => cleanLine(plainTex(part));
  // A name all in braces is no person's: {The ATLAS Collaboration}.
  if (/^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}$/u.test(given)) {
    const name = plain(given);
    return name === '' ? [] : [{ name, group: true }];
  }
  const parts = words(given, /\s*,\s*/uy).map(plain);
  // `Last, First` or `Last, Jr, First`; `First von Last` stays in one piece.
  if (parts.length === 1) return parts[0] === '' ? [] : [{ name: parts[0]! }];
  const [family = '', ...rest] = parts;
  return familyFirst(family, rest.at(-1) ?? '', rest.length > 1 ? rest[0]! : '');
}

/** An author whose name comes in parts, any of them empty. */
export function familyFirst(family: string, given: string, suffix = ''): Author[] {
  const name = [given, family, suffix].filter((part) => part !== '').join(' ');
  if (name === '') return [];
  return [{ name, ...(family !== '' && given !== '' ? { family, given } : {}) }];
}

/** The stretches between separators that stand outside of braces. `separator` is sticky. */
function words(text: string, separator: RegExp): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    separator.lastIndex = at;
    if (separator.exec(text) === null) continue;
    found.push(text.slice(from, at));
    from = separator.lastIndex;
    at = from - 1;
  }
  found.push(text.slice(from));
  return found;
}
