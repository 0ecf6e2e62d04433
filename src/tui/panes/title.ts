/** What a work is called, and who wrote it when. */
import { showId } from '../../hub/ids/identifier.js';
import { isOnlyId, type WorkLine } from '../../library/model.js';
import { displayText } from '../../text/width.js';

/** Its title; its id where nobody described it. */
export function titleWords(work: Pick<WorkLine, 'id' | 'title'>): string {
  return displayText(isOnlyId(work) ? showId(work.id) : work.title);
}

/** Who wrote it and when, where that is known, in the order in which every line about a work has them. */
export function byAndYear(firstAuthor: string, authors: number, date: string): string[] {
  const by = firstAuthor === '' ? '' : `${firstAuthor}${authors > 1 ? ' et al.' : ''}`;
  return [by, date.slice(0, 4)].filter((part) => part !== '').map(displayText);
}
