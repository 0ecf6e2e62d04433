/** A sheet on the screen: a cursor that walks over its lines, Enter through the door under it. */
import { countWords } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { inSlices, type Steps } from '../../library/steps.js';
import { fitLine, type Line, lineWidth, plainText, type Span } from '../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../text/theme.js';
import { titleWords } from '../panes/title.js';
import { type Layout, layoutOf, type Room, type Stop } from '../sheets/layout.js';
import type { SheetAsk } from '../sheets/sheet.js';
import { reordered, type SheetData, sheetName } from '../sheets/sheets.js';
import type { AppState } from '../state/app-state.js';
import { crumbs } from '../state/crumbs.js';
import { scrollTo } from '../state/geometry.js';
import type { Motion } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { counted, cutLine, type Frame, footer, type Hints, rule } from './frame.js';
import { closeLayer, type Drawing, type LayerKind } from './layer.js';

export interface SheetLayer {
  kind: 'sheet';
  ask: SheetAsk;
  /** Of the work it is about. */
  title: string;
  /** Tells it from others while it is computed. */
  serial: number;
  /** What it shows; while that is computed, how far it is, 0 to 1. */
  data: SheetData | { done: number };
  /** Which of the stops the cursor is on, and the first line shown. */
  at: number;
  top: number;
}

const isReady = (data: SheetLayer['data']): data is SheetData => !('done' in data);

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

/** Lines of the sheet: the screen less the crumbs, the frame and the footer. */
const pageOf = (rows: number): number => Math.max(1, rows - 4);

const roomOf = ({ columns, rows }: AppState, { glyphs }: Theme): Room => ({ columns, page: pageOf(rows), glyphs });

function layoutOn(layer: SheetLayer, state: AppState, theme: Theme): Layout | null {
  return isReady(layer.data) ? layoutOf(layer.data, layer.ask, roomOf(state, theme)) : null;
}

/** The line under the cursor. */
export function stopUnder(store: Store, layer: SheetLayer): Stop | undefined {
  return layoutOn(layer, store.get(), store.theme)?.stops[layer.at];
}

/** The cursor on a stop, scrolled no further than needed to see all of it and what stands above it. */
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
  const { rows } = store.get();
  const layout = layoutOn(layer, store.get(), store.theme);
  const stop = layout?.stops[layer.at];
  if (layout === null || stop === undefined) return;
  if ('pages' in motion) {
    const wanted = stop.from + Math.trunc(motion.pages * pageOf(rows));
    store.replace(on(layer, layout, nearest(layout, stop.column, wanted), rows));
    return;
  }
  const last = layout.stops.length - 1;
  const at =
    'lines' in motion
      ? linesOn(layout, layer.at, motion.lines)
      : motion.to === 'top'
        ? 0
        : motion.to === 'bottom'
          ? last
          : motion.to;
  store.replace(on(layer, layout, at, rows));
}

/** The stops that stand side by side with one, itself among them. */
function besides({ stops }: Layout, { column, from }: Stop): Stop[] {
  return stops.filter((other) => other.column === column && other.from === from);
}

/** So many lines on or back; of stops side by side the one nearest below or above. */
function linesOn(layout: Layout, from: number, lines: number): number {
  const { stops } = layout;
  let at = from;
  for (let left = Math.abs(lines); left > 0; left -= 1) {
    const own = besides(layout, stops[at]!);
    const next = stops[stops.indexOf(lines > 0 ? own.at(-1)! : own[0]!) + Math.sign(lines)];
    if (next === undefined) break;
    const middle = middleOf(stops[at]!);
    const away = (stop: Stop): number => Math.abs(middleOf(stop) - middle);
    at = stops.indexOf(besides(layout, next).reduce((best, one) => (away(one) < away(best) ? one : best)));
  }
  return at;
}

const middleOf = ({ across }: Stop): number => (across === null ? 0 : across.x + across.cells / 2);

/** The stop of a column that is nearest to a line. */
function nearest({ stops }: Layout, column: number, line: number): number {
  let best = -1;
  for (const [at, stop] of stops.entries()) {
    if (stop.column !== column) continue;
    if (best < 0 || Math.abs(stop.from - line) < Math.abs(stops[best]!.from - line)) best = at;
  }
  return best;
}

/** To what stands beside it, else to the other column on the same line; where there is neither, a line on. */
export function sideways(store: Store, layer: SheetLayer, step: 1 | -1): void {
  const { rows } = store.get();
  const layout = layoutOn(layer, store.get(), store.theme);
  const stop = layout?.stops[layer.at];
  if (layout === null || stop === undefined) return;
  const own = besides(layout, stop);
  const beside = own[own.indexOf(stop) + step];
  if (beside !== undefined) {
    store.replace(on(layer, layout, layout.stops.indexOf(beside), rows));
    return;
  }
  const isOne = layout.columns.length === 1;
  if (isOne && own.length > 1) return;
  const at = isOne ? layer.at + step : nearest(layout, stop.column + step, stop.from);
  if (at >= 0) store.replace(on(layer, layout, at, rows));
}

/** To the first line of another section; around the ends. */
export function nextSection(store: Store, layer: SheetLayer, step: 1 | -1): void {
  const { rows } = store.get();
  const layout = layoutOn(layer, store.get(), store.theme);
  const stop = layout?.stops[layer.at];
  if (layout === null || stop === undefined) return;
  const firsts = layout.stops.flatMap(({ section }, at) => (layout.stops[at - 1]?.section === section ? [] : [at]));
  const own = firsts.findIndex((at) => layout.stops[at]!.section === stop.section);
  const next = firsts[(own + step + firsts.length) % firsts.length]!;
  store.replace(on(layer, layout, next, rows));
}

/** The same sheet in its next order. */
export function reorder(store: Store, layer: SheetLayer): void {
  const ask = reordered(layer.ask);
  if (ask === null) {
    store.toast('This screen has one order only.', 'warning');
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

function sheetFrame(layer: SheetLayer, { state, theme }: Drawing): Frame {
  const { columns, rows } = state;
  const page = pageOf(rows);
  const layout = layoutOn(layer, state, theme);
  const head = [
    fitLine(crumbs(state, layer, columns, theme), columns),
    rule(titleOf(layer, layout), columns, true, theme),
  ];
  if (layout === null) {
    const { done } = layer.data as { done: number };
    const words = `Working it out: ${Math.round(done * 100)}%; Esc leaves it.`;
    const body = Array.from({ length: page }, (_, at) =>
      fitLine(at === 1 ? [{ text: `  ${words}`, style: 'muted' }] : [], columns),
    );
    return {
      lines: [...head, ...body, rule('', columns, false, theme), footer(state, 'sheet', keysOf(layer))],
      cursor: null,
    };
  }
  const total = Math.max(...layout.columns.map(({ lines }) => lines.length));
  const top = Math.max(0, Math.min(layer.top, total - page));
  const body = Array.from({ length: page }, (_, row) => bodyLine(layer, layout, top + row, columns, theme));
  const hidden = total - page - top;
  return {
    lines: [
      ...head,
      ...body,
      rule(hidden > 0 ? counted(hidden, 'more line') : '', columns, false, theme),
      footer(state, 'sheet', keysOf(layer)),
    ],
    cursor: null,
  };
}

const BAR = /^([█▓▒░▏▎▍▌▋▊▉▁▂▃▄▅▆▇]+)( *)$/u;

/** Bars keep their colours: turned round they would be gaps. */
function underCursor({ text, style }: Span, cursor: 'cursor' | 'cursorIdle'): Span[] {
  const own = styleUnderCursor(style, cursor);
  const [, bar, blanks] = BAR.exec(text) ?? [];
  return bar === undefined
    ? [{ text, style: own }]
    : [
        { text: bar, style },
        { text: blanks!, style: own },
      ];
}

/** The line where only some of its cells are under the cursor: what is written there, and its foot; not a bar and the air around it. */
function partUnderCursor(
  line: Line,
  { x, cells }: NonNullable<Stop['across']>,
  isFoot: boolean,
  cursor: 'cursor' | 'cursorIdle',
): Line {
  const own = cutLine(line, x, x + cells);
  const isWritten = isFoot || (plainText(own).trim() !== '' && !own.some(({ text }) => BAR.test(text)));
  return [
    ...cutLine(line, 0, x),
    ...(isWritten ? own.flatMap((span) => underCursor(span, cursor)) : own),
    ...cutLine(line, x + cells, lineWidth(line)),
  ];
}

/** How it is ordered, where there are several ways. */
const orderOf = (ask: SheetAsk): string =>
  ask.sheet === 'timeline' ? `by ${ask.stack}` : ask.sheet === 'cocited' ? `by ${ask.order}` : '';

/** Its keys: the one for the next order says which that is. */
function keysOf({ ask }: SheetLayer): Hints {
  const next = reordered(ask);
  return {
    reorder: next === null ? null : orderOf(next),
    ...(ask.sheet === 'timeline' && { columnRight: 'later' }),
  };
}

/** Its name, and how it is ordered. */
function titleOf({ ask, at }: SheetLayer, layout: Layout | null): string {
  const how = orderOf(ask) === '' ? '' : ` ${orderOf(ask)}`;
  const place = layout === null ? '' : ` · ${countWords(at + 1)}/${countWords(layout.stops.length)}`;
  return `${sheetName(ask)}${how}${place}`;
}

function bodyLine({ at }: SheetLayer, layout: Layout, row: number, columns: number, theme: Theme): Line {
  const stop = layout.stops[at];
  const [left, right] = layout.columns.map(({ lines, cells }, column): Line => {
    const isHere = stop?.column === column;
    const told = isHere && stop.tells?.at === row ? stop.tells.line : undefined;
    const line = fitLine(told ?? lines[row] ?? [], cells - 3);
    const isUnder = isHere && row >= stop.from && row < stop.to;
    if (!isUnder) return [{ text: '  ' }, ...line, { text: ' ' }];
    const style = stop.door !== undefined || stop.work !== undefined ? 'cursor' : 'cursorIdle';
    return [
      { text: row === stop.from ? theme.glyphs.cursor : ' ', style: 'accent' },
      { text: ' ' },
      ...(stop.across === null
        ? line.flatMap((span) => underCursor(span, style))
        : partUnderCursor(line, stop.across, row === stop.to - 1, style)),
      { text: ' ' },
    ];
  });
  if (right === undefined) return fitLine(left!, columns);
  return [...left!, { text: theme.glyphs.vertical, style: 'border' }, ...right];
}

/** The works a key can go on to: the one under the cursor, else the one the sheet is about. */
export function workUnder(store: Store, layer: SheetLayer): WorkNumber {
  return stopUnder(store, layer)?.work ?? layer.ask.work;
}
