/**
 * What is on the screen: a stack of layers. The top one has the keys; an overlay is drawn over the layer below it.
 * All plain data, so that every screen is a pure function of it.
 */
import type { FormatName } from '../../export/formats.js';
import type { HubHead, HubLine, Overview, View, WorkLine, WorkNumber } from '../../library/model.js';
import type { Query } from '../../query/query.js';
import type { Context } from '../keymap.js';
import type { PromptState } from '../prompt.js';
import type { Selection } from './selection.js';

/** Position in a scrolled list: the line under the cursor and the first line shown. */
export interface Scroll {
  cursor: number;
  top: number;
}

export type Pane = 'facets' | 'list' | 'details';

export interface HubsLayer {
  kind: 'hubs';
  all: HubLine[];
  shown: HubLine[];
  filter: PromptState;
  /** True once `/` was pressed: then letters that are keys (`q`, `?`) are typed too. */
  typing: boolean;
  scroll: Scroll;
}

/** Several works answer to what was asked for. */
export interface PickLayer {
  kind: 'pick';
  works: WorkLine[];
  /** The query to open the chosen one with. */
  line: string;
  scroll: Scroll;
}

export interface ExplorerLayer {
  kind: 'explorer';
  hub: WorkNumber;
  head: HubHead;
  query: Query;
  view: View;
  scroll: Scroll;
  /** The paper under the cursor, so that the cursor stays on it when the list changes. */
  under: WorkNumber | null;
  focus: Pane;
  /** In a narrow terminal: the facets are on the screen. */
  facetsOpen: boolean;
  /** The details take the whole screen. */
  zoomed: boolean;
  facet: Scroll;
  detailTop: number;
  selection: Selection;
  /** Where a range of marks was begun, or null. */
  rangeFrom: number | null;
}

export interface OverviewLayer {
  kind: 'overview';
  overview: Overview;
  top: number;
}

export interface HelpLayer {
  kind: 'help';
  /** The context whose keys come first: that of the layer below. */
  context: Context;
  filter: PromptState;
  scroll: Scroll;
}

export interface MenuEntry {
  key: string;
  label: string;
  /** At the right: a count, or which way a sort runs. */
  note?: string;
  /** `included` and `excluded` are marked. */
  state?: 'included' | 'excluded' | null;
  choose: MenuChoice;
}

/** What an entry of a menu does. */
export type MenuChoice =
  | { do: 'toggle'; term: string }
  | { do: 'sort'; key: 'novelty' | 'date' | 'title' | 'citations' | 'relevance' }
  | { do: 'merge' }
  | { do: 'copy'; what: 'bibtex' | 'key' | 'cite' | 'ref' | 'url' | 'title' };

export interface MenuLayer {
  kind: 'menu';
  title: string;
  entries: MenuEntry[];
  /** A line under the entries that says what else the keys do. */
  hint: string;
  cursor: number;
}

export interface PromptLayer {
  kind: 'prompt';
  mode: 'search' | 'query';
  input: PromptState;
  /** What to go back to on Escape. */
  before: { query: Query; scroll: Scroll; under: WorkNumber | null };
  error: { message: string; column: number } | null;
  /** Place in the history of lines, or -1 for the line being typed. */
  recall: number;
}

export type ExportScope = 'selected' | 'matching' | 'row';

export interface ExportLayer {
  kind: 'export';
  scope: ExportScope;
  scopes: { scope: ExportScope; count: number }[];
  format: FormatName;
  path: PromptState;
  /** With role, verdict and novelty in each entry. */
  annotate: boolean;
  /** Set when the file is there already: the next y overwrites it. */
  confirm: boolean;
  problem: string | null;
}

export type Layer =
  | HubsLayer
  | PickLayer
  | ExplorerLayer
  | OverviewLayer
  | HelpLayer
  | MenuLayer
  | PromptLayer
  | ExportLayer;

export interface Toast {
  text: string;
  tone: 'ok' | 'warning' | 'error';
}

export interface AppState {
  columns: number;
  rows: number;
  layers: Layer[];
  toast: Toast | null;
  /** How papers were exported last. */
  exported: { format: FormatName; annotate: boolean };
  /** Digits typed before a motion. */
  count: string;
  /** Set when the program shall end, with its exit code. */
  exit: number | null;
}

/** Which keys hold: those of the top layer, in the explorer those of the pane that has the focus. */
export function contextOf(layer: Layer): Context {
  if (layer.kind !== 'explorer') return layer.kind;
  return layer.zoomed ? 'details' : layer.focus;
}

/** The topmost explorer: the one that the layers above it speak of. */
export function explorerOf(state: AppState): ExplorerLayer | undefined {
  return state.layers.findLast((layer) => layer.kind === 'explorer');
}

/** The line being typed on a layer, where there is one. */
export function typedLine(layer: Layer): PromptState | null {
  if (layer.kind === 'prompt') return layer.input;
  if (layer.kind === 'hubs' || layer.kind === 'help') return layer.filter;
  return layer.kind === 'export' ? layer.path : null;
}
