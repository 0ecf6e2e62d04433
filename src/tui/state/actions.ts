/** Every action of the key table, by name. */
import { bindingFor } from '../keymap.js';
import { promptState } from '../prompt.js';
import { helpEntries } from '../screens/help.js';
import { browse, copy, copyMenu } from './copying.js';
import { moveTo } from './explorer.js';
import {
  ask,
  clear,
  editQuery,
  excludeFacet,
  influential,
  polarityMenu,
  reverseSort,
  roleMenu,
  search,
  sortMenu,
  toggleFacet,
  undoOneStep,
  verdictMenu,
} from './filters.js';
import { explorerOf, type PromptLayer } from './layers.js';
import { invert, mark, range, toggleAll } from './marks.js';
import { mergeMenu } from './merging.js';
import {
  back,
  fetchHub,
  focusPane,
  move,
  openChosen,
  openCiter,
  openHelp,
  openOverview,
  scrollDetails,
  stepPaper,
  toggleFacetsPane,
  zoom,
} from './moves.js';
import { nextScope, openExport, stepFormat, toClipboard, toggleAnnotate, write } from './output.js';
import type { Store } from './store.js';
import { choose, hubsLayer, typeText } from './typing.js';

/** `count` is the number typed before the key, or null. */
type Action = (store: Store, count: number | null) => void;

/** Lines typed before, newest first; for this session only. */
const history: string[] = [];

function accept(store: Store): void {
  const layer = store.top();
  if (layer.kind !== 'prompt' || layer.error !== null) return;
  const text = layer.input.text.trim();
  if (text !== '' && history[0] !== text) history.unshift(text);
  store.pop();
  store.explorer((explorer) => ({ ...explorer, focus: 'list' }));
}

/** Down and up move the cursor of the list below; up on its first paper recalls what was typed before. */
function promptStep(store: Store, step: 1 | -1): void {
  const layer = store.top();
  const explorer = explorerOf(store.get());
  if (layer.kind !== 'prompt' || explorer === undefined) return;
  const recalls = layer.recall >= 0 || (step === -1 && explorer.scroll.cursor === 0 && history.length > 0);
  if (!recalls) {
    const { page } = store.geometry();
    store.explorer((ex) => moveTo(ex, ex.scroll.cursor + step, page));
    return;
  }
  const recall = Math.min(layer.recall - step, history.length - 1);
  const line = history[recall];
  typeText(store, layer, promptState(line ?? ''));
  const typed = store.top();
  if (typed.kind === 'prompt') store.replace({ ...typed, recall });
}

function leavePrompt(store: Store, layer: PromptLayer): void {
  store.pop();
  ask(store, layer.before.query, 'first');
  store.explorer((explorer) => ({ ...explorer, scroll: layer.before.scroll, under: layer.before.under }));
}

function leave(store: Store): void {
  const layer = store.top();
  if (layer.kind === 'prompt') leavePrompt(store, layer);
  else if (layer.kind === 'explorer') undoOneStep(store);
  else if (layer.kind === 'hubs') {
    store.replace(hubsLayer(layer.all));
  } else if (layer.kind === 'help' && layer.filter.text !== '') {
    store.replace({ ...layer, filter: promptState(''), scroll: { cursor: 0, top: 0 } });
  } else if (layer.kind !== 'pick') store.pop();
}

function runHelp(store: Store): void {
  const layer = store.top();
  if (layer.kind !== 'help') return;
  const entry = helpEntries(layer.context, layer.filter.text, store.theme.glyphs)[layer.scroll.cursor];
  // A mark is nothing to be done.
  if (entry?.binding === undefined) return;
  store.pop();
  const key = entry.binding.keys[0];
  if (key !== undefined && bindingFor(layer.context, key)?.action === entry.binding.action)
    store.run(entry.binding.action);
  else store.toast(`This key holds elsewhere: ${entry.where}.`, 'warning');
}

export const actions = {
  down: (store, count) => move(store, { lines: count ?? 1 }),
  up: (store, count) => move(store, { lines: -(count ?? 1) }),
  pageDown: (store, count) => move(store, { pages: count ?? 1 }),
  pageUp: (store, count) => move(store, { pages: -(count ?? 1) }),
  halfDown: (store) => move(store, { pages: 0.5 }),
  halfUp: (store) => move(store, { pages: -0.5 }),
  top: (store, count) => move(store, { to: count === null ? 'top' : count - 1 }),
  bottom: (store, count) => move(store, { to: count === null ? 'bottom' : count - 1 }),
  detailsDown: (store, count) => scrollDetails(store, { lines: 3 * (count ?? 1) }),
  detailsUp: (store, count) => scrollDetails(store, { lines: -3 * (count ?? 1) }),
  nextPaper: (store, count) => stepPaper(store, count ?? 1),
  previousPaper: (store, count) => stepPaper(store, -(count ?? 1)),
  nextPane: (store) => focusPane(store, 1),
  previousPane: (store) => focusPane(store, -1),
  facets: toggleFacetsPane,
  zoom,
  open: openChosen,
  openCiter,
  overview: openOverview,
  fetch: fetchHub,
  merge: mergeMenu,
  back,
  escape: leave,
  quit: (store) => store.set({ exit: 130 }),
  help: (store) => openHelp(store, store.top(), promptState('')),
  runHelp,
  search,
  editQuery,
  accept,
  promptDown: (store) => promptStep(store, 1),
  promptUp: (store) => promptStep(store, -1),
  roleMenu,
  polarityMenu,
  verdictMenu,
  sortMenu,
  reverseSort,
  influential,
  toggleFacet,
  excludeFacet,
  clear,
  chooseEntry: (store) => {
    const layer = store.top();
    const entry = layer.kind === 'menu' ? layer.entries[layer.cursor] : undefined;
    if (entry !== undefined) choose(store, entry.choose, false);
  },
  mark: (store, count) => mark(store, count ?? 1),
  range,
  selectAll: toggleAll,
  invert,
  copy,
  copyMenu,
  browse,
  export: openExport,
  nextScope,
  nextFormat: (store) => stepFormat(store, 1),
  previousFormat: (store) => stepFormat(store, -1),
  annotate: toggleAnnotate,
  toClipboard,
  write: (store) => write(store, null),
  overwrite: (store) => write(store, 'overwrite'),
  append: (store) => write(store, 'append'),
  redraw: (store) => store.services.redraw(),
  suspend: (store) => store.services.suspend(),
} satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;
