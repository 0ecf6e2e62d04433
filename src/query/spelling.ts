/** How words and values are spelt in a query line: what parse.ts reads and print.ts writes, kept together. */

import { FIELDS } from './fields.js';

/** The names of fields that have a hyphen, as alternatives of an expression: other words with one are no fields. */
export const HYPHENATED_FIELDS = FIELDS.flatMap(({ name, aliases }) => [name, ...aliases])
  .filter((name) => name.includes('-'))
  .join('|');

/** A name before a colon makes a field of it; an address (`https://…`) is a word. */
export const FIELD_PREFIX = new RegExp(`(?!https?://)(${HYPHENATED_FIELDS}|[\\p{L}_]+):`, 'iuy');
/** Capitals only: `and`, `or` and `not` are words of titles. */
export const KEYWORD = /(AND|OR|NOT)(?=[\s()"]|$)/y;

/** A word as typed: a backslash takes the next character as it is, balanced parentheses belong to it (`SU(2)`). */
export interface Spelt {
  text: string;
  end: number;
}

/** Reads from `start` to a blank or a parenthesis that closes a group; in a list of values a comma ends it too. */
export function readWord(line: string, start: number, inList: boolean): Spelt {
  let text = '';
  let open = 0;
  let at = start;
  for (; at < line.length; at++) {
    let char = line[at]!;
    if (char === '\\' && at + 1 < line.length) char = line[++at]!;
    else if (/\s/u.test(char) || (char === ',' && inList)) break;
    else if (char === '(') open++;
    else if (char === ')' && --open < 0) break;
    text += char;
  }
  return { text, end: at };
}

/** Reads a quoted text whose opening quote is at `start`; null where it is never closed. */
export function readQuoted(line: string, start: number): Spelt | null {
  let text = '';
  for (let at = start + 1; at < line.length; at++) {
    const char = line[at]!;
    if (char === '"') return { text, end: at + 1 };
    if (char === '\\' && (line[at + 1] === '"' || line[at + 1] === '\\')) text += line[++at]!;
    else text += char;
  }
  return null;
}

export function writeQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A word that reads back as itself, with backslashes only where something would be taken for more than a letter. */
export function writeWord(text: string, inList: boolean): string {
  let special = inList ? /[\\\s,]/gu : /[\\\s]/gu;
  if (!balanced(text)) special = inList ? /[\\\s,()]/gu : /[\\\s()]/gu;
  const word = text.replace(special, '\\$&');
  FIELD_PREFIX.lastIndex = 0;
  KEYWORD.lastIndex = 0;
  if (inList) return /^["(]/.test(word) ? `\\${word}` : word;
  if (/^["(@-]/.test(word) || KEYWORD.test(word)) return `\\${word}`;
  return word.includes(':') && FIELD_PREFIX.test(word) ? word.replace(':', '\\:') : word;
}

/** Every parenthesis has its partner and the word does not begin with one, which would be a group. */
function balanced(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '(') open++;
    else if (char === ')' && --open < 0) return false;
  }
  return open === 0 && !text.startsWith('(');
}
