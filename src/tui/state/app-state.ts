/**
 * What is on the screen: a stack of layers. The top one has the keys; an overlay is drawn over the layer below it.
 * All plain data, so that every screen is a pure function of it.
 */
import type { FormatName } from '../../export/formats.js';
import type { WorkNumber } from '../../library/model.js';
import type { Hidden } from '../blind.js';
import type { LineLayer } from '../layers/decisions/line.js';
import type { ReadingLayer } from '../layers/decisions/reading.js';
import type { ExportLayer } from '../layers/exporting/export-layer.js';
import type { FetchLayer } from '../layers/fetching/fetch.js';
import type { PaletteLayer } from '../layers/finding/palette.js';
import type { ChooseLayer } from '../layers/graph/choose.js';
import type { SheetLayer } from '../layers/graph/sheet-layer.js';
import type { HelpLayer } from '../layers/help.js';
import type { HubsLayer } from '../layers/home/hubs-layer.js';
import type { PickLayer } from '../layers/home/pick.js';
import type { AuditLayer } from '../layers/judging/audit.js';
import type { MenuLayer } from '../layers/menu.js';
import type { PromptLayer } from '../layers/prompt.js';
import type { Saved, SavedLook } from '../resume/saved.js';
import type { Working } from '../tasks/waiting.js';
import type { ExplorerLayer } from './explorer.js';
import { type ExplorerGeometry, explorerGeometry, staysOpen } from './geometry.js';

/** Everything that can lie on the stack; `layers/kinds.ts` says of each kind what it does. */
export type Layer =
  | HubsLayer
  | PickLayer
  | ExplorerLayer
  | SheetLayer
  | ChooseLayer
  | HelpLayer
  | PaletteLayer
  | MenuLayer
  | PromptLayer
  | LineLayer
  | ReadingLayer
  | AuditLayer
  | ExportLayer
  | FetchLayer;

/** The layer of a kind. */
export type LayerOf<K extends Layer['kind']> = Extract<Layer, { kind: K }>;

/** What one walks to and back from. */
export type StopLayer = ExplorerLayer | SheetLayer;

export const isStop = (layer: Layer): layer is StopLayer => layer.kind === 'explorer' || layer.kind === 'sheet';

export interface Toast {
  text: string;
  tone: 'ok' | 'warning' | 'error';
}

export interface AppState {
  columns: number;
  rows: number;
  layers: Layer[];
  /** Hubs and sheets that were left, the last one first: where forward goes. */
  ahead: readonly StopLayer[];
  /** The lists that were left, by their hubs, the one left last at the end: opened again they are as they were. */
  left: ReadonlyMap<WorkNumber, ExplorerLayer>;
  /** Where the reader was when the program was used last on this library; null where that is not known. */
  saved: Saved | null;
  /** What saved queries brought when they were looked at last. */
  looks: readonly SavedLook[];
  toast: Toast | null;
  /** Long work that has taken long enough to be shown. */
  working: Working | null;
  /** How papers were exported last. */
  exported: { format: FormatName; annotate: boolean };
  /** Whether the pane of facets is on the screen; null: where there is much room. */
  facetPane: boolean | null;
  /** Which fields are hidden while papers are screened. */
  hidden: Hidden;
  /** The words searched for last, to whose matches keys go; '' where there were none. */
  searched: string;
  /** Whether the reader was told that words searched for are selected when they are shown again. */
  knowsSelected: boolean;
  /** What is selected is printed when the program ends. */
  picking: boolean;
  /** Lines typed into prompts, newest first. */
  history: readonly string[];
  /** Digits typed before a motion. */
  count: string;
  /** The first line shown of the keys that take a count, as for somebody who stopped after it; null: they are not shown. */
  explained: number | null;
  /** Whether the terminal has arrows, by which keys are named. */
  arrows: boolean;
  /** Whether what happens is said as lines of text, not shown on a screen. */
  listens: boolean;
  /** The step of the tutorial that the reader is at; null outside of the tutorial. */
  step: number | null;
  /** Set when the program shall end, with its exit code. */
  exit: number | null;
}

/** The topmost explorer: the one that the layers above it speak of. */
export function explorerOf(state: AppState): ExplorerLayer | undefined {
  return state.layers.findLast((layer) => layer.kind === 'explorer');
}

/** Whether the pane of facets is there by itself, not only while the keys are in it. */
export const facetsStay = ({ columns, facetPane }: Pick<AppState, 'columns' | 'facetPane'>): boolean =>
  staysOpen(columns, facetPane);

/** Whether something lies over a list that goes before the list is left: details on the whole screen, filters that are there for a while. */
export const isListCovered = (state: AppState, { zoomed, focus }: ExplorerLayer): boolean =>
  zoomed || (focus === 'facets' && !facetsStay(state));

/** Whether going back ends the program. */
export function isAtEnd(state: AppState): boolean {
  const [first, ...others] = state.layers;
  return others.length === 0 && (first?.kind !== 'explorer' || !isListCovered(state, first));
}

/** How many of a page's lines are in sight at once: who listens hears one. */
export const inSight = ({ listens }: Pick<AppState, 'listens'>, page: number): number => (listens ? 1 : page);

/** Where the parts of the explorer lie now. */
export function geometryOf(state: AppState): ExplorerGeometry {
  const isShown = facetsStay(state) || explorerOf(state)?.focus === 'facets';
  return explorerGeometry(state.columns, state.rows, isShown);
}
