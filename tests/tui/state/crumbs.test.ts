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

it('keeps as many of the last stops as can be read, the last one the longest', () => {
  const title = 'Anti-de Sitter space and holography, with an appendix';
  const layers = [sheet(1, 'Counting two sheep at night'), sheet(2, title), sheet(3, title)];
  const line = (cells: number): string =>
    plainText(crumbs({ layers, hidden: [] }, layers.at(-1)!, cells, makeTheme('none')));
  expect(line(140)).toBe(
    ' References of Counting two shee… › References of Anti-de Sitter sp… › References of Anti-de Sitter space and holography, with an appendix',
  );
  expect(line(100)).toBe(
    ' References of Cou… › References of Ant… › References of Anti-de Sitter space and holography, with…',
  );
  expect(line(60)).toBe(' … › References of Ant… › References of Anti-de Sitter spa…');
  for (let cells = 30; cells < 160; cells++) expect(line(cells).length).toBeLessThan(cells);
});

it('has who wrote the last one where its title stands above, in brackets, if the stops leave room, and else an arrow to it', () => {
  const layers = [sheet(1, 'Counting two sheep at night'), sheet(2, 'Goats of the hills'), sheet(3, 'Goats')];
  const line = (cells: number): string =>
    plainText(
      crumbs({ layers, hidden: [] }, layers.at(-1)!, cells, makeTheme('none'), ['Ann Lamb +4, 2019', 'Lamb +4, 2019']),
    );
  expect(line(110)).toBe(
    ' References of Counting two sheep at night › References of Goats of the hills › (Ann Lamb +4, 2019)',
  );
  expect(line(80)).toBe(' References of Counting two… › References of Goats of the… › (Lamb +4, 2019)');
  expect(line(60)).toBe(' References of Counting tw… › References of Goats of th… › ');
  expect(line(40)).toBe(' … › References of Goats of the hil… › ');
  expect(line(24)).toBe(' … › References of… › ');
});
