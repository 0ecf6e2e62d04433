/** What a blind screen hides, and that it says so. */
import { describe, expect, it } from 'vitest';
import type { Details, View } from '../../../src/library/model.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import type { Hidden } from '../../../src/tui/blind.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { listColumns, listHeader, listRow } from '../../../src/tui/panes/list.js';
import { NOTHING_SAID, UNDECIDED } from '../nothing-said.js';
import { HUB } from './made-up-hub.js';

const THEME = makeTheme('none');
const PAPER: Details = {
  work: 2,
  id: 'arxiv:2001.00002',
  title: 'A paper',
  firstAuthor: 'Ann Writer',
  authorCount: 2,
  date: '2024',
  year: 2024,
  roles: [],
  polarities: [],
  citing: 4321,
  citedBy: 8765,
  venue: 'Journal of Goats',
  volume: '77',
  ids: ['arxiv:2001.00002', 'dblp:journals/goats/Writer24', 'doi:10.1109/goats.2024.77', 's2:0a1b'],
  authors: [{ name: 'Ann Writer' }, { name: 'Bo Other' }],
  sources: [],
  versions: [
    { version: 'published', date: '2024', venue: 'Journal of Goats', ids: [], sources: [] },
    { version: 'preprint', date: '2023', venue: 'GoatXiv', ids: [], sources: [] },
  ],
  contexts: [],
  judgements: [],
  reviews: [],
  claims: [],
  checks: [],
};
const VIEW: Pick<View, 'facets' | 'order' | 'standing'> = {
  facets: [],
  order: { key: 'local', descending: true },
  standing: { by: 'local', of: () => 4321 },
};

function shown(hidden: Hidden, paper: Details = PAPER): string {
  const look = { hub: HUB, hidden, theme: THEME };
  const marks = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
  const list = { ...look, begun: false, cells: 120 };
  const lines = detailLines(paper, { ...look, terms: [], said: NOTHING_SAID, cells: 80 });
  const columns = listColumns(VIEW, list);
  return [listHeader(VIEW, columns, list), listRow(paper, marks, [], VIEW, columns, list), ...lines]
    .map(plainText)
    .join('\n');
}

describe('a blind screen', () => {
  it.each([
    ['authors', ['Writer', 'Other'], ['Journal of Goats', '8,765']],
    ['venue', ['Goats', '77', 'GoatXiv', 'goats', '10.1109/', 'arXiv:2001'], ['Ann Writer', '8,765', 'S2:0a1b']],
    ['citations', ['8,765', '4,321'], ['Ann Writer', 'Journal of Goats']],
  ] as const)('has nothing of %s and everything else, on the same lines', (field, gone, there) => {
    const [open, blind] = [shown([]), shown([field])];
    for (const words of [...gone, ...there]) expect(open).toContain(words);
    for (const words of gone) expect(blind).not.toContain(words);
    for (const words of there) expect(blind).toContain(words);
    expect(blind).toContain('hidden');
    expect(blind.split('\n')).toHaveLength(open.split('\n').length);
  });

  it('has no title of a paper of which only an id is known that names the venue', () => {
    const only = { ...PAPER, id: 'doi:10.1109/goats.2024.77', title: 'doi:10.1109/goats.2024.77', versions: [] };
    expect(shown([], only)).toContain('10.1109/goats');
    expect(shown(['venue'], only)).not.toMatch(/goats/iu);
  });

  it('keeps its columns, so that nothing moves when it is blind', () => {
    expect(shown(['authors', 'citations']).split('\n')[0]).toBe(shown([]).split('\n')[0]);
  });
});
