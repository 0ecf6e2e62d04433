/** Who cites a hub: its most citing authors, and how far it is its own authors. */

import type { Author } from '../../hub/record.js';
import { type Columns, cachedIn, columnsOf } from '../derived/columns.js';
import { foldText } from '../derived/tokens.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { mostFirst } from './co-cited.js';
import type { Among, Base } from './neighbourhood.js';

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
  names: string[];
  /** The number of each folded name. */
  numbers: Map<string, number>;
}

/** `Given Family` where a source parts names itself, else as printed. */
const FULL_NAME = "coalesce(given || ' ' || family, name, '')";

const fullName = ({ name, family, given }: Author): string =>
  family === undefined || given === undefined ? name : `${given} ${family}`;

/**
 * A full name as it is compared: without case, accents and points, given names first: `Evci, Utku` and `Utku Evci` are one,
 * `U. Evci` is another, since it may be.
 */
function folded(name: string): string {
  const comma = name.indexOf(',');
  const after = comma < 0 ? '' : name.slice(comma + 1).trim();
  return foldText(after === '' ? name : `${after} ${name.slice(0, comma)}`);
}

/** Before the first author of each paper: a control character, which no name has. */
const BEGIN = '\x1f';

function authorshipOf(lib: Library, columns: Columns): Authorship {
  return cachedIn(columns, 'authorship', () => {
    const starts = new Int32Array(columns.size + 1);
    const first = new Int32Array(columns.size).fill(-1);
    const last = new Int32Array(columns.size).fill(-1);
    const found: number[] = [];
    const names: string[] = [];
    const numbers = new Map<string, number>();
    const numberOf = (name: string): number => {
      const key = folded(name);
      if (key === '') return -1;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, names.length);
      return names.push(name) - 1;
    };
    const named = lib
      .sql(
        `SELECT iif(coalesce(position, 0) = 0, '${BEGIN}', '') || ${FULL_NAME} FROM citations
         LEFT JOIN authors ON work = citing WHERE cited = ? ORDER BY citing, position`,
      )
      .pluck()
      .all(columns.hub) as string[];
    const unordered = unorderedAuthors(lib, columns.hub);
    for (let place = 0, at = 0; place < columns.size; place += 1) {
      const own: number[] = [];
      const add = (number: number): void => {
        if (number >= 0 && !own.includes(number)) own.push(number);
      };
      for (const begin = at; at < named.length && (at === begin || !named[at]!.startsWith(BEGIN)); at += 1) {
        const number = numberOf(at === begin ? named[at]!.slice(1) : named[at]!);
        if (at === begin) first[place] = number;
        last[place] = number;
        add(number);
      }
      for (const author of own.length === 0 ? (unordered.get(columns.ids[place]!) ?? []) : [])
        add(numberOf(fullName(author)));
      for (const number of own) found.push(number);
      starts[place + 1] = found.length;
    }
    return { starts, authors: Int32Array.from(found), first, last, names, numbers };
  });
}

/** The authors of papers of which nothing tells their order. */
function unorderedAuthors(lib: Library, hub: WorkNumber): Map<WorkNumber, Author[]> {
  const found = lib
    .sql(
      'SELECT citing, author_set FROM citations JOIN texts ON work = citing WHERE cited = ? AND author_set IS NOT NULL',
    )
    .raw()
    .all(hub) as [WorkNumber, string][];
  return new Map(found.map(([work, authors]) => [work, JSON.parse(authors) as Author[]]));
}

/** The authors of the most citing papers; of equals the first in the library. */
export function citingAuthors(lib: Library, hub: WorkNumber, among: Among, most: number): CitingAuthors {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const { starts, authors, names } = authorshipOf(lib, columns);
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

/** The papers by the hub's own authors. */
export function selfCitations(lib: Library, hub: WorkNumber, which: SelfCitation): SelfCitations {
  return reading(lib, () => {
    const columns = columnsOf(lib, hub);
    const { starts, authors, first, last, numbers } = authorshipOf(lib, columns);
    const own = (
      lib.sql(`SELECT ${FULL_NAME} FROM authors WHERE work = ? ORDER BY position`).pluck().all(hub) as string[]
    ).map((name) => numbers.get(folded(name)) ?? -2);
    const wanted = which === 'any' ? own : which === 'first' ? own.slice(0, 1) : own.slice(-1);
    const known = own.length === 0 ? 0 : countKnown(starts);
    const at = which === 'first' ? first : last;
    const places = Array.from(columns.ids.keys()).filter((place) =>
      which === 'any'
        ? authors.subarray(starts[place], starts[place + 1]).some((author) => wanted.includes(author))
        : wanted.includes(at[place]!),
    );
    return { base: { known, of: columns.size }, places: Int32Array.from(places) };
  });
}

function countKnown(starts: Int32Array): number {
  let known = 0;
  for (let place = 0; place + 1 < starts.length; place += 1) if (starts[place + 1]! > starts[place]!) known += 1;
  return known;
}
