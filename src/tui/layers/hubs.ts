/** The hubs of the library, narrowed as one types. */
import { showId } from '../../hub/ids/identifier.js';
import { countWords, differentPapers, tierOf } from '../../hub/share.js';
import { ALL_WORKS, type HubLine, isOnlyId } from '../../library/model.js';
import { type Column, layout } from '../../text/columns.js';
import { fit, truncate } from '../../text/fit.js';
import type { Line, Span } from '../../text/spans.js';
import type { StyleName, Theme } from '../../text/theme.js';
import { displayText, width } from '../../text/width.js';
import { keyFor } from '../keymap.js';
import { type GoOn, reopen } from '../resume/reopen.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../typed-line.js';
import { chooserFrame, chooserPage } from './chooser.js';
import { openList } from './explorer.js';
import { type Frame, spread } from './frame.js';
import type { Drawing, LayerKind } from './layer.js';
import { openPrompt } from './prompt.js';

export interface HubsLayer {
  kind: 'hubs';
  all: HubLine[];
  shown: HubLine[];
  filter: TypedLine;
  /** True once the key for it was pressed: then letters that are keys (`q`, `?`) are typed, too. */
  typing: boolean;
  scroll: Scroll;
  /** Where the reader was when the program ended, as the first line; null where that is nowhere, or gone on with. */
  goOn: GoOn | null;
}

/** The list of hubs with nothing typed yet. */
export function hubsLayer(all: HubLine[], goOn: GoOn | null): HubsLayer {
  return { kind: 'hubs', all, shown: narrowHubs(all, ''), filter: lineOf(''), typing: false, scroll: AT_TOP, goOn };
}

/** The line that goes on stands first, until something is typed. */
const goOnIn = ({ goOn, filter }: HubsLayer): GoOn | null => (filter.text === '' ? goOn : null);

/**
 * The hubs whose title, authors or id hold every word typed: of all works with citing papers; with nothing typed, those
 * that a source presented as hubs, where there are any.
 */
function narrowHubs(hubs: readonly HubLine[], text: string): HubLine[] {
  if (text.trim() === '') return hubs.some((hub) => hub.presented) ? hubs.filter((hub) => hub.presented) : [...hubs];
  const fold = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(text).split(/\s+/u).filter(Boolean);
  return hubs.filter((hub) => {
    const hay = fold(`${hub.title} ${hub.authors.join(' ')} ${hub.id} ${hub.tier ?? ''}`);
    return words.every((word) => hay.includes(word));
  });
}

export const hubsKind: LayerKind<HubsLayer> = {
  context: () => 'hubs',
  frame: hubsFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store) });
  },
  typing: {
    line: (layer) => layer.filter,
    typesKeys: (layer) => layer.typing || layer.filter.text !== '',
    typed(store, layer, line) {
      const typing = line.text !== '' || layer.filter.text === '' ? layer.typing : false;
      store.replace({ ...layer, filter: line, typing, shown: narrowHubs(layer.all, line.text), scroll: AT_TOP });
    },
  },
  answer: null,
  leave: (store, layer) => store.replace(hubsLayer(layer.all, layer.goOn)),
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store) }),
};

function scrolled(layer: HubsLayer, motion: Motion, store: Store): Scroll {
  const lines = layer.shown.length + (goOnIn(layer) === null ? 0 : 1);
  return moved(layer.scroll, motion, chooserPage(store.get().rows), lines);
}

/** From here on letters that are keys are typed, too. */
export function narrow(store: Store, layer: HubsLayer): void {
  store.replace({ ...layer, typing: true });
}

export function openHub(store: Store, layer: HubsLayer): void {
  const goOn = goOnIn(layer);
  if (goOn !== null && layer.scroll.cursor === 0) {
    // Who comes back finds the hub among the others.
    const cursor = Math.max(
      0,
      layer.shown.findIndex(({ work }) => work === goOn.hub),
    );
    const below = { ...layer, goOn: null, scroll: { cursor, top: 0 } };
    store.replace({ ...below, scroll: scrolled(below, { lines: 0 }, store) });
    reopen(store, goOn.hub);
    return;
  }
  const hub = layer.shown[layer.scroll.cursor - (goOn === null ? 0 : 1)];
  if (hub === undefined) store.toast(`No hub to open: ${keyFor('escape', 'hubs')} clears what was typed.`, 'warning');
  else reopen(store, hub.work);
}

/** All works of the library, with a query to be typed. */
export function openAllWorks(store: Store): void {
  openList(store, ALL_WORKS, '', (explorer) => {
    store.push(explorer);
    openPrompt(store, explorer, 'query');
  });
}

type HubColumn = 'mark' | 'title' | 'tier' | 'citing' | 'classified' | 'imported' | 'ref';

const HUB_COLUMNS: readonly (Column<HubColumn> & { name: string; align?: 'right' })[] = [
  { id: 'mark', name: '', min: 1, want: 1, priority: 10 },
  { id: 'title', name: 'Hub', min: 24, want: 40, grow: 1, priority: 9 },
  { id: 'ref', name: 'Id', min: 20, want: 22, priority: 7 },
  { id: 'tier', name: 'Tier', min: 9, want: 9, priority: 5 },
  { id: 'citing', name: 'Citing papers', min: 14, want: 14, priority: 8, align: 'right' },
  { id: 'classified', name: 'Classified', min: 10, want: 10, priority: 6, align: 'right' },
  { id: 'imported', name: 'Imported', min: 10, want: 10, priority: 4 },
];

function hubCell(id: HubColumn, hub: HubLine, under: boolean, theme: Theme): { text: string; style?: StyleName } {
  switch (id) {
    case 'mark':
      return { text: under ? theme.glyphs.cursor : '', style: 'accent' };
    case 'title':
      return isOnlyId(hub)
        ? { text: `${displayText(showId(hub.id))} (no title yet)`, style: 'muted' }
        : { text: displayText(hub.title) };
    case 'ref':
      return { text: displayText(showId(hub.id)), style: 'muted' };
    case 'tier':
      // A tier no source printed is worked out, and dim.
      return hub.tier === undefined
        ? { text: tierOf(hub.citing, hub.external) ?? '', style: 'muted' }
        : { text: displayText(hub.tier), style: 'accent' };
    case 'citing':
      return {
        text:
          hub.total === undefined
            ? countWords(hub.citing)
            : `${countWords(hub.citing)} of ${countWords(differentPapers(hub.total, hub.listedTwice))}`,
      };
    case 'classified':
      return hub.classified === 0 ? { text: 'none', style: 'muted' } : { text: countWords(hub.classified) };
    case 'imported':
      return { text: hub.importedAt.slice(0, 10), style: 'muted' };
  }
}

function hubsFrame(layer: HubsLayer, { state, theme }: Drawing): Frame {
  const { columns } = state;
  const placed = layout(HUB_COLUMNS, columns - 2, 2);
  const columnOf = (id: HubColumn): (typeof HUB_COLUMNS)[number] => HUB_COLUMNS.find((column) => column.id === id)!;
  const names = placed.flatMap(({ id, width }, index): Span[] => [
    { text: index === 0 ? ' ' : '  ' },
    { text: fit(columnOf(id).name, width, columnOf(id).align), style: 'muted' },
  ]);
  const items = layer.shown.map(
    (hub) =>
      (under: boolean): Line =>
        placed.flatMap(({ id, width }, index): Span[] => {
          const { text, style } = hubCell(id, hub, under, theme);
          return [{ text: index === 0 ? ' ' : '  ' }, { text: fit(text, width, columnOf(id).align), style }];
        }),
  );
  const goOn = goOnIn(layer);
  if (goOn !== null) items.unshift((under) => goOnLine(goOn, under, columns, theme));
  const { line, cursor } = filterLine(layer, columns);
  const empty =
    layer.all.length === 0
      ? `This library holds no hub yet: leave with ${keyFor('back', 'hubs')} and run pith-tui import.`
      : `No hub matches: ${keyFor('escape', 'hubs')} clears what was typed.`;
  const chooser = {
    context: 'hubs',
    title: 'Hubs in this library',
    second: line,
    names,
    items,
    empty,
    cursor,
  } as const;
  return chooserFrame(state, chooser, layer.scroll, theme);
}

const GO_ON = 'Go on where you were: ';
/** Cells that a title keeps beside what is to be seen there. */
const LEAST_TITLE = 20;

function goOnLine({ title, words }: GoOn, under: boolean, columns: number, theme: Theme): Line {
  const room = Math.max(LEAST_TITLE, columns - width(GO_ON) - width(words) - 6);
  return [
    { text: ` ${under ? theme.glyphs.cursor : ' '} `, style: 'accent' },
    { text: GO_ON, style: 'key' },
    { text: truncate(title, room), style: 'title' },
    { text: `  ${words}`, style: 'muted' },
  ];
}

/** What was typed and how many hubs it leaves. */
function filterLine(layer: HubsLayer, columns: number): { line: Line; cursor: Frame['cursor'] } {
  const { all, shown, filter } = layer;
  if (layer.typing || filter.text !== '') {
    const { text, cursor } = viewLine(filter, Math.max(8, columns - 40));
    const count = `${countWords(shown.length)} of ${countWords(all.length)} `;
    const line = spread([{ text: ' / ', style: 'key' }, { text }], [{ text: count, style: 'accent' }], columns);
    return { line, cursor: { x: 3 + cursor, y: 1 } };
  }
  const others = all.length - shown.length;
  const more = others > 0 ? `, ${countWords(others)} more ${others === 1 ? 'paper' : 'papers'} with citers` : '';
  const count = `${countWords(shown.length)} ${shown.length === 1 ? 'hub' : 'hubs'}${more} `;
  const asks = ' type to narrow by title, author or id';
  return {
    line: spread([{ text: asks, style: 'muted' }], [{ text: count, style: 'accent' }], columns),
    cursor: null,
  };
}
