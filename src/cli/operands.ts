/** Which words of the command line are the paper, and which the query. */
import { hasFormOfId, parseId } from '../hub/ids/identifier.js';
import { labelToken } from '../hub/vocabulary.js';
import { fieldNamed } from '../query/fields.js';
import { HYPHENATED_FIELDS } from '../query/spelling.js';
import type { Word } from './arguments.js';

export interface Operands {
  /** An id or words of a title; null where there is none. */
  paper: string | null;
  /** The query line, '' for every citing paper. */
  query: string;
}

/** In the place of a paper: all papers of the library. */
export const EVERYTHING = ':';

const FIELD = `(?:${HYPHENATED_FIELDS}|[a-z_]+)`;
const BEGINNING = new RegExp(`^[-(]*${FIELD}:(?!//).`, 'u');
const FIELD_AND_VALUE = new RegExp(`^(-?)(${FIELD}):(.*)$`, 'su');
const SEVERAL_TERMS = new RegExp(`(^|\\s)(OR|AND|NOT)(\\s|$)|(^|\\s)[-(]*${FIELD}:\\S|[()]|(^|\\s)-\\S`, 'u');

/** `role:method`, `-cat:cs.CV`, `(author:zuo`, `@saved`: a word that can only be the beginning of a query. */
function beginsQuery(text: string): boolean {
  return BEGINNING.test(text) || /^-[("]/u.test(text) || /^@\S/u.test(text);
}

/**
 * The rule that help states: an id is one word and a quoted title is one word; a title without quotes goes on to
 * the first word with a field, the first words in quotes, or what stood behind `--`.
 */
export function paperAndQuery(words: readonly Word[]): Operands {
  const first = words[0];
  if (first === undefined) return { paper: null, query: '' };
  if (first.text === EVERYTHING) return { paper: EVERYTHING, query: queryLine(words.slice(1)) };
  const isPaper = parseId(first.text) !== null || hasFormOfId(first.text);
  if (!isPaper && (first.fenced || beginsQuery(first.text))) return { paper: null, query: queryLine(words) };
  if (isPaper || /\s/u.test(first.text.trim())) return { paper: first.text.trim(), query: queryLine(words.slice(1)) };
  const end = words.findIndex(({ text, fenced }) => fenced || beginsQuery(text) || /\s/u.test(text));
  const title = end < 0 ? words : words.slice(0, end);
  return { paper: title.map((word) => word.text).join(' '), query: end < 0 ? '' : queryLine(words.slice(end)) };
}

function queryLine(words: readonly Word[]): string {
  return words
    .map((word) => asTyped(word.text))
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * An argument as part of a query line. A shell removes the quotes of `author:"van der"` and hands over one argument with a blank;
 * they are put back around the value of a field that can have been one term only. Words without a field are words, as on the
 * screen, and an argument that is a whole query (`'role:method novelty:>=7'`) stays as it is.
 */
export function asTyped(argument: string): string {
  const text = argument.trim();
  if (!/\s/u.test(text) || text.includes('"')) return text;
  const [, sign = '', field, value] = FIELD_AND_VALUE.exec(text) ?? [];
  if (field === undefined || value === undefined || SEVERAL_TERMS.test(value)) return text;
  return isOneValue(field, value) ? `${sign}${field}:"${value}"` : text;
}

/** A field of words takes them all; of a label only the known ones have two words, or else the rest is another term. */
function isOneValue(name: string, value: string): boolean {
  const field = fieldNamed(name);
  if (field?.kind === 'text') return true;
  return field?.kind === 'label' && field.known.some((entry) => entry.label === labelToken(value));
}
