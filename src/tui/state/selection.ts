/**
 * Marked papers. Marking all that match costs nothing, whatever their number: it is the view itself with exceptions,
 * and it outlives the filter that made it.
 */
import type { View, WorkNumber } from '../../library/model.js';

export interface Selection {
  /** All of these are marked, but for `toggled`; null: none are. */
  all: View | null;
  /** Marked one by one, or taken out of `all` one by one. */
  toggled: ReadonlySet<WorkNumber>;
}

export const NOTHING_SELECTED: Selection = { all: null, toggled: new Set() };

export function isSelected(selection: Selection, work: WorkNumber): boolean {
  const inAll = selection.all !== null && selection.all.position(work) >= 0;
  return inAll !== selection.toggled.has(work);
}

export function countSelected(selection: Selection): number {
  if (selection.all === null) return selection.toggled.size;
  let count = selection.all.total;
  for (const work of selection.toggled) count += selection.all.position(work) >= 0 ? -1 : 1;
  return count;
}

/** Marks or unmarks each of `ids`. */
export function setSelected(selection: Selection, works: readonly WorkNumber[], selected: boolean): Selection {
  const toggled = new Set(selection.toggled);
  for (const work of works) {
    const inAll = selection.all !== null && selection.all.position(work) >= 0;
    if (inAll === selected) toggled.delete(work);
    else toggled.add(work);
  }
  return { all: selection.all, toggled };
}

/** Marks all that `view` holds besides what is marked; marks outside it stay. */
export function selectAll(selection: Selection, view: View): Selection {
  const outside = [...selectedIds(selection)].filter((work) => view.position(work) < 0);
  return { all: view, toggled: new Set(outside) };
}

/** Of what `view` holds, marks what was not marked and unmarks what was; marks outside it stay. */
export function invertSelected(selection: Selection, view: View): Selection {
  const outside: WorkNumber[] = [];
  const inside: WorkNumber[] = [];
  for (const work of selectedIds(selection)) (view.position(work) < 0 ? outside : inside).push(work);
  return { all: view, toggled: new Set([...outside, ...inside]) };
}

/** The marked papers: those of `all` in its order, then the others as they were marked. */
export function* selectedIds(selection: Selection): Generator<WorkNumber> {
  const { all, toggled } = selection;
  if (all !== null) {
    const step = 1000;
    for (let from = 0; from < all.total; from += step) {
      for (const work of all.works(from, step)) if (!toggled.has(work)) yield work;
    }
  }
  for (const work of toggled) if (all === null || all.position(work) < 0) yield work;
}
