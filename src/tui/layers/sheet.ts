/** A sheet on the screen: a cursor that walks over its lines, Enter through the door under it. */
import { inSlices, nextTurn, type Steps } from '../../library/steps.js';
import type { Theme } from '../../text/theme.js';
import { endOf, type Layout, layoutOf, type Stop } from '../sheets/layout.js';
import type { SheetAsk } from '../sheets/sheet.js';
import { isOfDecisions, reordered, type SheetData, sheetName } from '../sheets/sheets.js';
import type { AppState } from '../state/app-state.js';
import { scrollTo } from '../state/geometry.js';
import { type Motion, scrolled } from '../state/motion.js';
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
  const layer = newLayer(store, ask, { at: 0, top: 0 });
  store.push(layer);
  compute(store, layer, 'first');
}

function newLayer({ services }: Store, ask: SheetAsk, { at, top }: Place): SheetLayer {
  serials += 1;
  return {
    kind: 'sheet',
    ask,
    of: services.head(ask.work),
    serial: serials,
    data: { done: 0 },
    at,
    top,
  };
}

/** Where the cursor of a sheet is, and the first line shown. */
type Place = Pick<SheetLayer, 'at' | 'top'>;

/** Where the cursor goes in a sheet that was read: to the first line that opens something, or where it was. */
type Begin = 'first' | 'same';

/** Puts a sheet on the stack with its cursor where it was in another session. @param isSeen another one will not lie over it */
export function sheetAgain(store: Store, ask: SheetAsk, place: Place, isSeen: boolean): void {
  const layer = newLayer(store, ask, place);
  store.push(layer);
  if (isSeen) compute(store, layer, 'same');
  else void goOn(store, layer, store.services.sheet(ask), 'same');
}

function compute(store: Store, layer: SheetLayer, begin: Begin): void {
  const steps = store.services.sheet(layer.ask);
  const end = performance.now() + AT_ONCE;
  do {
    const step = steps.next();
    if (step.done) {
      store.change(layer.serial, { data: step.value, ...placed(store, layer, step.value, begin) });
      return;
    }
    store.change(layer.serial, { data: { done: step.value } });
  } while (performance.now() < end);
  void goOn(store, layer, steps, begin);
}

async function goOn(store: Store, layer: SheetLayer, steps: Steps<SheetData>, begin: Begin): Promise<void> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, store.ended]);
  const show = (data: SheetLayer['data']): void => {
    const at = isReady(data) ? placed(store, layer, data, begin) : {};
    if (store.change(layer.serial, { data, ...at })) store.tell();
    else left.abort();
  };
  // The key has had its time: it is drawn first.
  await nextTurn();
  try {
    show(await inSlices(steps, signal, (done) => show({ done: Math.floor(done * 100) / 100 })));
    store.resume();
  } catch (error) {
    if (signal.aborted) return;
    // Nothing came of it: the screen below says why, or what lies over it by now.
    store.takeAway(layer.serial);
    store.toast(error instanceof Error ? error.message : String(error), 'error');
    store.tell();
  }
}

function placed(store: Store, layer: SheetLayer, data: SheetData, begin: Begin): Place {
  const layout = layoutOf(data, layer.ask, roomOf(store.get(), store.theme));
  const first = layout.stops.findIndex(({ door }) => door !== undefined);
  if (begin === 'first') return { at: Math.max(0, first), top: 0 };
  const { at, top } = on(layer, layout, layer.at, store.get().rows);
  return { at, top };
}

/** Reads what it shows again, as after a fetch. */
export function reread(store: Store, layer: SheetLayer): void {
  compute(store, layer, 'same');
}

/** Has a sheet that follows from what the reader decides say what is decided by now. */
export function freshen(store: Store): void {
  const layer = store.top();
  if (layer.kind !== 'sheet' || !isReady(layer.data) || !isOfDecisions(layer.ask)) return;
  if (store.services.isStale(layer.data)) reread(store, layer);
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
  const end = scrollTo(endOf(stop) - 1, layer.top, page, total, 1);
  return { ...layer, at: to, top: scrollTo(stop.from, end, page, total, 2) };
}

function move(store: Store, layer: SheetLayer, motion: Motion): void {
  if ('scroll' in motion) {
    scroll(store, layer, motion.scroll);
    return;
  }
  if ('point' in motion) {
    store.replace({ ...layer, at: motion.point });
    return;
  }
  go(store, layer, (layout, at) => {
    if ('lines' in motion) return linesOn(layout, at, motion.lines);
    if ('to' in motion) return motion.to === 'top' ? 0 : motion.to === 'bottom' ? layout.stops.length - 1 : motion.to;
    const { column, from } = layout.stops[at]!;
    return nearest(layout, column, from + Math.trunc(motion.pages * pageOf(store.get().rows)));
  });
}

/** Scrolls the sheet, the cursor only so far that it is seen. */
function scroll(store: Store, layer: SheetLayer, lines: number): void {
  const layout = layoutOn(layer, store.get(), store.theme);
  const stop = layout?.stops[layer.at];
  if (layout === null || stop === undefined) return;
  const page = pageOf(store.get().rows);
  const total = Math.max(...layout.columns.map((column) => column.lines.length));
  const { cursor, top } = scrolled({ cursor: stop.from, top: layer.top }, lines, page, total);
  store.replace({ ...layer, top, at: cursor === stop.from ? layer.at : nearest(layout, stop.column, cursor) });
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
  if (ask === null) return;
  const other = newLayer(store, ask, layer);
  store.replace(other);
  // The years stay under the cursor; another ranking begins with its first.
  compute(store, other, ask.sheet === 'timeline' ? 'same' : 'first');
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
