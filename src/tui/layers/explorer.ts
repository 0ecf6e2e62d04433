/** A hub's citing papers, with facets and details: the screen most of the time is spent on. */
import type { WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import type { Query } from '../../query/query.js';
import { keyFor } from '../keymap.js';
import type { Services } from '../services/services.js';
import { type ExplorerLayer, openExplorer, refit } from '../state/explorer.js';
import { undoOneStep } from '../state/filters.js';
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
  answer(store, _, key) {
    if (key.name !== 'paste') return false;
    const words = `Nothing is typed here: paste after ${keyFor('search', 'list')}, or after ${keyFor('editQuery', 'list')} for a query.`;
    store.toast(words, 'warning');
    return true;
  },
  leave: undoOneStep,
  resized: (layer, store) => refit(layer, store.geometry()),
};
