/** Total, stable orders of a hub's papers. */
import type { Sort, SortKey } from '../query/query.js';
import { type Columns, keepWith } from './columns.js';

type Compare = (a: number, b: number) => number;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two places by a value; unknown values come last whichever way the others run. */
function byValue<T>(values: readonly T[], unknown: T, descending: boolean, compare: (a: T, b: T) => number): Compare {
  return (a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    if (x === unknown || y === unknown) return Number(x === unknown) - Number(y === unknown);
    return descending ? compare(y, x) : compare(x, y);
  };
}

/** Newest first, then the paper that came first into the library: what decides between equals. */
export function tieBreak(columns: Columns): Compare {
  const byDate = byValue(columns.date, '', true, byText);
  return (a, b) => byDate(a, b) || a - b;
}

function comparator(columns: Columns, key: Exclude<SortKey, 'relevance'>, descending: boolean): Compare {
  const byNumber = (a: number | null, b: number | null): number => a! - b!;
  switch (key) {
    case 'novelty':
      return byValue(columns.novelty, null, descending, byNumber);
    case 'citations':
      return byValue(columns.citations, null, descending, byNumber);
    case 'date':
      return byValue(columns.date, '', descending, byText);
    case 'title':
      return byValue(columns.titleKey, '', descending, byText);
  }
}

/** All places of the hub in an order; null is the order hub pages print: novelty, then date, both falling, then title. */
export function orderOf(columns: Columns, sort: (Sort & { key: Exclude<SortKey, 'relevance'> }) | null): Int32Array {
  return keepWith(columns, `order ${sort?.key} ${sort?.descending}`, () => {
    const places = Array.from({ length: columns.size }, (_, i) => i);
    const ties = tieBreak(columns);
    if (sort === null) {
      const novelty = comparator(columns, 'novelty', true);
      const date = comparator(columns, 'date', true);
      const title = comparator(columns, 'title', false);
      places.sort((a, b) => novelty(a, b) || date(a, b) || title(a, b) || a - b);
    } else {
      const compare = comparator(columns, sort.key, sort.descending);
      places.sort((a, b) => compare(a, b) || ties(a, b));
    }
    return Int32Array.from(places);
  });
}
