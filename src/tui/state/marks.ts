/** Marking papers. */
import { moveTo, paperUnderCursor, rangeOf } from './explorer.js';
import { countSelected, invertSelected, isSelected, NOTHING_SELECTED, selectAll, setSelected } from './selection.js';
import type { Store } from './store.js';

/** Marks the paper under the cursor, or unmarks it, and goes on to the next; with a count, that many. */
export function mark(store: Store, count: number): void {
  const { page } = store.geometry();
  store.explorer((explorer) => {
    const { cursor } = explorer.scroll;
    const under = paperUnderCursor(explorer);
    if (under === undefined) return explorer;
    const wanted = !isSelected(explorer.selection, under);
    const works = explorer.view.works(cursor, count);
    const selection = setSelected(explorer.selection, works, wanted);
    return moveTo({ ...explorer, selection, rangeFrom: null }, cursor + works.length, page);
  });
}

export function range(store: Store): void {
  store.explorer((explorer) => {
    if (explorer.view.total === 0) return explorer;
    if (explorer.rangeFrom === null) return { ...explorer, rangeFrom: explorer.scroll.cursor };
    const { from, count } = rangeOf(explorer);
    const selection = setSelected(explorer.selection, explorer.view.works(from, count), true);
    return { ...explorer, selection, rangeFrom: null };
  });
}

/** Marks all that match; where these are all marked already, unmarks everything. */
export function toggleAll(store: Store): void {
  store.explorer((explorer) => {
    const { selection, query, view } = explorer;
    const allMarked = selection.all?.view === view && selection.toggled.size === 0;
    return { ...explorer, selection: allMarked ? NOTHING_SELECTED : selectAll(selection, { query, view }) };
  });
}

export function invert(store: Store): void {
  store.explorer((explorer) => {
    const { query, view } = explorer;
    const selection = invertSelected(explorer.selection, { query, view });
    return { ...explorer, selection: countSelected(selection) === 0 ? NOTHING_SELECTED : selection };
  });
}
