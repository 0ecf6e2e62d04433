/** A screen that is one list to choose from: the hubs, the papers that match. */
import { fitLine, type Line } from '../../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../../text/theme.js';
import type { Context } from '../../keymap.js';
import { aimed } from '../../mouse/target.js';
import type { AppState } from '../../state/app-state.js';
import type { Scroll } from '../../state/motion.js';
import { type Frame, footer, rule, spread } from '../frame.js';

interface Chooser {
  context: Context;
  title: string;
  /** The line below the title. */
  second: Line;
  /** Names of the columns. */
  names: Line;
  items: readonly ((under: boolean) => Line)[];
  /** What is said where there is no item. */
  empty: string;
  cursor: Frame['cursor'];
  /** What there is to say of the item under the cursor, below the list. */
  preview: readonly Line[];
}

/** Lines of the list: the screen less head, frame and footer, and less a preview with its own. */
export function chooserPage(rows: number, preview = 0): number {
  return Math.max(1, rows - 6 - preview);
}

export function chooserFrame(state: AppState, chooser: Chooser, scroll: Scroll, theme: Theme): Frame {
  const { columns, rows } = state;
  const lines: Line[] = [
    spread([{ text: ` ${chooser.title}`, style: 'title' }], [{ text: 'pith-tui ', style: 'muted' }], columns),
    fitLine(chooser.second, columns),
    rule('', columns, false, theme),
    fitLine(chooser.names, columns),
  ];
  const page = chooserPage(rows, chooser.preview.length);
  for (let index = scroll.top; index < scroll.top + page; index++) {
    const item = chooser.items[index];
    if (item !== undefined) {
      const under = index === scroll.cursor;
      const line = fitLine(item(under), columns);
      const shown = under ? line.map((span) => ({ ...span, style: styleUnderCursor(span.style, 'cursor') })) : line;
      lines.push(aimed(shown, { does: { on: 'item', item: index } }));
    } else lines.push(fitLine(index === 0 ? [{ text: ` ${chooser.empty}`, style: 'warning' }] : [], columns));
  }
  lines.push(rule('', columns, false, theme), ...chooser.preview, footer(state, chooser.context));
  return { lines, cursor: chooser.cursor };
}
