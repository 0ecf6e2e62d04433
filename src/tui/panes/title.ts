/** What a work is called. */
import { showId } from '../../hub/ids/identifier.js';
import { isOnlyId, type WorkLine } from '../../library/model.js';
import { displayText } from '../../text/width.js';

/** Its title; its id where nobody described it. */
export function titleWords(work: Pick<WorkLine, 'id' | 'title'>): string {
  return displayText(isOnlyId(work) ? showId(work.id) : work.title);
}
