/**
 * The one state of the program and the one way in: a key. Every key of a chunk of input is applied before anything is
 * drawn, so a held key never queues up behind the drawing.
 */
import type { Steps } from '../../library/steps.js';
import type { Theme } from '../../text/theme.js';
import { BLIND_FIELDS, type Hidden, hiddenFirst } from '../blind.js';
import { bindingFor, keyLabel, takesNumbers } from '../keymap.js';
import type { Key } from '../keys/tokenize.js';
import type { SheetLayer } from '../layers/graph/sheet-layer.js';
import { kindOf } from '../layers/kinds.js';
import { refuse } from '../layers/refused.js';
import { freshen } from '../layers/sheet.js';
import { createPointing } from '../mouse/pointing.js';
import { createPresses, type Meant } from '../mouse/presses.js';
import type { Saved } from '../resume/saved.js';
import { screen } from '../screen.js';
import type { Services } from '../services/services.js';
import type { TaskName } from '../tasks/tasks.js';
import { createWaiting, type Task } from '../tasks/waiting.js';
import { sameLine, typeKey } from '../typed-line.js';
import { type ActionName, actions } from './actions.js';
import { type AppState, explorerOf, geometryOf, isStop, type Layer, type Toast } from './app-state.js';
import { despiteGone, upToDate } from './elsewhere.js';
import type { ExplorerLayer } from './explorer.js';
import type { ExplorerGeometry } from './geometry.js';
import { whyNot } from './reasons.js';
import { settle, settleBelow } from './undo/undo.js';

export interface Store {
  readonly services: Services;
  readonly theme: Theme;
  /** What is hidden when the reader asks for it. */
  readonly blind: Hidden;
  /** Aborted when the program ends: nothing is asked of the library any more, which is closed then. */
  readonly ended: AbortSignal;
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
  /** Whether what is seen is being worked out or changed. */
  isWaiting(): boolean;
  /** Does a task with papers: at once with few; else beside the screen, which shows how far it is and answers keys meanwhile. */
  task<K extends TaskName>(task: Task<K>): void;
  /** What is done beside the screen at the moment, as in `Writing 370 papers to all.bib`; null where nothing is. */
  doing(): string | null;
  /** Applies the keys that were kept until what they are meant for is there. */
  resume(): void;
  resize(columns: number, rows: number): void;
  /** Does what a key or a line says, or says why it cannot. */
  run(action: ActionName, count?: number | null): void;
  top(): Layer;
  push(layer: Layer): void;
  /** Takes the top layer away; the last one stays. */
  pop(): void;
  /** Comes back to what was left last; false where nothing was. */
  forward(): boolean;
  /** Changes the sheet of a serial number, wherever it is; false where it is gone. */
  change(serial: number, change: Partial<SheetLayer>): boolean;
  /** Takes away the sheet of a serial number, wherever it is, and the keys that were kept for it. */
  takeAway(serial: number): void;
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
  picking?: boolean;
  /** Whether the mouse is the program's. */
  mouse?: boolean;
  /** A clock, in milliseconds. */
  now?: () => number;
  /** What happens is said, not shown. */
  listens?: boolean;
  /** Of the tutorial. */
  step?: number | null;
}

export function createStore(
  services: Services,
  theme: Theme,
  first: Layer,
  columns: number,
  rows: number,
  {
    blind = [],
    saved = null,
    picking = false,
    mouse = true,
    listens = false,
    step = null,
    now = () => performance.now(),
  }: Beginning = {},
): Store {
  let state: AppState = {
    columns,
    rows,
    layers: [first.kind === 'explorer' ? settle(first, services.decisions.review()) : first],
    ahead: [],
    left: new Map(),
    saved,
    looks: saved?.looks ?? [],
    toast: null,
    working: null,
    exported: saved?.exported ?? { format: 'bibtex', annotate: false },
    facetPane: saved?.facetPane ?? null,
    hidden: hiddenFirst(blind, saved),
    searched: '',
    knowsSelected: false,
    picking,
    history: saved?.history ?? [],
    count: '',
    explained: null,
    arrows: theme.glyphs.unicode,
    listens,
    step,
    exit: null,
  };
  const ending = new AbortController();
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
      const list = settle(
        services.isStale(top.view) ? upToDate(store, top) : top,
        services.decisions.review(),
        lasting,
      );
      if (list !== top) store.replace(list);
    } else if (lasting.length > 0) store.explorer((explorer) => settleBelow(explorer, lasting));
    freshen(store);
  };

  const store: Store = {
    services,
    theme,
    blind: blind.length > 0 ? blind : BLIND_FIELDS,
    ended: ending.signal,
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      if (state.exit !== null) ending.abort();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      // React draws nothing where the state is the very one it drew last.
      state = { ...state };
      tell();
    },
    keys(keys) {
      const before = state;
      // What came without a key, as a note out of an editor, is a step of its own.
      despiteGone(store, settleTop, () => {});
      const meant = presses(keys);
      for (const [at, one] of meant.entries()) {
        if (state.exit !== null) break;
        if ('pointed' in one ? waiting.isHeld() : waiting.keeps(one.key)) continue;
        const next = nextKey(meant[at + 1]);
        despiteGone(
          store,
          () => {
            if ('key' in one) press(store, one.key, next);
            else {
              forgetSaid(store);
              point(one.pointed);
            }
            settleTop();
          },
          () => {},
        );
      }
      if (state !== before) tell();
    },
    resume() {
      store.keys(waiting.takeKept());
    },
    wait: (steps, then) => waiting.wait(steps, then),
    isWaiting: () => waiting.isBusy(),
    task: (task) => waiting.task(task),
    doing: () => waiting.doing(),
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
      const why = whyNot(action, state);
      if (why === null) actions[action](store, count);
      else refuse(store, action, why);
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
      if (isComputed) waiting.takeKept();
      const ahead = isDone ? [left, ...state.ahead] : state.ahead;
      state = { ...state, layers: state.layers.slice(0, -1), ahead };
      if (left.kind !== 'explorer') return;
      takeSelection(left);
      if (left.opened === null) leave(settle(left, services.decisions.review()));
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
    takeAway(serial) {
      const isIt = (layer: Layer): boolean => layer.kind === 'sheet' && layer.serial === serial;
      state = { ...state, layers: state.layers.filter((layer) => !isIt(layer)) };
      waiting.takeKept();
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
  const waiting = createWaiting(store, settleTop);
  const presses = createPresses(mouse, now);
  const point = createPointing(store, () => screen(state, services, theme));
  return store;
}

const nextKey = (meant: Meant | undefined): Key | undefined =>
  meant !== undefined && 'key' in meant ? meant.key : undefined;

/** A press takes a message away, and digits that no key followed. */
function forgetSaid(store: Store): void {
  const { toast, count } = store.get();
  if (toast !== null || count !== '') store.set({ toast: null, count: '' });
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
    const { count, layers } = store.get();
    // What turns the box of keys that take it is about the count itself.
    if (count !== '' && binding.action !== 'moreKeys') store.set({ count: '' });
    // Escape takes back one thing, and that is the count then.
    if (count !== '' && binding.action === 'escape') return;
    store.run(binding.action, count === '' ? null : Number(count));
    if (count !== '' && binding.counted === undefined && binding.action !== 'moreKeys')
      sayDropped(store, key, count, layers);
  } else if (types) {
    const typed = typeKey(line, key);
    if (!sameLine(typed, line)) typing?.typed(store, layer, typed, next?.text !== undefined);
  } else if ((answer === null || !answer(store, layer, key)) && takesNumbers(context(layer))) countWith(store, key);
}

/** Says that a key took no notice of the number before it, where it says nothing else and opened nothing that has a line of its own. */
function sayDropped(store: Store, key: Key, count: string, before: AppState['layers']): void {
  const { toast, layers, exit } = store.get();
  if (toast !== null || exit !== null || layers.length < before.length) return;
  store.toast(`${keyLabel(key.name, store.get())} takes no number: ${count} was ignored.`, 'warning');
}

/** Digits are the count of the motion that follows; any other key forgets them. */
function countWith(store: Store, key: Key): void {
  const { count } = store.get();
  const digit = /^[0-9]$/u.test(key.name) && (key.name !== '0' || count !== '');
  if (digit) store.set({ count: (count + key.name).slice(0, 7) });
  else if (count !== '') store.set({ count: '' });
}
