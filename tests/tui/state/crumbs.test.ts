/** The way one came, in a line. */
import { expect, it } from 'vitest';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import type { SheetLayer } from '../../../src/tui/layers/graph/sheet-layer.js';
import { crumbs } from '../../../src/tui/state/crumbs.js';

const sheet = (work: number, title: string): SheetLayer => ({
  kind: 'sheet',
  ask: { sheet: 'references', work },
  of: { id: `arxiv:2001.0000${work}`, title },
  serial: work,
  data: { done: 0 },
  at: 0,
  top: 0,
});

it('cuts titles on the way, with no gap before the next', () => {
  const layers = [sheet(1, 'Counting two sheep at night'), sheet(2, 'Sheep'), sheet(3, 'Goats')];
  const line = (cells: number): string =>
    plainText(crumbs({ layers, hidden: [] }, layers.at(-1)!, cells, makeTheme('none')));
  expect(line(100)).toBe(' References of Counting two sheep at night › References of Sheep › References of Goats');
  expect(line(80)).toBe(' References of Counting two sheep… › References of Sheep › References of Goats');
  expect(line(74)).toBe(' References of Counting two… › References of Sheep › References of Goats');
});

it('has who wrote the last one in its place, in brackets, where its title stands above, the year the longest', () => {
  const layers = [sheet(1, 'Counting two sheep at night'), sheet(2, 'Goats')];
  const line = (cells: number): string =>
    plainText(
      crumbs({ layers, hidden: [] }, layers.at(-1)!, cells, makeTheme('none'), [
        'Ann Lamb and 4 more, 2019',
        'Lamb +4, 2019',
      ]),
    );
  expect(line(100)).toBe(' References of Counting two sheep at night › (Ann Lamb and 4 more, 2019)');
  expect(line(48)).toBe(' References of Counting two… › (Lamb +4, 2019)');
  expect(line(24)).toBe(' … › (Lamb +4, 2019)');
});
