/** The reading list: papers of any hub, in the order in which they are to be read. */
import { familyName } from '../../../hub/name.js';
import { counted, countWords } from '../../../hub/share.js';
import { ALL_WORKS, type WorkLine } from '../../../library/model.js';
import { type Column, layout } from '../../../text/columns.js';
import { fit } from '../../../text/fit.js';
import { type Line, linked, type Span } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import type { Hidden } from '../../blind.js';
import { keyFor } from '../../keymap.js';
import { addressOf, authorCell, idWords, titleSpan } from '../../panes/title.js';
import { explorerOf } from '../../state/app-state.js';
import { moveTo } from '../../state/explorer.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { explorerLayer } from '../explorer.js';
import type { Frame } from '../frame.js';
import { chooserFrame, chooserPage } from '../home/chooser.js';
import { closeLayer, type Drawing, type LayerKind } from '../layer.js';
import { attempt, showAgain } from './deciding.js';

export interface ReadingLayer {
  kind: 'reading';
  works: readonly WorkLine[];
  scroll: Scroll;
}

export function openReadingList(store: Store): void {
  store.push({ kind: 'reading', works: store.services.decisions.reading(), scroll: AT_TOP });
}

export const readingKind: LayerKind<ReadingLayer> = {
  context: () => 'reading',
  frame: readingFrame,
  move: (store, layer, motion) => store.replace(scrolled(layer, motion, store)),
  typing: null,
  answer: null,
  leave: closeLayer,
  resized: (layer, store) => scrolled(layer, { lines: 0 }, store),
};

function scrolled(layer: ReadingLayer, motion: Motion, store: Store): ReadingLayer {
  const page = chooserPage(store.get().rows);
  return { ...layer, scroll: moved(layer.scroll, motion, page, layer.works.length) };
}

/** The list as it is now, the cursor on line `to`. */
export function readAgain(store: Store, layer: ReadingLayer, to: number): void {
  const works = store.services.decisions.reading();
  store.replace(scrolled({ ...layer, works }, { to }, store));
}

/** Moves the paper under the cursor so many places down or up, the cursor with it. */
export function moveInReading(store: Store, layer: ReadingLayer, places: number): void {
  const { cursor } = layer.scroll;
  const under = layer.works[cursor];
  if (under === undefined) return;
  attempt(store, () => {
    store.services.decisions.moveReading(under.work, places);
    readAgain(store, layer, Math.max(0, Math.min(cursor + places, layer.works.length - 1)));
  });
}

export function takeOff(store: Store, layer: ReadingLayer): void {
  const under = layer.works[layer.scroll.cursor];
  if (under === undefined) return;
  attempt(store, () => {
    store.services.decisions.putOnReading([under.work], false);
    readAgain(store, layer, layer.scroll.cursor);
    showAgain(store);
  });
}

/** Opens the paper under the cursor: among the citing papers of the hub below, where it is one of them, else among all works. */
export function openToRead(store: Store, layer: ReadingLayer): void {
  const under = layer.works[layer.scroll.cursor];
  if (under === undefined) return;
  const below = explorerOf(store.get());
  const inHub = below === undefined ? null : explorerLayer(store.services, below.hub, '');
  const explorer =
    inHub !== null && inHub.view.position(under.work) >= 0 ? inHub : explorerLayer(store.services, ALL_WORKS, '');
  const at = explorer.view.position(under.work);
  const selection = below?.hub === explorer.hub ? below.selection : explorer.selection;
  store.push({ ...moveTo({ ...explorer, selection }, Math.max(0, at), store.geometry().page), zoomed: true });
}

type ReadingColumn = 'mark' | 'place' | 'title' | 'author' | 'year' | 'id';

const COLUMNS: readonly (Column<ReadingColumn> & { name: string; align?: 'right' })[] = [
  { id: 'mark', name: '', min: 1, want: 1, priority: 10 },
  { id: 'place', name: '', min: 4, want: 4, priority: 9, align: 'right' },
  { id: 'title', name: 'Title', min: 20, want: 44, grow: 1, priority: 8 },
  { id: 'author', name: 'First author', min: 12, want: 16, max: 26, priority: 6 },
  { id: 'year', name: 'Year', min: 4, want: 4, priority: 7 },
  { id: 'id', name: 'Id', min: 18, want: 24, priority: 4 },
];

/** In a screen narrower than this, titles need the cells of ids, which the details have, too. */
const IDS_FROM = 100;

function readingFrame(layer: ReadingLayer, { state, theme }: Drawing): Frame {
  const { works } = layer;
  const wanted = COLUMNS.filter(({ id }) => id !== 'id' || state.columns >= IDS_FROM);
  const placed = layout(wanted, state.columns - 2, 2);
  const columnOf = (id: ReadingColumn): (typeof COLUMNS)[number] => COLUMNS.find((column) => column.id === id)!;
  const inColumns = (cell: (id: ReadingColumn) => Span): Line =>
    placed.flatMap(({ id, width }, at): Span[] => {
      const { text, style, link } = cell(id);
      return [
        { text: at === 0 ? ' ' : '  ' },
        ...linked([{ text: fit(text, width, columnOf(id).align), style }], link),
      ];
    });
  const chooser = {
    context: 'reading',
    title: 'Reading list',
    second: [
      {
        text: ` ${counted(works.length, 'paper')}${works.length > 1 ? ', the next to read first' : ''}`,
        style: 'muted',
      },
    ],
    names: inColumns((id) => ({ text: columnOf(id).name, style: 'muted' })),
    items: works.map(
      (work, at) =>
        (under: boolean): Line =>
          inColumns((id) => readingCell(id, work, at, under, state.hidden, theme)),
    ),
    empty: `Nothing to read: ${keyFor('toRead', 'list')} on a paper puts it here.`,
    cursor: null,
    preview: [],
  } as const;
  return chooserFrame(state, chooser, layer.scroll, theme);
}

function readingCell(
  id: ReadingColumn,
  work: WorkLine,
  at: number,
  under: boolean,
  hidden: Hidden,
  { glyphs }: Theme,
): Span {
  switch (id) {
    case 'mark':
      return { text: under ? glyphs.cursor : '', style: 'accent' };
    case 'place':
      return { text: countWords(at + 1), style: 'muted' };
    case 'title':
      return titleSpan(work, hidden);
    case 'author':
      return {
        text: authorCell(familyName(work.authors[0] ?? ''), hidden),
        style: 'muted',
      };
    case 'year':
      return { text: work.date.slice(0, 4), style: 'muted' };
    case 'id':
      return { text: idWords(work.id, hidden), style: 'muted', link: addressOf(work.id, hidden) };
  }
}
