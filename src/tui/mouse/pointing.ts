/** What a press of the mouse and its wheel do, by what stands where it is. */
import { toggleTerm } from '../../query/edit.js';
import { bindingFor } from '../keymap.js';
import { chooseFormat, chooseScope } from '../layers/exporting/export.js';
import { kindOf } from '../layers/kinds.js';
import type { ActionName } from '../state/actions.js';
import { explorerOf } from '../state/app-state.js';
import { type ExplorerLayer, pointTo } from '../state/explorer.js';
import { ask, reverseSort, sortBy, toggleFacet } from '../state/filters.js';
import { focusOn, scrollPane, zoom } from '../state/panes.js';
import type { Store } from '../state/store.js';
import type { Pointed } from './presses.js';
import { type Deed, type Target, targetAt } from './target.js';

/** @param frame what is on the screen now */
export function createPointing(store: Store, frame: () => Parameters<typeof targetAt>[0]): (pointed: Pointed) => void {
  /** What was pressed last. */
  let last = '';
  return (pointed) => {
    const target = targetAt(frame(), pointed);
    if (pointed.is === 'wheel') {
      turnWheel(store, target, pointed.lines);
      return;
    }
    const before = last;
    last = JSON.stringify(target);
    // The second half of a double press is about what the first one was about, wherever that is now.
    if (target !== null && !(pointed.again && before !== last)) press(store, target, pointed.again);
  };
}

/** Scrolls the pane below the mouse, or the layer on top. */
function turnWheel(store: Store, target: Target | null, lines: number): void {
  const layer = store.top();
  if (layer.kind !== 'explorer' && layer.kind !== 'prompt') kindOf(layer).move?.(store, layer, { scroll: lines });
  else if (target?.pane !== undefined) scrollPane(store, target.pane, lines);
}

function press(store: Store, { pane, does }: Target, again: boolean): void {
  if (pane !== undefined && !entered(store)) return;
  if (does !== undefined) perform(store, does, again);
  else if (pane === 'details' && again && explorerOf(store.get())?.zoomed === false) zoom(store);
  else if (pane !== undefined) focusOn(store, pane);
}

/** Whoever types a query and presses something in the list keeps the query; false where it cannot be kept. */
function entered(store: Store): boolean {
  if (store.top().kind === 'prompt') store.run('accept');
  return store.top().kind === 'explorer';
}

function perform(store: Store, deed: Deed, again: boolean): void {
  switch (deed.on) {
    case 'action':
      store.run(deed.action);
      return;
    case 'item':
      pressItem(store, deed.item, deed.does, again);
      return;
    case 'stop':
      while (store.get().layers.length > deed.layer + 1) store.pop();
      return;
    case 'scope':
    case 'format': {
      const dialog = store.top();
      if (dialog.kind !== 'export' || dialog.confirm) return;
      if (deed.on === 'scope') chooseScope(store, dialog, deed.scope);
      else chooseFormat(store, dialog, deed.format);
      return;
    }
    default: {
      const explorer = explorerOf(store.get());
      if (explorer !== undefined) pressInList(store, explorer, deed, again);
    }
  }
}

function pressItem(store: Store, item: number, does: ActionName | undefined, again: boolean): void {
  const layer = store.top();
  const { move, context } = kindOf(layer);
  move?.(store, layer, { point: item });
  const opens = does ?? (again ? bindingFor(context(layer), 'enter')?.action : undefined);
  if (opens !== undefined) store.run(opens);
}

function pressInList(
  store: Store,
  explorer: ExplorerLayer,
  deed: Extract<Deed, { on: 'row' | 'facet' | 'term' | 'column' }>,
  again: boolean,
): void {
  if (deed.on === 'row') {
    focusOn(store, 'list');
    store.explorer((ex) => pointTo(ex, deed.at));
    if (again) zoom(store);
    return;
  }
  // Pressed twice is no more than once: what is seen is what was wanted.
  if (again) return;
  switch (deed.on) {
    case 'facet': {
      focusOn(store, 'facets');
      const there = { ...explorer, facet: { ...explorer.facet, cursor: deed.value } };
      store.explorer((ex) => ({ ...ex, facet: there.facet }));
      toggleFacet(store, there, 'include');
      break;
    }
    case 'term':
      ask(store, toggleTerm(explorer.query, deed.term, 'include'), 'follow');
      break;
    case 'column':
      if (explorer.view.order.key === deed.sort) reverseSort(store, explorer);
      else sortBy(store, explorer, deed.sort);
  }
}
