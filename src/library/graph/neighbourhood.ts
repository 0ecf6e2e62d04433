/** The neighbourhood of a hub: its citing papers and what else they cite, with how much of that is known. */
import { type Columns, columnsOf, keptIn, placeOf } from '../derived/columns.js';
import type { References } from '../derived/references.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, type Steps } from '../steps.js';

/** For how many citing papers something is known that is counted. */
export interface Base {
  known: number;
  of: number;
}

/** Numbers with their base; `withheld`: so little is known that they would mislead. */
export type Told<T> = { base: Base } & ({ withheld: true } | ({ withheld: false } & T));

/** Below this part of known references nothing is told: a paper would seem uncited where nobody looked. */
const ENOUGH = 0.5;

export const isEnough = ({ known, of }: Base): boolean => of > 0 && known >= of * ENOUGH;

export interface Neighbourhood {
  columns: Columns;
  references: References;
  /** 1 for each paper, by place, whose references are known. */
  known: Uint8Array;
  base: Base;
}

/** Some of a hub's papers: a byte for each by place, 0 for those left out. null: all of them. */
export type Among = Uint8Array | null;

/**
 * The neighbourhood of a hub. The references of a paper are known where at least one of them is no hub whose citing papers
 * some source listed: a paper that stands in such a list is known to cite that hub, and nothing follows for its other
 * references.
 */
export const neighbourhoodOf = (lib: Library, hub: WorkNumber): Neighbourhood => finished(neighbourhoodIn(lib, hub));

export function* neighbourhoodIn(lib: Library, hub: WorkNumber): Steps<Neighbourhood> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return yield* keptIn(columns, 'neighbourhood', function* () {
    const references = reading(lib, () => columns.references());
    yield 0.5;
    const known = knownReferences(
      references,
      reading(lib, () => listedHubs(lib)),
    );
    return { columns, references, known, base: { known: sum(known), of: columns.size } };
  });
}

/** Works whose citing papers some source listed. */
export function listedHubs(lib: Library): WorkNumber[] {
  return lib.sql('SELECT DISTINCT work FROM hubs ORDER BY work').pluck().all() as WorkNumber[];
}

function knownReferences({ works, starts, codes }: References, hubs: readonly WorkNumber[]): Uint8Array {
  const isHub = new Uint8Array(works.length);
  for (const hub of hubs) {
    const code = codeOf(works, hub);
    if (code >= 0) isHub[code] = 1;
  }
  const known = new Uint8Array(starts.length - 1);
  for (let place = 0; place < known.length; place += 1) {
    const end = starts[place + 1]!;
    let at = starts[place]!;
    while (at < end && isHub[codes[at]!] === 1) at += 1;
    if (at < end) known[place] = 1;
  }
  return known;
}

/** The place of a work among rising numbers, or -1. */
export function codeOf(works: Int32Array, work: WorkNumber): number {
  return placeOf({ ids: works, size: works.length }, work);
}

export function sum(numbers: Uint8Array | Uint32Array | Int32Array): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** How many of the papers cite each work. */
export function citersOfEach({ works, starts, codes }: References, among: Among = null): Uint32Array {
  const counts = new Uint32Array(works.length);
  for (let place = 0; place < starts.length - 1; place += 1) {
    if (among !== null && among[place] === 0) continue;
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) counts[codes[at]!]! += 1;
  }
  return counts;
}

/** References the other way round: where the citing papers of each work begin among `places`, and one more at the end. */
export interface Citers {
  starts: Int32Array;
  /** Places of papers, rising for each work. */
  places: Int32Array;
}

export const citersOf = (around: Neighbourhood): Citers => finished(citersIn(around));

export const citersIn = ({ columns, references }: Neighbourhood): Steps<Citers> =>
  keptIn(columns, 'citers', () => turned(references));

/** Papers taken in between two steps. */
const AT_ONCE = 10_000;

export function* turned(references: References): Steps<Citers> {
  const starts = running(citersOfEach(references));
  yield 0.3;
  const next = starts.slice();
  const places = new Int32Array(references.codes.length);
  const size = references.starts.length - 1;
  for (let from = 0; from < size; from += AT_ONCE) {
    turn(references, from, Math.min(size, from + AT_ONCE), next, places);
    yield 0.3 + (0.7 * from) / size;
  }
  return { starts, places };
}

function turn({ starts, codes }: References, from: number, to: number, next: Int32Array, places: Int32Array): void {
  for (let place = from; place < to; place += 1) {
    for (let at = starts[place]!; at < starts[place + 1]!; at += 1) {
      const code = codes[at]!;
      places[next[code]!] = place;
      next[code]! += 1;
    }
  }
}

/** Where each stretch of so many numbers begins, and where the last one ends. */
export function running(counts: Uint32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i]! + counts[i]!;
  return starts;
}
