/** The choice among several papers that answer to what was asked for. */
import { showId } from '../../hub/ids/identifier.js';
import type { WorkLine } from '../../library/model.js';
import { fitLine, type Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { displayText } from '../../text/width.js';
import { titleWords } from '../panes/title.js';
import { reopen } from '../resume/reopen.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { chooserFrame, chooserPage } from './chooser.js';
import type { Frame } from './frame.js';
import type { Drawing, LayerKind } from './layer.js';

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
  const chooser = {
    context: 'pick',
    title: 'Choose a paper',
    second: fitLine([{ text: ' Several papers match: which one do you mean?', style: 'muted' }], state.columns),
    names: [],
    items: layer.works.map(
      (work) =>
        (under: boolean): Line =>
          pickLine(work, under, theme),
    ),
    empty: '',
    cursor: null,
  } as const;
  return chooserFrame(state, chooser, layer.scroll, theme);
}

/** A paper in a line to choose it by. */
export function pickLine(work: WorkLine, under: boolean, theme: Theme): Line {
  const by = [work.authors[0], work.date.slice(0, 4)].filter((part) => part !== undefined && part !== '').join(', ');
  return [
    { text: under ? ` ${theme.glyphs.cursor} ` : '   ', style: 'accent' },
    { text: titleWords(work) },
    { text: `  ${displayText(by)}  ${displayText(showId(work.id))}`, style: 'muted' },
  ];
}
