/** Rows are drawn anew where what they show has changed, and only then. */
import { expect, it } from 'vitest';
import type { Row, View } from '../../../src/library/model.js';
import { lineWidth, plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { targetAt } from '../../../src/tui/mouse/target.js';
import { type ListLook, listColumns, type RowMarks } from '../../../src/tui/panes/list.js';
import { rowDrawing } from '../../../src/tui/panes/list-rows.js';
import { UNDECIDED } from '../nothing-said.js';
import { HUB } from './made-up-hub.js';

const ROW: Row = {
  work: 2,
  id: 'arxiv:2001.00002',
  title: 'Counting Goats',
  firstAuthor: 'Ann Writer',
  authorCount: 4,
  date: '2024-05-06',
  roles: ['method'],
  polarities: [],
  citing: 0,
};
const VIEW = { facets: [], order: { key: 'date', descending: true } } as unknown as View;
const MARKS: RowMarks = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
const LOOK: ListLook = { hub: HUB, begun: true, hidden: [], cells: 70, theme: makeTheme('none') };

interface Shown {
  look?: Partial<ListLook>;
  view?: Partial<View>;
  marks?: Partial<RowMarks>;
  terms?: string[];
  position?: number;
  focused?: boolean;
}
const drawn = ({ look, view, marks, terms = [], position = 7, focused = true }: Shown = {}) => {
  const own = { ...LOOK, ...look };
  const seen = { ...VIEW, ...view } as View;
  return rowDrawing(seen, listColumns(seen, own), own, focused)(ROW, { ...MARKS, ...marks }, terms, position);
};

it('is the same line while nothing changes, as wide as the list, and one can point at it', () => {
  const line = drawn();
  expect(drawn({ marks: { decided: { ...UNDECIDED } } })).toBe(line);
  expect(lineWidth(line)).toBe(70);
  expect(targetAt({ lines: [line], cursor: null }, { x: 20, y: 0 })).toEqual({
    pane: 'list',
    does: { on: 'row', at: 7 },
  });
});

it.each<[what: string, Shown]>([
  ['the cursor', { marks: { cursor: true } }],
  ['the selection', { marks: { selected: true } }],
  ['a range', { marks: { ranged: true } }],
  ['a decision', { marks: { decided: { ...UNDECIDED, decision: { status: 'excluded' } } } }],
  ['a star', { marks: { decided: { ...UNDECIDED, starred: true } } }],
  ['words searched for', { terms: ['goats'] }],
  ['its place', { position: 8 }],
  ['a width', { look: { cells: 80 } }],
  ['what is hidden', { look: { hidden: ['authors'] } }],
  ['the marks of a screening', { look: { begun: false } }],
  ['the hub', { look: { hub: { ...HUB, owning: true } } }],
  ['the theme', { look: { theme: makeTheme('colour') } }],
  ['the numbers it goes by', { view: { standing: { by: 'local', of: () => 12 } } }],
])('is drawn again for %s', (_, changed) => {
  const line = drawn();
  expect(drawn(changed)).not.toBe(line);
  // And back: as it was at first.
  expect(drawn()).toEqual(line);
});

it('stands out under the cursor, less where its pane has no keys', () => {
  const styles = (focused: boolean): unknown[] =>
    drawn({ marks: { cursor: true }, focused }).map(({ style }) => JSON.stringify(style));
  expect(styles(true)).not.toEqual(styles(false));
  expect(plainText(drawn({ marks: { cursor: true } }))).toContain('Counting Goats');
});
