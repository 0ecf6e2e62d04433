/** The answer to a query over a hub. */
import type { Screening } from '../../hub/decisions/decision.js';
import type { Query, Sort } from '../../query/query.js';
import { leftAmong } from '../decisions/counts.js';
import { ownScreening } from '../decisions/screening.js';
import {
  atOneMoment,
  type Columns,
  columnsOf,
  fromUnread,
  OutdatedError,
  placeOf,
  stillOf,
} from '../derived/columns.js';
import type { Order, StoredKey } from '../derived/orders.js';
import { textTerms } from '../derived/tokens.js';
import { neighbourhoodOf } from '../graph/neighbourhood.js';
import { type Library, reading } from '../library.js';
import type { Facet, Forgiven, View, WorkNumber } from '../model.js';
import { partOf, type Steps } from '../steps.js';
import { basesOf } from './answerable.js';
import { within } from './decision-masks.js';
import { decisionFacets } from './facets/decision-facets.js';
import { facetsOf } from './facets/facets.js';
import { schoolFacet } from './facets/school-facet.js';
import { type Matching, maskOf, matchingIn, matchingName, matchingOf } from './filter.js';
import type { Mask } from './masks.js';
import { graphOrder, valuesOf } from './orders/graph-orders.js';
import { orderBase } from './orders/order-base.js';
import { readingOrder } from './orders/reading-order.js';
import { NEWEST, newestFirst, storedNewest, storedUnasked, unasked } from './orders/unasked-order.js';
import { byRelevance, type Found, type Ordering, relevanceIn } from './rank.js';
import { forgivenWords } from './text-search.js';

/**
 * Runs a query over the citing papers of a hub, or over ALL_WORKS: then no condition may be about the citation of a hub
 * (query/needs-hub.ts). The view is a snapshot: later writing does not change it. Facets are
 * counted when first asked for, the order is worked out as far as it is asked for.
 *
 * A word matches papers with a word in title, authors or summary that begins with it; where all the query's words together
 * match fewer than ten papers of the hub, words of four letters or more may have a typing error, of eight or more two: in
 * names of authors only where they match none, and where `author:` asks for one only where no author is called so.
 * What was decided is asked within a screening: without one, the hub's own.
 * `fuzzy` says that this brought papers in. By relevance the best come first, with or without a minus.
 */
export function runQuery(
  lib: Library,
  hub: WorkNumber,
  query: Query,
  screening: Screening = ownScreening(lib, hub),
): View {
  return reading(lib, () => {
    // May write, so it comes before the reading that must all be of one moment.
    columnsOf(lib, hub);
    const asked = query.where === null ? query : { ...query, where: within(query.where, screening) };
    return atOneMoment(lib, () => view(lib, columnsOf(lib, hub), asked, screening));
  });
}

/**
 * The same for who looks at the first page: of all papers of a hub, in an order that the library has, it and the facets are there before
 * the arrays of a large hub are read. Where these are others by the time they are read, the view is made anew.
 */
export function openView(lib: Library, hub: WorkNumber, query: Query, screening: Screening): View {
  if (query.where !== null || isWorkedOut(query.sort)) return runQuery(lib, hub, query, screening);
  const early = reading(lib, () =>
    fromUnread(lib, hub, (columns) =>
      storedOrder(lib, columns, query.sort) === undefined ? null : view(lib, columns, query, screening),
    ),
  );
  if (early === null) return runQuery(lib, hub, query, screening);
  let now = early;
  const ask = <T>(answer: (view: View) => T): T => {
    try {
      return answer(now);
    } catch (error) {
      if (!(error instanceof OutdatedError)) throw error;
    }
    now = runQuery(lib, hub, query, screening);
    return answer(now);
  };
  return {
    get total() {
      return now.total;
    },
    get papers() {
      return now.papers;
    },
    get facets() {
      return ask((view) => view.facets);
    },
    get order() {
      return now.order;
    },
    fuzzy: false,
    forgiven: () => [],
    left: () => ask((view) => view.left()),
    orderBase: () => ask((view) => view.orderBase()),
    bases: () => ask((view) => view.bases()),
    ...(early.withheld !== undefined && { withheld: early.withheld }),
    works: (from, count) => ask((view) => view.works(from, count)),
    position: (work) => ask((view) => view.position(work)),
    *readOn() {
      for (const steps = now.readOn(); ; ) {
        const step = ask(() => steps.next());
        if (step.done) return;
        yield step.value;
      }
    },
  };
}

function view(lib: Library, columns: Columns, query: Query, screening: Screening): View {
  const matching = matchingOf(lib, columns, query);
  const { total, typos, mask } = matching;
  const fuzzy = typos !== 'none';
  const { sort } = query;
  const words = textTerms(query.where);
  const isByRelevance = asksForRelevance(query);
  const stored = mask === null && !isByRelevance ? storedOrder(lib, columns, sort) : undefined;
  // What is read anyway stays in memory with the view, whatever becomes of the library.
  const first = stored === undefined || columns.isRead() ? undefined : columns.first(stored);
  let found: Ordering | undefined;
  const ordering = (): Ordering => {
    found ??= isByRelevance
      ? byRelevance(lib, columns, foundBy(lib, columns, query, matching))
      : filtered(
          first === undefined ? orderOf(lib, columns, sort) : stillOf(lib, columns, () => columns.order(stored!)),
          mask,
          total,
        );
    return found;
  };
  if (first === undefined) ordering();

  const standing = standingIn(lib, columns, sort);
  const inForce: Sort = isByRelevance
    ? { key: 'relevance', descending: true }
    : standing.withheld !== undefined
      ? NEWEST
      : sort === null || sort.key === 'relevance'
        ? unasked(lib, columns)
        : sort;
  let facets: Facet[] | undefined;
  let forgiven: Forgiven[] | undefined;
  let left: number | undefined;
  let bases: ReturnType<View['bases']> | undefined;
  return {
    total,
    papers: columns.size,
    fuzzy,
    forgiven() {
      forgiven ??= typos === 'none' ? [] : reading(lib, () => forgivenWords(columns, words, mask, typos));
      return forgiven;
    },
    order: inForce,
    left() {
      left ??= reading(lib, () => leftAmong(lib, columns, screening, mask));
      return left;
    },
    orderBase: () => reading(lib, () => orderBase(lib, columns, inForce.key)),
    bases() {
      bases ??= basesOf(lib, columns, query, total === 0);
      return bases;
    },
    ...standing,
    get facets() {
      facets ??= [
        ...decisionFacets(lib, columns, query, matching, screening),
        ...facetsOf(lib, columns, matching),
        ...schoolFacet(lib, columns, query, matching),
      ];
      return facets;
    },
    works(from, count) {
      const [begin, end] = [Math.min(total, Math.max(0, from)), Math.min(total, Math.max(0, from + count))];
      if (first !== undefined && end <= first.length) return Array.from(first.subarray(begin, end));
      const places = ordering().slice(begin, Math.max(begin, end));
      // All of a large hub may be asked for, and iterators are slow.
      const works = new Array<WorkNumber>(places.length);
      for (let at = 0; at < places.length; at += 1) works[at] = columns.ids[places[at]!]!;
      return works;
    },
    position(work) {
      const early = first?.indexOf(work) ?? -1;
      if (early >= 0) return early;
      const place = placeOf(columns, work);
      return place < 0 || (mask !== null && mask[place] === 0) ? -1 : ordering().position(place);
    },
    *readOn() {
      yield* columns.reading();
      ordering();
    },
  };
}

/** Works out in steps the papers that meet a query, and which of them come first where that is asked of its words. */
export function* viewIn(lib: Library, columns: Columns, query: Query): Steps<void> {
  const steps = looking(lib, columns, query);
  for (;;) {
    const step = reading(lib, () => atOneMoment(lib, () => steps.next()));
    if (step.done) return;
    yield step.value;
  }
}

function* looking(lib: Library, columns: Columns, query: Query): Steps<void> {
  const matching = yield* partOf(matchingIn(lib, columns, query), 0, 0.5);
  if (asksForRelevance(query)) yield* partOf(relevanceIn(lib, columns, foundBy(lib, columns, query, matching)), 0.5, 1);
}

function asksForRelevance({ where, sort }: Query): boolean {
  const words = textTerms(where);
  return sort?.key === 'relevance' ? words.length > 0 : sort === null && words.some((term) => term.field === undefined);
}

function foundBy(lib: Library, columns: Columns, query: Query, { mask, total, typos }: Matching): Found {
  const exact = typos !== 'none' && query.where ? maskOf(lib, columns, query.where, 'none') : null;
  return { name: matchingName(lib, columns, query), terms: textTerms(query.where), mask, total, typos, exact };
}

/** The order that is asked for where no words are, as far as the library has it; undefined where it is worked out. */
function storedOrder(lib: Library, columns: Columns, sort: Sort | null): Order | undefined {
  if (sort === null || sort.key === 'relevance') return storedUnasked(lib, columns);
  if (isOfNothing(columns, sort)) return storedNewest(lib, columns);
  const { key, descending } = sort;
  if (key === 'date' && descending) return storedNewest(lib, columns);
  return isWorkedOut(sort) ? undefined : { key: key as StoredKey, descending };
}

/** Whether an order goes by a number that no paper has. */
const isOfNothing = ({ values }: Columns, sort: Sort): sort is Sort & { key: 'novelty' | 'citations' } =>
  (sort.key === 'novelty' || sort.key === 'citations') && values[sort.key].every((value) => value === null);

/** Whether an order is in no library, whatever its papers. */
const isWorkedOut = (sort: Sort | null): boolean =>
  sort?.key === 'reading' || sort?.key === 'local' || sort?.key === 'pagerank';

/** All places in the order asked for, the newest first where it is withheld. */
function orderOf(lib: Library, columns: Columns, sort: Sort | null): Int32Array {
  const stored = storedOrder(lib, columns, sort);
  if (stored !== undefined) return columns.order(stored);
  if (sort?.key === 'reading') return readingOrder(lib, columns, sort.descending);
  if (sort?.key !== 'local' && sort?.key !== 'pagerank') return newestFirst(lib, columns);
  const { key, descending } = sort;
  return graphOrder(lib, columns, { key, descending }) ?? newestFirst(lib, columns);
}

/** The numbers an order among the papers themselves goes by, or how much is known where that is too little for it. */
function standingIn(lib: Library, columns: Columns, sort: Sort | null): Pick<View, 'withheld' | 'standing'> {
  if (sort !== null && isOfNothing(columns, sort)) return { withheld: { what: sort.key, known: 0, of: columns.size } };
  if (sort?.key !== 'local' && sort?.key !== 'pagerank') return {};
  const by = sort.key;
  const values = valuesOf(lib, columns, by);
  if (values === null) return { withheld: { what: 'references', ...neighbourhoodOf(lib, columns.hub).base } };
  return { standing: { by, of: (work) => values[placeOf(columns, work)]! } };
}

/** Positions looked for one by one before all are worked out at once. */
const FEW_LOOKUPS = 4;

/** The marked places of an order, found from both ends inwards as they are asked for. */
function filtered(order: Int32Array, mask: Mask | null, total: number): Ordering {
  const found = mask === null ? order : new Int32Array(total);
  // Found so far: positions below `low` and from `high` on; read so far: `order` below `head` and from `tail` on.
  let low = mask === null ? total : 0;
  let high = total;
  let head = 0;
  let tail = order.length;
  const forward = (to: number): void => {
    while (low < to && low < high) {
      const place = order[head]!;
      head += 1;
      if (mask![place] === 0) continue;
      found[low] = place;
      low += 1;
    }
  };
  const backward = (to: number): void => {
    while (high > to && high > low) {
      tail -= 1;
      const place = order[tail]!;
      if (mask![place] === 0) continue;
      high -= 1;
      found[high] = place;
    }
  };
  let lookups = 0;
  let positions: Int32Array | undefined;
  return {
    slice(from, to) {
      if (to - low <= high - from) forward(to);
      else backward(from);
      return found.subarray(from, to);
    },
    position(place) {
      lookups += 1;
      if (lookups <= FEW_LOOKUPS) {
        forward(total);
        return found.indexOf(place);
      }
      if (positions === undefined) {
        forward(total);
        positions = new Int32Array(order.length);
        for (let i = 0; i < total; i += 1) positions[found[i]!] = i;
      }
      return positions[place]!;
    },
  };
}
