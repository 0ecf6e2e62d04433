/** What a query takes that is longer than a key may, worked out in steps; what is worked out is kept, and the query answered at once. */
import type { Query } from '../../query/query.js';
import { type Leaf, leaves } from '../../query/tree.js';
import { columnsIn, columnsOf } from '../derived/columns.js';
import { authorshipIn } from '../graph/authors/authors.js';
import { cueSentencesIn } from '../graph/ledger.js';
import { citersIn, neighbourhoodIn } from '../graph/neighbourhood.js';
import { namedSchools } from '../graph/schools/school-lines.js';
import { datesIn } from '../graph/time.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { partOf, type Steps } from '../steps.js';
import { graphOrderIn } from './graph-orders.js';

/** Works out what runQuery needs of the graph for this query over a hub. */
export function* preparing(lib: Library, hub: WorkNumber, { where, sort }: Query): Steps<void> {
  yield* columnsIn(lib, hub);
  const asked = where === null ? [] : [...leaves(where)];
  const parts = asked.length + 1;
  for (const [at, leaf] of asked.entries()) yield* partOf(preparingLeaf(lib, hub, leaf), at / parts, (at + 1) / parts);
  if (sort?.key !== 'local' && sort?.key !== 'pagerank') return;
  const columns = reading(lib, () => columnsOf(lib, hub));
  const { key, descending } = sort;
  yield* partOf(graphOrderIn(lib, columns, { key, descending }), asked.length / parts, 1);
}

function* preparingLeaf(lib: Library, hub: WorkNumber, leaf: Leaf): Steps<void> {
  switch (leaf.kind) {
    case 'linked': {
      if (leaf.how === 'cited-by') return;
      const around = yield* partOf(neighbourhoodIn(lib, hub), 0, 0.5);
      yield* partOf(citersIn(around), 0.5, 1);
      return;
    }
    case 'self':
      yield* authorshipIn(lib, hub);
      return;
    case 'school': {
      yield* namedSchools(lib, hub);
      return;
    }
    case 'cue':
      yield* cueSentencesIn(lib, hub, leaf.what);
      return;
    case 'date':
      yield* datesIn(lib, hub);
      return;
    case 'label':
    case 'flag':
    case 'number':
    case 'none':
    case 'has':
    case 'mine':
    case 'new':
    case 'since':
    case 'text':
    case 'bears':
      return;
  }
}
