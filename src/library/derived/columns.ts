/**
 * The citing papers of a hub as arrays, a place for each paper in the order of ids. Filters answer with marks over these
 * places, facets count and sorts order them; only the rows on the screen become objects. The arrays are derived from the
 * facts (make-columns.ts) and loaded when they are first asked for.
 */

import { explained } from '../error.js';
import { cached, type Library, reading } from '../library.js';
import { ALL_WORKS, type FacetField, type WorkNumber } from '../model.js';
import { finished, partOf, type Steps } from '../steps.js';
import {
  type Codes,
  countsOfClasses,
  countsOfValues,
  FACET_FIELDS,
  GROUPS,
  type Group,
  isReadable,
  type Outline,
  STORED_FROM,
} from './column-layout.js';
import { makeColumns } from './make-columns.js';
import { firstOf, type Order, orderName } from './orders.js';
import { getLate, movedTo, type Postings, postingsOf } from './patching/postings.js';
import { getReferences, type References, readReferences } from './references.js';
import { recent } from './shelf/recent.js';
import { getAll, getAllIn, libraryShelf, memoryShelf, type Pieces, piecesOf, type Shelf } from './shelf/segments.js';
import { storeColumns, storeColumnsIn } from './store-columns.js';
import type { Vocabulary } from './vocabulary.js';
import { type Common, getCommon } from './words/common.js';
import { getPairs, type Pairs } from './words/pairs.js';
import { type Streams, streamsOf } from './words/streams.js';

/** The words of titles, authors and summaries. */
interface Dictionary {
  vocabulary: Vocabulary;
  postings: Postings;
  /** The words of each paper as numbers: those of the title, END, those of the authors, END, those of each summary with END between. */
  streams(): Streams;
  /** The place in the vocabulary of each number that stands among them; -1: it stands there no more. */
  ranks: Int32Array;
  /** In which papers what very many have stands; undefined where that is not kept. */
  common: Common | undefined;
}

export interface Columns extends Omit<Outline, 'references' | 'pairs'> {
  hub: WorkNumber;
  /** null: they are in memory only. */
  generation: number | null;
  /** Rising, so that a place is found by halving. */
  ids: Int32Array;
  groups: Group[];
  order(order: Order): Int32Array;
  /** The works that come first in an order, without reading it; undefined where they were not kept. */
  first(order: Order): Int32Array | undefined;
  /** How many papers have each value of a field, without reading which. */
  counts(field: FacetField): Int32Array;
  /** Whether ids and classes are read, which are large. Until then whoever asks for them gets an OutdatedError where they are others by now. */
  isRead(): boolean;
  /** Reads them, an array at a step. */
  reading(): Steps<void>;
  /** Less is newer; what has no date comes last. */
  age(): Codes;
  codes(field: 'citations' | 'refs' | 'venue'): Codes;
  flags(): Uint8Array;
  references(): References;
  dictionary(): Dictionary;
  /** Reads the dictionary, a segment at a step. */
  readingWords(): Steps<void>;
  /** The common words of abstracts that stand one after the other; undefined where they were not looked for. */
  pairs(): Pairs | undefined;
  /** The stretches of postings that a search needs. */
  pieces: Pieces;
  /** What was worked out over these columns before. */
  cache: Map<string, unknown>;
}

const CACHED = 'columns ';
const cacheName = (hub: WorkNumber): string => CACHED + hub;

/** What was to be read later of columns is no more: they were made anew since, or are not whole. */
export class OutdatedError extends Error {
  override name = 'OutdatedError';
}

/** The columns of a hub. */
export function columnsOf(lib: Library, hub: WorkNumber): Columns {
  const columns = unreadColumns(lib, hub);
  if (columns.isRead()) return columns;
  try {
    finished(columns.reading());
    return columns;
  } catch (error) {
    if (!(error instanceof OutdatedError)) throw error;
  }
  const anew = readColumns(lib, hub) ?? made(lib, hub);
  finished(anew.reading());
  lib.cache.set(cacheName(hub), anew);
  return anew;
}

/** The columns as the library has them now; null where they are not whole. */
function readColumns(lib: Library, hub: WorkNumber): Columns | null {
  return atOneMoment(lib, () => {
    const columns = storedColumns(lib, hub);
    try {
      if (columns !== null) finished(columns.reading());
      return columns;
    } catch (error) {
      if (error instanceof OutdatedError) return null;
      throw error;
    }
  });
}

/** Answers from columns whose large arrays are not read unless the answer takes them; nobody else writes meanwhile. */
export function fromUnread<T>(lib: Library, hub: WorkNumber, read: (columns: Columns) => T): T {
  // May write, so it comes before the reading that must all be of one moment.
  unreadColumns(lib, hub);
  try {
    return atOneMoment(lib, () => read(unreadColumns(lib, hub)));
  } catch (error) {
    if (!(error instanceof OutdatedError)) throw error;
    columnsOf(lib, hub);
    return atOneMoment(lib, () => read(columnsOf(lib, hub)));
  }
}

/** Reads what must all be of one moment. */
export function atOneMoment<T>(lib: Library, read: () => T): T {
  return lib.db.inTransaction ? read() : lib.db.transaction(read).deferred();
}

/** The columns of a hub, of which the large arrays are read when they are asked for. */
export function unreadColumns(lib: Library, hub: WorkNumber): Columns {
  const name = cacheName(hub);
  const current = (): Columns => cached(lib, name, () => storedColumns(lib, hub) ?? made(lib, hub));
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

/**
 * Has columns that were changed where single papers stand take the place of those in memory, where somebody asked for them.
 * @param columns null: they are to be made or read when they are asked for next
 */
export function putInPlace(lib: Library, hub: WorkNumber, columns: Columns | null): void {
  const name = cacheName(hub);
  if (columns === null) lib.cache.delete(name);
  // What was worked out before may be other papers now, and another order.
  else if (lib.cache.has(name))
    lib.cache.set(name, {
      ...columns,
      order: ordersOn(libraryShelf(lib, hub), columns.size),
      first: () => undefined,
      counts: (field) => countsOfClasses(columns.groups, field, columns.values),
      cache: new Map(),
    } satisfies Columns);
}

/** Drops the columns that are in memory only, which are made again in no time. */
export function dropLooseColumns(lib: Library): void {
  for (const [name, kept] of lib.cache)
    if (name.startsWith(CACHED) && (kept as Columns).generation === null) lib.cache.delete(name);
}

/** Has what was worked out over the columns in memory of a hub worked out anew. */
export function forgetAnswers(lib: Library, hub: WorkNumber): void {
  (lib.cache.get(cacheName(hub)) as Columns | undefined)?.cache.clear();
}

function generationOf(lib: Library, hub: WorkNumber): unknown {
  return lib.sql('SELECT generation FROM hub_columns WHERE work = ?').pluck().get(hub);
}

/** The columns the library has, or null where it has none that can be trusted. */
export function storedColumns(lib: Library, hub: WorkNumber): Columns | null {
  const row = lib.sql('SELECT generation, version, outline FROM hub_columns WHERE work = ?').get(hub) as
    | { generation: number; version: number; outline: string }
    | undefined;
  if (row === undefined || !isReadable(row.version)) return null;
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
      const found = storedColumns(lib, hub);
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
  return lib.cache.has(cacheName(hub)) || areStored(lib, hub) || sizeOf(lib, hub) < STORED_FROM;
}

/** Whether the library has the columns of a hub. */
export function areStored(lib: Library, hub: WorkNumber): boolean {
  return isReadable(lib.sql('SELECT version FROM hub_columns WHERE work = ?').pluck().get(hub));
}

const mayNotWrite = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|READONLY|FULL)/.test(String((error as { code?: string }).code));

/** Orders cached. */
const ORDERS = 4;

/** The orders on a shelf, of which those last asked for are in memory. */
function ordersOn(shelf: Shelf, size: number): Columns['order'] {
  const orders = new Map<string, Int32Array>();
  return (order) => {
    const name = orderName(order);
    return recent(orders, name, ORDERS, () => getAll(shelf, name, Int32Array, size));
  };
}

/** What is made once, at once or in steps, whichever is asked for first. */
interface InSteps<T> {
  made(): T;
  /** No step where it is made already. */
  making(): Steps<void>;
}

function inSteps<T>(make: () => Steps<T>): InSteps<T> {
  let found: { made: T } | undefined;
  return {
    made() {
      found ??= { made: finished(make()) };
      return found.made;
    },
    *making() {
      if (found !== undefined) return;
      const made = yield* make();
      found ??= { made };
      yield 1;
    },
  };
}

/** The columns that lie on a shelf, by their outline. */
export function opened(
  lib: Library,
  hub: WorkNumber,
  generation: number | null,
  outline: Outline,
  shelf: Shelf,
): Columns {
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
  const lone = new Map<string, Codes>();
  const { late: lateOutline } = outline.words;
  const late = once(() => (lateOutline === undefined ? undefined : getLate(shelf, outline.words.size, lateOutline)));
  const pieces = piecesOf(shelf, (name, numbers) => {
    const come = name === 'postings' ? late() : undefined;
    return come === undefined ? numbers : movedTo(come, numbers);
  });
  /** An array that is read later, and then must be of the same columns. */
  const later = <T>(read: () => T): (() => T) => once(() => stillOf(lib, { hub, generation }, read));
  const ids = later(() => getAll(shelf, 'ids', Int32Array, size));
  const groups = GROUPS.map((fields, group) => {
    const count = outline.classes[group]!;
    return {
      codes: later(() => codes(`group ${group}`, count)),
      classes: later(() => ({
        fields: fields.map((field) => getAll(shelf, `class ${field}`, Int32Array, count)),
        papers: getAll(shelf, `papers ${group}`, Int32Array, count),
      })),
    };
  });
  const large = [ids, ...groups.flatMap((group): (() => unknown)[] => [group.classes, group.codes])];
  let read = 0;
  const classesOf = groups.map(
    (group): Group => ({
      get codes() {
        return group.codes();
      },
      get fields() {
        return group.classes().fields;
      },
      get papers() {
        return group.classes().papers;
      },
    }),
  );
  const { words } = outline;
  const letters = inSteps(() => getAllIn(shelf, 'letters', Uint16Array, words.letters));
  const wordStarts = inSteps(() => getAllIn(shelf, 'word starts', Int32Array, words.size + 1));
  const masks = inSteps(() => getAllIn(shelf, 'word masks', Int32Array, words.size));
  const postingStarts = inSteps(() => getAllIn(shelf, 'posting starts', Int32Array, words.size + 1));
  const ranks = inSteps(() => getAllIn(shelf, 'ranks', Int32Array, words.numbers ?? words.size));
  const wordArrays = [letters, wordStarts, masks, postingStarts, ranks];
  const dictionary = once(
    (): Dictionary => ({
      vocabulary: { size: words.size, letters: letters.made(), starts: wordStarts.made(), masks: masks.made() },
      postings: postingsOf(pieces, postingStarts.made(), late()),
      ranks: ranks.made(),
      common: words.common === undefined ? undefined : getCommon(shelf, size, words.common),
      // Only phrases take these, and the first letter does not wait for them.
      streams: once(() => {
        const starts = getAll(shelf, 'token starts', Int32Array, size + 1);
        return streamsOf(
          shelf,
          starts.subarray(0, size),
          // Of papers that were replaced, words are no longer one after the other.
          words.late === undefined ? starts.subarray(1) : getAll(shelf, 'token ends', Int32Array, size),
        );
      }),
    }),
  );
  const counts = new Map<FacetField, Int32Array>();
  return {
    ...outline,
    hub,
    generation,
    get ids() {
      return ids();
    },
    groups: classesOf,
    isRead: () => read === large.length,
    *reading() {
      for (; read < large.length; read += 1) {
        large[read]!();
        yield read / large.length;
      }
    },
    order: ordersOn(shelf, size),
    first: (order) => stillOf(lib, { hub, generation }, () => firstOf(shelf, order, size)),
    counts(field) {
      const known = counts.get(field);
      if (known !== undefined) return known;
      const isThere = read === large.length;
      const kept = isThere
        ? undefined
        : stillOf(lib, { hub, generation }, () => countsOfValues(shelf, field, outline.values));
      const found = kept ?? countsOfClasses(classesOf, field, outline.values);
      counts.set(field, found);
      return found;
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
      outline.references === undefined
        ? readReferences(lib, hub, ids())
        : getReferences(shelf, size, outline.references),
    ),
    dictionary,
    *readingWords() {
      for (const [at, array] of wordArrays.entries())
        yield* partOf(array.making(), at / wordArrays.length, (at + 1) / wordArrays.length);
    },
    pairs: once(() => (outline.pairs === undefined ? undefined : getPairs(shelf, size, outline.pairs))),
    pieces,
    cache: new Map(),
  };
}

/** Reads more of columns than was read of them before. @throws OutdatedError where the library has others by now, or they are not whole */
export function stillOf<T>(lib: Library, { hub, generation }: Pick<Columns, 'hub' | 'generation'>, read: () => T): T {
  if (generation === null) return read();
  return atOneMoment(lib, () => {
    if (generationOf(lib, hub) !== generation) throw new OutdatedError();
    try {
      return read();
    } catch (error) {
      throw new OutdatedError(undefined, { cause: error });
    }
  });
}

/** The place of a paper, or -1 where it is no citer. */
export function placeOf(columns: Pick<Columns, 'ids' | 'size'>, work: WorkNumber): number {
  const { ids } = columns;
  let low = 0;
  let high = columns.size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle]!;
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
