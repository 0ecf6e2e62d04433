/**
 * Works cited together with a hub: by how many of its papers (Small 1973, doi:10.1002/asi.4630240406), and how strongly beyond what their
 * fame explains: the association strength of van Eck & Waltman (2009, doi:10.1002/asi.21075).
 */
import { countWords } from '../../hub/share.js';
import { keptIn } from '../derived/columns.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, partOf, type Steps } from '../steps.js';
import { type Base, citersOf, citersOfEach, codeOf, type Neighbourhood, sum, type Told } from './neighbourhood.js';

interface CoCitedWork {
  work: WorkNumber;
  /** Papers that cite both. */
  shared: number;
  /** Of the papers whose references are known, the part that cites it: 0 to 1. */
  share: number;
  /** Papers in this library that cite it. */
  citers: number;
  /** shared / (citers of the hub × citers of the work). For one hub it orders works by the part of their own citers that cite the hub, too. */
  strength: number;
}

export const CO_CITED_ORDERS = ['shared', 'strength'] as const;
export type CoCitedOrder = (typeof CO_CITED_ORDERS)[number];

export interface CoCitedWorks {
  base: Base;
  /**
   * Of the citations of all co-cited works in this library those by papers that do not cite the hub. Without any, a work seems to
   * be cited by the hub's papers alone, and strength says nothing; then it is withheld.
   */
  fame(): Told<object>;
  /** Works shared by fewer papers are left out. */
  min: number;
  total: number;
  /** Those from a position on, at most so many. */
  slice(from: number, count: number): CoCitedWork[];
}

/** Below so many shared papers, the strength of a work's tie is chance: 1 % of the citing papers, and two at least. */
function leastShared({ columns }: Neighbourhood, order: CoCitedOrder): number {
  return order === 'shared' ? 1 : Math.max(2, Math.ceil(columns.size / 100));
}

/** Works cited together with the hub by at least `min` papers, the most or the strongest first; of equals the first in the library. */
export const coCitedWorks = (
  lib: Library,
  neighbourhood: Neighbourhood,
  order: CoCitedOrder,
  min?: number,
): CoCitedWorks => finished(coCitedIn(lib, neighbourhood, order, min));

/** The same in steps. */
export function coCitedIn(
  lib: Library,
  neighbourhood: Neighbourhood,
  order: CoCitedOrder,
  min = leastShared(neighbourhood, order),
): Steps<CoCitedWorks> {
  const { columns, references, base } = neighbourhood;
  return keptIn(columns, `co-cited ${order} ${min}`, function* () {
    const shared = citersOfEach(references);
    yield 0.1;
    const byShared = mostFirst(shared, Math.max(1, min));
    yield 0.2;
    const codes =
      order === 'shared'
        ? byShared
        : strongestFirst(shared, byShared, yield* partOf(allCitersIn(lib, neighbourhood), 0.2, 0.8));
    return {
      base,
      fame: () => finished(fameIn(lib, neighbourhood)),
      min,
      total: codes.length,
      slice(from, count) {
        const some = codes.subarray(Math.max(0, from), Math.max(0, from + count));
        const citers = citersIn(lib, references.works, some);
        return Array.from(some, (code, i) => ({
          work: references.works[code]!,
          shared: shared[code]!,
          share: shared[code]! / base.known,
          citers: citers[i]!,
          strength: shared[code]! / (columns.size * citers[i]!),
        }));
      },
    };
  });
}

/** Strength is told where at least this part of the citations of co-cited works is by papers that do not cite the hub. */
const FAMED = 0.1;

/** For whoever looks at the numbers. */
export const STRENGTH_RULE = `strength: association strength (van Eck & Waltman 2009), shared / (citing papers of the hub × citing papers of the work in this library); withheld where fewer than ${FAMED * 100}% of the citations of these works are by papers that do not cite the hub.`;

/** Why the strength of ties is not told. */
export const strengthWithheld = ({ known, of }: Base): string =>
  `Association strength: withheld; ${countWords(known)} of ${countWords(of)} citations of these works in this library are by papers that do not cite the hub, too few to tell how much they are cited elsewhere.`;

/** How much the works are cited by papers that do not cite the hub, in steps. */
export function fameIn(lib: Library, neighbourhood: Neighbourhood): Steps<Told<object>> {
  const { columns, references } = neighbourhood;
  return keptIn(columns, 'fame', function* () {
    const of = sum(yield* partOf(allCitersIn(lib, neighbourhood), 0, 0.9));
    const base = { known: of - sum(citersOfEach(references)), of };
    return { base, withheld: base.known < of * FAMED || of === 0 };
  });
}

/** For one hub the association strength orders works by shared / citers. @param citers of all works */
function strongestFirst(shared: Uint32Array, codes: Int32Array, citers: Int32Array): Int32Array {
  const part = Float64Array.from(codes, (code) => shared[code]! / citers[code]!);
  const places = Int32Array.from(codes.keys()).sort((a, b) => part[b]! - part[a]! || a - b);
  return places.map((place) => codes[place]!);
}

/** The papers that cite a work as well as the hub, by place. */
export function sharedCiters(neighbourhood: Neighbourhood, work: WorkNumber): Int32Array {
  const code = codeOf(neighbourhood.references.works, work);
  if (code < 0) return new Int32Array(0);
  const { starts, places } = citersOf(neighbourhood);
  return places.subarray(starts[code], starts[code + 1]);
}

/** The codes with at least `min`, those with the most first; of equals the smaller code. */
export function mostFirst(counts: Uint32Array, min: number): Int32Array {
  let most = 0;
  for (const count of counts) if (count > most) most = count;
  const starts = new Int32Array(most + 2);
  for (const count of counts) if (count >= min) starts[most - count + 1]! += 1;
  for (let i = 0; i <= most; i += 1) starts[i + 1]! += starts[i]!;
  const order = new Int32Array(starts[most + 1 - Math.min(min, most + 1)]!);
  for (let code = 0; code < counts.length; code += 1) {
    const count = counts[code]!;
    if (count < min) continue;
    order[starts[most - count]!] = code;
    starts[most - count]! += 1;
  }
  return order;
}

/** Papers in the library that cite each of these works, in their order. */
export function citersIn(lib: Library, works: Int32Array, codes: Int32Array): Int32Array {
  return reading(lib, () => {
    const citing = lib.sql('SELECT citing FROM listed WHERE work = ?').pluck();
    return Int32Array.from(codes, (code) => citing.get(works[code]!) as number);
  });
}

/** Works of the library that are read between two steps. */
const AT_ONCE = 5000;

/** Papers in the library that cite each of the works that the hub's papers cite: one walk through the list of all that are cited. */
function allCitersIn(lib: Library, { columns, references: { works } }: Neighbourhood): Steps<Int32Array> {
  return keptIn(columns, 'citers in the library', function* () {
    const found = new Int32Array(works.length);
    const next = lib
      .sql(
        `SELECT citing, work FROM listed WHERE citing > 0 AND (citing, work) > (?, ?) ORDER BY citing, work LIMIT ${AT_ONCE}`,
      )
      .raw();
    let from: [citing: number, work: WorkNumber] = [0, 0];
    for (let more = true; more; ) {
      const some = reading(lib, () => next.all(...from)) as (typeof from)[];
      for (const [citing, work] of some) {
        const code = codeOf(works, work);
        if (code >= 0) found[code] = citing;
      }
      more = some.length === AT_ONCE;
      if (more) from = some.at(-1)!;
      yield 0.5;
    }
    return found;
  });
}
