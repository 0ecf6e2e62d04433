/** Who cites a hub: its most citing authors, and how far it is its own authors. */

import type { Author } from '../../../hub/record.js';
import { columnsOf, keptIn } from '../../derived/columns.js';
import { type Library, reading } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { finished, type Steps } from '../../steps.js';
import { mostFirst } from '../co-cited.js';
import type { Among, Base } from '../neighbourhood.js';
import { type NameNumbers, nameNumbers } from './name-numbers.js';

interface CitingAuthor {
  /** As the first of the papers in the library prints it. */
  name: string;
  papers: number;
}

export interface CitingAuthors {
  /** Papers whose authors are known. */
  base: Base;
  /** How many there are; `authors` has the first of them. */
  total: number;
  authors: CitingAuthor[];
}

/** Authors as numbers, each number one folded full name: libraries hold no ids of people. */
interface Authorship {
  /** Where the authors of each paper begin among `authors`, by place; one more at the end. Each author stands once. */
  starts: Int32Array;
  authors: Int32Array;
  /** The first and the last author of each paper where their order is known and it has one; else -1. */
  first: Int32Array;
  last: Int32Array;
  numbers: NameNumbers;
}

/** `Given Family` where a source parts names itself, else as printed. */
const FULL_NAME = "coalesce(given || ' ' || family, name, '')";

const fullName = ({ name, family, given }: Author): string =>
  family === undefined || given === undefined ? name : `${given} ${family}`;

/** Papers whose authors are read between two steps. */
const AT_ONCE = 250;

/** The authors of the citing papers, worked out once: what is told of them takes no long time any more. */
export function authorshipIn(lib: Library, hub: WorkNumber): Steps<Authorship> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, 'authorship', function* () {
    const { ids, size } = columns;
    const numbers = nameNumbers();
    const starts = new Int32Array(size + 1);
    const first = new Int32Array(size).fill(-1);
    const last = new Int32Array(size).fill(-1);
    let authors = new Int32Array(size * 4 + 16);
    let used = 0;
    const add = (place: number, number: number): void => {
      if (number < 0) return;
      for (let at = starts[place]!; at < used; at += 1) if (authors[at] === number) return;
      if (used === authors.length) {
        const larger = new Int32Array(used * 2);
        larger.set(authors);
        authors = larger;
      }
      authors[used] = number;
      used += 1;
    };
    const take = (from: number, to: number): void => {
      const isDense = ids[to - 1]! - ids[from]! < 2 * (to - from);
      const { ordered, unordered } = authorsBetween(lib, hub, ids[from]!, ids[to - 1]!, isDense);
      for (let place = from, at = 0; place < to; place += 1) {
        const work = ids[place]!;
        starts[place] = used;
        while (at < ordered.length && ordered[at]![0] < work) at += 1;
        const begin = at;
        for (; at < ordered.length && ordered[at]![0] === work; at += 1) {
          const number = numbers.of(ordered[at]![1]);
          if (at === begin) first[place] = number;
          last[place] = number;
          add(place, number);
        }
        if (used === starts[place])
          for (const author of unordered.get(work) ?? []) add(place, numbers.of(fullName(author)));
      }
    };
    for (let from = 0; from < size; from += AT_ONCE) {
      take(from, Math.min(size, from + AT_ONCE));
      yield from / size;
    }
    starts[size] = used;
    return { starts, authors: authors.slice(0, used), first, last, numbers };
  });
}

/**
 * The full names of the authors of papers in order, and the authors of those of which nothing tells their order.
 * @param isDense nearly all works between the first and the last are among these papers, so that all may be read
 */
function authorsBetween(
  lib: Library,
  hub: WorkNumber,
  first: WorkNumber,
  last: WorkNumber,
  isDense: boolean,
): { ordered: [WorkNumber, string][]; unordered: Map<WorkNumber, Author[]> } {
  return reading(lib, () => {
    const named = isDense
      ? `SELECT work, ${FULL_NAME} FROM authors WHERE ? > 0 AND work BETWEEN ? AND ? ORDER BY work, position`
      : `SELECT work, ${FULL_NAME} FROM citations CROSS JOIN authors ON work = citing
         WHERE cited = ? AND citing BETWEEN ? AND ? ORDER BY citing, position`;
    const ordered = lib.sql(named).raw().all(hub, first, last) as [WorkNumber, string][];
    const unordered = lib
      .sql(
        `SELECT work, author_set FROM citations CROSS JOIN texts ON work = citing
         WHERE cited = ? AND citing BETWEEN ? AND ? AND author_set IS NOT NULL`,
      )
      .raw()
      .all(hub, first, last) as [WorkNumber, string][];
    return { ordered, unordered: new Map(unordered.map(([work, set]) => [work, JSON.parse(set) as Author[]])) };
  });
}

/** The authors of the most citing papers; of equals the first in the library. */
export function citingAuthors(lib: Library, hub: WorkNumber, among: Among, most: number): CitingAuthors {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const { starts, authors, numbers } = finished(authorshipIn(lib, hub));
    const { names } = numbers;
    const counts = new Uint32Array(names.length);
    const base = { known: 0, of: 0 };
    for (let place = 0; place < columns.size; place += 1) {
      if (among !== null && among[place] === 0) continue;
      base.of += 1;
      if (starts[place + 1]! > starts[place]!) base.known += 1;
      for (let at = starts[place]!; at < starts[place + 1]!; at += 1) counts[authors[at]!]! += 1;
    }
    const order = mostFirst(counts, 1);
    const authorAt = (author: number): CitingAuthor => ({ name: names[author]!, papers: counts[author]! });
    return { base, total: order.length, authors: Array.from(order.subarray(0, most), authorAt) };
  });
}

/** any: the papers share an author with the hub; first: its first author is theirs; last: its last author is theirs. */
export const SELF_CITATIONS = ['any', 'first', 'last'] as const;
export type SelfCitation = (typeof SELF_CITATIONS)[number];

export interface SelfCitations {
  /** Papers whose authors are known; none where those of the hub are not. */
  base: Base;
  /** Papers, by place, rising. */
  places: Int32Array;
}

/** An author of the hub who wrote none of its papers; that nobody is known is -1. */
const NOBODY = -2;

/** The papers by the hub's own authors. */
export function selfCitations(lib: Library, hub: WorkNumber, which: SelfCitation): SelfCitations {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const authorship = finished(authorshipIn(lib, hub));
    const { starts, first, last, numbers } = authorship;
    const own = (
      lib.sql(`SELECT ${FULL_NAME} FROM authors WHERE work = ? ORDER BY position`).pluck().all(hub) as string[]
    ).map((name) => {
      const number = numbers.find(name);
      return number < 0 ? NOBODY : number;
    });
    const wanted = which === 'any' ? own : which === 'first' ? own.slice(0, 1) : own.slice(-1);
    const known = own.length === 0 ? 0 : countKnown(starts);
    const isOf = new Set(wanted);
    const found: number[] = [];
    for (let place = 0; place < columns.size; place += 1)
      if (which === 'any' ? hasOneOf(authorship, place, isOf) : isOf.has((which === 'first' ? first : last)[place]!))
        found.push(place);
    return { base: { known, of: columns.size }, places: Int32Array.from(found) };
  });
}

function hasOneOf({ starts, authors }: Authorship, place: number, wanted: ReadonlySet<number>): boolean {
  for (let at = starts[place]!; at < starts[place + 1]!; at += 1) if (wanted.has(authors[at]!)) return true;
  return false;
}

function countKnown(starts: Int32Array): number {
  let known = 0;
  for (let place = 0; place + 1 < starts.length; place += 1) if (starts[place + 1]! > starts[place]!) known += 1;
  return known;
}
