/** Words for the ear: lines of the screen without what is only to be seen, sentences out of parts. */
import { countWords } from '../../hub/share.js';
import { type Line, plainText } from '../../text/spans.js';
import { displayText } from '../../text/width.js';
import { type Context, keyFor } from '../keymap.js';
import type { ActionName } from '../state/actions.js';

/** Bars, frames, arrows and marks, beside which words say the same. */
const TO_BE_SEEN = /[\u2500-\u25ff✓✗★›‹]+/gu;

/** A line of the screen as it is heard: what stands in columns as a name and what it has. */
export function spoken(line: Line): string {
  const columns = plainText(line)
    .replace(TO_BE_SEEN, '  ')
    .replace(/\s*·\s*/gu, ', ')
    .trim()
    .split(/\s{2,}/u);
  const [name = '', ...more] = columns;
  const said = more.length === 0 ? name : `${name}${/[,:;.]$/u.test(name) ? '' : ':'} ${more.join(', ')}`;
  return said.replace(/ (?=[,.;:])/gu, '').replace(/,(?=,)/gu, '');
}

/** Lines of the screen as they are heard, without the empty ones. */
export const spokenLines = (lines: readonly Line[]): string[] => lines.map(spoken).filter((line) => line !== '');

/** A sentence that begins with a key or a name, in which a capital letter is another one: it is left as it is, and ends. */
export function ended(words: string): string {
  const text = displayText(words).trim();
  return text === '' || /[.!?…:]["”')]*$/u.test(text) ? text : `${text}.`;
}

/** A sentence: its first letter is a capital one, and it ends. */
export function sentence(words: string): string {
  const text = ended(words);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Sentences one after the other. */
export const sentences = (...parts: readonly string[]): string => inTurn(...parts.map(sentence));

/** What are sentences already, one after the other. */
export const inTurn = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ');

/** A key as it is heard, for sentences that name one. */
export const heardKeyFor = (action: ActionName, context: Context): string =>
  keyFor(action, context, { arrows: false, listens: true });

/** `Evci`, `Evci and one other`, `Evci and 3 others`. */
export function authorWords(first: string, count: number): string {
  if (count <= 1) return first;
  return `${first} and ${count === 2 ? 'one other' : `${countWords(count - 1)} others`}`;
}

/** `Row 13 of 59` */
export const placeWords = (what: string, at: number, of: number): string =>
  `${what} ${countWords(at + 1)} of ${countWords(of)}`;
