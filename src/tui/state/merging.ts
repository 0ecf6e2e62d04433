/** Putting papers together that the library took for several. */
import { countWords } from '../../hub/share.js';
import { ask } from './filters.js';
import { explorerOf } from './layers.js';
import { countSelected, NOTHING_SELECTED, selectedIds } from './selection.js';
import type { Store } from './store.js';

/** More than this are no records of one paper, but a selection made for something else. */
const MOST = 10;

/** Asks whether the selected papers are one. */
export function mergeMenu(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const marked = countSelected(explorer.selection);
  if (marked < 2) store.toast('Select the papers that are one with Space, two at least, then press M.', 'warning');
  else if (marked > MOST)
    store.toast(`${countWords(marked)} papers are selected: at most ${MOST} can be put together at once.`, 'warning');
  else
    store.push({
      kind: 'menu',
      title: `${marked} selected`,
      entries: [{ key: 'm', label: 'they are one paper: merge them', choose: { do: 'merge' } }],
      hint: 'pith-tui split takes them apart again',
      cursor: 0,
    });
}

export function mergeSelected(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const ids = [...selectedIds(explorer.selection)];
  try {
    store.services.merge(ids);
  } catch (error) {
    store.toast((error as Error).message, 'error');
    return;
  }
  store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED, head: store.services.head(ex.hub) }));
  ask(store, explorer.query, 'follow');
  store.toast(`${ids.length} papers are one now.`);
}
