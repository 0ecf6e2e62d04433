/**
 * The citing papers of a hub as columns, a place for each paper in the order of ids, kept while nobody writes. Filters
 * answer with marks over these places, facets count and sorts order them; only the rows on the screen become objects.
 */
import { AXES } from './derive.js';
import type { WorkId } from './model.js';
import { keep, type Library } from './open.js';

/** A mark (1) for each paper that matches, by place. */
export type Marks = Uint8Array;

export interface Columns {
  hub: WorkId;
  size: number;
  /** Rising, so that a place is found by halving. */
  ids: Int32Array;
  date: string[];
  titleKey: string[];
  verdict: (string | null)[];
  category: (string | null)[];
  novelty: (number | null)[];
  year: (number | null)[];
  influential: (boolean | null)[];
  /** Citations a source counts, else citers in this library, else unknown. */
  citations: (number | null)[];
  roles: string[][];
  polarities: string[][];
  /** What was worked out over these columns before: marks of terms, orders, facet values. */
  kept: Map<string, unknown>;
}

type Raw = [
  citing: number,
  influential: number | null,
  date: string | null,
  category: string | null,
  citedBy: number | null,
  citers: number,
  verdict: string | null,
  novelty: number | null,
  year: number | null,
  titleKey: string,
];

/** The columns of a hub. */
export function columnsOf(lib: Library, hub: WorkId): Columns {
  return keep(lib, `columns ${hub}`, () => load(lib, hub));
}

function load(lib: Library, hub: WorkId): Columns {
  const raw = lib
    .sql(
      `SELECT c.citing, c.influential, w.date, w.category, w.cited_by, l.citing, l.verdict, l.novelty, l.year, l.title_key
       FROM citations c JOIN works w ON w.id = c.citing JOIN listed l ON l.work = c.citing WHERE c.cited = ?
       ORDER BY c.citing`,
    )
    .raw()
    .all(hub) as Raw[];
  const columns: Columns = {
    hub,
    size: raw.length,
    ids: Int32Array.from(raw, (row) => row[0]),
    influential: raw.map((row) => (row[1] === null ? null : row[1] === 1)),
    date: raw.map((row) => row[2] ?? ''),
    category: raw.map((row) => row[3]),
    citations: raw.map((row) => row[4] ?? (row[5] > 0 ? row[5] : null)),
    verdict: raw.map((row) => row[6]),
    novelty: raw.map((row) => row[7]),
    year: raw.map((row) => row[8]),
    titleKey: raw.map((row) => row[9]),
    roles: raw.map(() => NO_LABELS),
    polarities: raw.map(() => NO_LABELS),
    kept: new Map(),
  };
  const labels = lib.sql('SELECT axis, label, citing FROM effective WHERE cited = ?').raw().all(hub) as [
    axis: number,
    label: string,
    citing: number,
  ][];
  for (const [axis, label, citing] of labels) {
    const column = AXES[axis] === 'role' ? columns.roles : columns.polarities;
    const place = placeOf(columns, citing);
    column[place] = [...column[place]!, label];
  }
  return columns;
}

const NO_LABELS: string[] = [];

/** The place of a paper, or -1 where it is no citer. */
export function placeOf(columns: Columns, id: WorkId): number {
  let low = 0;
  let high = columns.size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = columns.ids[middle]!;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The marks of these papers; those that are no citers are passed over. */
export function marksOf(columns: Columns, ids: readonly WorkId[]): Marks {
  const marks = new Uint8Array(columns.size);
  for (const id of ids) {
    const place = placeOf(columns, id);
    if (place >= 0) marks[place] = 1;
  }
  return marks;
}

/** What was worked out over these columns under this name, or else made now. The oldest go when there are many. */
export function keepWith<T>(columns: Columns, name: string, make: () => T): T {
  const { kept } = columns;
  if (kept.has(name)) {
    const found = kept.get(name) as T;
    kept.delete(name);
    kept.set(name, found);
    return found;
  }
  const made = make();
  kept.set(name, made);
  if (kept.size > 100) kept.delete(kept.keys().next().value!);
  return made;
}
