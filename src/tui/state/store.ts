/**
 * The one state of the program and the one way in: a key. Every key of a chunk of input is applied before anything is
 * drawn, so a held key never queues up behind the drawing.
 */

import type { Theme } from '../../text/theme.js';
import { bindingFor } from '../keymap.js';
import type { Key } from '../keys/tokenize.js';
import { editPrompt } from '../prompt.js';
import type { Services } from '../services.js';
import { type ActionName, actions } from './actions.js';
import { refit } from './explorer.js';
import { type ExplorerGeometry, explorerGeometry } from './geometry.js';
import {
  type AppState,
  contextOf,
  type ExplorerLayer,
  explorerOf,
  type Layer,
  type Toast,
  typedLine,
} from './layers.js';
import { answerConfirm, answerMenu, typeText } from './typing.js';

export interface Store {
  readonly services: Services;
  readonly theme: Theme;
  get(): AppState;
  set(change: Partial<AppState>): void;
  subscribe(listener: () => void): () => void;
  /** Tells the listeners of a change that no key made. */
  tell(): void;
  /** Applies keys in order, then tells the listeners once. */
  keys(keys: readonly Key[]): void;
  resize(columns: number, rows: number): void;
  run(action: ActionName, count?: number | null): void;
  top(): Layer;
  push(layer: Layer): void;
  /** Takes the top layer away; the last one stays. */
  pop(): void;
  /** Puts another layer in the place of the top one. */
  replace(layer: Layer): void;
  /** The topmost explorer, changed. */
  explorer(change: (explorer: ExplorerLayer) => ExplorerLayer): void;
  toast(text: string, tone?: Toast['tone']): void;
  geometry(): ExplorerGeometry;
}

export function createStore(services: Services, theme: Theme, first: Layer, columns: number, rows: number): Store {
  let state: AppState = {
    columns,
    rows,
    layers: [first],
    toast: null,
    exported: { format: 'bibtex', annotate: false },
    count: '',
    exit: null,
  };
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const store: Store = {
    services,
    theme,
    get: () => state,
    set(change) {
      state = { ...state, ...change };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
    keys(keys) {
      const before = state;
      for (const [at, key] of keys.entries()) {
        if (state.exit !== null) break;
        press(store, key, keys[at + 1]);
      }
      if (state !== before) tell();
    },
    resize(width, height) {
      const geometry = explorerGeometry(width, height);
      state = {
        ...state,
        columns: width,
        rows: height,
        layers: state.layers.map((layer) => (layer.kind === 'explorer' ? refit(layer, geometry) : layer)),
      };
      tell();
    },
    run(action, count = null) {
      actions[action](store, count);
    },
    top: () => state.layers[state.layers.length - 1]!,
    push(layer) {
      state = { ...state, layers: [...state.layers, layer] };
    },
    pop() {
      if (state.layers.length > 1) state = { ...state, layers: state.layers.slice(0, -1) };
    },
    replace(layer) {
      state = { ...state, layers: [...state.layers.slice(0, -1), layer] };
    },
    explorer(change) {
      const explorer = explorerOf(state);
      if (explorer === undefined) return;
      const changed = change(explorer);
      state = { ...state, layers: state.layers.map((layer) => (layer === explorer ? changed : layer)) };
    },
    toast(text, tone = 'ok') {
      state = { ...state, toast: { text, tone } };
    },
    geometry: () => explorerGeometry(state.columns, state.rows),
  };
  return store;
}

/** `next`: the key that was pressed after this one, before the program could answer. */
function press(store: Store, key: Key, next: Key | undefined): void {
  const layer = store.top();
  if (store.get().toast !== null) store.set({ toast: null });
  if (layer.kind === 'menu' && answerMenu(store, layer, key)) return;
  if (layer.kind === 'export' && layer.confirm && answerConfirm(store, layer, key)) return;

  const line = typedLine(layer);
  // In the list of hubs `q`, `?` and `/` are keys until something is being typed.
  const typing = layer.kind === 'hubs' ? layer.typing || layer.filter.text !== '' : line !== null;
  const binding = typing && key.text !== undefined ? undefined : bindingFor(contextOf(layer), key.name);
  if (binding !== undefined) {
    const { count } = store.get();
    if (count !== '') store.set({ count: '' });
    store.run(binding.action, count === '' ? null : Number(count));
    return;
  }
  if (line !== null) {
    const edited = editPrompt(line, key);
    if (edited !== null) typeText(store, layer, edited, next?.text !== undefined);
    return;
  }
  const { count } = store.get();
  const digit = /^[0-9]$/u.test(key.name) && (key.name !== '0' || count !== '');
  if (digit) store.set({ count: (count + key.name).slice(0, 7) });
  else if (count !== '') store.set({ count: '' });
}
