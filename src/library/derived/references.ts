/** What the citing papers of a hub cite besides it, as arrays: what co-citation, coupling and all else around a hub is counted from. */
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, type Steps } from '../steps.js';
import { getAll, putAll, type Shelf } from './shelf/segments.js';

/** Not the hub itself, which all of them cite. */
export interface References {
  /** The different works they cite, rising. */
  works: Int32Array;
  /** Where the references of each paper begin among `codes`, by its place; one more at the end. */
  starts: Int32Array;
  /** The references of all papers, one paper after the other: places among `works`, rising for each paper. */
  codes: Int32Array;
}

/** How large they are. */
export interface ReferencesOutline {
  works: number;
  codes: number;
}

/** Papers whose references are read between two steps. */
const AT_ONCE = 500;

/** Reads them from the facts. @param ids the citing papers, rising */
export const readReferences = (lib: Library, hub: WorkNumber, ids: Int32Array): References =>
  finished(readReferencesIn(lib, hub, ids));

export function* readReferencesIn(lib: Library, hub: WorkNumber, ids: Int32Array): Steps<References> {
  const cited = lib.sql('SELECT cited FROM citations WHERE citing = ? ORDER BY cited').pluck();
  const starts = new Int32Array(ids.length + 1);
  let flat = new Int32Array(ids.length * 16 + 16);
  let used = 0;
  let last = 0;
  const take = (place: number): void => {
    const found = cited.all(ids[place]!) as WorkNumber[];
    if (used + found.length > flat.length) flat = grown(flat, used + found.length);
    for (const work of found) {
      if (work === hub) continue;
      flat[used] = work;
      used += 1;
    }
    last = Math.max(last, found.at(-1) ?? 0);
    starts[place + 1] = used;
  };
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const to = Math.min(ids.length, from + AT_ONCE);
    for (let place = from; place < to; place += 1) take(place);
    yield from / ids.length;
  }
  return { starts, ...numbered(flat.slice(0, used), last) };
}

function grown(array: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}

/** The different numbers, rising, and the place of each among them. `codes` is changed. @param last the largest */
function numbered(codes: Int32Array, last: number): Pick<References, 'works' | 'codes'> {
  const places = new Int32Array(last + 1);
  for (const work of codes) places[work] = 1;
  let count = 0;
  for (const used of places) count += used;
  const works = new Int32Array(count);
  let next = 0;
  for (let work = 0; work <= last; work += 1) {
    if (places[work] === 0) continue;
    works[next] = work;
    places[work] = next;
    next += 1;
  }
  for (let i = 0; i < codes.length; i += 1) codes[i] = places[codes[i]!]!;
  return { works, codes };
}

/** @param before those that lie there already */
export function putReferences(
  shelf: Shelf,
  { works, starts, codes }: References,
  before?: References,
): ReferencesOutline {
  putAll(shelf, 'cited works', works, before?.works);
  putAll(shelf, 'reference starts', starts, before?.starts);
  putAll(shelf, 'references', codes, before?.codes);
  return { works: works.length, codes: codes.length };
}

/** @param size how many papers there are */
export function getReferences(shelf: Shelf, size: number, outline: ReferencesOutline): References {
  return {
    works: getAll(shelf, 'cited works', Int32Array, outline.works),
    starts: getAll(shelf, 'reference starts', Int32Array, size + 1),
    codes: getAll(shelf, 'references', Int32Array, outline.codes),
  };
}
