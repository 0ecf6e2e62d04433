/** What another program on the same library decided comes to the screen by itself. */
import { explorerOf } from './app-state.js';
import { type ExplorerLayer, moveFacet, withView } from './explorer.js';
import type { Store } from './store.js';

/** How often it is looked for: two readers at one table see each other's decisions soon enough. */
const EVERY_MS = 1000;

/**
 * Looks now and then, draws where there is something to see, and is silent else. Returns how it is stopped.
 * @param isAway whether the terminal is somebody else's at the moment
 */
export function watchElsewhere(store: Store, isAway: () => boolean): () => void {
  const timer = setInterval(() => isAway() || lookElsewhere(store), EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** Takes in what others decided since the last look; the cursor stays on its paper and its line. */
export function lookElsewhere(store: Store): void {
  try {
    if (!store.services.decisions.changedElsewhere()) return;
    if (explorerOf(store.get()) === undefined) return;
    store.explorer((explorer) => upToDate(store, explorer));
    store.tell();
  } catch {
    // What the library cannot tell, the next key says.
  }
}

/** A list in which nobody asked for anything else, as it is by now: the cursor stays on its paper, or on its line. */
export function upToDate(store: Store, explorer: ExplorerLayer): ExplorerLayer {
  const { page, body } = store.geometry();
  const view = store.services.query(explorer.hub, explorer.query);
  const now = withView(explorer, explorer.query, view, page, 'stay');
  return moveFacet({ ...now, rangeFrom: explorer.rangeFrom }, now.facet.cursor, body);
}
