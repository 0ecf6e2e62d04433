/** The palette: any command, saved query, hub or paper that was open lately, found by a few letters; Enter runs it. */
import { counted } from '../../../hub/share.js';
import { fit, truncate } from '../../../text/fit.js';
import { fitLine, highlight, type Line, type Range } from '../../../text/spans.js';
import type { StyleName, Theme } from '../../../text/theme.js';
import { width } from '../../../text/width.js';
import { type Context, keyFor } from '../../keymap.js';
import { aimed } from '../../mouse/target.js';
import { reopen } from '../../resume/reopen.js';
import { type AppState, explorerOf } from '../../state/app-state.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../../state/motion.js';
import type { Store } from '../../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../../typed-line.js';
import { openSaved } from '../decisions/queries.js';
import { type Frame, framed, overScreen } from '../frame.js';
import { closeLayer, type Drawing, type LayerKind } from '../layer.js';
import { choose } from '../menu.js';
import { type Command, commandsIn, foundIn } from './commands.js';

export interface PaletteLayer {
  kind: 'palette';
  all: readonly Command[];
  shown: readonly Command[];
  input: TypedLine;
  scroll: Scroll;
}

/** Opens the palette over whatever is there. */
export function openPalette(store: Store, context: Context): void {
  const all = commandsIn(store, context);
  store.push({ kind: 'palette', all, shown: all, input: lineOf(''), scroll: AT_TOP });
}

export const paletteKind: LayerKind<PaletteLayer> = {
  context: () => 'palette',
  frame: paletteFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store.get()) });
  },
  typing: {
    line: ({ input }) => input,
    typesKeys: () => true,
    typed(store, layer, input, more) {
      const shown = more ? layer.shown : foundIn(store, layer.all, input.text);
      store.replace({ ...layer, input, shown, scroll: AT_TOP });
    },
  },
  answer: null,
  leave: closeLayer,
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store.get()) }),
};

type Size = Pick<AppState, 'columns' | 'rows'>;

/** Lines of the list: the box has a frame and the line typed into. */
const pageOf = ({ rows }: Size): number => Math.max(1, Math.min(rows - 7, 20));

const scrolled = ({ scroll, shown }: PaletteLayer, motion: Motion, size: Size): Scroll =>
  moved(scroll, motion, pageOf(size), shown.length);

/** Does what the line under the cursor says. */
export function runCommand(store: Store, { shown, scroll }: PaletteLayer): void {
  const command = shown[scroll.cursor];
  if (command === undefined) return;
  const { does } = command;
  // An entry of a menu is chosen in the menu's place.
  if (does.do === 'entry') {
    choose(store, does.choose, 'include');
    return;
  }
  store.pop();
  const explorer = explorerOf(store.get());
  if (does.do === 'action') store.run(does.action);
  else if (does.do === 'open') reopen(store, does.work);
  else if (explorer !== undefined) openSaved(store, explorer, does.name, does.line);
}

/** Widest box. */
const WIDEST = 100;

function paletteFrame(layer: PaletteLayer, { state, theme, below }: Drawing): Frame {
  const { input, shown, scroll } = layer;
  const cells = Math.min(state.columns - 4, WIDEST);
  const total = counted(shown.length, shown.length === layer.all.length ? 'command' : 'match').replace(
    'matchs',
    'matches',
  );
  const room = Math.max(8, cells - width(total) - 5);
  const { text, cursor } = viewLine(input, room);
  const body: Line[] = [
    [
      { text: ' / ', style: 'key' },
      { text: fit(text, room), style: 'title' },
      { text: ` ${total}`, style: 'muted' },
    ],
  ];
  const lines = Math.max(1, Math.min(pageOf(state), shown.length));
  for (let at = scroll.top; at < scroll.top + lines; at++) {
    const command = shown[at];
    body.push(
      command === undefined
        ? [{ text: ` Nothing has such a name; ${keyFor('escape', 'palette')} closes this.`, style: 'warning' }]
        : aimed(commandLine(command, at === scroll.cursor, input.text, cells, theme), {
            does: { on: 'item', item: at, does: 'runCommand' },
          }),
    );
  }
  return overScreen(state, below(), 'palette', framed('Find', body, cells, theme), { x: 4 + cursor, y: 1 });
}

function commandLine({ label, keys, why }: Command, under: boolean, typed: string, cells: number, theme: Theme): Line {
  const own = Math.min(width(keys), Math.floor(cells / 3));
  const room = Math.max(1, cells - own - 5);
  const text = fit(why === null ? label : withReason(label, why, room), room);
  const style: StyleName | undefined = under ? 'cursor' : why === null ? undefined : 'muted';
  return fitLine(
    [
      { text: under ? ` ${theme.glyphs.cursor} ` : '   ', style: 'accent' },
      ...(why === null
        ? highlight(text, placesOf(text, typed), under ? 'cursorMatch' : 'match', style)
        : [{ text, style }]),
      { text: ' ' },
      { text: fit(keys, own, 'right'), style: why === null ? 'key' : 'muted' },
      { text: ' ' },
    ],
    cells,
  );
}

/** What is looked for is the name, so it comes first, and is cut before the reason is. */
function withReason(label: string, why: string, cells: number): string {
  const reason = ` (${why.replace(/\.$/u, '')})`;
  return `${truncate(label, Math.max(Math.ceil(cells / 3), cells - width(reason)))}${reason}`;
}

/** Where the words typed stand as they were typed, in order and apart. */
function placesOf(text: string, typed: string): Range[] {
  const low = text.toLowerCase();
  if (low.length !== text.length) return [];
  const places = typed
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word): Range => [low.indexOf(word), low.indexOf(word) + word.length])
    .filter(([from]) => from >= 0)
    .sort(([a], [b]) => a - b);
  return places.filter(([from], at) => places.slice(0, at).every(([, to]) => to <= from));
}
