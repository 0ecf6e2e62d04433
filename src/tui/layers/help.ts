/**
 * The help: every key from the one table, those that hold here first, and the marks of the list; typing narrows it, Enter does
 * what a line says.
 */

import { fit } from '../../text/fit.js';
import { fitLine, type Line, wrapLine } from '../../text/spans.js';
import type { Glyphs } from '../../text/theme.js';
import { BINDINGS, type Binding, bindingFor, CONTEXT_NAMES, type Context, keyFor, keyLabel } from '../keymap.js';
import { legend } from '../panes/legend.js';
import type { AppState } from '../state/app-state.js';
import { AT_TOP, type Motion, moved, type Scroll } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../typed-line.js';
import { counted, type Frame, footer, rule } from './frame.js';
import { closeLayer, type Drawing, type LayerKind } from './layer.js';

export interface HelpLayer {
  kind: 'help';
  /** The context whose keys come first: that of the layer below. */
  context: Context;
  /** How the numbers of the screen below are made; '' where it counts none. */
  about: string;
  filter: TypedLine;
  scroll: Scroll;
}

export const helpLayer = (context: Context, about = ''): HelpLayer => ({
  kind: 'help',
  context,
  about,
  filter: lineOf(''),
  scroll: AT_TOP,
});

export const helpKind: LayerKind<HelpLayer> = {
  context: () => 'help',
  frame: helpFrame,
  move(store, layer, motion) {
    store.replace({ ...layer, scroll: scrolled(layer, motion, store) });
  },
  typing: {
    line: (layer) => layer.filter,
    typesKeys: () => true,
    typed: (store, layer, line) => store.replace({ ...layer, filter: line, scroll: AT_TOP }),
  },
  answer: null,
  leave(store, layer) {
    if (layer.filter.text === '') closeLayer(store);
    else store.replace({ ...layer, filter: lineOf(''), scroll: AT_TOP });
  },
  resized: (layer, store) => ({ ...layer, scroll: scrolled(layer, { lines: 0 }, store) }),
};

function scrolled(layer: HelpLayer, motion: Motion, store: Store): Scroll {
  const total = helpEntries(layer.context, layer.filter.text, store.theme.glyphs).length;
  return moved(layer.scroll, motion, helpPage(layer, store.get()), total);
}

/** Lines of the list: the screen less what the numbers are, head, frame and footer. */
const helpPage = (layer: HelpLayer, { columns, rows }: Size): number =>
  Math.max(1, rows - 5 - aboutLines(layer, { columns, rows }).length);

type Size = Pick<AppState, 'columns' | 'rows'>;

/** How the numbers are made, while nothing is looked for. */
function aboutLines({ about, filter }: HelpLayer, { columns, rows }: Size): Line[] {
  if (about === '' || filter.text !== '') return [];
  const cells = Math.min(columns - 2, 100);
  const lines = wrapLine([{ text: about }], cells).map((line): Line => [{ text: ' ' }, ...line]);
  return [...lines.slice(0, Math.max(3, Math.floor(rows / 2))), []];
}

/** Does what the line under the cursor says. */
export function runHelp(store: Store, layer: HelpLayer): void {
  const entry = helpEntries(layer.context, layer.filter.text, store.theme.glyphs)[layer.scroll.cursor];
  // A mark is nothing to be done.
  if (entry?.binding === undefined) return;
  store.pop();
  const key = entry.binding.keys[0];
  if (key !== undefined && bindingFor(layer.context, key)?.action === entry.binding.action)
    store.run(entry.binding.action);
  else store.toast(`This key works elsewhere: ${entry.where}.`, 'warning');
}

export interface HelpEntry {
  /** Of a key; a mark has none. */
  binding?: Binding;
  /** The keys, or the mark. */
  keys: string;
  help: string;
  /** Where it holds, in words. */
  where: string;
  here: boolean;
}

/** The help's lines for someone in `context` who typed `filter`. */
export function helpEntries(context: Context, filter: string, glyphs: Glyphs): HelpEntry[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  const keys = BINDINGS.map((binding): HelpEntry => {
    const here = binding.where.includes(context);
    const where = here ? CONTEXT_NAMES[context] : CONTEXT_NAMES[binding.where[0]!];
    return { binding, keys: binding.keys.map(keyLabel).join(' '), help: binding.help, where, here };
  });
  const marks = legend(glyphs).map(
    ({ mark, help }): HelpEntry => ({
      keys: mark,
      help,
      where: 'Marks of the list',
      here: context === 'list',
    }),
  );
  const inOrder = [...keys.filter((entry) => entry.here), ...marks, ...keys.filter((entry) => !entry.here)];
  return inOrder.filter((entry) => {
    // A key or a mark itself finds its line, in its own case.
    if (entry.keys.split(' ').includes(filter)) return true;
    const text = `${entry.keys} ${entry.help} ${entry.where}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function helpFrame(help: HelpLayer, { state, theme }: Drawing): Frame {
  const { columns } = state;
  const entries = helpEntries(help.context, help.filter.text, theme.glyphs);
  const keys = entries.filter((entry) => entry.binding !== undefined).length;
  const marks = entries.length - keys;
  const page = helpPage(help, state);
  const about = aboutLines(help, state);
  const keysWide = Math.min(24, Math.floor(columns / 3));
  const whereWide = columns >= 112 ? 18 : 0;
  const { text, cursor } = viewLine(help.filter, Math.max(8, columns - 20));
  const lines: Line[] = [
    ...about.map((line) => fitLine(line, columns)),
    fitLine(
      [
        { text: ' Keys', style: 'title' },
        { text: `  for: ${CONTEXT_NAMES[help.context]} first, then everywhere else`, style: 'muted' },
      ],
      columns,
    ),
    fitLine([{ text: ' Type to find: ', style: 'muted' }, { text }], columns),
    rule(
      [keys > 0 ? counted(keys, 'key') : '', marks > 0 ? counted(marks, 'mark') : ''].filter(Boolean).join(', '),
      columns,
      false,
      theme,
    ),
  ];
  for (let at = help.scroll.top; at < help.scroll.top + page; at++) {
    const entry = entries[at];
    if (entry === undefined) {
      lines.push(
        fitLine(
          at === 0
            ? [{ text: ` No key for that: ${keyFor('escape', 'help')} clears what was typed.`, style: 'warning' }]
            : [],
          columns,
        ),
      );
      continue;
    }
    const under = at === help.scroll.cursor;
    const textWide = columns - keysWide - 4 - (whereWide > 0 ? whereWide + 1 : 0);
    lines.push(
      fitLine(
        [
          { text: under ? theme.glyphs.cursor : ' ', style: 'accent' },
          { text: ' ' },
          {
            text: fit(entry.keys, keysWide),
            style: !entry.here ? 'muted' : entry.binding === undefined ? undefined : 'key',
          },
          { text: ' ' },
          { text: fit(entry.help, textWide), style: under ? 'cursor' : entry.here ? undefined : 'muted' },
          { text: whereWide > 0 ? ` ${fit(entry.where, whereWide)}` : '', style: 'muted' },
        ],
        columns,
      ),
    );
  }
  lines.push(rule('', columns, false, theme), footer(state, 'help'));
  return { lines, cursor: { x: 15 + cursor, y: about.length + 1 } };
}
