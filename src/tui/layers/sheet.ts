/** A sheet on the screen: a cursor that walks over its lines, Enter through the door under it. */
import { inSlices, type Steps } from '../../library/steps.js';
import type { Theme } from '../../text/theme.js';
import { titleWords } from '../panes/title.js';
import { type Layout, layoutOf, type Stop } from '../sheets/layout.js';
import type { SheetAsk } from '../sheets/sheet.js';
import { reordered, type SheetData, sheetName } from '../sheets/sheets.js';
import type { AppState } from '../state/app-state.js';
import { scrollTo } from '../state/geometry.js';
import type { Motion } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { sheetFrame } from './graph/sheet-frame.js';
import { isReady, layoutOn, pageOf, roomOf, type SheetLayer } from './graph/sheet-layer.js';
import { linesOn, nearest, toSection, toSide } from './graph/sheet-moves.js';
import { closeLayer, type LayerKind } from './layer.js';

let serials = 0;

/** Steps done at once before the screen shows how far they are, in milliseconds. */
const AT_ONCE = 50;

/** Whether two sheets are one but for their order. */
function isSame(one: SheetAsk, other: SheetAsk): boolean {
  const anyOrder = (ask: SheetAsk): string => JSON.stringify({ ...ask, stack: null, order: null });
  return anyOrder(one) === anyOrder(other);
}

/**
 * Opens a sheet; a long computation goes on in slices while keys are answered, until the sheet is left. One that lies on the way
 * here is come back to, so that the way does not grow by going round in it.
 */
export function openSheet(store: Store, ask: SheetAsk): void {
  const below = store.get().layers.findLastIndex((layer) => layer.kind === 'sheet' && isSame(layer.ask, ask));
  if (below >= 0) {
    if (below === store.get().layers.length - 1)
      store.toast(`This is that screen already: ${sheetName(ask).toLowerCase()}.`, 'warning');
    while (store.get().layers.length > below + 1) store.pop();
    return;
  }
  serials += 1;
  const layer: SheetLayer = {
    kind: 'sheet',
    ask,
    title: titleWords(store.services.head(ask.work)),
    serial: serials,
    data: { done: 0 },
    at: 0,
    top: 0,
  };
  store.push(layer);
  compute(store, layer);
}

function compute(store: Store, layer: SheetLayer): void {
  const steps = store.services.sheet(layer.ask);
  const end = performance.now() + AT_ONCE;
  do {
    const step = steps.next();
    if (step.done) {
      store.change(layer.serial, { data: step.value, ...begun(store, layer, step.value) });
      return;
    }
    store.change(layer.serial, { data: { done: step.value } });
  } while (performance.now() < end);
  void goOn(store, layer, steps);
}

async function goOn(store: Store, layer: SheetLayer, steps: Steps<SheetData>): Promise<void> {
  const left = new AbortController();
  const show = (data: SheetLayer['data']): void => {
    const at = isReady(data) ? begun(store, layer, data) : {};
    if (store.change(layer.serial, { data, ...at })) store.tell();
    else left.abort();
  };
  try {
    show(await inSlices(steps, left.signal, (done) => show({ done: Math.floor(done * 100) / 100 })));
    store.resume();
  } catch (error) {
    if (left.signal.aborted) return;
    // Nothing came of it: the screen below says why.
    const top = store.top();
    if (top.kind === 'sheet' && top.serial === layer.serial) store.pop();
    store.toast(error instanceof Error ? error.message : String(error), 'error');
    store.tell();
  }
}

/** The cursor of a new sheet on the first line that opens something; where it was when the sheet is read again. */
function begun(store: Store, layer: SheetLayer, data: SheetData): Pick<SheetLayer, 'at'> {
  const { stops } = layoutOf(data, layer.ask, roomOf(store.get(), store.theme));
  const first = stops.findIndex(({ door }) => door !== undefined);
  return { at: Math.min(Math.max(layer.at, first, 0), Math.max(0, stops.length - 1)) };
}

/** Reads what it shows again, as after a fetch. */
export function reread(store: Store, layer: SheetLayer): void {
  compute(store, layer);
}

/** The line under the cursor. */
export function stopUnder(store: Store, layer: SheetLayer): Stop | undefined {
  return layoutOn(layer, store.get(), store.theme)?.stops[layer.at];
}

/** The cursor on the stop that a key takes it to, scrolled no further than needed to see all of it and what stands above it. */
function go(store: Store, layer: SheetLayer, to: (layout: Layout, at: number) => number): void {
  const layout = layoutOn(layer, store.get(), store.theme);
  if (layout === null || layout.stops[layer.at] === undefined) return;
  store.replace(on(layer, layout, to(layout, layer.at), store.get().rows));
}

function on(layer: SheetLayer, layout: Layout, at: number, rows: number): SheetLayer {
  const to = Math.max(0, Math.min(at, layout.stops.length - 1));
  const stop = layout.stops[to];
  if (stop === undefined) return layer;
  const total = Math.max(...layout.columns.map(({ lines }) => lines.length));
  const page = pageOf(rows);
  // The end of it first, then its begin, which is to be seen in any case.
  const end = scrollTo(Math.max(stop.to - 1, stop.tells?.at ?? 0), layer.top, page, total, 1);
  return { ...layer, at: to, top: scrollTo(stop.from, end, page, total, 2) };
}

function move(store: Store, layer: SheetLayer, motion: Motion): void {
  go(store, layer, (layout, at) => {
    if ('lines' in motion) return linesOn(layout, at, motion.lines);
    if ('to' in motion) return motion.to === 'top' ? 0 : motion.to === 'bottom' ? layout.stops.length - 1 : motion.to;
    const { column, from } = layout.stops[at]!;
    return nearest(layout, column, from + Math.trunc(motion.pages * pageOf(store.get().rows)));
  });
}

/** To what stands to the right or the left. */
export function sideways(store: Store, layer: SheetLayer, step: 1 | -1): void {
  go(store, layer, (layout, at) => toSide(layout, at, step));
}

/** To another section. */
export function nextSection(store: Store, layer: SheetLayer, step: 1 | -1): void {
  go(store, layer, (layout, at) => toSection(layout, at, step));
}

/** The same sheet in its next order. */
export function reorder(store: Store, layer: SheetLayer): void {
  if (!isReady(layer.data)) return;
  const ask = reordered(layer.ask, layer.data);
  if (ask === null) {
    store.toast('There is no other order here.', 'warning');
    return;
  }
  serials += 1;
  // The years stay under the cursor; another ranking begins with its first.
  const place = ask.sheet === 'timeline' ? { at: layer.at, top: layer.top } : { at: 0, top: 0 };
  const other: SheetLayer = { ...layer, ask, ...place, serial: serials, data: { done: 0 } };
  store.replace(other);
  compute(store, other);
}

/** How its numbers are made, for the help. */
export function aboutOf(layer: SheetLayer, state: AppState, theme: Theme): string {
  return layoutOn(layer, state, theme)?.about ?? '';
}

export const sheetKind: LayerKind<SheetLayer> = {
  context: () => 'sheet',
  frame: sheetFrame,
  move,
  typing: null,
  answer: null,
  leave: closeLayer,
  resized(layer, store) {
    const { rows } = store.get();
    const layout = layoutOn(layer, store.get(), store.theme);
    return layout === null ? layer : on(layer, layout, layer.at, rows);
  },
};
