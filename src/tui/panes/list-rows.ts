/** Rows of the list as the screen shows them, each drawn anew only where it has changed: a key changes one or two. */
import type { HubHead, Row, View } from '../../library/model.js';
import { fitLine, type Line } from '../../text/spans.js';
import { styleUnderCursor, type Theme } from '../../text/theme.js';
import { aimed } from '../mouse/target.js';
import { type ListLook, type listColumns, listRow, type RowMarks } from './list.js';

/** A row as it was drawn last, and what of it is not in the text that tells it from others. */
interface Drawn {
  key: string;
  hub: HubHead;
  theme: Theme;
  standing: View['standing'] | undefined;
  line: Line;
}

const drawn = new WeakMap<Row, Drawn>();

/** How each row of a list is drawn, its place in the list being what a press on it is about. */
export function rowDrawing(
  view: View,
  columns: ReturnType<typeof listColumns>,
  look: ListLook,
  focused: boolean,
): (row: Row, marks: RowMarks, terms: readonly string[], position: number) => Line {
  const { hub, theme, begun, hidden, cells } = look;
  const { standing } = view;
  const shared = JSON.stringify([columns, begun, hidden, cells, focused]);
  return (row, marks, terms, position) => {
    const key = `${shared} ${JSON.stringify([marks, terms, position])}`;
    const last = drawn.get(row);
    if (last?.key === key && last.hub === hub && last.theme === theme && last.standing === standing) return last.line;
    const plain = listRow(row, marks, terms, view, columns, look);
    const line = aimed(fitLine(marks.cursor ? underCursor(plain, focused) : plain, cells), {
      pane: 'list',
      does: { on: 'row', at: position },
    });
    drawn.set(row, { key, hub, theme, standing, line });
    return line;
  };
}

/** The row under the cursor stands out as a whole; its columns keep their letters and the words searched for their marks. */
function underCursor(line: Line, focused: boolean): Line {
  return line.map(({ style, ...span }) => ({
    ...span,
    style: styleUnderCursor(style, focused ? 'cursor' : 'cursorIdle'),
  }));
}
