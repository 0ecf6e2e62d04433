/** The help: every key from the one table, those that hold here first; typing narrows it, Enter does what a line says. */
import { BINDINGS, type Binding, CONTEXT_NAMES, type Context, keyLabel } from '../keymap.js';
import { viewPrompt } from '../prompt.js';
import type { AppState, HelpLayer } from '../state/layers.js';
import { fit } from '../text/fit.js';
import { fitLine, type Line } from '../text/spans.js';
import type { Theme } from '../theme.js';
import { type Frame, footer, rule } from './frame.js';

export interface HelpEntry {
  binding: Binding;
  keys: string;
  /** Where it holds, in words. */
  where: string;
  here: boolean;
}

/** The help's lines for someone in `context` who typed `filter`. */
export function helpEntries(context: Context, filter: string): HelpEntry[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  const entries = BINDINGS.map((binding): HelpEntry => {
    const here = binding.where.includes(context);
    const where = here ? CONTEXT_NAMES[context] : CONTEXT_NAMES[binding.where[0]!];
    return { binding, keys: binding.keys.map(keyLabel).join(' '), where, here };
  });
  const matching = entries.filter((entry) => {
    // A key itself finds its line, in its own case.
    if (entry.binding.keys.some((key) => keyLabel(key) === filter)) return true;
    const text = `${entry.keys} ${entry.binding.help} ${entry.where}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...matching.filter((entry) => entry.here), ...matching.filter((entry) => !entry.here)];
}

export function helpFrame(state: AppState, help: HelpLayer, theme: Theme): Frame {
  const { columns, rows } = state;
  const entries = helpEntries(help.context, help.filter.text);
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
    rule(entries.length === 1 ? '1 key' : `${entries.length} keys`, columns, false, theme),
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
          { text: fit(entry.keys, keysWide), style: entry.here ? 'key' : 'muted' },
          { text: ' ' },
          { text: fit(entry.binding.help, textWide), style: under ? 'cursor' : entry.here ? undefined : 'muted' },
          { text: whereWide > 0 ? ` ${fit(entry.where, whereWide)}` : '', style: 'muted' },
        ],
        columns,
      ),
    );
  }
  lines.push(rule('', columns, false, theme), footer(state, 'help'));
  return { lines, cursor: { x: 15 + cursor, y: 1 } };
}
