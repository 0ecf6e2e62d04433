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

/** So many are read at a time: what is made of them is all that is left of them when V8 looks for what is no longer needed. */
const AT_A_TIME = 1024;

export interface Reading<Known> {
  /** So many are read before the first of them is handed out, since they are needed in another order than the file's. */
  most: number;
  /** What is known of some works, in their order. */
  read: (works: readonly WorkNumber[]) => readonly Known[];
}

/** Works looked at before it is looked whether who asked for them has left. */
const HEEDED = 32;

/** What is known of each of these works, in their order, read as they lie in the file. */
export function* readInFileOrder<Known>(
  lib: Library,
  works: readonly WorkNumber[],
  { most, read }: Reading<Known>,
): Generator<Known> {
  for (const batch of batches(works.length, most)) {
    const all = new Array<Known>(batch.count);
    let next = batch.from;
    for (const places of inParts(works, batch)) {
      lib.heed(next / works.length);
      next += places.length;
      const found = read(worksAt(works, places));
      for (let at = 0; at < places.length; at += 1) all[places[at]! - batch.from] = found[at]!;
    }
    for (const [at, known] of all.entries()) {
      yield known;
      if (at % HEEDED === 0) lib.heed((batch.from + batch.count) / works.length);
    }
  }
}

/** The places of a stretch of works as these lie in the file, as many at a time as are read at a time. */
export function* inParts(
  works: readonly WorkNumber[],
  { from, count }: { from: number; count: number },
): Generator<Int32Array> {
  const places = inFileOrder(works, from, count);
  for (let next = 0; next < count; next += AT_A_TIME) yield places.slice(next, next + AT_A_TIME);
}

/** The works at these places. */
export function worksAt(works: readonly WorkNumber[], places: Int32Array): WorkNumber[] {
  const found = new Array<WorkNumber>(places.length);
  for (let at = 0; at < places.length; at += 1) found[at] = works[places[at]!]!;
  return found;
}

/** The places from `from` on, so many of them, by rising number of the works at them. */
function inFileOrder(works: readonly WorkNumber[], from: number, count: number): Int32Array {
  const places = new Int32Array(count);
  // A work and its place are one number, so that sorting the works sorts their places along.
  const both = new Float64Array(count);
  for (let place = 0; place < count; place += 1) both[place] = works[from + place]! * count + place;
  both.sort();
  for (let at = 0; at < count; at += 1) places[at] = from + both[at]! - Math.floor(both[at]! / count) * count;
  return places;
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
  // As those are that are printed.
  if (isRising(works)) {
    const found = read(`[${works.join(',')}]`);
    for (let at = 0; at < works.length; at += 1)
      if (found[at]?.[0] !== works[at]) throw new GoneError(lib.file, works[at]!);
    return found;
  }
  const places = inFileOrder(works, 0, works.length);
  const rising = worksAt(works, places);
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

function isRising(works: readonly WorkNumber[]): boolean {
  for (let at = 1; at < works.length; at += 1) if (works[at]! <= works[at - 1]!) return false;
  return true;
}
