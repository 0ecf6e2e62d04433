/** The program on a fake terminal, from keys to frames. */
import { render } from 'ink-testing-library';
import { describe, expect, it, vi } from 'vitest';
import type { HubHead, Row, View } from '../../src/library/model.js';
import type { Query } from '../../src/query/query.js';
import { themeFor } from '../../src/text/theme.js';
import { App } from '../../src/tui/app.js';
import type { Key } from '../../src/tui/keys/tokenize.js';
import { explorerLayer } from '../../src/tui/layers/explorer.js';
import type { Services } from '../../src/tui/services/services.js';
import { createStore, type Store } from '../../src/tui/state/store.js';

const HEAD: HubHead = {
  work: 1,
  id: 'arxiv:2001.00001',
  title: 'A Hub',
  authors: ['Ann Writer', 'Bo Other'],
  date: '2020',
  presented: true,
  citing: 50,
  total: 60,
  classified: 50,
  importedAt: '',
};

const ROWS: Row[] = Array.from({ length: 50 }, (_, at) => ({
  work: 100 + at,
  id: `arxiv:2101.${String(at).padStart(5, '0')}`,
  title: `Paper ${at + 1}`,
  firstAuthor: `Author ${at + 1}`,
  authorCount: 1,
  date: '2021',
  year: 2021,
  roles: [at % 2 === 0 ? 'method' : 'background'],
  polarities: [],
  citing: 0,
}));

/** A hub of fifty papers in memory; a query for a role keeps half of them. */
function services(asked: Query[]): Services {
  const nothing = (): never => {
    throw new Error('not asked for here');
  };
  return {
    hubs: () => [HEAD],
    head: () => HEAD,
    query(_hub, query) {
      asked.push(query);
      const { where } = query;
      const shown = where?.kind === 'label' ? ROWS.filter((row) => row.roles.includes(where.value)) : ROWS;
      const view: View = {
        total: shown.length,
        fuzzy: false,
        facets: [
          {
            field: 'role',
            values: [
              { label: 'background', term: 'role:background', count: 25 },
              { label: 'method', term: 'role:method', count: 25 },
            ],
          },
        ],
        works: (from, count) => shown.slice(from, from + count).map((row) => row.work),
        position: (work) => shown.findIndex((row) => row.work === work),
      };
      return view;
    },
    rows: (_hub, works) => works.flatMap((work) => ROWS.find((row) => row.work === work) ?? []),
    details: (_hub, work) => ({
      ...ROWS.find((row) => row.work === work)!,
      ids: [`arxiv:${work}`],
      authors: [{ name: 'Author' }],
      sources: [],
      contexts: [],
      judgements: [],
      reviews: [],
      claims: [],
    }),
    overview: nothing,
    exported: nothing,
    keys: nothing,
    exists: nothing,
    write: nothing,
    append: nothing,
    copy: nothing,
    browse: nothing,
    fetch: nothing,
    merge: nothing,
    suspend: nothing,
    redraw: nothing,
  };
}

function start(columns = 100, rows = 20): { store: Store; asked: Query[]; shown: () => string } {
  const asked: Query[] = [];
  const theme = themeFor({ LANG: 'C.UTF-8', TERM: 'dumb' }, { isTTY: true });
  const bound = services(asked);
  const store = createStore(bound, theme, explorerLayer(bound, 1, ''), columns, rows);
  const { lastFrame } = render(<App store={store} painter={null} onReady={() => {}} />);
  return { store, asked, shown: () => lastFrame() ?? '' };
}

const keys = (...names: string[]): Key[] => names.map((name) => (name.length === 1 ? { name, text: name } : { name }));

describe('the program without a painter', () => {
  it('lets Ink write every line of the screen', async () => {
    const { shown } = start();
    expect(shown().split('\n')).toHaveLength(20);
    await vi.waitFor(() => expect(shown()).toContain('50 of 60 in this library'));
    await vi.waitFor(() => expect(shown()).toContain('Paper 1 '));
    await vi.waitFor(() => expect(shown()).toContain('Paper 13'));
  });

  it('applies all keys of a chunk and draws their outcome', async () => {
    const { store, shown, asked } = start();
    store.keys(keys('r', 'm', 'j', 'j', 'space'));
    await vi.waitFor(() => expect(shown()).toContain('role:method'));
    await vi.waitFor(() => expect(shown()).toContain('25 of 50'));
    await vi.waitFor(() => expect(shown()).toContain('1 selected'));
    expect(asked).toHaveLength(2);
  });

  it('searches once for letters that came together', async () => {
    const { store, shown, asked } = start();
    store.keys(keys('/', 's', 'p', 'a', 'r', 's', 'e'));
    expect(asked).toHaveLength(2);
    await vi.waitFor(() => expect(shown()).toContain('/ sparse'));
    store.keys(keys('!'));
    expect(asked).toHaveLength(3);
  });

  it('goes back one step with Escape and ends with q', async () => {
    const { store, shown } = start();
    store.keys(keys('r', 'm', 'escape'));
    await vi.waitFor(() => expect(shown()).toContain('all citing papers'));
    store.keys(keys('q'));
    expect(store.get().exit).toBe(0);
  });

  it('says so in a terminal that is too small, and comes back', async () => {
    const { store, shown } = start();
    store.resize(30, 8);
    await vi.waitFor(() => expect(shown()).toMatch(/at\s+least\s+40×10/u));
    store.resize(80, 24);
    await vi.waitFor(() => expect(shown()).toContain('Paper 1 '));
  });
});
