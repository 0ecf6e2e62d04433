/**
 * The help: the keys that hold here by what one wants to do, and the marks of the list; typing finds any key, by a line each.
 * Enter does what the one under the cursor says, which stands whole below.
 */

import { counted } from '../../hub/share.js';
import { fit } from '../../text/fit.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import { fitLine, type Line, wrapLine } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { BINDINGS, type Binding, bindingFor, CONTEXT_NAMES, type Context, keyFor, keyLabel } from '../keymap.js';
import { MOUSE } from '../mouse/help.js';
import { aimed } from '../mouse/target.js';
import { type LegendLine, legend } from '../panes/legend.js';
import type { ActionName } from '../state/actions.js';
import type { AppState } from '../state/app-state.js';
import { AT_TOP, type Motion, moved, type Scroll, target } from '../state/motion.js';
import { whyNot } from '../state/reasons.js';
import type { Store } from '../state/store.js';
import { lineOf, type TypedLine, viewLine } from '../typed-line.js';
import { byAim, type FlowLine, flow } from './finding/keys-by-aim.js';
import { type Frame, footer, rule } from './frame.js';
import { keysOf } from './graph/sheet-frame.js';
import { closeLayer, type Drawing, type LayerKind } from './layer.js';

export interface HelpLayer {
  kind: 'help';
  /** The context whose keys come first: that of the layer below. */
  context: Context;
  /** How the numbers of the screen below are made; '' where it counts none. */
  about: string;
  /** What would do nothing as long as the screen below is as it is; typing finds it. */
  without: readonly ActionName[];
  filter: TypedLine;
  scroll: Scroll;
}

export const helpLayer = (context: Context, about: string, without: readonly ActionName[]): HelpLayer => ({
  kind: 'help',
  context,
  about,
  without,
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
  const total = helpEntries(layer.context, layer.filter.text, store.theme.glyphs, layer.without).length;
  if (layer.filter.text === '') return { cursor: stopIn(layer, motion, store), top: 0 };
  return moved(layer.scroll, motion, helpPage(store.get()), total);
}

/** The stop that a motion goes to among the groups: pages and lines are those of the screen, all else goes by stops. */
function stopIn(layer: HelpLayer, motion: Motion, store: Store): number {
  const { cursor } = layer.scroll;
  const { lines, page, pageAt } = grouped(layer, store.get(), store.theme);
  const last = lines.at(-1)?.stops.at(-1) ?? 0;
  const firstOf = (line: number): number => lines[Math.max(0, Math.min(line, lines.length - 1))]?.stops[0] ?? 0;
  if ('pages' in motion) {
    const on = pageAt + Math.sign(motion.pages);
    return on * page >= lines.length ? last : firstOf(on * page);
  }
  if ('scroll' in motion) return firstOf(lines.findIndex(({ stops }) => stops.includes(cursor)) + motion.scroll);
  return Math.max(0, Math.min(target(motion, cursor, 1, last + 1), last));
}

/** Lines of the list: the screen less head, frame, the line read whole and footer. */
const helpPage = ({ rows }: Pick<AppState, 'rows'>): number => Math.max(1, rows - 5 - wholeHeight(rows));

/** Lines in which the line under the cursor is read whole, where the terminal is high enough. */
const wholeHeight = (rows: number): number => (rows >= 18 ? 2 : 0);

/** How the numbers are made. */
function aboutLines({ about }: HelpLayer, columns: number): Line[] {
  if (about === '') return [];
  return wrapLine([{ text: about }], Math.min(columns - 2, 100)).map((line): Line => [{ text: ' ' }, ...line]);
}

/** Does what the line under the cursor says. */
export function runHelp(store: Store, layer: HelpLayer): void {
  const entry = helpEntries(layer.context, layer.filter.text, store.theme.glyphs, layer.without)[layer.scroll.cursor];
  // A mark is nothing to be done.
  if (entry?.binding === undefined) return;
  store.pop();
  const key = entry.binding.keys[0];
  if (key !== undefined && bindingFor(layer.context, key)?.action === entry.binding.action)
    store.run(entry.binding.action);
  else store.toast(`This key works elsewhere: ${entry.where}.`, 'warning');
}

export interface HelpEntry {
  /** Of a key. */
  binding?: Binding;
  /** Of a mark: its group and its word. */
  mark?: Pick<LegendLine, 'title' | 'word'>;
  /** The keys, or the mark. */
  keys: string;
  help: string;
  /** Where it holds, in words. */
  where: string;
  here: boolean;
}

/** What the marks of rows and filters are called as a group. */
const MARKS = 'Marks of the list';

/** The help's lines for someone in `context` who typed `filter`. @param without what is left out until something is typed */
export function helpEntries(
  context: Context,
  filter: string,
  glyphs: Glyphs,
  without: readonly ActionName[] = [],
): HelpEntry[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  const keys = BINDINGS.map((binding): HelpEntry => {
    const here = binding.where.includes(context);
    const where = here ? CONTEXT_NAMES[context] : CONTEXT_NAMES[binding.where[0]!];
    const look = { arrows: glyphs.unicode };
    return { binding, keys: binding.keys.map((key) => keyLabel(key, look)).join(' '), help: binding.help, where, here };
  });
  const marksIn = (screen: Context): HelpEntry[] =>
    legend(screen, glyphs).map(({ mark, title, word, help }) => ({
      mark: { title, word },
      keys: mark,
      help,
      where: LISTING.includes(screen) ? MARKS : `Marks of ${CONTEXT_NAMES[screen]}`,
      here: screen === context,
    }));
  const own = marksIn(context);
  const mouse = MOUSE.map(({ does, help }): HelpEntry => ({ keys: does, help, where: 'Mouse', here: false }));
  const here = keys.filter((entry) => entry.here);
  // Until something is looked for, what holds elsewhere would only hide what holds here.
  if (filter === '') return ordered([...here.filter(({ binding }) => !without.includes(binding!.action)), ...own]);
  const marks = LISTING.includes(context) ? own : [...own, ...marksIn('list')];
  return [...here, ...marks, ...mouse, ...keys.filter((entry) => !entry.here)].filter((entry) => {
    // A key or a mark itself finds its line, in its own case.
    if (entry.keys.split(' ').includes(filter)) return true;
    const text = `${entry.keys} ${entry.help} ${entry.where}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Where rows and filters are seen. */
const LISTING: readonly Context[] = ['list', 'facets', 'details'];

/** What an entry is to the table of aims. */
export function aimOf(entry: HelpEntry): Parameters<typeof byAim>[0][number] & { entry: HelpEntry } {
  const { binding, mark, help } = entry;
  const key = binding === undefined ? entry.keys : entry.keys.split(' ')[0]!;
  return { entry, action: binding?.action, mark, key, word: binding?.hint ?? help };
}

/** In the order of their groups. */
const ordered = (entries: readonly HelpEntry[]): HelpEntry[] =>
  byAim(entries.map(aimOf)).flatMap(({ placed }) => placed.map(({ entry }) => entry.entry));

/** The groups as lines, how many of them a page has, and on which page the cursor is. */
function grouped(layer: HelpLayer, state: AppState, theme: Theme): { lines: FlowLine[]; page: number; pageAt: number } {
  const { columns } = state;
  const { cursor } = layer.scroll;
  const below = state.layers.findLast(({ kind }) => kind !== 'help');
  // In the words of the screen it is about.
  const own = below?.kind === 'sheet' ? keysOf(below) : {};
  const groups = byAim(helpEntries(layer.context, '', theme.glyphs, layer.without).map(aimOf)).map(
    ({ title, placed }) => ({
      title,
      placed: placed.map((one) => ({ ...one, word: (one.entry.action && own[one.entry.action]) ?? one.word })),
    }),
  );
  const lines = flow(groups, columns, ({ entry: { entry, key }, word }, at) => {
    const under = at === cursor;
    const dim = entry.binding !== undefined && whyNot(entry.binding.action, state) !== null;
    const spans: Line = [
      { text: under ? `${theme.glyphs.cursor} ` : '  ', style: 'accent' },
      { text: key, style: dim ? 'muted' : 'key' },
      { text: ' ' },
      { text: word, style: under ? 'cursor' : dim ? 'muted' : undefined },
    ];
    return [...aimed(spans, { does: { on: 'item', item: at } })];
  });
  const keys = lines.at(-1)?.stops.at(-1) ?? -1;
  // The text is gone over line by line, so that all of it is read however low the terminal is.
  const about = aboutLines(layer, columns).map((line, at): FlowLine => ({ line, stops: [keys + 1 + at] }));
  const all = [...lines, ...about];
  const page = helpPage(state);
  return { lines: all, page, pageAt: Math.floor(all.findIndex(({ stops }) => stops.includes(cursor)) / page) };
}

function helpFrame(help: HelpLayer, drawing: Drawing): Frame {
  return help.filter.text === '' ? groupedFrame(help, drawing) : foundFrame(help, drawing);
}

/** The line that is typed, below what it is. */
function headOf(help: HelpLayer, what: string, columns: number): { lines: Line[]; cursor: Frame['cursor'] } {
  const { text, cursor } = viewLine(help.filter, Math.max(8, columns - 20));
  const lines: Line[] = [
    fitLine(
      [
        { text: ' Keys', style: 'title' },
        { text: `  ${what}`, style: 'muted' },
      ],
      columns,
    ),
    fitLine([{ text: ' Type to find: ', style: 'muted' }, { text }], columns),
  ];
  return { lines, cursor: { x: 15 + cursor, y: 1 } };
}

/** What the entry under the cursor says, whole, and the keys of the help. */
function tailOf(chosen: string, state: AppState, theme: Theme, right = ''): Line[] {
  const whole = wrapLine([{ text: chosen }], state.columns - 2);
  return [
    rule('', state.columns, false, theme, right),
    ...Array.from({ length: wholeHeight(state.rows) }, (_, at) =>
      fitLine([{ text: ' ' }, ...(whole[at] ?? [])], state.columns),
    ),
    footer(state, 'help'),
  ];
}

function groupedFrame(help: HelpLayer, { state, theme }: Drawing): Frame {
  const { columns } = state;
  const { lines, page, pageAt } = grouped(help, state, theme);
  const pages = Math.ceil(lines.length / page);
  const what = `for: ${CONTEXT_NAMES[help.context]}; type to find any other`;
  const head = headOf(help, what, columns);
  const chosen = helpEntries(help.context, '', theme.glyphs, help.without)[help.scroll.cursor];
  const said = chosen === undefined ? '' : `${chosen.keys}: ${saidOf(chosen, state).said}`;
  return {
    lines: [
      ...head.lines,
      rule('', columns, false, theme),
      ...Array.from({ length: page }, (_, at) => fitLine(lines[pageAt * page + at]?.line ?? [], columns)),
      ...tailOf(said, state, theme, pages > 1 ? `page ${pageAt + 1} of ${pages}` : ''),
    ],
    cursor: head.cursor,
  };
}

/** What an entry says, with why it does nothing now, and whether it stands back. */
function saidOf(entry: HelpEntry, state: AppState): { said: string; dim: boolean } {
  const why = entry.binding !== undefined && entry.here ? whyNot(entry.binding.action, state) : null;
  const said = why === null ? entry.help : `${entry.help} (${why.replace(/\.$/u, '')})`;
  return { said, dim: !entry.here || why !== null };
}

/** The keys that were found, a line each. */
function foundFrame(help: HelpLayer, { state, theme }: Drawing): Frame {
  const { columns } = state;
  const entries = helpEntries(help.context, help.filter.text, theme.glyphs, help.without);
  const keys = entries.filter((entry) => entry.binding !== undefined).length;
  const marks = entries.filter(({ mark }) => mark !== undefined).length;
  const page = helpPage(state);
  const keysWide = Math.min(24, Math.floor(columns / 3));
  const whereWide = columns >= 112 ? 18 : 0;
  const head = headOf(help, `for: ${CONTEXT_NAMES[help.context]} first, then everywhere else`, columns);
  const lines: Line[] = [
    ...head.lines,
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
    const { said, dim } = saidOf(entry, state);
    const textWide = columns - keysWide - 4 - (whereWide > 0 ? whereWide + 1 : 0);
    lines.push(
      aimed(
        fitLine(
          [
            { text: under ? theme.glyphs.cursor : ' ', style: 'accent' },
            { text: ' ' },
            {
              text: fit(entry.keys, keysWide),
              style: dim ? 'muted' : entry.binding === undefined ? undefined : 'key',
            },
            { text: ' ' },
            { text: fit(said, textWide), style: under ? 'cursor' : dim ? 'muted' : undefined },
            { text: whereWide > 0 ? ` ${fit(entry.where, whereWide)}` : '', style: 'muted' },
          ],
          columns,
        ),
        { does: { on: 'item', item: at } },
      ),
    );
  }
  const chosen = entries[help.scroll.cursor];
  lines.push(...tailOf(chosen === undefined ? '' : saidOf(chosen, state).said, state, theme));
  return { lines, cursor: head.cursor };
}
