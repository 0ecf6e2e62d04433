/** Orders of a hub's papers by how they stand among themselves; others are stored with the arrays (orders.ts). */
import type { Sort } from '../../../query/query.js';
import { type Columns, keptIn } from '../../derived/columns.js';
import { localCitations, pageRankIn } from '../../graph/local.js';
import { neighbourhoodIn } from '../../graph/neighbourhood.js';
import type { Library } from '../../library.js';
import { finished, partOf, type Steps, sortedIn } from '../../steps.js';

type GraphSort = Sort & { key: 'local' | 'pagerank' };

/** All places in this order, of equals the newest first; null where the numbers are withheld. */
export const graphOrder = (lib: Library, columns: Columns, sort: GraphSort): Int32Array | null =>
  finished(graphOrderIn(lib, columns, sort));

export function* graphOrderIn(
  lib: Library,
  columns: Columns,
  { key, descending }: GraphSort,
): Steps<Int32Array | null> {
  return yield* keptIn(columns, `order ${key} ${descending}`, function* () {
    const values = yield* partOf(valuesIn(lib, columns, key), 0, 0.8);
    if (values === null) return null;
    const newest = columns.order({ key: 'date', descending: true });
    const sign = descending ? -1 : 1;
    return yield* partOf(
      sortedIn(newest, (a, b) => sign * (values[a]! - values[b]!)),
      0.8,
      1,
    );
  });
}

/** The numbers that such an order goes by, of each paper by place; null where they are withheld. */
export const valuesOf = (lib: Library, columns: Columns, key: GraphSort['key']): Uint32Array | Float64Array | null =>
  finished(valuesIn(lib, columns, key));

function* valuesIn(lib: Library, columns: Columns, key: GraphSort['key']): Steps<Uint32Array | Float64Array | null> {
  const around = yield* neighbourhoodIn(lib, columns.hub);
  if (key === 'local') {
    const told = localCitations(around);
    return told.withheld ? null : told.counts;
  }
  const told = yield* pageRankIn(around);
  return told.withheld ? null : told.ranks;
}
