/**
 * Marked papers. Marking all that match costs nothing, whatever their number: it is the view itself with exceptions,
 * and it outlives the filter that made it.
 */
import type { View, WorkNumber } from '../../library/model.js';
import type { Query } from '../../query/query.js';

/** The papers that matched a query once. */
export interface Matched {
  query: Query;
  view: View;
}

export interface Selection {
  /** All of these are marked, but for `toggled`; null: none are. */
  all: Matched | null;
  /** Marked one by one, or taken out of `all` one by one. */
  toggled: ReadonlySet<WorkNumber>;
}

const inView = (all: Matched | null, work: WorkNumber): boolean => all !== null && all.view.position(work) >= 0;

export const NOTHING_SELECTED: Selection = { all: null, toggled: new Set() };

export function isSelected(selection: Selection, work: WorkNumber): boolean {
  const inAll = inView(selection.all, work);
  return inAll !== selection.toggled.has(work);
}

export function countSelected(selection: Selection): number {
  if (selection.all === null) return selection.toggled.size;
  let count = selection.all.view.total;
  for (const work of selection.toggled) count += inView(selection.all, work) ? -1 : 1;
  return count;
}

/** Marks or unmarks each of `works`. */
export function setSelected(selection: Selection, works: readonly WorkNumber[], selected: boolean): Selection {
  const toggled = new Set(selection.toggled);
  const turned = works.filter((work) => {
    const before = toggled.size;
    if (inView(selection.all, work) === selected) toggled.delete(work);
    else toggled.add(work);
    return toggled.size !== before;
  });
  const made = { all: selection.all, toggled };
  turnedFrom.set(made, { before: new WeakRef(selection), turned });
  return made;
}

/** What was turned round to make a selection of the one before: among 100,000 marks one is not looked for. */
const turnedFrom = new WeakMap<Selection, { before: WeakRef<Selection>; turned: readonly WorkNumber[] }>();

function turnedBetween(from: Selection, to: Selection): readonly WorkNumber[] {
  const known = turnedFrom.get(to);
  if (known?.before.deref() === from) return known.turned;
  const turned: WorkNumber[] = [];
  for (const work of from.toggled) if (!to.toggled.has(work)) turned.push(work);
  for (const work of to.toggled) if (!from.toggled.has(work)) turned.push(work);
  return turned;
}

/** Marks all that match besides what is marked; marks outside it stay. */
export function selectAll(selection: Selection, matched: Matched): Selection {
  const outside = [...selectedIds(selection)].filter((work) => !inView(matched, work));
  return { all: matched, toggled: new Set(outside) };
}

/** Of all that match, marks what was not marked and unmarks what was; marks outside it stay. */
export function invertSelected(selection: Selection, matched: Matched): Selection {
  const outside: WorkNumber[] = [];
  const inside: WorkNumber[] = [];
  for (const work of selectedIds(selection)) (inView(matched, work) ? inside : outside).push(work);
  return { all: matched, toggled: new Set([...outside, ...inside]) };
}

/** The marked papers: those of `all` in its order, then the others as they were marked. */
export function* selectedIds(selection: Selection): Generator<WorkNumber> {
  const { all, toggled } = selection;
  if (all !== null) {
    const step = 1000;
    for (let from = 0; from < all.view.total; from += step) {
      for (const work of all.view.works(from, step)) if (!toggled.has(work)) yield work;
    }
  }
  for (const work of toggled) if (!inView(all, work)) yield work;
}

/** The same at once, which for all that match is nothing but their list. */
export function selectedWorks(selection: Selection): WorkNumber[] {
  const { all, toggled } = selection;
  return all !== null && toggled.size === 0 ? all.view.works(0, all.view.total) : [...selectedIds(selection)];
}

/** What makes another selection of one: marks turned round, and another view where all that match were marked or no longer are. */
export interface SelectionChange {
  all: { from: Matched | null; to: Matched | null } | null;
  turned: Int32Array;
}

/** The change from one selection to another; null where they are the same. */
export function selectionChange(from: Selection, to: Selection): SelectionChange | null {
  if (from === to) return null;
  const turned = turnedBetween(from, to);
  const all = from.all === to.all ? null : { from: from.all, to: to.all };
  if (all === null && turned.length === 0) return null;
  return { all, turned: Int32Array.from(turned) };
}

/** The selection before a change, or after it. */
export function changedBy(selection: Selection, { all, turned }: SelectionChange, side: 'from' | 'to'): Selection {
  const toggled = new Set(selection.toggled);
  for (const work of turned) if (!toggled.delete(work)) toggled.add(work);
  return { all: all === null ? selection.all : all[side], toggled };
}
