/** Taking back what was done in the open list, and doing it again. */
import type { View } from '../../../library/model.js';
import { keyFor } from '../../keymap.js';
import type { Services } from '../../services/services.js';
import { type ExplorerLayer, moveFacet, withView } from '../explorer.js';
import { changedBy } from '../selection.js';
import type { Store } from '../store.js';
import { type Place, type Step, settled } from './past.js';

const placeOf = ({ under, scroll }: ExplorerLayer): Place => ({ under, scroll });

/** Takes down what the last key did in a list, for undo. */
export function settle(explorer: ExplorerLayer): ExplorerLayer {
  const past = settled(explorer.past, {
    query: explorer.query,
    selection: explorer.selection,
    place: placeOf(explorer),
  });
  return past === explorer.past ? explorer : { ...explorer, past };
}

/** Takes back the last step of the list. */
export function undo(store: Store, explorer: ExplorerLayer): void {
  const { done, undone } = explorer.past;
  if (done === null) {
    store.toast('Nothing to undo in this list.', 'warning');
    return;
  }
  const list = replayed(store, explorer, done.step, 'from');
  store.explorer(() => ({
    ...list,
    past: { ...list.past, done: done.rest, undone: { step: done.step, rest: undone } },
  }));
  store.toast(`Undone: ${done.step.what}. ${keyFor('redo', 'list')} does it again.`);
}

/** Does again what was undone last. */
export function redo(store: Store, explorer: ExplorerLayer): void {
  const { done, undone } = explorer.past;
  if (undone === null) {
    store.toast('Nothing to redo in this list.', 'warning');
    return;
  }
  const list = replayed(store, explorer, undone.step, 'to');
  store.explorer(() => ({
    ...list,
    past: { ...list.past, done: { step: undone.step, rest: done }, undone: undone.rest },
  }));
  store.toast(`Done again: ${undone.step.what}.`);
}

/** The list before a step, or after it. */
function replayed(store: Store, explorer: ExplorerLayer, step: Step, side: 'from' | 'to'): ExplorerLayer {
  const { services } = store;
  const query = step.query?.[side] ?? explorer.query;
  const view = step.query === undefined ? explorer.view : queried(services, explorer, query);
  const { page, body } = store.geometry();
  const place = step.place[side];
  const selection =
    step.selection === undefined ? explorer.selection : changedBy(explorer.selection, step.selection, side);
  const found = withView({ ...explorer, anchor: place.under, selection }, query, view, page, 'follow');
  // Where the list is as it was, so is what is seen of it.
  const isThere = place.scroll.cursor === found.scroll.cursor && place.under === found.under;
  const list = moveFacet(isThere ? { ...found, scroll: fitting(place, view, page) } : found, found.facet.cursor, body);
  return { ...list, past: { ...list.past, query: list.query, selection: list.selection, place: placeOf(list) } };
}

const queried = (services: Services, { hub }: ExplorerLayer, query: ExplorerLayer['query']): View =>
  services.query(hub, query);

/** The lines seen then, in a terminal that may have another size now. */
function fitting({ scroll }: Place, { total }: View, page: number): Place['scroll'] {
  const { cursor } = scroll;
  const least = Math.max(0, cursor - page + 1);
  return { cursor, top: Math.max(least, Math.min(scroll.top, cursor, Math.max(0, total - page))) };
}
