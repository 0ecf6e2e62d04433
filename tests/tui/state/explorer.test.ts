/** The state of the explorer: cursor, filters, history. */
import { describe, expect, it } from 'vitest';
import type { HubHead, View } from '../../../src/library/model.js';
import { movePages, moveTo, openExplorer, withView } from '../../../src/tui/state/explorer.js';
import { explorerGeometry, scrollTo, staysOpen } from '../../../src/tui/state/geometry.js';

const HEAD: HubHead = {
  work: 1,
  id: 'arxiv:1',
  title: 'Hub',
  authors: [],
  date: '',
  presented: true,
  citing: 3,
  classified: 0,
  computed: 0,
  importedAt: '',
};
const ALL = { where: null, sort: null };

function viewOf(ids: number[]): View {
  return {
    total: ids.length,
    papers: ids.length,
    facets: [],
    order: { key: 'date', descending: true },
    orderBase: () => null,
    bases: () => [],
    left: () => 0,
    fuzzy: false,
    forgiven: () => [],
    works: (from, count) => ids.slice(Math.max(0, from), from + count),
    *readOn() {},
    position: (work) => ids.indexOf(work),
  };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 100);
const PAGE = 10;

describe('the cursor of the list', () => {
  it('keeps three lines to the edge while it moves a line at a time', () => {
    let explorer = openExplorer(HEAD, ALL, viewOf(numbers(100)));
    for (let step = 0; step < 8; step++) explorer = moveTo(explorer, explorer.scroll.cursor + 1, PAGE);
    expect(explorer.scroll).toEqual({ cursor: 8, top: 2 });
  });

  it('never leaves the list', () => {
    const explorer = openExplorer(HEAD, ALL, viewOf(numbers(3)));
    expect(moveTo(explorer, 99, PAGE).scroll).toEqual({ cursor: 2, top: 0 });
    expect(moveTo(explorer, -5, PAGE).scroll).toEqual({ cursor: 0, top: 0 });
    expect(moveTo(openExplorer(HEAD, ALL, viewOf([])), 4, PAGE).under).toBeNull();
  });

  it('goes page by page to the end, and back to the start', () => {
    let explorer = openExplorer(HEAD, ALL, viewOf(numbers(25)));
    const tops: number[] = [];
    for (let page = 0; page < 3; page++) {
      explorer = movePages(explorer, 1, PAGE);
      tops.push(explorer.scroll.top);
    }
    expect(tops).toEqual([10, 15, 15]);
    expect(explorer.scroll.cursor).toBe(24);
    for (let page = 0; page < 3; page++) explorer = movePages(explorer, -1, PAGE);
    expect(explorer.scroll).toEqual({ cursor: 0, top: 0 });
  });

  it('stays on its paper, on the same line of the screen, when a filter changes the list', () => {
    const explorer = moveTo(openExplorer(HEAD, ALL, viewOf(numbers(100))), 50, PAGE);
    const line = explorer.scroll.cursor - explorer.scroll.top;
    const even = viewOf(numbers(100).filter((id) => id % 2 === 0));
    const filtered = withView(explorer, ALL, even, PAGE, 'follow');
    expect(filtered.under).toBe(150);
    expect(filtered.scroll.cursor).toBe(25);
    expect(filtered.scroll.cursor - filtered.scroll.top).toBe(Math.min(line, PAGE - 4));
  });

  it('goes to the first paper when its own no longer matches', () => {
    const explorer = moveTo(openExplorer(HEAD, ALL, viewOf(numbers(100))), 50, PAGE);
    const gone = withView(explorer, ALL, viewOf([1, 2, 3]), PAGE, 'follow');
    expect([gone.scroll.cursor, gone.under]).toEqual([0, 1]);
  });
});

describe('where the panes lie', () => {
  it.each([100, 119, 120, 160, 200, 400])('fills %i columns exactly, with and without facets', (columns) => {
    const { facets, list, details, split } = explorerGeometry(columns, 40, true);
    expect(split).toBe(true);
    expect(facets + list + details + 2).toBe(columns);
    expect(list).toBeGreaterThan(38);
    const without = explorerGeometry(columns, 40, false);
    expect(without.facets + without.list + without.details + 1).toBe(columns);
    // Every column has room, and no line is too long to read.
    expect(without.list).toBeGreaterThanOrEqual(67);
    expect(without.details).toBeGreaterThanOrEqual(32);
    expect(without.details).toBeLessThanOrEqual(102);
  });

  it('has the details beside the list from 100 columns on, and a preview of them below', () => {
    expect(explorerGeometry(99, 24, false)).toMatchObject({ split: false, list: 99, details: 99, preview: 3 });
    expect(explorerGeometry(80, 24, true)).toMatchObject({ facets: 27, list: 52 });
    expect(explorerGeometry(71, 24, true)).toMatchObject({ facets: 71 });
    expect(explorerGeometry(100, 24, false)).toMatchObject({ split: true, preview: 0 });
  });

  it('keeps the facets open from 140 columns on, unless the reader said otherwise', () => {
    expect([139, 140].map((columns) => staysOpen(columns, null))).toEqual([false, true]);
    expect([72, 200].map((columns) => staysOpen(columns, true))).toEqual([true, true]);
    expect(staysOpen(71, true)).toBe(false);
    expect(staysOpen(200, false)).toBe(false);
  });

  it.each([10, 15, 16, 19, 20, 24, 60])('fills %i rows exactly', (rows) => {
    for (const columns of [80, 120]) {
      const { head, body, preview, reading } = explorerGeometry(columns, rows, false);
      expect(head + body + preview + 3).toBe(rows);
      expect(head + reading + 3).toBe(rows);
    }
  });

  it('scrolls no further than needed', () => {
    expect(scrollTo(5, 0, 10, 100, 3)).toBe(0);
    expect(scrollTo(7, 0, 10, 100, 3)).toBe(1);
    expect(scrollTo(99, 0, 10, 100, 3)).toBe(90);
    expect(scrollTo(3, 90, 10, 100, 3)).toBe(0);
  });
});
