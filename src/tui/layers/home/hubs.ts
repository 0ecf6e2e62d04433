/** The hubs of the library, those that were open last first, narrowed by what is typed behind a key. */
import { ALL_WORKS } from '../../../library/model.js';
import { keyFor } from '../../keymap.js';
import { recentHubs } from '../../resume/left-off.js';
import { goOn, goOnOf, reopen } from '../../resume/reopen.js';
import type { Saved } from '../../resume/saved.js';
import type { Services } from '../../services/services.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { type TypedLine, typeKey } from '../../typed-line.js';
import { openList } from '../explorer.js';
import type { LayerKind } from '../layer.js';
import { openPrompt } from '../prompt.js';
import { chooserPage } from './chooser.js';
import { hubsFrame, previewHeight } from './hubs-frame.js';
import { goOnIn, type HubsLayer, hubsLayer, hubUnder, narrowHubs } from './hubs-layer.js';

/** What the program begins with where no paper was named. */
export function homeLayer(services: Services, saved: Saved | null): HubsLayer {
  const hubs = services.hubs();
  const byWork = new Map(hubs.map((hub) => [hub.work, hub]));
  const recent = recentHubs(saved, services)
    .filter((hub) => hub !== ALL_WORKS)
    .map((hub) => byWork.get(hub) ?? services.head(hub));
  const were = new Set(recent.map(({ work }) => work));
  const others = hubs.filter(({ work }) => !were.has(work));
  return hubsLayer([...recent, ...others], recent.length, goOnOf(saved, services));
}

export const hubsKind: LayerKind<HubsLayer> = {
  context: () => 'hubs',
  frame: hubsFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store) });
  },
  typing: {
    line: (layer) => (layer.typing ? layer.filter : null),
    typesKeys: () => true,
    typed: (store, layer, line) => narrowTo(store, layer, line),
  },
  answer(store, layer, key) {
    if (key.name === 'paste') {
      narrowTo(store, layer, typeKey(layer.filter, key));
      return true;
    }
    if (!/^\p{L}$/u.test(key.name)) return false;
    store.toast(`${keyFor('narrow', 'hubs')} first, then type what to look for.`, 'warning');
    return true;
  },
  leave: (store, layer) => store.replace(hubsLayer(layer.all, layer.recent, layer.goOn)),
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store) }),
};

function narrowTo(store: Store, layer: HubsLayer, filter: TypedLine): void {
  const shown = narrowHubs(layer.all, layer.recent, filter.text);
  store.replace({ ...layer, filter, typing: true, shown, scroll: AT_TOP });
}

function scrolled(layer: HubsLayer, motion: Motion, store: Store): Scroll {
  const lines = layer.shown.length + (goOnIn(layer) === null ? 0 : 1);
  const { rows } = store.get();
  return moved(layer.scroll, motion, chooserPage(rows, previewHeight(rows)), lines);
}

/** From here on letters are typed. */
export function narrow(store: Store, layer: HubsLayer): void {
  store.replace({ ...layer, typing: true });
}

export function openHub(store: Store, layer: HubsLayer): void {
  const left = goOnIn(layer);
  if (left !== null && layer.scroll.cursor === 0) {
    // Who comes back finds the hub among the others.
    const cursor = Math.max(
      0,
      layer.shown.findIndex(({ work }) => work === left.way[0]),
    );
    const below = { ...layer, goOn: null, scroll: { cursor, top: 0 } };
    store.replace({ ...below, scroll: scrolled(below, { lines: 0 }, store) });
    goOn(store, left.way);
    return;
  }
  const hub = hubUnder(layer);
  if (hub === undefined) store.toast(`No hub to open: ${keyFor('escape', 'hubs')} clears what was typed.`, 'warning');
  else {
    // Who comes back finds the keys to act again.
    store.replace({ ...layer, typing: false });
    reopen(store, hub.work);
  }
}

/** All works of the library, with a query to be typed. */
export function openAllWorks(store: Store): void {
  openList(store, ALL_WORKS, '', (explorer) => {
    store.push(explorer);
    openPrompt(store, explorer, 'query');
  });
}
