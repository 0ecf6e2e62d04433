/** Reading any number of works, many at a time: a round into SQLite for each would take most of the time. */
import { GoneError } from '../error.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

/** The first answer comes at once, later ones are read in the order of the file, where nearer works lie nearer together. */
const FIRST_BATCH = 128;
const LARGEST_BATCH = 4096;

/** Where stretches of so many works begin and end: short ones first, so that the first are there at once. */
export function* batches(total: number, largest = LARGEST_BATCH): Generator<{ from: number; count: number }> {
  let most = FIRST_BATCH;
  let from = 0;
  while (from < total) {
    yield { from, count: Math.min(most, total - from) };
    from += most;
    most = Math.min(largest, most * 4);
  }
}

/** The places from `from` on, so many of them, by rising number of the works at them. */
export function inFileOrder(works: readonly WorkNumber[], from: number, count: number): number[] {
  // A work and its place are one number, so that sorting the works sorts their places along.
  const both = Float64Array.from({ length: count }, (_, place) => works[from + place]! * count + place).sort();
  return Array.from(both, (number) => from + (number % count));
}

/**
 * What `read` finds of works, in the order of `works`.
 * @param read is given the works by rising number, each once, as a JSON array, and answers with one row for each; a row begins with
 *   its work
 * @throws GoneError where the library no longer has one of them
 */
export function inOrder<Values extends readonly [work: WorkNumber, ...rest: unknown[]]>(
  lib: Library,
  works: readonly WorkNumber[],
  read: (works: string) => Values[],
): Values[] {
  const places = inFileOrder(works, 0, works.length);
  const rising = places.map((place) => works[place]!);
  const found = read(`[${rising.filter((work, at) => work !== rising[at - 1]).join(',')}]`);
  const inPlaces = new Array<Values>(works.length);
  let next = 0;
  for (let at = 0; at < rising.length; at += 1) {
    if (found[next]?.[0] !== rising[at]) next += 1;
    const values = found[next];
    if (values === undefined || values[0] !== rising[at]) throw new GoneError(lib.file, rising[at]!);
    inPlaces[places[at]!] = values;
  }
  return inPlaces;
}
