/** Merging papers that the library took for several. */
import { countWords } from '../../hub/share.js';
import { keyFor } from '../keymap.js';
import type { ExplorerLayer } from './explorer.js';
import { ask } from './filters.js';
import { countSelected, NOTHING_SELECTED, selectedIds } from './selection.js';
import type { Store } from './store.js';

/** More than this are no records of one paper, but a selection made for something else. */
const MOST = 10;

/** Asks whether the selected papers are one. */
export function mergeMenu(store: Store, explorer: ExplorerLayer): void {
  const marked = countSelected(explorer.selection);
  if (marked < 2) {
    const [select, merge] = [keyFor('mark', 'list'), keyFor('merge', 'list')];
    store.toast(`Select at least two records of the same paper with ${select}, then press ${merge}.`, 'warning');
  } else if (marked > MOST)
    store.toast(`${countWords(marked)} papers are selected: at most ${MOST} can be merged at once.`, 'warning');
  else
    store.push({
      kind: 'menu',
      title: `${marked} selected`,
      entries: [{ key: 'm', label: 'merge: they are the same paper', choose: { do: 'merge' } }],
      hint: 'pith-tui split takes them apart again',
      cursor: 0,
    });
}

export function mergeSelected(store: Store, explorer: ExplorerLayer): void {
  const works = [...selectedIds(explorer.selection)];
  try {
    store.services.merge(works);
  } catch (error) {
    store.toast((error as Error).message, 'error');
    return;
  }
  store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED, head: store.services.head(ex.hub) }));
  ask(store, explorer.query, 'follow', () => store.toast(`Merged ${works.length} records into one paper.`));
}
