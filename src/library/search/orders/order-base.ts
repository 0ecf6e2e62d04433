/** Of how many papers of a list that is known by which it is ordered. */
import type { SortKey } from '../../../query/query.js';
import type { Columns } from '../../derived/columns.js';
import { neighbourhoodOf } from '../../graph/neighbourhood.js';
import type { Library } from '../../library.js';
import type { View } from '../../model.js';
import { perValue } from '../facets/facets.js';
import { NOT_LISTED, readingPlaces } from './reading-order.js';

/** null where the order goes by what every paper has. */
export function orderBase(lib: Library, columns: Columns, key: SortKey): ReturnType<View['orderBase']> {
  const of = columns.size;
  switch (key) {
    case 'novelty':
      return { what: 'Novelty known', known: knownOf(columns, 'novelty'), of };
    case 'date':
      return { what: 'Date known', known: knownOf(columns, 'year'), of };
    case 'citations': {
      const values = columns.values.citations;
      return {
        what: 'Citations known',
        known: columns.codes('citations').filter((code) => values[code] !== null).length,
        of,
      };
    }
    case 'local':
    case 'pagerank':
      return { what: 'References known', ...neighbourhoodOf(lib, columns.hub).base };
    case 'reading':
      return {
        what: 'On the reading list',
        known: readingPlaces(lib, columns).filter((at) => at !== NOT_LISTED).length,
        of,
      };
    case 'title':
    case 'relevance':
      return null;
  }
}

function knownOf(columns: Columns, field: 'novelty' | 'year'): number {
  const values = columns.values[field];
  return perValue(columns, null, field).reduce((sum, papers, at) => (values[at] === null ? sum : sum + papers), 0);
}
