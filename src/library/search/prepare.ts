/** What a query takes that is longer than a key may, worked out in steps; what is worked out is kept, and the query answered at once. */
import type { Screening } from '../../hub/decisions/decision.js';
import type { Query } from '../../query/query.js';
import { type Leaf, leaves } from '../../query/tree.js';
import { preparingCodes } from '../decisions/codes.js';
import { liveIn } from '../decisions/live.js';
import { ownScreening } from '../decisions/screening.js';
import { columnsIn, columnsOf } from '../derived/columns.js';
import { authorshipIn } from '../graph/authors/authors.js';
import { cueSentencesIn } from '../graph/ledger.js';
import { citersIn, neighbourhoodIn } from '../graph/neighbourhood.js';
import { namedSchools } from '../graph/schools/school-lines.js';
import { datesIn } from '../graph/time.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { partOf, type Steps } from '../steps.js';
import { within } from './decision-masks.js';
import { graphOrderIn } from './orders/graph-orders.js';
import { NEWEST } from './rank.js';
import { textMaskIn } from './text-search.js';
import { viewIn } from './view.js';

/** Works out what runQuery needs of the graph for this query over a hub. */
export function* preparing(
  lib: Library,
  hub: WorkNumber,
  { where, sort }: Query,
  screening: Screening = ownScreening(lib, hub),
): Steps<void> {
  yield* columnsIn(lib, hub);
  yield* liveIn(lib, screening);
  const columns = reading(lib, () => columnsOf(lib, hub));
  yield* preparingCodes(lib, columns, screening);
  const asked = where === null ? [] : [...leaves(where)];
  const parts = asked.length + 2;
  for (const [at, leaf] of asked.entries()) yield* partOf(preparingLeaf(lib, hub, leaf), at / parts, (at + 1) / parts);
  if (sort?.key === 'local' || sort?.key === 'pagerank') {
    const { key, descending } = sort;
    yield* partOf(graphOrderIn(lib, columns, { key, descending }), asked.length / parts, (asked.length + 1) / parts);
  }
  yield* partOf(counting(lib, hub, { where, sort }, screening), (asked.length + 1) / parts, 1);
}

/** Reads what any word is looked for in, in steps: before the first letter of one is typed. */
export function* readingWords(lib: Library, hub: WorkNumber): Steps<void> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  yield* columns.readingWords();
  columns.age();
  yield 0.9;
  columns.order(NEWEST);
  yield 1;
}

/** Looks through all papers, once all that may change meanwhile is read. */
function* counting(lib: Library, hub: WorkNumber, query: Query, screening: Screening): Steps<void> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  const where = query.where === null ? null : within(query.where, screening);
  yield* viewIn(lib, columns, { ...query, where });
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
    case 'text':
      yield* textMaskIn(
        lib,
        reading(lib, () => columnsOf(lib, hub)),
        leaf,
      );
      return;
    case 'label':
    case 'flag':
    case 'number':
    case 'none':
    case 'has':
    case 'mine':
    case 'new':
    case 'since':
    case 'bears':
      return;
  }
}
