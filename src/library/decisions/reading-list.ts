/** The reading list: papers of any hub in the order in which they are to be read, each with a number as its place. */
import type { Change } from '../../hub/decisions/decision.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { marksOf } from './live.js';

/** Of papers with the same place, which readers gave who did not know of each other, the one that came first. */
const byPlace = ([work, place]: [number, number], [other, otherPlace]: [number, number]): number =>
  place - otherPlace || work - other;

/** The papers in their order. */
export function readingList(lib: Library): WorkNumber[] {
  return [...marksOf(lib, 'reading').values].sort(byPlace).map(([work]) => work);
}

const place = (work: WorkNumber, to: number | null): Change<WorkNumber> => ({ kind: 'reading', work, to });

export const offReading = (works: readonly WorkNumber[]): Change<WorkNumber>[] =>
  works.map((work) => place(work, null));

/** Numbers nearer to each other than this leave no room between them. */
const NEAREST = 1e-6;

/** Puts papers on the list, in this order, so that the first of them is the `at`th of it, from 0; those beyond its end are at its end. */
export function putAt(lib: Library, works: readonly WorkNumber[], at: number): Change<WorkNumber>[] {
  const { values } = marksOf(lib, 'reading');
  const moved = new Set(works);
  const rest = readingList(lib).filter((work) => !moved.has(work));
  const to = Math.min(at, rest.length);
  const [before, after] = [rest[to - 1], rest[to]].map((work) => (work === undefined ? undefined : values.get(work)!));
  const from = before ?? (after === undefined ? 0 : after - works.length - 1);
  const step = after === undefined ? 1 : (after - from) / (works.length + 1);
  if (step >= NEAREST) return works.map((work, i) => place(work, from + (i + 1) * step));
  // Everything gets a whole number again.
  return [...rest.slice(0, to), ...works, ...rest.slice(to)].map((work, i) => place(work, i + 1));
}

/** Puts those papers at the end of the list that are not on it. */
export function addToReading(lib: Library, works: readonly WorkNumber[]): Change<WorkNumber>[] {
  const { values } = marksOf(lib, 'reading');
  const absent = works.filter((work) => !values.has(work));
  return putAt(lib, absent, values.size);
}

/** Moves a paper so many places down, or up; none where it is not on the list, or at its end already. */
export function moveInList(lib: Library, work: WorkNumber, by: number): Change<WorkNumber>[] {
  const { values } = marksOf(lib, 'reading');
  const order = readingList(lib);
  const from = order.indexOf(work);
  const to = Math.max(0, Math.min(from + by, order.length - 1));
  if (from < 0 || to === from) return [];
  // Those between give up their places to each other, so that no place is ever halved.
  const moved = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const places = moved.map((one) => values.get(one)!);
  const turned = from < to ? [...moved.slice(1), work] : [work, ...moved.slice(0, -1)];
  return turned.map((one, i) => place(one, places[i]!));
}
