/** The order of the reading list among the papers of a hub. */
import { marksOf } from '../../decisions/live.js';
import { readingList } from '../../decisions/reading-list.js';
import { type Columns, cachedIn, placeOf } from '../../derived/columns.js';
import type { Library } from '../../library.js';

/** Of papers that are not on the list. */
export const NOT_LISTED = 0x7fff_ffff;

/** Which one of the list each paper is, by place. */
export function readingPlaces(lib: Library, columns: Columns): Int32Array {
  return cachedIn(columns, `reading places ${marksOf(lib, 'reading').generation}`, () => {
    const places = new Int32Array(columns.size).fill(NOT_LISTED);
    for (const [at, work] of readingList(lib).entries()) {
      const place = placeOf(columns, work);
      if (place >= 0) places[place] = at;
    }
    return places;
  });
}

/** All places as the list has them, backwards where that is asked for; those that are not on it last, the newest first. */
export function readingOrder(lib: Library, columns: Columns, descending: boolean): Int32Array {
  return cachedIn(columns, `order reading ${descending} ${marksOf(lib, 'reading').generation}`, () => {
    const places = readingPlaces(lib, columns);
    const newest = columns.order({ key: 'date', descending: true });
    const listed = newest.filter((place) => places[place] !== NOT_LISTED);
    listed.sort((a, b) => (descending ? places[b]! - places[a]! : places[a]! - places[b]!));
    const order = new Int32Array(newest.length);
    order.set(listed);
    order.set(
      newest.filter((place) => places[place] === NOT_LISTED),
      listed.length,
    );
    return order;
  });
}
