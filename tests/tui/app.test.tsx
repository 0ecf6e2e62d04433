/** The program on a fake terminal, from keys to frames. */
import { render } from 'ink-testing-library';
import { describe, expect, it, vi } from 'vitest';
import type { HubHead, Row, View } from '../../src/library/model.js';
import type { Query } from '../../src/query/query.js';
import { paint } from '../../src/text/spans.js';
import { themeFor } from '../../src/text/theme.js';
import { App } from '../../src/tui/app.js';
import type { Key } from '../../src/tui/keys/tokenize.js';
import { explorerLayer } from '../../src/tui/layers/explorer.js';
import { hubsLayer } from '../../src/tui/layers/home/hubs-layer.js';
import { screen } from '../../src/tui/screen.js';
import type { Services } from '../../src/tui/services/services.js';
import type { Layer } from '../../src/tui/state/app-state.js';
import { noDecisions } from './nothing-said.js';
import { storeOf } from './support.js';

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
  computed: 0,
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
  const decisions = noDecisions(ROWS.length);
  return {
    atOneMoment: (ask) => ask(),
    hubs: () => [HEAD],
    hubsCalled: () => [],
    find: () => [],
    head: () => HEAD,
    isStale: () => false,
    whyUnanswerable: () => null,
    whyNotWritten: () => null,
    dois: () => [],
    names: (works) => works.map((work) => `arxiv:${work}`),
    fileMark: () => '',
    gone: () => [],
    named: (ids) => ids.map((id) => Number(id.slice(6))),
    findSchools: () => Promise.resolve(false),
    hide: () => {},
    *preparing() {},
    *readingWords() {},
    // biome-ignore lint/correctness/useYield: it has nothing to wait for
    *namesOf() {
      return [];
    },
    query(_hub, query) {
      asked.push(query);
      const { where } = query;
      const shown = where?.kind === 'label' ? ROWS.filter((row) => row.roles.includes(where.value)) : ROWS;
      const view: View = {
        total: shown.length,
        papers: HEAD.citing,
        fuzzy: false,
        forgiven: () => [],
        order: { key: 'novelty', descending: true },
        orderBase: () => null,
        bases: () => [],
        left: () => 0,
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
        *readOn() {},
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
      checks: [],
    }),
    sheet: nothing,
    citing: nothing,
    claims: nothing,
    link: nothing,
    beside: () => null,
    getReady: () => {},
    tasks: {
      ...decisions,
      exported: nothing,
      keys: nothing,
      write: nothing,
      append: nothing,
      notes: nothing,
      merge: nothing,
    },
    replaces: nothing,
    place: (path) => path,
    preview: () => '',
    copy: nothing,
    browse: nothing,
    fetching: { plan: nothing, begin: nothing, stop: nothing },
    decisions,
    edit: nothing,
    suspend: nothing,
    judging: { audit: nothing, answer: nothing, agreement: nothing },
    redraw: nothing,
  };
}

function start(columns = 100, rows = 20, first?: Layer) {
  const asked: Query[] = [];
  const theme = themeFor({ LANG: 'C.UTF-8', TERM: 'dumb' }, { isTTY: true });
  const bound = services(asked);
  const store = storeOf(bound, theme, first ?? explorerLayer(bound, 1, ''), columns, rows);
  const { lastFrame } = render(
    <App
      store={store}
      frameOf={(state) => screen(state, bound, theme)}
      painter={null}
      paintLine={(line) => paint(line, theme)}
      onFail={() => {}}
      onReady={() => {}}
    />,
  );
  return { store, bound, asked, shown: () => lastFrame() ?? '' };
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

  it('takes the format that the ending of the file to export asks for', async () => {
    const { store, shown } = start();
    store.keys(keys('e', 'ctrl-u', ...'x.ris'));
    await vi.waitFor(() => expect(shown()).toContain('RIS, for'));
    store.keys(keys('backspace', 'backspace', 'backspace', ...'csl.json'));
    await vi.waitFor(() => expect(shown()).toContain('CSL-JSON'));
    expect(store.get().layers.at(-1)).toMatchObject({ kind: 'export', format: 'csl' });
  });

  it('keeps BibLaTeX where the file ends in .bib', () => {
    const { store } = start();
    store.set({ exported: { format: 'biblatex', annotate: false } });
    store.keys(keys('e', 'ctrl-u', ...'x.bib'));
    expect(store.get().layers.at(-1)).toMatchObject({ kind: 'export', format: 'biblatex' });
  });

  it('lists papers with citers where no source presented a hub, and names what has no title by its id', async () => {
    const { total: _, ...line } = { ...HEAD, presented: false };
    const untitled = { ...line, work: 2, id: 'arxiv:1805.08136', title: 'arxiv:1805.08136' };
    const home = start(100, 20, hubsLayer([line, untitled], 0, null));
    await vi.waitFor(() => expect(home.shown()).toContain('2 hubs'));
    expect(home.shown()).toContain('A Hub');
    expect(home.shown()).toContain('arXiv:1805.08136 (no title yet)');
    const other = start(100, 20, hubsLayer([{ ...line, presented: true }, line], 0, null));
    await vi.waitFor(() => expect(other.shown()).toContain('1 hub, 1 more paper with citers'));
  });

  it('shows what it showed when it is continued, or told of a size it has', async () => {
    const { store, shown } = start(100, 20);
    store.keys(keys('pagedown'));
    await vi.waitFor(() => expect(shown()).toContain('page 2'));
    const before = store.get();
    store.resize(100, 20);
    expect(store.get()).toEqual(before);
    // It is drawn again, since what was painted may be lost.
    expect(store.get()).not.toBe(before);
  });

  it('draws what the library says otherwise by now, once it is told, though no key changed the state', async () => {
    const { store, bound, shown } = start();
    await vi.waitFor(() => expect(shown()).toContain('Paper 1 '));
    bound.rows = (_hub, works) =>
      ROWS.filter(({ work }) => works.includes(work)).map((row) => ({ ...row, title: 'Renamed' }));
    store.tell();
    await vi.waitFor(() => expect(shown()).toContain('Renamed'));
  });

  it('says so in a terminal that is too small, and comes back', async () => {
    const { store, shown } = start();
    store.resize(30, 8);
    await vi.waitFor(() => expect(shown()).toMatch(/at\s+least\s+40×10/u));
    store.resize(80, 24);
    await vi.waitFor(() => expect(shown()).toContain('Paper 1 '));
  });
});
