/** The columns of a row, laid out. */
import { describe, expect, it } from 'vitest';
import { type Column, layout } from '../../src/text/columns.js';

const COLUMNS: Column[] = [
  { id: 'mark', min: 1, want: 1, priority: 9 },
  { id: 'role', min: 1, want: 3, priority: 8 },
  { id: 'year', min: 4, want: 4, priority: 3 },
  { id: 'title', min: 12, want: 40, grow: 3, priority: 10 },
  { id: 'author', min: 8, want: 14, max: 24, grow: 1, priority: 2 },
];

const total = (placed: ReturnType<typeof layout>, gap: number) =>
  placed.reduce((sum, column) => sum + column.width, gap * Math.max(0, placed.length - 1));

describe('layout', () => {
  it('fills the width exactly once a growing column is there, at every width', () => {
    for (let cells = 12; cells <= 220; cells++)
      expect([cells, total(layout(COLUMNS, cells, 1), 1)]).toEqual([cells, cells]);
  });

  it('leaves out the least important first and keeps the order', () => {
    const seen = new Set<string>();
    for (let cells = 60; cells >= 5; cells--)
      seen.add(
        layout(COLUMNS, cells, 1)
          .map((column) => column.id)
          .join(' '),
      );
    expect([...seen]).toEqual([
      'mark role year title author',
      'mark role year title',
      'mark role title',
      'mark title',
      'title',
    ]);
  });

  it('says where each column begins', () => {
    expect(layout(COLUMNS, 40, 2).map((column) => column.x)).toEqual(
      layout(COLUMNS, 40, 2).map((_, at, all) => all.slice(0, at).reduce((sum, column) => sum + column.width + 2, 0)),
    );
  });

  it('grants wishes by importance, then grows by shares up to the maximum', () => {
    const at = (cells: number) =>
      Object.fromEntries(layout(COLUMNS, cells, 1).map((column) => [column.id, column.width]));
    expect(at(66)).toEqual({ mark: 1, role: 3, year: 4, title: 40, author: 14 });
    expect(at(106)).toEqual({ mark: 1, role: 3, year: 4, title: 70, author: 24 });
    expect(at(50)).toEqual({ mark: 1, role: 1, year: 4, title: 32, author: 8 });
  });

  it('gives the last column what there is', () => {
    expect(layout(COLUMNS, 5, 1)).toEqual([{ id: 'title', x: 0, width: 5 }]);
    expect(layout([], 5, 1)).toEqual([]);
  });
});
