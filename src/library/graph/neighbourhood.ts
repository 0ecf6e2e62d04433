/** The neighbourhood of a hub: its citing papers and what else they cite, with how much of that is known. */
import { type Columns, cachedIn, columnsOf, placeOf } from '../derived/columns.js';
import type { References } from '../derived/references.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';

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
export function neighbourhoodOf(lib: Library, hub: WorkNumber): Neighbourhood {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    return cachedIn(columns, 'neighbourhood', () => {
      const references = columns.references();
      const known = knownReferences(references, listedHubs(lib));
      return { columns, references, known, base: { known: sum(known), of: columns.size } };
    });
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
    for (let at = starts[place]!; at < starts[place + 1]! && known[place] === 0; at += 1)
      known[place] = 1 - isHub[codes[at]!]!;
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

export function citersOf({ columns, references }: Neighbourhood): Citers {
  return cachedIn(columns, 'citers', () => turned(references));
}

export function turned(references: References): Citers {
  const { starts: own, codes } = references;
  const starts = running(citersOfEach(references));
  const next = starts.slice();
  const places = new Int32Array(codes.length);
  for (let place = 0; place < own.length - 1; place += 1) {
    for (let at = own[place]!; at < own[place + 1]!; at += 1) {
      const code = codes[at]!;
      places[next[code]!] = place;
      next[code]! += 1;
    }
  }
  return { starts, places };
}

/** Where each stretch of so many numbers begins, and where the last one ends. */
export function running(counts: Uint32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i]! + counts[i]!;
  return starts;
}
