/** The pane of filters. */
import { expect, it } from 'vitest';
import type { Facet, HubHead, View } from '../../../src/library/model.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { facetPane } from '../../../src/tui/panes/facets.js';
import { openExplorer } from '../../../src/tui/state/explorer.js';

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

/** A facet of which no paper has a value. */
const without = (field: 'role' | 'polarity' | 'verdict' | 'novelty' | 'influential' | 'category'): Facet => ({
  field,
  values: [],
});

/** The pane over these facets, a line each, without the blanks behind. */
function shown(facets: Facet[], cells: number): string[] {
  const view: View = {
    total: 3,
    papers: 3,
    facets,
    order: { key: 'date', descending: true },
    orderBase: () => null,
    bases: () => [],
    left: () => 0,
    fuzzy: false,
    forgiven: () => [],
    works: () => [],
    *readOn() {},
    position: () => -1,
  };
  const explorer = openExplorer(HEAD, { where: null, sort: null }, view);
  return facetPane(explorer, cells, 10, false, makeTheme('none')).map((line) => plainText(line).trimEnd());
}

it('names every facet without data, whole, in a pane of 25 cells', () => {
  const lines = shown([without('role'), without('polarity'), without('verdict'), without('novelty')], 25);
  expect(lines.filter((line) => line !== '')).toEqual([' no data: role,', '  polarity, verdict,', '  novelty']);
});

it('names them whole in the narrowest pane, too', () => {
  const facets = (['role', 'polarity', 'influential', 'verdict', 'category'] as const).map(without);
  expect(shown(facets, 22).filter((line) => line !== '')).toEqual([
    ' no data: role,',
    '  polarity,',
    '  influential,',
    '  verdict, category',
  ]);
});

it('ends the names without a comma where there is one', () => {
  expect(shown([without('novelty')], 25).filter((line) => line !== '')).toEqual([' no data: novelty']);
});
