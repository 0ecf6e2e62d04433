/** What another program on the same library, or a thread beside the screen, did comes to the screen by itself. */
import { GoneError } from '../../library/error.js';
import type { Steps } from '../../library/steps.js';
import { homeLayer } from '../layers/home/hubs.js';
import { freshen } from '../layers/sheet.js';
import { explorerOf, isStop, type Layer } from './app-state.js';
import { type ExplorerLayer, moveFacet, recounted, withView } from './explorer.js';
import { NOTHING_SELECTED, type Selection } from './selection.js';
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

/** Takes in what others decided since the last look, in slices where that is much; the cursor stays on its paper and its line. */
export function lookElsewhere(store: Store): void {
  // The reader's own is done first.
  if (store.isWaiting()) return;
  try {
    if (!store.services.decisions.changedElsewhere()) return;
    const list = explorerOf(store.get());
    if (list === undefined) return;
    store.wait(takingIn(store, list), () => {
      store.explorer((explorer) => upToDate(store, explorer));
      freshen(store);
    });
    store.tell();
  } catch {
    // What the library cannot tell, the next key says.
  }
}

/** Works out what a list is made of by now. What is drawn meanwhile is of before. */
export function* takingIn({ services }: Store, { hub, query }: ExplorerLayer): Steps<void> {
  const read = services.decisions.leaveUnread();
  try {
    yield* services.preparing(hub, query);
  } finally {
    read();
  }
}

/** A list in which nobody asked for anything else, as it is by now: the cursor stays on its paper, or on its line. */
export function upToDate(store: Store, explorer: ExplorerLayer): ExplorerLayer {
  const { page, body } = store.geometry();
  const view = store.services.query(explorer.hub, explorer.query);
  const now = withView(recounted(store.services, explorer, view), explorer.query, view, page, 'stay');
  return moveFacet({ ...now, rangeFrom: explorer.rangeFrom }, now.facet.cursor, body);
}

/**
 * Runs `run`; where works that are shown turn out to be gone, merged by somebody else since, takes that in first and returns what
 * `otherwise` makes of it.
 */
export function despiteGone<T>(store: Store, run: () => T, otherwise: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof GoneError)) throw error;
    leaveGone(store);
    return otherwise();
  }
}

/** Lists become what they are by now; what was made of papers that are gone, and what lies over it, is closed. */
function leaveGone(store: Store): void {
  const layers = store.get().layers.flatMap((layer): Layer[] => {
    if (layer.kind !== 'explorer') return [layer];
    const list = withoutGone(store, layer);
    return list === null ? [] : [list];
  });
  const list = layers.findLastIndex((layer) => layer.kind === 'explorer');
  const kept = layers.slice(0, list + 1);
  if (!kept.some(isStop)) kept.push(homeLayer(store.services, store.get().saved));
  store.set({ layers: kept, ahead: [], left: new Map() });
  store.toast('Papers shown here were merged or split meanwhile; you see the list as it is now.', 'warning');
}

/** A list without the works that are gone; null where its hub is. */
function withoutGone(store: Store, list: ExplorerLayer): ExplorerLayer | null {
  try {
    const head = store.services.head(list.hub);
    const selection = selectionLeft(store, list);
    return { ...upToDate(store, list), head, selection, found: null };
  } catch (error) {
    if (error instanceof GoneError) return null;
    throw error;
  }
}

function selectionLeft({ services }: Store, { hub, selection: { all, toggled } }: ExplorerLayer): Selection {
  const left = new Set(toggled);
  for (const work of services.gone([...toggled])) left.delete(work);
  if (all === null && left.size === 0) return NOTHING_SELECTED;
  return { all: all && { ...all, view: services.query(hub, all.query) }, toggled: left };
}
