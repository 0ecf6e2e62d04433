/** Merging papers that the library took for several. */
import { typed } from '../term/shell.js';
import { explorerOf } from './app-state.js';
import type { ExplorerLayer } from './explorer.js';
import { ask } from './filters.js';
import { countSelected, NOTHING_SELECTED, selectedWorks } from './selection.js';
import type { Store } from './store.js';

/** Asks whether the selected papers are one. */
export function mergeMenu(store: Store, explorer: ExplorerLayer): void {
  const marked = countSelected(explorer.selection);
  store.push({
    kind: 'menu',
    title: `${marked} selected`,
    entries: [
      {
        key: 'm',
        label: 'merge: they are the same paper',
        help: 'Makes one paper of them, with all that is known of each.',
        choose: { do: 'merge' },
      },
    ],
    hint: `${typed('split')} takes them apart again`,
    cursor: 0,
  });
}

export function mergeSelected(store: Store, explorer: ExplorerLayer): void {
  const works = selectedWorks(explorer.selection);
  const records = `${works.length} records`;
  store.task({
    name: 'merge',
    args: [works],
    // Few records may have many citations, and there is no telling how long that takes.
    papers: Number.POSITIVE_INFINITY,
    title: `Merging ${records}`,
    changes: true,
    left: 'Left; nothing is merged.',
    after() {
      store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED, head: store.services.head(ex.hub) }));
      const explorer = explorerOf(store.get());
      if (explorer === undefined) return;
      ask(store, explorer.query, 'follow', () => store.toast(`Merged ${records} into one paper.`));
    },
  });
}
