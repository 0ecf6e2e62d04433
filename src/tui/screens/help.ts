/**
 * The help: every key from the one table, those that hold here first, and the marks of the list; typing narrows it, Enter does
 * what a line says.
 */

import { fit } from '../../text/fit.js';
import { fitLine, type Line } from '../../text/spans.js';
import type { Glyphs, Theme } from '../../text/theme.js';
import { BINDINGS, type Binding, CONTEXT_NAMES, type Context, keyLabel } from '../keymap.js';
import { legend } from '../panes/legend.js';
import { viewPrompt } from '../prompt.js';
import type { AppState, HelpLayer } from '../state/layers.js';
import { counted, type Frame, footer, rule } from './frame.js';

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
      help: `in a row: ${help}`,
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

export function helpFrame(state: AppState, help: HelpLayer, theme: Theme): Frame {
  const { columns, rows } = state;
  const entries = helpEntries(help.context, help.filter.text, theme.glyphs);
  const keys = entries.filter((entry) => entry.binding !== undefined).length;
  const marks = entries.length - keys;
  const page = Math.max(1, rows - 5);
  const keysWide = Math.min(24, Math.floor(columns / 3));
  const whereWide = columns >= 112 ? 18 : 0;
  const { text, cursor } = viewPrompt(help.filter, Math.max(8, columns - 20));
  const lines: Line[] = [
    fitLine(
      [
        { text: ' Keys', style: 'title' },
        { text: `  of: ${CONTEXT_NAMES[help.context]}, then of everything else`, style: 'muted' },
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
        fitLine(at === 0 ? [{ text: ' No key for that: Esc clears what was typed.', style: 'warning' }] : [], columns),
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
  return { lines, cursor: { x: 15 + cursor, y: 1 } };
}
