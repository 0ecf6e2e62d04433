/**
 * The one state of the program and the one way in: a key. Every key of a chunk of input is applied before anything is
 * drawn, so a held key never queues up behind the drawing.
 */
import { inSlices, type Steps } from '../../library/steps.js';
import type { Theme } from '../../text/theme.js';
import { BLIND_FIELDS, type Hidden } from '../blind.js';
import { bindingFor } from '../keymap.js';
import type { Key } from '../keys/tokenize.js';
import type { SheetLayer } from '../layers/graph/sheet-layer.js';
import { kindOf } from '../layers/kinds.js';
import type { Saved } from '../resume/saved.js';
import type { Services } from '../services/services.js';
import { sameLine, typeKey } from '../typed-line.js';
import { type ActionName, actions } from './actions.js';
import { type AppState, explorerOf, geometryOf, isStop, type Layer, type Toast } from './app-state.js';
import { upToDate } from './elsewhere.js';
import type { ExplorerLayer } from './explorer.js';
import type { ExplorerGeometry } from './geometry.js';
import { settle, settleBelow } from './undo/undo.js';

export interface Store {
  readonly services: Services;
  readonly theme: Theme;
  /** What is hidden when the reader asks for it. */
  readonly blind: Hidden;
  get(): AppState;
  set(change: Partial<AppState>): void;
  subscribe(listener: () => void): () => void;
  /** Tells the listeners of a change that no key made. */
  tell(): void;
  /** Applies keys in order, then tells the listeners once. */
  keys(keys: readonly Key[]): void;
  /**
   * Runs steps, then what follows from them: at once where they take no longer than a key may, else in slices. Meanwhile what is
   * typed into a line is taken, Escape leaves it, and other keys are kept until it is done. Who waits for something else leaves it.
   */
  wait(steps: Steps<void>, then: () => void): void;
  /** Applies the keys that were kept until what they are meant for is there. */
  resume(): void;
  resize(columns: number, rows: number): void;
  run(action: ActionName, count?: number | null): void;
  top(): Layer;
  push(layer: Layer): void;
  /** Takes the top layer away; the last one stays. */
  pop(): void;
  /** Comes back to what was left last; false where nothing was. */
  forward(): boolean;
  /** Changes the sheet of a serial number, wherever it is; false where it is gone. */
  change(serial: number, change: Partial<SheetLayer>): boolean;
  /** Puts another layer in the place of the top one. */
  replace(layer: Layer): void;
  /** The topmost explorer, changed. */
  explorer(change: (explorer: ExplorerLayer) => ExplorerLayer): void;
  toast(text: string, tone?: Toast['tone']): void;
  geometry(): ExplorerGeometry;
}

/** What a session begins with besides its first layer. */
interface Beginning {
  /** Fields to hide from the first frame on. */
  blind?: Hidden | undefined;
  /** Where the reader was when the program was used last. */
  saved?: Saved | null;
}

/** How long a key may take before the screen shows how far it is, in milliseconds: a frame. */
const AT_ONCE = 16;

export function createStore(
  services: Services,
  theme: Theme,
  first: Layer,
  columns: number,
  rows: number,
  { blind = [], saved = null }: Beginning = {},
): Store {
  let state: AppState = {
    columns,
    rows,
    layers: [first],
    ahead: [],
    left: new Map(),
    saved,
    looks: saved?.looks ?? [],
    toast: null,
    exported: saved?.exported ?? { format: 'bibtex', annotate: false },
    facetPane: saved?.facetPane ?? null,
    hidden: saved?.blind && blind.length === 0 ? BLIND_FIELDS : blind,
    history: saved?.history ?? [],
    count: '',
    exit: null,
  };
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  /** What was selected in one list of a hub is selected in the other below it. */
  const takeSelection = ({ hub, selection }: ExplorerLayer): void => {
    const below = explorerOf(state);
    if (below?.hub === hub) store.explorer((explorer) => ({ ...explorer, selection }));
  };

  const leave = (list: ExplorerLayer): void => {
    const left = new Map(state.left);
    left.delete(list.hub);
    state = { ...state, left: left.set(list.hub, list) };
  };

  /** What a key did in a list is one step of undo; what is typed is one when it is kept. */
  const settleTop = (): void => {
    const lasting = services.decisions.takeSteps();
    const top = store.top();
    if (top.kind === 'explorer') {
      // A list to which one comes back may be of before what was decided meanwhile.
      const list = settle(services.isStale(top.view) ? upToDate(store, top) : top, lasting);
      if (list !== top) store.replace(list);
    } else if (lasting.length > 0) store.explorer((explorer) => settleBelow(explorer, lasting));
  };

  /** What is waited for, and the keys that do. */
  let waiting: { left: AbortController; steps: Steps<void> } | null = null;
  let kept: Key[] = [];

  const leaveWaiting = (): void => {
    waiting?.left.abort();
    // What they hold is given back at once.
    waiting?.steps.return();
    waiting = null;
    kept = [];
  };

  /** Whether a key is kept for later, or leaves what is waited for. */
  const keeps = (key: Key): boolean => {
    const top = store.top();
    const isComputed = top.kind === 'sheet' && 'done' in top.data && key.name !== '?';
    if ((waiting === null && !isComputed) || key.name === 'ctrl-c' || top.kind === 'prompt') return false;
    if (key.name !== 'escape') {
      kept.push(key);
      return true;
    }
    leaveWaiting();
    if (isComputed) return false;
    store.toast('Left; what you see is as it was.', 'warning');
    return true;
  };

  const goOn = async (steps: Steps<void>, then: () => void): Promise<void> => {
    const left = new AbortController();
    waiting = { left, steps };
    try {
      await inSlices(steps, left.signal, (done) => {
        if (state.exit !== null) left.abort();
        store.toast(`Working it out: ${Math.floor(done * 100)}%; Esc leaves it.`);
        tell();
      });
      waiting = null;
      state = { ...state, toast: null };
      then();
      settleTop();
    } catch (error) {
      if (left.signal.aborted) return;
      // The keys were meant for what is not there.
      leaveWaiting();
      store.toast(error instanceof Error ? error.message : String(error), 'error');
    }
    tell();
    store.resume();
  };

  const store: Store = {
    services,
    theme,
    blind: blind.length > 0 ? blind : BLIND_FIELDS,
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
      // What came without a key, as a note out of an editor, is a step of its own.
      settleTop();
      for (const [at, key] of keys.entries()) {
        if (state.exit !== null) break;
        if (keeps(key)) continue;
        press(store, key, keys[at + 1]);
        settleTop();
      }
      if (state !== before) tell();
    },
    resume() {
      const keys = kept;
      kept = [];
      store.keys(keys);
    },
    wait(steps, then) {
      leaveWaiting();
      const end = performance.now() + AT_ONCE;
      do {
        if (steps.next().done) {
          then();
          return;
        }
      } while (performance.now() < end);
      void goOn(steps, then);
    },
    resize(width, height) {
      // Continued, or told of a size it has, the program draws again what it showed.
      const isOther = width !== state.columns || height !== state.rows;
      state = { ...state, columns: width, rows: height };
      const fitted = <L extends Layer>(layers: readonly L[]): L[] =>
        layers.map((layer) => kindOf(layer).resized(layer, store));
      if (isOther) state = { ...state, layers: fitted(state.layers), ahead: fitted(state.ahead) };
      tell();
    },
    run(action, count = null) {
      actions[action](store, count);
    },
    top: () => state.layers[state.layers.length - 1]!,
    push(layer) {
      // Who walks on somewhere else leaves behind what lay ahead.
      state = { ...state, layers: [...state.layers, layer], ahead: isStop(layer) ? [] : state.ahead };
    },
    pop() {
      const left = store.top();
      if (state.layers.length === 1) return;
      // What is left while it is computed is not computed on.
      const isComputed = left.kind === 'sheet' && 'done' in left.data;
      const isDone = isStop(left) && !isComputed;
      if (isComputed) kept = [];
      const ahead = isDone ? [left, ...state.ahead] : state.ahead;
      state = { ...state, layers: state.layers.slice(0, -1), ahead };
      if (left.kind !== 'explorer') return;
      takeSelection(left);
      if (left.opened === null) leave(settle(left));
    },
    forward() {
      const [next, ...ahead] = state.ahead;
      if (next === undefined) return false;
      state = { ...state, layers: [...state.layers, next], ahead };
      return true;
    },
    change(serial, change) {
      let found = false;
      const changed = <L extends Layer>(layers: readonly L[]): L[] =>
        layers.map((layer) => {
          if (layer.kind !== 'sheet' || layer.serial !== serial) return layer;
          found = true;
          return { ...layer, ...change };
        });
      state = { ...state, layers: changed(state.layers), ahead: changed(state.ahead) };
      return found;
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
    geometry: () => geometryOf(state),
  };
  return store;
}

/** `next`: the key that was pressed after this one, before the program could answer. */
function press(store: Store, key: Key, next: Key | undefined): void {
  const layer = store.top();
  const { context, typing, answer } = kindOf(layer);
  const line = typing?.line(layer) ?? null;
  const types = line !== null && key.text !== undefined;
  if (store.get().toast !== null) store.set({ toast: null });

  const binding = types && typing?.typesKeys(layer) ? undefined : bindingFor(context(layer), key.name);
  if (binding !== undefined) {
    const { count } = store.get();
    if (count !== '') store.set({ count: '' });
    // Escape takes back one thing, and that is the count then.
    if (count === '' || binding.action !== 'escape') store.run(binding.action, count === '' ? null : Number(count));
  } else if (types) {
    const typed = typeKey(line, key);
    if (!sameLine(typed, line)) typing?.typed(store, layer, typed, next?.text !== undefined);
  } else if (answer === null || !answer(store, layer, key)) countWith(store, key);
}

/** Digits are the count of the motion that follows; any other key forgets them. */
function countWith(store: Store, key: Key): void {
  const { count } = store.get();
  const digit = /^[0-9]$/u.test(key.name) && (key.name !== '0' || count !== '');
  if (digit) store.set({ count: (count + key.name).slice(0, 7) });
  else if (count !== '') store.set({ count: '' });
}
