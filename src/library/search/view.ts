/** The answer to a query over a hub. */
import type { Screening } from '../../hub/decisions/decision.js';
import type { Query, Sort } from '../../query/query.js';
import { ownScreening } from '../decisions/screening.js';
import { type Columns, columnsOf, placeOf } from '../derived/columns.js';
import { textTerms } from '../derived/tokens.js';
import { neighbourhoodOf } from '../graph/neighbourhood.js';
import { type Library, reading } from '../library.js';
import type { Facet, View, WorkNumber } from '../model.js';
import { within } from './decision-masks.js';
import { decisionFacets } from './facets/decision-facets.js';
import { facetsOf } from './facets/facets.js';
import { schoolFacet } from './facets/school-facet.js';
import { maskOf, matchingOf } from './filter.js';
import { graphOrder, valuesOf } from './graph-orders.js';
import type { Mask } from './masks.js';
import { orderBase } from './order-base.js';
import { byRelevance, type Ordering } from './rank.js';

/**
 * Runs a query over the citing papers of a hub, or over ALL_WORKS: then no condition may be about the citation of a hub
 * (query/needs-hub.ts). The view is a snapshot: later writing does not change it. Facets are
 * counted when first asked for, the order is worked out as far as it is asked for.
 *
 * A word matches papers with a word in title, authors or summary that begins with it; where all the query's words together
 * match fewer than ten papers of the hub, words of four letters or more may have a typing error, of eight or more two.
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

function atOneMoment<T>(lib: Library, read: () => T): T {
  return lib.db.inTransaction ? read() : lib.db.transaction(read).deferred();
}

function view(lib: Library, columns: Columns, query: Query, screening: Screening): View {
  const matching = matchingOf(lib, columns, query);
  const { total, fuzzy, mask } = matching;
  const { sort } = query;
  const words = textTerms(query.where);
  const searches = words.some((term) => term.field === undefined);

  let order: Ordering;
  const isByRelevance = sort?.key === 'relevance' ? words.length > 0 : sort === null && searches;
  if (isByRelevance) {
    const exact = fuzzy && query.where ? maskOf(lib, columns, query.where, false) : null;
    order = byRelevance(lib, columns, words, matching, exact);
  } else {
    order = filtered(orderOf(lib, columns, sort), mask, total);
  }

  const standing = standingIn(lib, columns, sort);
  const inForce: Sort = isByRelevance
    ? { key: 'relevance', descending: true }
    : standing.withheld !== undefined
      ? NEWEST
      : sort === null || sort.key === 'relevance'
        ? unasked(columns)
        : sort;
  let facets: Facet[] | undefined;
  return {
    total,
    fuzzy,
    order: inForce,
    orderBase: () => reading(lib, () => orderBase(lib, columns, inForce.key)),
    ...standing,
    get facets() {
      facets ??= [
        ...decisionFacets(lib, columns, query, matching, screening),
        ...facetsOf(columns, matching),
        ...schoolFacet(lib, columns, query, matching),
      ];
      return facets;
    },
    works(from, count) {
      const [begin, end] = [Math.min(total, Math.max(0, from)), Math.min(total, Math.max(0, from + count))];
      return Array.from(order.slice(begin, Math.max(begin, end)), (place) => columns.ids[place]!);
    },
    position(work) {
      const place = placeOf(columns, work);
      return place < 0 || (mask !== null && mask[place] === 0) ? -1 : order.position(place);
    },
  };
}

const NEWEST = { key: 'date', descending: true } as const satisfies Sort;

/**
 * What the order of hub pages (derived/orders.ts) comes to where nobody asks for another: novelty where any paper of the hub
 * has one, else date.
 */
function unasked({ values }: Columns): Sort {
  return values.novelty.some((value) => value !== null) ? { key: 'novelty', descending: true } : NEWEST;
}

/** All places in the order asked for, the newest first where it is withheld. */
function orderOf(lib: Library, columns: Columns, sort: Sort | null): Int32Array {
  if (sort === null || sort.key === 'relevance') return columns.order(null);
  const { key, descending } = sort;
  if (key !== 'local' && key !== 'pagerank') return columns.order({ key, descending });
  return graphOrder(lib, columns, { key, descending }) ?? columns.order(NEWEST);
}

/** The numbers an order among the papers themselves goes by, or how much is known where that is too little for it. */
function standingIn(lib: Library, columns: Columns, sort: Sort | null): Pick<View, 'withheld' | 'standing'> {
  if (sort?.key !== 'local' && sort?.key !== 'pagerank') return {};
  const by = sort.key;
  const values = valuesOf(lib, columns, by);
  if (values === null) return { withheld: neighbourhoodOf(lib, columns.hub).base };
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
