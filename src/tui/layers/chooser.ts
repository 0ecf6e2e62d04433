/** A screen that is one list to choose from: the hubs, the papers that match. */
import { fitLine, type Line } from '../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../text/theme.js';
import type { Context } from '../keymap.js';
import type { AppState } from '../state/app-state.js';
import type { Scroll } from '../state/motion.js';
import { type Frame, footer, rule, spread } from './frame.js';

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
}

/** Lines of the list: the screen less head, frame and footer. */
export function chooserPage(rows: number): number {
  return Math.max(1, rows - 6);
}

export function chooserFrame(state: AppState, chooser: Chooser, scroll: Scroll, theme: Theme): Frame {
  const { columns, rows } = state;
  const lines: Line[] = [
    spread([{ text: ` ${chooser.title}`, style: 'title' }], [{ text: 'pith-tui ', style: 'muted' }], columns),
    fitLine(chooser.second, columns),
    rule('', columns, false, theme),
    fitLine(chooser.names, columns),
  ];
  const page = chooserPage(rows);
  for (let index = scroll.top; index < scroll.top + page; index++) {
    const item = chooser.items[index];
    if (item !== undefined) {
      const under = index === scroll.cursor;
      const line = fitLine(item(under), columns);
      lines.push(under ? line.map(({ text, style }) => ({ text, style: styleUnderCursor(style, 'cursor') })) : line);
    } else lines.push(fitLine(index === 0 ? [{ text: ` ${chooser.empty}`, style: 'warning' }] : [], columns));
  }
  lines.push(rule('', columns, false, theme), footer(state, chooser.context));
  return { lines, cursor: chooser.cursor };
}
