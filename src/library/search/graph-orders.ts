/** Orders of a hub's papers by how they stand among themselves; others are stored with the arrays (orders.ts). */
import type { Sort } from '../../query/query.js';
import { type Columns, cachedIn } from '../derived/columns.js';
import { localCitations, pageRank } from '../graph/local.js';
import { neighbourhoodOf } from '../graph/neighbourhood.js';
import type { Library } from '../library.js';

type GraphSort = Sort & { key: 'local' | 'pagerank' };

/** All places in this order, of equals the newest first; null where the numbers are withheld. */
export function graphOrder(lib: Library, columns: Columns, { key, descending }: GraphSort): Int32Array | null {
  return cachedIn(columns, `order ${key} ${descending}`, () => {
    const values = valuesOf(lib, columns, key);
    if (values === null) return null;
    const newest = columns.order({ key: 'date', descending: true });
    const sign = descending ? -1 : 1;
    const at = new Int32Array(newest.length);
    newest.forEach((place, i) => {
      at[place] = i;
    });
    return newest.slice().sort((a, b) => sign * (values[a]! - values[b]!) || at[a]! - at[b]!);
  });
}

/** The numbers that such an order goes by, of each paper by place; null where they are withheld. */
export function valuesOf(lib: Library, columns: Columns, key: GraphSort['key']): Uint32Array | Float64Array | null {
  const around = neighbourhoodOf(lib, columns.hub);
  if (key === 'local') {
    const told = localCitations(around);
    return told.withheld ? null : told.counts;
  }
  const told = pageRank(around);
  return told.withheld ? null : told.ranks;
}
