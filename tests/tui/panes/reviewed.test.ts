/** What the screen shows of a paper that was reviewed and checked, and of what pages print of a hub. */
import { describe, expect, it } from 'vitest';
import type { Finding, HubRecord, ReviewRecord } from '../../../src/hub/record.js';
import type { HubHead } from '../../../src/library/model.js';
import { details } from '../../../src/library/read/details.js';
import { hubHead } from '../../../src/library/read/hubs.js';
import { rows } from '../../../src/library/read/rows.js';
import { overview } from '../../../src/library/search/overview.js';
import { runQuery } from '../../../src/library/search/view.js';
import { UNICODE_GLYPHS } from '../../../src/text/look/glyphs.js';
import { type Line, plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { detailLines } from '../../../src/tui/panes/details.js';
import { listColumns, listRow } from '../../../src/tui/panes/list.js';
import { overviewLines } from '../../../src/tui/panes/overview.js';
import { printedLines, viewWords } from '../../../src/tui/panes/printed.js';
import { arxiv, cites, id, libraryOf, work } from '../../library/support.js';
import { NOTHING_SAID, UNDECIDED } from '../nothing-said.js';

const THEME = makeTheme('none');
const QUERY = { where: null, sort: null };
const text = (lines: readonly Line[]): string => lines.map((line) => plainText(line).trimEnd()).join('\n');

const OLD: ReviewRecord = {
  type: 'review',
  work: arxiv(2),
  source: 'pith',
  model: 'grok-4.3',
  reviewedAt: '2026-05-13T21:55Z',
  verdict: 'conditional',
  verdictConfidence: 'low',
  recommendation: 'major',
  novelty: 7,
  confidence: 'moderate',
  correctnessRisk: 4,
  verification: 'V1',
  formalVerification: 'none',
  discoveryKind: 'new_method',
  summary: 'In short.',
  pith: 'The first pith.',
  coreClaim: 'The first claim.',
  argument: 'The first argument.',
  implications: 'The first implication.',
  inferences: 'The first inference.',
  weakestAssumption: 'The first assumption.',
  falsifier: 'The first test.',
  report: 'The first report.',
};
const NEW: ReviewRecord = {
  type: 'review',
  work: arxiv(2),
  source: 'pith',
  model: 'glm-5.2',
  reviewedAt: '2026-08-30',
  verdict: 'accept',
  novelty: 7.5,
  coreClaim: 'The second claim.',
};
const FINDING: Finding = {
  detector: 'doi_title_agreement',
  finding: 'identifier_title_mismatch',
  severity: 'critical',
  basis: 'cross_source',
  reference: 19,
  detectedDoi: '10.1000/gaots',
  resolvedTitle: 'Goats',
  note: 'The titles differ.',
  snippet: '[19] Sheep.',
};

const reviewed = () =>
  libraryOf([
    work(1, { date: '2022-03-21' }),
    work(2, { date: '2022-01' }),
    work(3, { date: '2022-03', retracted: true }),
    cites(2, 1),
    cites(3, 1),
    work(4, { title: 'Voting among sheep' }),
    cites(2, 4, undefined, { reference: 19 }),
    OLD,
    NEW,
    {
      type: 'integrity',
      work: arxiv(2),
      source: 'pith',
      at: '2026-09-02',
      findings: [
        { ...FINDING, reference: 20, basis: 'rescinded' },
        { ...FINDING, severity: 'advisory', reference: 21 },
        FINDING,
      ],
    },
    { type: 'claim', work: arxiv(2), kind: 'strongest_claim', text: 'It holds.', number: 1 },
  ]);

async function shown(cells: number): Promise<string> {
  const lib = await reviewed();
  const hub = id(lib, arxiv(1));
  const look = { hub: hubHead(lib, hub), terms: [], said: NOTHING_SAID, hidden: [], cells, theme: THEME };
  return text(detailLines(details(lib, hub, id(lib, arxiv(2))), look));
}

describe('the details of a paper with two reviews', () => {
  it('have every score and text of both, side by side where there is room', async () => {
    for (const cells of [40, 76, 200]) {
      const all = await shown(cells);
      const { type: _, work: __, source: ___, model, reviewedAt, ...said } = OLD;
      for (const value of Object.values(said))
        expect(all).toContain(typeof value === 'number' ? String(value) : value!.replace('_', ' '));
      expect(all).toContain('The second claim.');
      expect([model, reviewedAt].every((part) => all.includes(part!.slice(0, 8)))).toBe(true);
    }
    const wide = await shown(120);
    expect(wide).toMatch(/Verdict +. accept +. conditional, low confidence/u);
    expect(wide).toMatch(/The second claim\. +The first claim\./u);
    expect(await shown(60)).toMatch(/The second claim\.\n\n *grok-4\.3 . 2026-05-13\n *The first claim\./u);
  });

  it('have the findings with their evidence, the gravest first, those taken back last', async () => {
    const all = await shown(120);
    const places = ['critical identifier title mismatch, reference 19', 'advisory', 'taken back'].map((words) =>
      all.indexOf(words, all.indexOf('Checked by')),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
    for (const part of [
      '10.1000/gaots',
      'The titles differ.',
      '[19] Sheep.',
      'leads to Goats',
      'cross source',
      'the reference is to Voting among sheep',
    ])
      expect(all.replace(/\s+/gu, ' ')).toContain(part);
    expect(all).toContain('C1 strongest claim');
  });

  it('say that it is older than what it cites', async () => {
    expect(await shown(120)).toContain('older than the cited paper');
    const lib = await reviewed();
    const hub = id(lib, arxiv(1));
    // March is not before the 21st of March.
    expect(rows(lib, hub, [id(lib, arxiv(2)), id(lib, arxiv(3))]).map(({ early }) => early)).toEqual([true, undefined]);
  });
});

describe('the list', () => {
  it('marks what is retracted and what has a critical finding, and takes no room for it where there is neither', async () => {
    const lib = await reviewed();
    const hub = id(lib, arxiv(1));
    const { facets, order } = runQuery(lib, hub, QUERY);
    const marks = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
    const look = { hub: hubHead(lib, hub), begun: false, hidden: [], cells: 80, theme: THEME };
    const line = (number: number, of = facets): string => {
      const view = { facets: of, order };
      const row = rows(lib, hub, [id(lib, arxiv(number))])[0]!;
      return plainText(listRow(row, marks, [], view, listColumns(view, look), look));
    };
    expect(line(2).slice(0, 5)).toBe('   ! ');
    expect(line(3).slice(0, 5)).toBe('   † ');
    const without = facets.filter(({ field }) => field !== 'integrity' && field !== 'retracted');
    expect(line(3, without)).not.toContain('R ');
  });

  it('has room for all that a hub can have from 67 cells on, and never fewer columns in a wider list', async () => {
    const lib = await reviewed();
    const hub = id(lib, arxiv(1));
    const { facets } = runQuery(lib, hub, QUERY);
    const all = facets.map((facet) => ({ ...facet, values: [{ ...facet.values[0]!, label: 'x', count: 1 }] }));
    const head: HubHead = {
      ...hubHead(lib, hub),
      updatedAt: '2026-11-20T10:00:00.000Z',
      months: true,
      opening: true,
      owning: true,
    };
    const ranked = { facets: all, order: { key: 'local', descending: true }, standing: { by: 'local', of: () => 1 } };
    const columnsOf = (view: Parameters<typeof listColumns>[0], cells: number): string[] =>
      listColumns(view, { hub: head, begun: true, hidden: [], cells, theme: THEME }).map(({ id }) => id);
    const full = columnsOf(ranked as never, 200);
    expect(full).toHaveLength(12);
    expect(columnsOf(ranked as never, 67)).toEqual(full);
    for (let cells = 40; cells < 200; cells += 1) {
      const wider = columnsOf(ranked as never, cells + 1);
      expect(columnsOf(ranked as never, cells).filter((column) => !wider.includes(column))).toEqual([]);
    }
    expect(columnsOf({ facets: all, order: { key: 'date', descending: true } }, 40)).toEqual([
      'mark',
      'alert',
      'role',
      'verdict',
      'novelty',
      'influential',
      'title',
    ]);
  });

  it('has numbers with their ends below each other, and a blank before the wall', async () => {
    const lib = await reviewed();
    const hub = id(lib, arxiv(1));
    const { facets, order } = runQuery(lib, hub, QUERY);
    const view = {
      facets: facets.map((facet) =>
        facet.field === 'novelty' ? { ...facet, values: [{ ...facet.values[0]!, label: '9–10', count: 1 }] } : facet,
      ),
      order,
    };
    const look = { hub: hubHead(lib, hub), begun: false, hidden: [], cells: 60, theme: THEME };
    const row = rows(lib, hub, [id(lib, arxiv(2))])[0]!;
    const marks = { selected: false, ranged: false, cursor: false, decided: UNDECIDED };
    const placed = listColumns(view, look);
    const line = (novelty: number, firstAuthor: string): string =>
      plainText(listRow({ ...row, novelty, firstAuthor, authorCount: 4 }, marks, [], view, placed, look));
    const { x, width } = placed.find(({ id: column }) => column === 'novelty')!;
    expect(line(9.9, 'Ann Writer').slice(x, x + width)).toBe(' 9.9');
    expect(line(10, 'Ann Writer').slice(x, x + width)).toBe('10.0');
    expect(line(10, 'Ann Wolfeschlegelsteinhausen')).toMatch(/… \+3 $/u);
    expect(line(10, '李 明')).toContain('李 明 +3');
  });
});

describe('what pages print of a hub', () => {
  const PRINTED: HubRecord[] = [
    {
      type: 'hub',
      work: arxiv(1),
      source: 'pith',
      at: '2026-11-02',
      total: 240,
      counts: [
        { label: 'paper_page', count: 60 },
        { label: 'of_some_kind', count: 7 },
      ],
      roles: [{ label: 'background', count: 5 }],
      facets: {
        years: [
          { label: '2026', count: 18 },
          { label: '2025', count: 8 },
        ],
        roles: [{ label: 'background', count: 5 }],
        polarities: [{ label: 'unclear', count: 1 }],
        verdicts: [{ label: 'unverdicted', count: 9 }],
      },
      lacked: ['authors', 'claims ledger'],
    },
    {
      type: 'hub',
      work: arxiv(1),
      source: 'pith',
      at: '2026-11-02',
      view: [
        { field: 'role', value: 'method' },
        { field: 'year', value: '2025' },
      ],
      total: 240,
      roles: [{ label: 'background', count: 5 }],
      sentences: ['Of a paper without a title.'],
    },
  ];

  it('is told with its numbers under their own names, the filter of a view, and what the page lacked', async () => {
    expect(viewWords(PRINTED[1]!.view!)).toBe('a view filtered by role method and year 2025');
    expect(viewWords([])).toBe('a filtered view');
    expect(text(printedLines(PRINTED, 200, UNICODE_GLYPHS)).split('\n')).toEqual([
      "· Pith lists 60 citing papers on the paper's own page: reviewed ones, 60 at most",
      '· Pith prints 7 of some kind',
      "· Pith's page of 2026-11-02 was a view filtered by role method and year 2025; its figures are the whole hub's",
      "· Pith's page of 2026-11-02 had no authors or claims ledger",
      '· on a paper whose title it leaves out: Of a paper without a title.',
    ]);
  });

  it('stands once beside what the library counts', async () => {
    const lib = await libraryOf([
      work(1),
      work(2, { date: '2025' }),
      cites(2, 1),
      { type: 'review', work: arxiv(2), source: 'pith', verdict: 'accept' },
      ...PRINTED,
    ]);
    const all = text(overviewLines(overview(lib, id(lib, arxiv(1))), 90, UNICODE_GLYPHS));
    expect(all.match(/background/gu)).toHaveLength(1);
    expect(all).toContain('As printed by pith on 2026-11-02, beside its filters: 1 of 240 classified');
    expect(all).toContain('As printed by pith on 2026-11-02, beside its filters: 9 of 240 with a verdict');
    expect(all).toMatch(/2025 {3}8 {3}1 {2}█/u);
    expect(all).toMatch(/2026 {2}18 {3}–/u);
    expect(all).toContain('Of a paper without a title.');
  });
});
