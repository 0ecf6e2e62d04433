/** Total, stable orders of a hub's papers; each is worked out once, when the hub's arrays are made. */
import type { Sort, SortKey } from '../../query/query.js';
import { fewOf, putAll, type Shelf } from './shelf/segments.js';

/** The orders that are stored; the others are worked out when they are asked for (search/). */
export type StoredKey = Exclude<SortKey, 'relevance' | 'local' | 'pagerank' | 'reading'>;

/** null is the order hub pages print: novelty, then date, both falling, then title. */
export type Order = (Sort & { key: StoredKey }) | null;

export const STORED_ORDERS: readonly Order[] = [
  ...(['novelty', 'date', 'title', 'citations'] as const).flatMap((key) =>
    [true, false].map((descending) => ({ key, descending })),
  ),
  null,
];

export function orderName(order: Order): string {
  return order === null ? 'order' : `order ${order.key} ${order.descending ? 'falling' : 'rising'}`;
}

/** Papers of each order that are kept by themselves: a screen of them is there before the arrays of a large hub are read. */
export const FIRST = 128;

const firstName = (name: string): string => `first of ${name}`;

/** An order as it is put away; before: as it lies there already. */
export interface Ordered {
  name: string;
  places: Int32Array;
  before?: Int32Array;
}

/** Puts an order away, and which works come first in it. @param ids the works by place */
export function putOrder(shelf: Shelf, { name, places, before }: Ordered, ids: Int32Array): void {
  putAll(shelf, name, places, before);
  putAll(
    shelf,
    firstName(name),
    places.subarray(0, FIRST).map((place) => ids[place]!),
  );
}

/** The works that come first in an order of so many papers; undefined where they were not kept. */
export function firstOf(shelf: Shelf, order: Order, size: number): Int32Array | undefined {
  return fewOf(shelf, firstName(orderName(order)), Math.min(size, FIRST));
}

/**
 * Which value each paper has, as a place in the list of its different values, which rise. The last may stand for papers
 * without one.
 */
export interface Ranks {
  of: Int32Array;
  count: number;
  lastIsUnknown: boolean;
}

/** All places in the order in which papers came into the library. */
export function placesOf(size: number): Int32Array {
  const places = new Int32Array(size);
  for (let place = 0; place < size; place += 1) places[place] = place;
  return places;
}

/** The places of `before`, by rank; equals stay in the order they had, unknown ones come last whichever way the others run. */
function sorted(before: Int32Array, { of, count, lastIsUnknown }: Ranks, descending: boolean): Int32Array {
  const known = lastIsUnknown ? count - 1 : count;
  const turned = (rank: number): number => (descending && rank < known ? known - 1 - rank : rank);
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < of.length; i += 1) starts[turned(of[i]!) + 1]! += 1;
  for (let i = 0; i < count; i += 1) starts[i + 1]! += starts[i]!;
  const after = new Int32Array(before.length);
  for (let i = 0; i < before.length; i += 1) {
    const place = before[i]!;
    const to = turned(of[place]!);
    after[starts[to]!] = place;
    starts[to]! += 1;
  }
  return after;
}

/** All orders, each made when it is asked for. Between equals the newest comes first, then the first in the library. */
export function* ordersOf(ranks: Record<StoredKey, Ranks>): Generator<{ name: string; places: Int32Array }> {
  const asTheyCame = placesOf(ranks.date.of.length);
  const newest = sorted(asTheyCame, ranks.date, true);
  for (const key of ['novelty', 'date', 'title', 'citations'] as const) {
    for (const descending of [true, false]) {
      yield { name: orderName({ key, descending }), places: sorted(newest, ranks[key], descending) };
    }
  }
  const byTitle = sorted(asTheyCame, ranks.title, false);
  yield { name: orderName(null), places: sorted(sorted(byTitle, ranks.date, true), ranks.novelty, true) };
}

/**
 * The orders that go by novelty, made anew from those that do not: where few papers have another novelty than before.
 * @param newest the order of dates, falling; byTitle: that of titles, rising, in which equals come newest first
 * @param ages what rises with age, those without a date last
 */
export function* noveltyOrdersOf(
  novelty: Ranks,
  newest: Int32Array,
  byTitle: Int32Array,
  ages: Ranks,
): Generator<{ name: string; places: Int32Array }> {
  for (const descending of [true, false])
    yield { name: orderName({ key: 'novelty', descending }), places: sorted(newest, novelty, descending) };
  yield { name: orderName(null), places: sorted(sorted(byTitle, ages, false), novelty, true) };
}
