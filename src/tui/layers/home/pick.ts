/** The choice among several papers that answer to what was asked for. */
import { familyName } from '../../../hub/name.js';
import type { WorkLine } from '../../../library/model.js';
import { type Column, layout, type Placed } from '../../../text/columns.js';
import { fit } from '../../../text/fit.js';
import { fitLine, type Line, linked, type Span } from '../../../text/spans.js';
import type { Theme } from '../../../text/theme.js';
import type { Hidden } from '../../blind.js';
import { addressOf, authorCell, citedTold, idWords, titleSpan } from '../../panes/title.js';
import { reopen } from '../../resume/reopen.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import type { Frame } from '../frame.js';
import type { Drawing, LayerKind } from '../layer.js';
import { chooserFrame, chooserPage } from './chooser.js';

export interface PickLayer {
  kind: 'pick';
  works: WorkLine[];
  /** The query line to open the chosen one with. */
  query: string;
  scroll: Scroll;
}

export function pickLayer(works: WorkLine[], query: string): PickLayer {
  return { kind: 'pick', works, query, scroll: AT_TOP };
}

export const pickKind: LayerKind<PickLayer> = {
  context: () => 'pick',
  frame: pickFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store) });
  },
  typing: null,
  answer: null,
  // There is nothing to undo, and Escape alone does not quit.
  leave() {},
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store) }),
};

function scrolled({ scroll, works }: PickLayer, motion: Motion, store: Store): Scroll {
  return moved(scroll, motion, chooserPage(store.get().rows), works.length);
}

export function openPicked(store: Store, layer: PickLayer): void {
  const work = layer.works[layer.scroll.cursor];
  if (work !== undefined) reopen(store, work.work, layer.query);
}

function pickFrame(layer: PickLayer, { state, theme }: Drawing): Frame {
  const placed = pickColumns(state.columns);
  const chooser = {
    context: 'pick',
    title: 'Choose a paper',
    second: fitLine([{ text: ' Several papers match: which one do you mean?', style: 'muted' }], state.columns),
    names: pickNames(placed),
    items: layer.works.map(
      (work) =>
        (under: boolean): Line =>
          pickLine(work, placed, under, state.hidden, theme),
    ),
    empty: '',
    cursor: null,
    preview: [],
  } as const;
  return chooserFrame(state, chooser, layer.scroll, theme);
}

type PickColumn = 'mark' | 'title' | 'author' | 'year' | 'citing' | 'id';

interface NamedColumn extends Column<PickColumn> {
  name: string;
  align?: 'right';
}

const PICK_COLUMNS: readonly NamedColumn[] = [
  { id: 'mark', name: '', min: 1, want: 1, priority: 10 },
  { id: 'title', name: 'Title', min: 32, want: 48, max: 100, grow: 1, priority: 9 },
  { id: 'author', name: 'First author', min: 12, want: 14, max: 20, grow: 1, priority: 5 },
  { id: 'year', name: 'Year', min: 4, want: 4, priority: 6 },
  { id: 'citing', name: 'Citers here', min: 11, want: 11, priority: 8, align: 'right' },
  { id: 'id', name: 'Id', min: 18, want: 22, priority: 4 },
];

/** The columns of papers to choose from. */
export const pickColumns = (columns: number): readonly Placed<PickColumn>[] => layout(PICK_COLUMNS, columns - 2, 2);

function inColumns(placed: readonly Placed<PickColumn>[], cell: (id: PickColumn) => Span): Line {
  return placed.flatMap(({ id, width }, at): Span[] => {
    const { text, style, link } = cell(id);
    const { align } = PICK_COLUMNS.find((column) => column.id === id)!;
    return [{ text: at === 0 ? ' ' : '  ' }, ...linked([{ text: fit(text, width, align), style }], link)];
  });
}

export const pickNames = (placed: readonly Placed<PickColumn>[]): Line =>
  inColumns(placed, (id) => ({ text: PICK_COLUMNS.find((column) => column.id === id)!.name, style: 'muted' }));

/** A paper in a line to choose it by. */
export function pickLine(
  work: WorkLine,
  placed: readonly Placed<PickColumn>[],
  under: boolean,
  hidden: Hidden,
  { glyphs }: Theme,
): Line {
  return inColumns(placed, (id) => {
    switch (id) {
      case 'mark':
        return { text: under ? glyphs.cursor : '', style: 'accent' };
      case 'title':
        return titleSpan(work, hidden);
      case 'author':
        return { text: authorCell(familyName(work.authors[0] ?? ''), hidden), style: 'muted' };
      case 'year':
        return { text: work.date.slice(0, 4), style: 'muted' };
      case 'citing':
        return work.citing === 0 && !hidden.includes('citations')
          ? { text: 'none', style: 'muted' }
          : { text: citedTold(work.citing, hidden), style: 'accent' };
      case 'id':
        return { text: idWords(work.id, hidden), style: 'muted', link: addressOf(work.id, hidden) };
    }
  });
}
