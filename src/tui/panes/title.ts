/**
 * What is told of a work wherever one is named: what it is called, who wrote it and when, its id, where it is, how often it is cited. All of
 * it goes through here, so that a blind screen hides it in one place.
 */
import { idUrl, showId } from '../../hub/ids/identifier.js';
import { familyName } from '../../hub/name.js';
import type { Id } from '../../hub/record.js';
import { countWords } from '../../hub/share.js';
import { type HubHead, isOnlyId, type WorkLine } from '../../library/model.js';
import { truncate } from '../../text/fit.js';
import type { Span } from '../../text/spans.js';
import { displayText, width } from '../../text/width.js';
import { AUTHORS_HIDDEN, HIDDEN, type Hidden, isIdHidden, isTitleHidden } from '../blind.js';

/** An id as it is shown. */
export const idWords = (id: Id, hidden: Hidden): string => (isIdHidden(id, hidden) ? HIDDEN : displayText(showId(id)));

/** Its title; its id where nobody described it. */
export function titleWords(work: Pick<WorkLine, 'id' | 'title'>, hidden: Hidden): string {
  if (isTitleHidden(work, hidden)) return HIDDEN;
  return isOnlyId(work) ? idWords(work.id, hidden) : displayText(work.title);
}

/** Who wrote it and when, where that is known, in the order in which every line about a work has them. */
export function byAndYear(firstAuthor: string, authors: number, date: string, hidden: Hidden): string[] {
  const by = firstAuthor === '' ? '' : `${firstAuthor}${authors > 1 ? ' et al.' : ''}`;
  return [authorsTold(by, hidden), date.slice(0, 4)].filter((part) => part !== '').map(displayText);
}

/** The same of a hub in its head, the fullest first: the year stays the longest, since it tells papers of one author apart. */
export function bylines({ authors, date }: Pick<HubHead, 'authors' | 'date'>, hidden: Hidden): readonly string[] {
  const [first, ...more] = authors.map((name) => displayText(name));
  const year = date.slice(0, 4);
  if (first === undefined) return [displayText(date)];
  const when = year === '' ? '' : `, ${displayText(year)}`;
  if (hidden.includes('authors')) return [`${AUTHORS_HIDDEN}${when}`];
  const further = more.length > 0 ? ` +${more.length}` : '';
  const whole = more.length > 0 ? `${first} and ${countWords(more.length)} more` : first;
  return [whole, `${first}${further}`, `${familyName(first)}${further}`].map((names) => `${names}${when}`);
}

/** The fullest of them that fits, else the shortest with its name cut. */
export function bylineIn(forms: readonly string[], cells: number): string {
  const found = forms.find((form) => width(form) <= cells);
  if (found !== undefined) return found;
  const last = forms.at(-1) ?? '';
  const end = /(?: \+\S+)?(?:, \S+)?$/u.exec(last)?.[0] ?? '';
  const name = truncate(last.slice(0, last.length - end.length), Math.max(1, cells - width(end))).replace(/ +…$/u, '…');
  return truncate(`${name}${end}`, cells);
}

/** Names of authors, or that they are hidden; '' where there are none. */
export const authorsTold = (names: string, hidden: Hidden): string =>
  names !== '' && hidden.includes('authors') ? AUTHORS_HIDDEN : names;

/** The same in a column that is named. */
export const authorCell = (name: string, hidden: Hidden): string =>
  name !== '' && hidden.includes('authors') ? HIDDEN : displayText(name);

/** Names as units of a list that are not broken, each with the comma behind it, and what follows them. */
export const namesOf = (names: readonly string[], more: string): string[] => [
  ...names.map((name, at) => (at < names.length - 1 ? `${name},` : name)),
  ...(more === '' ? [] : [more.trim()]),
];

/** How often it is cited. */
export const citedTold = (count: number, hidden: Hidden): string =>
  hidden.includes('citations') ? HIDDEN : countWords(count);

/** The same, to be opened where terminals make links of it. */
export const titleSpan = (work: Pick<WorkLine, 'id' | 'title'>, hidden: Hidden): Span => ({
  text: titleWords(work, hidden),
  link: addressOf(work.id, hidden),
});

/** The web address of an id, where it has one that may be shown. */
export const addressOf = (id: Id, hidden: Hidden): string | undefined =>
  isIdHidden(id, hidden) ? undefined : idUrl(id);
