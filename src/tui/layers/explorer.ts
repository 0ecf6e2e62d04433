/** A hub's citing papers, with facets and details: the screen most of the time is spent on. */
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import type { Query } from '../../query/query.js';
import { keyFor } from '../keymap.js';
import type { Services } from '../services/services.js';
import { type ExplorerLayer, openExplorer, refit } from '../state/explorer.js';
import { ask, undoOneStep } from '../state/filters.js';
import { moveInPane, paneOf } from '../state/panes.js';
import type { Store } from '../state/store.js';
import { explorerFrame } from './explorer-frame.js';
import type { LayerKind } from './layer.js';

/** A hub opened with a query line; a line that does not parse shows all. */
export function explorerLayer(services: Services, hub: WorkNumber, line: string): ExplorerLayer {
  const query = queryOf(line);
  return openExplorer(services.head(hub), query, services.query(hub, query));
}

function queryOf(line: string): Query {
  const parsed = parseQuery(line);
  return parsed.ok ? parsed.query : { where: null, sort: null };
}

/** The same where the screen runs: what takes long is worked out in slices first. */
export function openList(
  { services, wait }: Store,
  hub: WorkNumber,
  line: string,
  open: (explorer: ExplorerLayer) => void,
): void {
  wait(services.preparing(hub, queryOf(line)), () => open(explorerLayer(services, hub, line)));
}

export const explorerKind: LayerKind<ExplorerLayer> = {
  context: paneOf,
  frame: (layer, drawing) => explorerFrame(layer, null, drawing),
  move: moveInPane,
  typing: null,
  answer: null,
  leave: undoOneStep,
  resized: (layer, store) => refit(layer, store.geometry()),
};

/** What needs a hub is not there over all works. */
export function noHub(store: Store): void {
  store.toast(`These are all works of the library; ${keyFor('openUnder', 'list')} opens one as a hub.`, 'warning');
}

/** Asks the services who cites the hub, then shows what is known now. */
export function fetchHub(store: Store, explorer: ExplorerLayer): void {
  if (explorer.hub === ALL_WORKS) {
    noHub(store);
    return;
  }
  void store.services.fetch(explorer.hub).then(() => {
    store.explorer((ex) => ({ ...ex, head: store.services.head(ex.hub) }));
    ask(store, explorer.query, 'follow');
    store.tell();
  });
}

/** Asks the services who cites a work, then opens it. */
export function fetchWork(store: Store, work: WorkNumber): void {
  void store.services.fetch(work).then(() => {
    if (store.services.citing(work) > 0) openList(store, work, '', store.push);
    else store.toast('No service knows a paper that cites it.', 'warning');
    store.tell();
  });
}
