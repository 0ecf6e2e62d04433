/** What network formats say of a work beside its label, and of a citation. */
import { showId } from '../../hub/ids/identifier.js';
import { familyName } from '../../hub/name.js';
import type { NetworkWork } from '../../library/graph/network.js';
import { isOnlyId } from '../../library/model.js';
import { readable } from '../rich-text/plain-text.js';

interface Attribute<Of> {
  name: string;
  type: 'string' | 'int' | 'double';
  /** undefined: not known, and left out. */
  of: (of: Of) => string | number | undefined;
}

const list = (labels: readonly string[]): string | undefined => (labels.length === 0 ? undefined : labels.join('; '));

/** Of works. Several labels of one are parted by `; `. */
export const WORK_ATTRIBUTES: readonly Attribute<NetworkWork>[] = [
  // A work without a title is called by its id, which is no title.
  { name: 'title', type: 'string', of: (work) => (isOnlyId(work) ? undefined : readable(work.title)) },
  { name: 'author', type: 'string', of: ({ firstAuthor }) => (firstAuthor === '' ? undefined : readable(firstAuthor)) },
  { name: 'year', type: 'int', of: ({ year }) => year },
  { name: 'roles', type: 'string', of: ({ roles }) => list(roles) },
  { name: 'polarities', type: 'string', of: ({ polarities }) => list(polarities) },
  { name: 'verdict', type: 'string', of: ({ verdict }) => verdict },
  { name: 'novelty', type: 'double', of: ({ novelty }) => novelty },
  { name: 'school', type: 'string', of: ({ school }) => school },
  // That nobody in the library cites it says little of the world.
  { name: 'citing', type: 'int', of: ({ citing }) => (citing === 0 ? undefined : citing) },
];

export const CITATION_ATTRIBUTES: readonly Attribute<{ roles: string[] }>[] = [
  { name: 'roles', type: 'string', of: ({ roles }) => list(roles) },
];

/** Short, and different for every work: `Maldacena 1997 arXiv:hep-th/9711200`. */
export function labelOf({ id, firstAuthor, year }: NetworkWork): string {
  const author = firstAuthor === '' ? [] : [familyName(readable(firstAuthor))];
  return [...author, ...(year === undefined ? [] : [String(year)]), showId(id)].join(' ');
}

/** A text between XML's tags or quotes. What XML cannot write at all was left out when the text came into the library. */
export function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\p{Cs}\p{Cc}\uFFFE\uFFFF]/gu, (char) => (/[\t\n\r]/u.test(char) ? ' ' : ''));
}
