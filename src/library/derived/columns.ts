/**
 * The citing papers of a hub as arrays, a place for each paper in the order of ids. Filters answer with marks over these
 * places, facets count and sorts order them; only the rows on the screen become objects. The arrays are derived from the
 * facts (make-columns.ts) and loaded when they are first asked for.
 */

import { explained } from '../error.js';
import { cached, type Library, reading } from '../library.js';
import { ALL_WORKS, type FacetField, type WorkNumber } from '../model.js';
import type { Steps } from '../steps.js';
import { type Codes, FACET_FIELDS, GROUPS, type Outline, STORED_FROM, VERSION } from './column-layout.js';
import { makeColumns } from './make-columns.js';
import { type Order, orderName } from './orders.js';
import { recent } from './recent.js';
import { getReferences, type References, readReferences } from './references.js';
import { getAll, libraryShelf, memoryShelf, type Pieces, piecesOf, type Shelf } from './segments.js';
import { storeColumns, storeColumnsIn } from './store-columns.js';
import type { Vocabulary } from './vocabulary.js';

export interface Group {
  /** The class of each paper. */
  codes: Codes;
  /** For each field of the group the value of each class. */
  fields: Int32Array[];
  /** Papers of each class. */
  papers: Int32Array;
}

/** The words of titles, authors and summaries. */
interface Dictionary {
  vocabulary: Vocabulary;
  /** Where the postings of each word begin. A posting is a place times 8 plus the WHERE bits. */
  postings: Int32Array;
  /** Where the words of each paper begin among `tokens`: those of the title, END, those of the authors, END, those of each summary with END between. */
  tokens: Int32Array;
  /** The place in the vocabulary of each number that stands among `tokens`. */
  ranks: Int32Array;
}

export interface Columns extends Omit<Outline, 'references'> {
  hub: WorkNumber;
  /** null: they are in memory only. */
  generation: number | null;
  /** Rising, so that a place is found by halving. */
  ids: Int32Array;
  groups: Group[];
  order(order: Order): Int32Array;
  /** Less is newer; what has no date comes last. */
  age(): Codes;
  codes(field: 'citations' | 'refs' | 'venue'): Codes;
  flags(): Uint8Array;
  references(): References;
  dictionary(): Dictionary;
  /** The stretches of `postings` and `tokens` that a search needs. */
  pieces: Pieces;
  /** What was worked out over these columns before. */
  cache: Map<string, unknown>;
}

const cacheName = (hub: WorkNumber): string => `columns ${hub}`;

/** The columns of a hub. */
export function columnsOf(lib: Library, hub: WorkNumber): Columns {
  const name = cacheName(hub);
  const current = (): Columns => cached(lib, name, () => stored(lib, hub) ?? made(lib, hub));
  const columns = current();
  // Another program may have made them anew since; what is read later must not be mixed with what was read before.
  if (columns.generation === null || columns.generation === generationOf(lib, hub)) return columns;
  lib.cache.delete(name);
  return current();
}

/** The columns of a hub where somebody asked for them before and they still hold. */
export function loadedColumns(lib: Library, hub: WorkNumber): Columns | undefined {
  return lib.cache.has(cacheName(hub)) ? columnsOf(lib, hub) : undefined;
}

function generationOf(lib: Library, hub: WorkNumber): unknown {
  return lib.sql('SELECT generation FROM hub_columns WHERE work = ?').pluck().get(hub);
}

/** The columns the library has, or null where it has none that can be trusted. */
function stored(lib: Library, hub: WorkNumber): Columns | null {
  const row = lib.sql('SELECT generation, version, outline FROM hub_columns WHERE work = ?').get(hub) as
    | { generation: number; version: number; outline: string }
    | undefined;
  if (row === undefined || row.version !== VERSION) return null;
  try {
    const outline = JSON.parse(row.outline) as Outline;
    // A program before a field was added to those that facets count made arrays without it.
    if (!FACET_FIELDS.every((field) => field in outline.values)) return null;
    return opened(lib, hub, row.generation, outline, libraryShelf(lib, hub));
  } catch {
    return null;
  }
}

/** How many papers there are. */
function sizeOf(lib: Library, hub: WorkNumber): number {
  if (hub === ALL_WORKS) return lib.sql('SELECT count(*) FROM works').pluck().get() as number;
  return (lib.sql('SELECT citing FROM listed WHERE work = ?').pluck().get(hub) as number | undefined) ?? 0;
}

function made(lib: Library, hub: WorkNumber): Columns {
  if (sizeOf(lib, hub) >= STORED_FROM && !lib.db.inTransaction) {
    try {
      lib.db.transaction(() => storeColumns(lib, hub)).immediate();
      const found = stored(lib, hub);
      if (found) return found;
    } catch (error) {
      // Another program writes, or this one may not: the hub opens all the same.
      if (!mayNotWrite(error)) throw error;
    }
  }
  const shelf = memoryShelf();
  return opened(lib, hub, null, makeColumns(lib, hub, shelf), shelf);
}

/**
 * The columns of a hub, made in steps where the library has none yet. Meanwhile nobody else may write: whoever leaves the steps
 * returns from them at once.
 */
export function* columnsIn(lib: Library, hub: WorkNumber): Steps<void> {
  if (lib.db.inTransaction || reading(lib, () => isThere(lib, hub))) return;
  try {
    lib.db.exec('BEGIN IMMEDIATE');
    yield* storeColumnsIn(lib, hub);
    lib.db.exec('COMMIT');
  } catch (error) {
    // Another program writes, or this one may not: the hub opens all the same.
    if (!mayNotWrite(error)) throw explained(error, lib.file);
  } finally {
    if (lib.db.inTransaction) lib.db.exec('ROLLBACK');
  }
}

/** Whether the columns of a hub need not be made, or are made in no time. */
function isThere(lib: Library, hub: WorkNumber): boolean {
  if (lib.cache.has(cacheName(hub))) return true;
  const version = lib.sql('SELECT version FROM hub_columns WHERE work = ?').pluck().get(hub);
  return version === VERSION || sizeOf(lib, hub) < STORED_FROM;
}

const mayNotWrite = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|READONLY|FULL)/.test(String((error as { code?: string }).code));

/** Orders cached. */
const ORDERS = 4;

function opened(lib: Library, hub: WorkNumber, generation: number | null, outline: Outline, shelf: Shelf): Columns {
  const { size } = outline;
  const once = <T>(make: () => T): (() => T) => {
    let found: { made: T } | undefined;
    return () => {
      found ??= { made: make() };
      return found.made;
    };
  };
  const codes = (name: string, count: number): Codes =>
    count <= 65_536 ? getAll(shelf, name, Uint16Array, size) : getAll(shelf, name, Int32Array, size);
  const orders = new Map<string, Int32Array>();
  const lone = new Map<string, Codes>();
  const ids = getAll(shelf, 'ids', Int32Array, size);
  return {
    ...outline,
    hub,
    generation,
    ids,
    groups: GROUPS.map((fields, group) => {
      const count = outline.classes[group]!;
      return {
        codes: codes(`group ${group}`, count),
        fields: fields.map((field) => getAll(shelf, `class ${field}`, Int32Array, count)),
        papers: getAll(shelf, `papers ${group}`, Int32Array, count),
      };
    }),
    order(order) {
      const name = orderName(order);
      return recent(orders, name, ORDERS, () => getAll(shelf, name, Int32Array, size));
    },
    // A date a day is less than 65,536 for 179 years; there may be stranger ones.
    age: once(() => getAll(shelf, 'age', Int32Array, size)),
    codes(field) {
      const found = lone.get(field) ?? codes(field, outline.values[field].length);
      lone.set(field, found);
      return found;
    },
    flags: once(() => getAll(shelf, 'flags', Uint8Array, size)),
    references: once(() =>
      outline.references === undefined ? readReferences(lib, hub, ids) : getReferences(shelf, size, outline.references),
    ),
    dictionary: once(() => {
      const { words } = outline;
      return {
        vocabulary: {
          size: words.size,
          letters: getAll(shelf, 'letters', Uint16Array, words.letters),
          starts: getAll(shelf, 'word starts', Int32Array, words.size + 1),
          masks: getAll(shelf, 'word masks', Int32Array, words.size),
        },
        postings: getAll(shelf, 'posting starts', Int32Array, words.size + 1),
        tokens: getAll(shelf, 'token starts', Int32Array, size + 1),
        ranks: getAll(shelf, 'ranks', Int32Array, words.size),
      };
    }),
    pieces: piecesOf(shelf),
    cache: new Map(),
  };
}

/** The place of a paper, or -1 where it is no citer. */
export function placeOf(columns: Pick<Columns, 'ids' | 'size'>, work: WorkNumber): number {
  let low = 0;
  let high = columns.size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = columns.ids[middle]!;
    if (found === work) return middle;
    if (found < work) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Which value each paper has of a field that facets count, as a place in `values`. */
export function valueAt(columns: Columns, field: FacetField): (place: number) => number {
  const at = GROUPS.findIndex((fields) => fields.includes(field));
  const { codes, fields } = columns.groups[at]!;
  const values = fields[GROUPS[at]!.indexOf(field)]!;
  return (place) => values[codes[place]!]!;
}

/** Bytes cached of what was worked out, and fewest and most answers. */
const CACHED_BYTES = 20 * 1024 * 1024;
const FEWEST = 12;
const MOST = 100;

/** What was worked out over these columns under this name, or else made now. The oldest go when there are many. */
export function cachedIn<T>(columns: Columns, name: string, make: () => T): T {
  const most = Math.max(FEWEST, Math.min(MOST, Math.floor(CACHED_BYTES / (columns.size + 1))));
  return recent(columns.cache as Map<string, T>, name, most, make);
}

/** The same where it is made in steps. Steps that somebody left are gone on with by who asks next. */
export function* keptIn<T>(columns: Columns, name: string, make: () => Steps<T>): Steps<T> {
  const begun = `${name}, begun`;
  while (!columns.cache.has(name)) {
    const steps = (columns.cache.get(begun) as Steps<T> | undefined) ?? make();
    // Out of the cache while they run: those that throw are not gone on with.
    columns.cache.delete(begun);
    const step = steps.next();
    if (step.done) return cachedIn(columns, name, () => step.value);
    columns.cache.set(begun, steps);
    yield step.value;
  }
  return cachedIn(columns, name, () => columns.cache.get(name) as T);
}
