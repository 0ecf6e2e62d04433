/**
 * Changes the arrays of a hub where single papers stand: what a reader corrects moves a paper from one class to another, and
 * the arrays of a hundred thousand others stay as they are.
 */
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import {
  GROUPS,
  type Group,
  isReadable,
  narrow,
  type Outline,
  putClasses,
  type Values,
  VERSION,
} from '../column-layout.js';
import { type Columns, columnsOf, placeOf, putInPlace, valueAt } from '../columns.js';
import { noveltyOrdersOf, putOrder, type Ranks } from '../orders.js';
import { libraryShelf, type Shelf } from '../shelf/segments.js';

/** What can be changed so. A set of labels is one value. */
interface InForce {
  role: string[];
  polarity: string[];
  verdict: string | null;
  novelty: number | null;
}

/** What is now in force of a paper, as far as it is another than before. */
export type ChangedPaper = { work: WorkNumber } & Partial<InForce>;

const FIELDS = ['role', 'polarity', 'verdict', 'novelty'] as const satisfies readonly (keyof InForce)[];
type Field = (typeof FIELDS)[number];

/** Changes the arrays that the library has of a hub, and those of them that are in memory. Where it has none, there is nothing to do. */
export function patchClasses(lib: Library, hub: WorkNumber, papers: readonly ChangedPaper[]): void {
  const version = lib.sql('SELECT version FROM hub_columns WHERE work = ?').pluck().get(hub);
  if (!isReadable(version)) {
    putInPlace(lib, hub, null);
    return;
  }
  const columns = columnsOf(lib, hub);
  const fields = FIELDS.filter((field) => papers.some((paper) => paper[field] !== undefined));
  const values: Values = { ...columns.values };
  const groups = columns.groups.map((group, number) => {
    const own = fields.filter((field) => GROUPS[number]!.includes(field));
    return own.length === 0 ? group : patched(columns, number, own, papers, values);
  });
  const shelf = libraryShelf(lib, hub);
  for (const [number, group] of groups.entries()) {
    if (group !== columns.groups[number]) putClasses(shelf, number, group);
  }
  const now = { ...columns, values, groups, classes: groups.map((group) => group.papers.length) };
  if (fields.includes('novelty')) putNoveltyOrders(shelf, now);
  putInPlace(lib, hub, { ...now, generation: putOutline(lib, now) });
}

function putNoveltyOrders(shelf: Shelf, columns: Columns): void {
  const novelties = columns.values.novelty;
  const noveltyAt = valueAt(columns, 'novelty');
  const novelty: Ranks = {
    of: Int32Array.from(columns.ids, (_, place) => noveltyAt(place)),
    count: novelties.length,
    lastIsUnknown: novelties.at(-1) === null,
  };
  // Ages rise from the newest on; those without a date have the last.
  const age = Int32Array.from(columns.age());
  const ages: Ranks = { of: age, count: age.reduce((most, one) => Math.max(most, one), 0) + 1, lastIsUnknown: false };
  const newest = columns.order({ key: 'date', descending: true });
  const byTitle = columns.order({ key: 'title', descending: false });
  for (const order of noveltyOrdersOf(novelty, newest, byTitle, ages)) putOrder(shelf, order, columns.ids);
}

/** Puts the outline away under a new generation, by which other programs see that the arrays are others. @returns it */
function putOutline(lib: Library, { hub, values, classes }: Columns): number {
  const text = lib.sql('SELECT outline FROM hub_columns WHERE work = ?').pluck().get(hub) as string;
  const outline: Outline = { ...(JSON.parse(text) as Outline), values, classes };
  // A row that is replaced gets a number that none had before, which one that is changed would not.
  return Number(
    lib
      .sql('INSERT OR REPLACE INTO hub_columns(work, version, outline) VALUES (?, ?, ?)')
      .run(hub, VERSION, JSON.stringify(outline)).lastInsertRowid,
  );
}

/** A group after the change of its fields, and in `values` the values that its papers then have. */
function patched(
  columns: Columns,
  number: number,
  own: readonly Field[],
  papers: readonly ChangedPaper[],
  values: Values,
): Group {
  const names = GROUPS[number]!;
  const before = columns.groups[number]!;
  const fields = before.fields.map((of) => Array.from(of));
  const counts = Array.from(before.papers);
  const changing = own.map((field) => {
    const known = new Map<string, number>();
    const list: Value[] = [];
    const placeIn = (value: Value): number => {
      const key = keyOf(value);
      const place = known.get(key) ?? list.push(value) - 1;
      known.set(key, place);
      return place;
    };
    for (const value of values[field]) placeIn(value);
    return { field, at: names.indexOf(field), list, placeIn };
  });
  const classes = new Map(counts.map((_, cls) => [fields.map((of) => of[cls]!).join(' '), cls]));
  const codes = new Int32Array(before.codes);
  for (const paper of papers) {
    const place = placeOf(columns, paper.work);
    if (place < 0) continue;
    const old = codes[place]!;
    const now = fields.map((of) => of[old]!);
    for (const { field, at, placeIn } of changing) if (paper[field] !== undefined) now[at] = placeIn(paper[field]);
    const key = now.join(' ');
    let found = classes.get(key);
    if (found === undefined) {
      found = counts.push(0) - 1;
      for (const [at, value] of now.entries()) fields[at]!.push(value);
      classes.set(key, found);
    }
    codes[place] = found;
    counts[old]! -= 1;
    counts[found]! += 1;
  }
  const live = leftOut(counts, codes);
  const left = fields.map((of) => live.map((cls) => of[cls]!));
  for (const { field, at, list } of changing) {
    const kept = inOrder(field, list, new Set(left[at]));
    const to = new Map(kept.map((value, place) => [value, place]));
    left[at] = left[at]!.map((value) => to.get(value)!);
    Object.assign(values, { [field]: kept.map((value) => list[value]!) });
  }
  return {
    codes: narrow(codes, live.length),
    fields: left.map((of) => Int32Array.from(of)),
    papers: Int32Array.from(live, (cls) => counts[cls]!),
  };
}

/** Leaves out the classes without papers, and renumbers those of the papers. @returns the classes that are left, in order */
function leftOut(counts: readonly number[], codes: Int32Array): number[] {
  const live = [...counts.keys()].filter((cls) => counts[cls]! > 0);
  if (live.length < counts.length) {
    const to = new Int32Array(counts.length);
    for (const [number, cls] of live.entries()) to[cls] = number;
    for (let place = 0; place < codes.length; place += 1) codes[place] = to[codes[place]!]!;
  }
  return live;
}

type Value = string[] | string | number | null;
const keyOf = (value: Value): string => JSON.stringify(value);

/** The places in `list` of the values that are used. Novelties rise, with null last. */
function inOrder(field: Field, list: readonly Value[], used: ReadonlySet<number>): number[] {
  const kept = [...list.keys()].filter((place) => used.has(place));
  if (field !== 'novelty') return kept;
  const rank = (place: number): number => (list[place] === null ? Number.POSITIVE_INFINITY : Number(list[place]));
  return kept.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) < rank(b) ? -1 : 1));
}
