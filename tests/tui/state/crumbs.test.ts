/** The way one came, in a line. */
import { expect, it } from 'vitest';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import type { SheetLayer } from '../../../src/tui/layers/graph/sheet-layer.js';
import { crumbs } from '../../../src/tui/state/crumbs.js';

const sheet = (work: number, title: string): SheetLayer => ({
  kind: 'sheet',
  ask: { sheet: 'references', work },
  title,
  serial: work,
  data: { done: 0 },
  at: 0,
  top: 0,
});

it('cuts titles on the way, with no gap before the next', () => {
  const layers = [sheet(1, 'Counting two sheep at night'), sheet(2, 'Sheep'), sheet(3, 'Goats')];
  const line = (cells: number): string => plainText(crumbs({ layers }, layers.at(-1)!, cells, makeTheme('none')));
  expect(line(100)).toBe(' References of Counting two sheep at night ▸ References of Sheep ▸ References of Goats');
  expect(line(74)).toBe(' References of Counting two… ▸ References of Sheep ▸ References of Goats');
});
