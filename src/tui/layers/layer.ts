/** What every kind of layer must say of itself. */
import type { Theme } from '../../text/theme.js';
import type { Context } from '../keymap.js';
import type { Key } from '../keys/tokenize.js';
import type { Services } from '../services/services.js';
import type { AppState, Layer } from '../state/app-state.js';
import type { Motion } from '../state/motion.js';
import type { Store } from '../state/store.js';
import type { TypedLine } from '../typed-line.js';
import type { Frame } from './frame.js';

/** What a layer is drawn with. */
export interface Drawing {
  state: AppState;
  services: Services;
  theme: Theme;
  /** The screen without this layer. */
  below: () => Frame;
}

/** A layer with a line to type into. */
interface Typing<L> {
  /** The line that text goes into; null while it takes none. */
  line(layer: L): TypedLine | null;
  /** Whether letters that are keys here are typed, too. */
  typesKeys(layer: L): boolean;
  /** The line reads `line` now. `more`: it goes on, so what it says so far need not be searched. */
  typed(store: Store, layer: L, line: TypedLine, more: boolean): void;
}

/** One kind of layer: what is drawn and what the keys do while it is on top. */
export interface LayerKind<L> {
  /** Which keys hold. */
  context(layer: L): Context;
  frame(layer: L, drawing: Drawing): Frame;
  /** Moves its cursor or its text; null where nothing moves. */
  move: ((store: Store, layer: L, motion: Motion) => void) | null;
  /** Null where nothing is typed. */
  typing: Typing<L> | null;
  /** Takes a key that the table does not have: a menu's letter. False where it means nothing. */
  answer: ((store: Store, layer: L, key: Key) => boolean) | null;
  /** Escape: takes one step back. */
  leave(store: Store, layer: L): void;
  /** The layer in a terminal that has another size now. */
  resized(layer: L, store: Store): L;
}

/** One entry for every kind there is: a kind that lacks something does not compile. */
export type LayerKinds = { [L in Layer as L['kind']]: LayerKind<L> };

/** Escape on what lies over another layer. */
export const closeLayer = (store: Store): void => store.pop();

/** What has nothing to fit to a size. */
export const asItWas = <L>(layer: L): L => layer;
