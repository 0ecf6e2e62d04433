/** Ages and orders of a hub's papers when single ones are replaced (replacing.ts): each finds its place by halving. */
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { type Order, type Ordered, orderName, STORED_ORDERS } from '../orders.js';
import { foldText } from '../tokens.js';
import { type Replacing, spread, unlessSame } from './replacing.js';

/** Less is newer; those without a date have the last. */
export interface Ages {
  of: Int32Array;
  /** That of papers without a date, or -1. */
  undated: number;
}

/** The ages. Dates of the papers that stay are read where a new one is compared with them. */
export function replaceAges(lib: Library, replacing: Replacing): Ages {
  const { old, fresh, size, kept, ids } = replacing;
  const dateOf = lib.sql('SELECT date FROM works WHERE id = ?').pluck();
  const date = (work: WorkNumber): string => (dateOf.get(work) as string | null) ?? '';
  // A paper of each age, those that nobody has any more left out.
  const ages = old.age();
  let oldestAge = -1;
  for (let place = 0; place < ages.length; place += 1) if (ages[place]! > oldestAge) oldestAge = ages[place]!;
  const holders = new Int32Array(oldestAge + 1).fill(-1);
  for (let place = ages.length - 1; place >= 0; place -= 1) if (kept[place]! >= 0) holders[ages[place]!] = kept[place]!;
  const codes = Array.from(holders.keys()).filter((age) => holders[age]! >= 0);
  const known = (at: number): string => date(ids[holders[codes[at]!]!]!);
  // Newest first: '' comes last.
  const dates = [...new Set(Array.from(fresh.ids, date))].sort((a, b) => (a > b ? -1 : 1));
  const oldTo = new Int32Array(holders.length).fill(-1);
  const dateTo = new Map<string, number>();
  let count = 0;
  let at = 0;
  for (const one of dates) {
    let low = at;
    let high = codes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known(middle) > one) low = middle + 1;
      else high = middle;
    }
    for (; at < low; at += 1, count += 1) oldTo[codes[at]!] = count;
    dateTo.set(one, count);
    if (at < codes.length && known(at) === one) {
      oldTo[codes[at]!] = count;
      at += 1;
    }
    count += 1;
  }
  for (; at < codes.length; at += 1, count += 1) oldTo[codes[at]!] = count;
  const come = Int32Array.from(fresh.ids, (work) => dateTo.get(date(work))!);
  const of = spread(replacing, { of: ages, to: unlessSame(oldTo) }, { of: come }, new Int32Array(size));
  const oldest = of.indexOf(count - 1);
  return { of, undated: oldest >= 0 && date(ids[oldest]!) === '' ? count - 1 : -1 };
}

/** Which values papers have, as places in a list that rises. */
export interface Ranked {
  of: (place: number) => number;
  /** That of papers without one, or -1. */
  unknown: number;
}

/** The orders, each made when it is asked for. */
export function* replaceOrders(
  lib: Library,
  replacing: Replacing,
  ages: Ages,
  novelty: Ranked,
  citations: Ranked,
): Generator<Ordered> {
  const compare = comparing(lib, replacing.ids, ages, novelty, citations);
  const { old, fresh, kept, added } = replacing;
  for (const order of STORED_ORDERS) {
    const before = old.order(order);
    const come = fresh.order(order).map((place) => added[place]!);
    yield { name: orderName(order), places: inserted(staying(before, kept), come, compare(order)), before };
  }
}

/** An order without the papers that are taken out. */
function staying(order: Int32Array, kept: Int32Array): Int32Array {
  const stay = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i += 1) {
    const place = kept[order[i]!]!;
    stay[count] = place;
    // What is taken out is written over by the next.
    count += place < 0 ? 0 : 1;
  }
  return stay.subarray(0, count);
}

/** Two sorted lists as one, of which the second is short. */
function inserted(stay: Int32Array, come: Int32Array, compare: (a: number, b: number) => number): Int32Array {
  if (come.length === 0) return stay;
  const all = new Int32Array(stay.length + come.length);
  let from = 0;
  for (const [before, place] of come.entries()) {
    let low = from;
    let high = stay.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(stay[middle]!, place) < 0) low = middle + 1;
      else high = middle;
    }
    all.set(stay.subarray(from, low), from + before);
    all[low + before] = place;
    from = low;
  }
  all.set(stay.subarray(from), from + come.length);
  return all;
}

/** The same orders as `ordersOf()` makes by sorting. */
function comparing(
  lib: Library,
  ids: Int32Array,
  ages: Ages,
  novelty: Ranked,
  citations: Ranked,
): (order: Order) => (a: number, b: number) => number {
  const titleOf = lib.sql('SELECT title FROM works WHERE id = ?').pluck();
  const titles = new Map<number, string>();
  const title = (place: number): string => {
    const known = titles.get(place);
    if (known !== undefined) return known;
    const folded = foldText((titleOf.get(ids[place]!) as string | null) ?? '');
    titles.set(place, folded);
    return folded;
  };
  const byTitle = (a: number, b: number, turn: 1 | -1): number => {
    const [x, y] = [title(a), title(b)];
    if (x === y) return 0;
    return x === '' ? 1 : y === '' ? -1 : x < y ? -turn : turn;
  };
  const byRank = ({ of, unknown }: Ranked, a: number, b: number, turn: 1 | -1): number => {
    const [x, y] = [of(a), of(b)];
    if (x === y) return 0;
    return x === unknown ? 1 : y === unknown ? -1 : (x - y) * turn;
  };
  const age: Ranked = { of: (place) => ages.of[place]!, unknown: ages.undated };
  return (order) => {
    if (order === null) return (a, b) => byRank(novelty, a, b, -1) || byRank(age, a, b, 1) || byTitle(a, b, 1) || a - b;
    const turn = order.descending ? -1 : 1;
    const byKey = {
      novelty: (a: number, b: number) => byRank(novelty, a, b, turn),
      citations: (a: number, b: number) => byRank(citations, a, b, turn),
      // What is older is less.
      date: (a: number, b: number) => byRank(age, a, b, turn === 1 ? -1 : 1),
      title: (a: number, b: number) => byTitle(a, b, turn),
    }[order.key];
    return (a, b) => byKey(a, b) || byRank(age, a, b, 1) || a - b;
  };
}
