/** A paper as a sentence: in the list of a hub, or anywhere else. */

import { showId } from '../../hub/ids/identifier.js';
import { familyName } from '../../hub/name.js';
import { countWords } from '../../hub/share.js';
import { labelWords } from '../../hub/vocabulary.js';
import { isOnlyId, type News, type Row, type View, type WorkLine } from '../../library/model.js';
import { AUTHORS_HIDDEN, type Hidden, isIdHidden, isTitleHidden } from '../blind.js';
import { DECISION_WORDS } from '../panes/decided.js';
import type { Decided } from '../services/decision-services.js';
import { authorWords, sentences } from './words.js';

const NEWS: Record<News, string> = {
  new: 'new in the latest update',
  changed: 'changed in the latest update',
  gone: 'no longer listed in the latest update',
};

/** What the reader said of a paper: `Included. Starred.`; '' where nothing. */
export function decidedWords({ decision, starred, noted, tagged }: Decided): string {
  const reason = decision?.status === 'excluded' && decision.reason !== undefined ? `: ${decision.reason}` : '';
  return sentences(
    decision === undefined ? '' : `${DECISION_WORDS[decision.status]}${reason}`,
    starred ? 'starred' : '',
    noted ? 'with a note' : '',
    tagged ? 'with tags' : '',
  );
}

/** What a row of the list is said with. */
interface RowLook {
  place: string;
  hidden: Hidden;
  isSelected: boolean;
  decided: Decided;
  standing: View['standing'];
}

/** `Row 13 of 59: Title, Evci and 3 others, 2023. Method. Cites it 4 times. Included.` */
export function rowWords(row: Row, { place, hidden, isSelected, decided, standing }: RowLook): string {
  const by = hidden.includes('authors')
    ? AUTHORS_HIDDEN
    : row.firstAuthor === '' && row.authorCount > 1
      ? `${countWords(row.authorCount)} authors`
      : authorWords(familyName(row.firstAuthor), row.authorCount);
  const title = isTitleHidden(row, hidden) ? 'title and id hidden' : row.title;
  const about = [title, by, row.date.slice(0, 4)].filter((part) => part !== '').join(', ');
  return sentences(
    `${place}: ${about}`,
    isSelected ? 'selected' : '',
    row.retracted ? 'retracted' : '',
    row.integrity === 'critical' ? 'a critical finding about its references or text' : '',
    row.roles.map(labelWords).join(', '),
    row.polarities.length > 0 ? `polarity ${row.polarities.map(labelWords).join(', ')}` : '',
    reviewWords(row),
    row.influential ? 'influential' : '',
    row.refs === undefined ? '' : `cites it ${row.refs === 1 ? 'once' : `${countWords(row.refs)} times`}`,
    standingWords(row, standing, hidden),
    row.citing > 0 && !hidden.includes('citations')
      ? `${countWords(row.citing)} ${row.citing === 1 ? 'paper' : 'papers'} of this library ${row.citing === 1 ? 'cites' : 'cite'} it`
      : '',
    row.mine ? 'in your own bibliography' : '',
    row.news === undefined ? '' : NEWS[row.news],
    decidedWords(decided),
  );
}

function reviewWords({ verdict, novelty }: Row): string {
  const parts = [
    verdict === undefined ? '' : `verdict ${labelWords(verdict)}`,
    novelty === undefined ? '' : `novelty ${novelty.toFixed(1)} of 10`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function standingWords({ work }: Row, standing: View['standing'], hidden: Hidden): string {
  if (standing === undefined) return '';
  if (hidden.includes('citations')) return 'citations hidden';
  const number = standing.of(work);
  return standing.by === 'local'
    ? `cited by ${countWords(number)} others here`
    : `PageRank ${(number * 100).toPrecision(2)}%`;
}

/** A work by its title, who wrote it and when: `Title, Evci and 3 others, 2019`; by its id where nobody described it. */
export function workWords(work: WorkLine, hidden: Hidden): string {
  if (isOnlyId(work)) return `${isIdHidden(work.id, hidden) ? 'id hidden' : showId(work.id)}, no title yet`;
  const [first] = work.authors;
  const by =
    first === undefined || hidden.includes('authors') ? '' : authorWords(familyName(first), work.authors.length);
  return [work.title, by, work.date.slice(0, 4)].filter((part) => part !== '').join(', ');
}
