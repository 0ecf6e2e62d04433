/** How a row of the list is cut: the words searched for stay in sight, and edges are straight. */
import { describe, expect, it } from 'vitest';
import type { HubHead, Row, View } from '../../../src/library/model.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { width } from '../../../src/text/width.js';
import { type ListLook, listColumns, listHeader, listRow } from '../../../src/tui/panes/list.js';
import { UNDECIDED } from '../nothing-said.js';
import { exploring, hubOf, list, press, shown } from '../support.js';
import { HUB } from './made-up-hub.js';

const THEME = makeTheme('none');
const ROW: Row = {
  work: 2,
  id: 'arxiv:2001.00002',
  title: 'A Survey on Efficient Training of Transformers for Many Time Series of Every Kind',
  firstAuthor: 'Ann Writer',
  authorCount: 4,
  date: '2024-05-06',
  roles: [],
  polarities: [],
  citing: 0,
};
const VIEW: Pick<View, 'facets' | 'order'> = { facets: [], order: { key: 'date', descending: true } };
const MARKS = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
const look = (hub: Partial<HubHead>, cells: number): ListLook => ({
  hub: { ...HUB, ...hub },
  begun: false,
  hidden: [],
  cells,
  theme: THEME,
});

describe('a row of the list', () => {
  it('shows the first word that was searched for, marked, wherever the title has it', () => {
    const own = look({}, 60);
    const spans = listRow(ROW, MARKS, ['kind', 'series'], VIEW, listColumns(VIEW, own), own);
    expect(plainText(spans)).toContain('…');
    expect(spans.filter(({ style }) => style === 'match').map(({ text }) => text)).toEqual(['Series', 'Kind']);
    expect(width(plainText(spans))).toBe(60);
  });

  it('marks a word that is cut in two as far as it is seen', () => {
    const own = look({}, 60);
    const [title] = listColumns(VIEW, own).filter(({ id }) => id === 'title');
    const long = { ...ROW, title: `${'x'.repeat(title!.width - 3)} transformers` };
    const spans = listRow(long, MARKS, ['x', 'transformers'], VIEW, listColumns(VIEW, own), own);
    expect(spans.filter(({ style }) => style === 'match').map(({ text }) => text)).toEqual(['x', 't']);
  });

  it.each(['Ann Wolfeschlegelsteinhausen', '李 明', 'Šárka Ďurišová-Wolfeschlegelsteinhausen'])(
    'keeps a blank between %s and the wall, at every width',
    (firstAuthor) => {
      for (let cells = 60; cells < 140; cells += 1) {
        const own = look({ months: true, opening: true }, cells);
        const line = plainText(listRow({ ...ROW, firstAuthor }, MARKS, [], VIEW, listColumns(VIEW, own), own));
        expect(width(line)).toBe(cells);
        expect(line).toMatch(/[^+] +$/u);
      }
    },
  );

  it('cuts the name rather than how many come after it, which would make it that of a single author', () => {
    const own = look({ months: true, opening: true }, 60);
    const placed = listColumns(VIEW, own);
    const { x, width: cells } = placed.find(({ id }) => id === 'author')!;
    const author = (letters: number): string => {
      const row = { ...ROW, title: 'T', firstAuthor: `Ann ${'W'.repeat(letters)}` };
      return plainText(listRow(row, MARKS, [], VIEW, placed, own)).slice(x, x + cells);
    };
    expect(author(cells - 3)).toBe(`${'W'.repeat(cells - 3)} +3`);
    expect(author(cells - 2)).toBe(`${'W'.repeat(cells - 4)}… +3`);
    expect(author(cells)).toBe(`${'W'.repeat(cells - 4)}… +3`);
    expect(author(cells + 1)).toBe(`${'W'.repeat(cells - 4)}… +3`);
  });

  it('shows a star beside a note and tags where it has room, and fills the width in any case', () => {
    const decided = { ...UNDECIDED, starred: true, noted: true, tagged: true };
    const line = (cells: number): string => {
      const own = { ...look({}, cells), begun: true };
      return plainText(listRow(ROW, { ...MARKS, decided }, [], VIEW, listColumns(VIEW, own), own));
    };
    expect(line(70)).toMatch(/^ {3}\*"# /u);
    expect(line(69)).toMatch(/^ {3}\* [^"#]/u);
    for (let cells = 20; cells < 140; cells += 1) expect(width(line(cells))).toBe(cells);
  });

  it('shows a year or a month, and has no cells between', () => {
    const everything = { months: true, opening: true, owning: true, updatedAt: '2026' } as const;
    for (let cells = 50; cells < 140; cells += 1) {
      const date = listColumns({ ...VIEW, standing: { by: 'local', of: () => 1 } }, look(everything, cells));
      expect([5, 7]).toContain(date.find(({ id }) => id === 'date')!.width);
    }
  });

  it('has no room for months, for marks of hubs and for what is the reader’s where nothing has them', () => {
    const titleAt = (hub: Partial<HubHead>): number =>
      listColumns(VIEW, look(hub, 100)).find(({ id }) => id === 'title')!.x;
    expect(titleAt({ months: true }) - titleAt({})).toBe(2);
    expect(titleAt({ owning: true }) - titleAt({})).toBe(1);
    expect(listColumns(VIEW, look({}, 100)).map(({ id }) => id)).not.toContain('opens');
    expect(listColumns(VIEW, look({ opening: true }, 100)).map(({ id }) => id)).toContain('opens');
  });

  it('calls the author’s column by a name that fits', () => {
    const header = (cells: number): string => {
      const own = look({ months: true, opening: true }, cells);
      return plainText(listHeader(VIEW, listColumns(VIEW, own), own));
    };
    for (let cells = 60; cells < 140; cells += 1) expect(header(cells)).toMatch(/ (First author|Author) *$/u);
  });
});

describe('the list of a search', () => {
  it('marks the words that a mistyped one was taken for, and says which these are', async () => {
    const store = exploring(await hubOf(12));
    press(store, '/', ...'sprase', 'enter');
    expect(list(store).view.fuzzy).toBe(true);
    expect(shown(store)).toContain('sprase taken for sparse (in quotes: as typed)');
  });
});
