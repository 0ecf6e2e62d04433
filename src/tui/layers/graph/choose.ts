/** The choice of another paper of the library, by its id or words of its title: where a path leads, what to compare with. */
import type { WorkLine, WorkNumber } from '../../../library/model.js';
import type { Line } from '../../../text/spans.js';
import { keyFor } from '../../keymap.js';
import type { Services } from '../../services/services.js';
import type { SheetAsk } from '../../sheets/sheet.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../../typed-line.js';
import { type Frame, spread } from '../frame.js';
import { chooserFrame, chooserPage } from '../home/chooser.js';
import { pickColumns, pickLine, pickNames } from '../home/pick.js';
import { closeLayer, type Drawing, type LayerKind } from '../layer.js';
import { openSheet } from '../sheet.js';

/** What the chosen paper is put into. */
export type Choosing =
  | { sheet: 'path'; work: WorkNumber }
  | { sheet: 'compare'; work: WorkNumber; others: readonly WorkNumber[] };

export interface ChooseLayer {
  kind: 'choose';
  choosing: Choosing;
  input: TypedLine;
  /** Those to choose from. */
  works: readonly WorkLine[];
  scroll: Scroll;
}

/** Asks for another paper, and opens what it is chosen for. */
export function openChoice(store: Store, choosing: Choosing): void {
  const works = offered(store.services, choosing, '');
  store.push({ kind: 'choose', choosing, input: lineOf(''), works, scroll: AT_TOP });
}

/** Lines that are offered before anything is typed. */
const MOST = 200;

/** The papers that answer to what was typed, the library's hubs where nothing was; without those that are in it already. */
function offered(services: Services, choosing: Choosing, text: string): WorkLine[] {
  const taken = choosing.sheet === 'path' ? [choosing.work] : [choosing.work, ...choosing.others];
  const found = text.trim() === '' ? services.hubs(MOST) : services.find(text);
  return found.filter(({ work }) => !taken.includes(work));
}

export const chooseKind: LayerKind<ChooseLayer> = {
  context: () => 'choose',
  frame: chooseFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store) });
  },
  typing: {
    line: (layer) => layer.input,
    typesKeys: () => true,
    typed(store, layer, input, more) {
      const works = more ? layer.works : offered(store.services, layer.choosing, input.text);
      store.replace({ ...layer, input, works, scroll: AT_TOP });
    },
  },
  answer: null,
  leave: closeLayer,
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store) }),
};

function scrolled({ scroll, works }: ChooseLayer, motion: Motion, store: Store): Scroll {
  return moved(scroll, motion, chooserPage(store.get().rows), works.length);
}

/** Opens what the paper under the cursor was chosen for. */
export function takeChoice(store: Store, { works, scroll, choosing }: ChooseLayer): void {
  const chosen = works[scroll.cursor]?.work;
  if (chosen === undefined) {
    store.toast('No paper to choose: type its id, or words of its title.', 'warning');
    return;
  }
  store.pop();
  openSheet(store, filled(choosing, chosen));
}

const filled = (choosing: Choosing, chosen: WorkNumber): SheetAsk =>
  choosing.sheet === 'path'
    ? { ...choosing, to: chosen }
    : { sheet: 'compare', work: choosing.work, others: [...choosing.others, chosen] };

export const TITLES = {
  path: 'A path to which paper?',
  compare: 'Compare with which paper?',
} as const satisfies Record<Choosing['sheet'], string>;

function chooseFrame({ choosing, input, works, scroll }: ChooseLayer, { state, theme }: Drawing): Frame {
  const { columns } = state;
  const { text, cursor } = viewLine(input, Math.max(8, columns - 40));
  const placed = pickColumns(columns);
  const asks = input.text === '' ? '  type its id, or words of its title' : '';
  const chooser = {
    context: 'choose',
    title: TITLES[choosing.sheet],
    second: spread([{ text: ' / ', style: 'key' }, { text }, { text: asks, style: 'muted' }], [], columns),
    names: pickNames(placed),
    items: works.map(
      (work) =>
        (under: boolean): Line =>
          pickLine(work, placed, under, state.hidden, theme),
    ),
    empty: `No paper here is called so: ${keyFor('escape', 'choose')} closes.`,
    cursor: { x: 3 + cursor, y: 1 },
    preview: [],
  } as const;
  return chooserFrame(state, chooser, scroll, theme);
}
