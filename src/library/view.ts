/** The answer to a query over a hub. */
import type { Query } from '../query/query.js';
import { conjuncts } from '../query/tree.js';
import { columnsOf, placeOf } from './columns.js';
import { facetsOf } from './facets.js';
import { filterOf, marksFor } from './filter.js';
import type { Facet, View, WorkId } from './model.js';
import { type Library, reading } from './open.js';
import { byRelevance } from './rank.js';
import { orderOf } from './sort.js';
import { textTerms } from './words.js';

/**
 * Runs a query over the citing papers of a hub. The view is a snapshot: later writing does not change it. Facets are
 * counted when first asked for.
 *
 * A word matches papers with a word in title, authors or summary that begins with it; where all the query's words together
 * match fewer than ten papers of the hub, words of four letters or more may have a typing error, of eight or more two.
 * `fuzzy` says that this brought papers in. By relevance the best come first, with or without a minus.
 */
export function runQuery(lib: Library, hub: WorkId, query: Query): View {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const conditions = conjuncts(query.where);
    const filter = filterOf(lib, columns, query);
    const matching = filter.matching(conditions);
    const { sort } = query;
    const words = textTerms(query.where);
    const searches = words.some((term) => term.field === undefined);

    let order: Int32Array;
    if (sort?.key === 'relevance' ? words.length > 0 : sort === null && searches) {
      const exact = filter.fuzzy && query.where ? marksFor(lib, columns, query.where, false) : matching;
      order = byRelevance(lib, columns, words, matching, exact, filter.fuzzy);
    } else {
      const { key, descending } = sort ?? { key: 'relevance', descending: true };
      order = orderOf(columns, key === 'relevance' ? null : { key, descending }).filter((place) => matching[place]);
    }

    let facets: Facet[] | undefined;
    let positions: Int32Array | undefined;
    return {
      total: order.length,
      fuzzy: filter.fuzzy,
      get facets() {
        facets ??= reading(lib, () => facetsOf(columns, query, filter, matching));
        return facets;
      },
      ids(from, count) {
        return Array.from(order.subarray(Math.max(0, from), Math.max(0, from + count)), (place) => columns.ids[place]!);
      },
      position(id) {
        if (positions === undefined) {
          positions = new Int32Array(columns.size).fill(-1);
          for (let i = 0; i < order.length; i += 1) positions[order[i]!] = i;
        }
        return positions[placeOf(columns, id)] ?? -1;
      },
    };
  });
}
