/** The selection of papers. */
import { describe, expect, it } from 'vitest';
import type { View } from '../../../src/library/model.js';
import {
  countSelected,
  invertSelected,
  isSelected,
  type Matched,
  NOTHING_SELECTED,
  selectAll,
  selectedIds,
  setSelected,
} from '../../../src/tui/state/selection.js';

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
    works: (from, count) => ids.slice(from, from + count),
    *readOn() {},
    position: (work) => ids.indexOf(work),
  };
}

const matchedBy = (ids: number[]): Matched => ({ query: { where: null, sort: null }, view: viewOf(ids) });

describe('marking papers', () => {
  it('marks and unmarks single papers', () => {
    const one = setSelected(NOTHING_SELECTED, [5], true);
    expect([isSelected(one, 5), isSelected(one, 6), countSelected(one)]).toEqual([true, false, 1]);
    expect(countSelected(setSelected(one, [5], false))).toBe(0);
  });

  it('marks all that match without listing them, and takes single ones out again', () => {
    const all = selectAll(NOTHING_SELECTED, matchedBy([1, 2, 3, 4]));
    expect(all.toggled.size).toBe(0);
    const but = setSelected(all, [2], false);
    expect(countSelected(but)).toBe(3);
    expect([...selectedIds(but)]).toEqual([1, 3, 4]);
  });

  it('keeps the marks outside when all of another view are marked', () => {
    const first = setSelected(NOTHING_SELECTED, [9], true);
    const both = selectAll(first, matchedBy([1, 2]));
    expect([...selectedIds(both)]).toEqual([1, 2, 9]);
    const other = selectAll(both, matchedBy([2, 3]));
    expect(new Set(selectedIds(other))).toEqual(new Set([1, 2, 3, 9]));
    expect(countSelected(other)).toBe(4);
  });

  it('inverts among those that match and leaves the others', () => {
    const some = setSelected(NOTHING_SELECTED, [2, 9], true);
    const inverted = invertSelected(some, matchedBy([1, 2, 3]));
    expect(new Set(selectedIds(inverted))).toEqual(new Set([1, 3, 9]));
    expect(countSelected(inverted)).toBe(3);
    const back = invertSelected(inverted, matchedBy([1, 2, 3]));
    expect(new Set(selectedIds(back))).toEqual(new Set([2, 9]));
  });
});
