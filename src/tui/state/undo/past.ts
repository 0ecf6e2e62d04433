/**
 * What was done in a list and can be undone: a step for each key that changed the query, the selection or the review, as what it changed and
 * not as a copy of what there was.
 */
import type { WorkNumber } from '../../../library/model.js';
import { printQuery } from '../../../query/print.js';
import type { Query } from '../../../query/query.js';
import { displayText } from '../../../text/width.js';
import type { Scroll } from '../motion.js';
import { NOTHING_SELECTED, type Selection, type SelectionChange, selectionChange } from '../selection.js';

/** Where the cursor stood. */
export interface Place {
  under: WorkNumber | null;
  scroll: Scroll;
}

/** One step, as far as it changed anything. */
export interface Step {
  query?: { from: Query; to: Query };
  selection?: SelectionChange;
  /** The review that decisions belong to; null: the hub's own. */
  review?: { from: string | null; to: string | null };
  /** Steps of the journal, which has the words for them. */
  lasting?: readonly string[];
  place: { from: Place; to: Place };
  /** What was done with query and review, for the sentence that says it is undone; of the selection it is counted then. */
  what: string;
}

/** Steps, the latest first: each adds to those before it and copies none. */
export type Steps = { readonly step: Step; readonly rest: Steps } | null;

/** The steps of one list, and what it was when the latest was taken. */
export interface Past {
  done: Steps;
  undone: Steps;
  query: Query;
  selection: Selection;
  /** In which decisions were made; undefined where nobody wrote it down. */
  review: string | null | undefined;
  place: Place;
}

/** What of a list steps are about. */
export type Now = Pick<Past, 'query' | 'selection' | 'review' | 'place'>;

/** A list in which nothing was done yet. */
export const noPast = (query: Query, place: Place): Past => ({
  done: null,
  undone: null,
  query,
  selection: NOTHING_SELECTED,
  review: undefined,
  place,
});

const samePlace = (one: Place, other: Place): boolean =>
  one.under === other.under && one.scroll.cursor === other.scroll.cursor && one.scroll.top === other.scroll.top;

/**
 * The past of a list that is like this now: a step longer where query, selection or review changed, or something lasting. The same object
 * where nothing did.
 * @param lasting steps of the journal
 */
export function settled(past: Past, now: Now, lasting: readonly string[]): Past {
  const query =
    past.query !== now.query && printQuery(past.query) !== printQuery(now.query)
      ? { from: past.query, to: now.query }
      : undefined;
  const selection = selectionChange(past.selection, now.selection);
  const review = reviewChange(past.review, now.review);
  if (query === undefined && selection === null && review === null && lasting.length === 0)
    return past.review === now.review && samePlace(past.place, now.place) ? past : { ...past, ...now };
  const what = [
    ...(query === undefined ? [] : [queryWords(query)]),
    ...(review === null ? [] : [reviewWords(review)]),
  ].join(', ');
  const step: Step = {
    ...(query !== undefined && { query }),
    ...(selection !== null && { selection }),
    ...(review !== null && { review }),
    ...(lasting.length > 0 && { lasting }),
    place: { from: past.place, to: now.place },
    what,
  };
  return { ...now, done: { step, rest: past.done }, undone: null };
}

/** Another review than before; null where it is the same, or nobody knows which it was. */
const reviewChange = (from: Past['review'], to: Past['review']): NonNullable<Step['review']> | null =>
  from === undefined || to === undefined || from === to ? null : { from, to };

const reviewWords = ({ to }: NonNullable<Step['review']>): string =>
  to === null ? 'change to the hub’s own review' : `change to the review “${displayText(to)}”`;

/** What another query does, in words. */
function queryWords({ from, to }: NonNullable<Step['query']>): string {
  const [before, after] = [from, to].map((query) => printQuery({ ...query, sort: null }));
  const sort = printQuery({ where: null, sort: to.sort });
  if (before !== after) return after === '' ? 'filters cleared' : `query ${after}`;
  return sort === '' ? 'the usual order' : sort;
}

/** How many steps there are. */
export function countSteps(steps: Steps): number {
  let count = 0;
  for (let rest = steps; rest !== null; rest = rest.rest) count += 1;
  return count;
}
