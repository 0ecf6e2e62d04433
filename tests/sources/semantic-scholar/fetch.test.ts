/** Citing papers asked of Semantic Scholar. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/sources/page.js';
import { fetchSemanticScholarCitations } from '../../../src/sources/semantic-scholar/fetch.js';
import { firstSlices, splitSlice } from '../../../src/sources/semantic-scholar/slices.js';
import { seeds } from '../../seeds.js';
import { gather, gathered, withServer } from '../replay/fetching.js';
import { S2_PAPER, type S2Row, s2Row, semanticScholar } from '../replay/services.js';

const HUB = 'arxiv:2101.00001';

/** Rows spread over the days of some years. */
function spread(count: number, years: readonly number[], from = 1): S2Row[] {
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(years[at % years.length]!, at % 12, 1 + (at % 28))).toISOString().slice(0, 10);
    return s2Row(from + at, day);
  });
}

describe('the citing papers Semantic Scholar lists', () => {
  const rows = spread(2_345, [2020, 2021, 2022]);

  it('come with the paper and its count first, then 1,000 to a page', async () => {
    await withServer(semanticScholar(rows, 2_350), async ({ client, server }) => {
      const { pages, citations, works, notes } = await gather(fetchSemanticScholarCitations(client, HUB));
      expect(pages[0]!.records).toEqual([
        expect.objectContaining({ type: 'work', ids: expect.arrayContaining([HUB, `s2:${S2_PAPER.paperId}`]) }),
        { type: 'hub', work: HUB, source: 'semantic-scholar', at: '2026-01-02', total: 2_350 },
      ]);
      expect(pages.map((page) => page.records.filter(({ type }) => type === 'citation').length)).toEqual([
        0, 1000, 1000, 345,
      ]);
      expect(pages.map(({ cursor }) => cursor === null)).toEqual([false, false, false, true]);
      expect(citations.find(({ contexts }) => contexts !== undefined)).toMatchObject({
        cited: HUB,
        contexts: [expect.anything()],
        judgements: [{ axis: 'role', labels: ['method'], judge: 'semantic-scholar', at: '2026-01-02' }],
      });
      expect(new Set(citations.map(({ citing }) => citing)).size).toBe(2_345);
      expect(works).toHaveLength(2_346);
      expect(notes).toEqual(['2,345 of 2,350 citing papers: Semantic Scholar counts more than it lists.']);
      expect(server.asked).toHaveLength(4);
      expect(server.asked[0]!.url).toMatch(/^\/paper\/ARXIV:2101\.00001\?fields=/u);
    });
  });

  it.each([
    ['doi:10.1000/a(b)<c>;2', '/paper/DOI:10.1000/a(b)%3Cc%3E%3B2'],
    ['pmcid:PMC123', '/paper/PMCID:123'],
    ['pmid:5', '/paper/PMID:5'],
    ['corpus:9', '/paper/CorpusId:9'],
    ['acl:P07-2045', '/paper/ACL:P07-2045'],
    ['arxiv:hep-th/9711200', '/paper/ARXIV:hep-th/9711200'],
    [`s2:${'ab'.repeat(20)}`, `/paper/${'ab'.repeat(20)}`],
  ])('%s is asked for at %s', async (ref, path) => {
    await withServer(semanticScholar([]), async ({ client, server }) => {
      await gather(fetchSemanticScholarCitations(client, ref));
      expect(server.asked[0]!.url.split('?')[0]).toBe(path);
    });
  });

  it('a name it has no look-up for is refused without asking', async () => {
    await withServer(semanticScholar([]), async ({ client, server }) => {
      const fetching = gather(fetchSemanticScholarCitations(client, 'openalex:W1234567'));
      await expect(fetching).rejects.toMatchObject({
        kind: 'refused',
        message:
          'Semantic Scholar cannot be asked for OpenAlex:W1234567; give a DOI, arXiv id, PubMed id or CorpusId of the paper instead.',
      });
      expect(server.asked).toEqual([]);
    });
  });

  it('a paper without citing papers ends at once', async () => {
    await withServer(semanticScholar([]), async ({ client }) => {
      const { pages, citations } = await gather(fetchSemanticScholarCitations(client, HUB));
      expect(citations).toEqual([]);
      expect(pages.at(-1)!.cursor).toBeNull();
    });
  });

  it('no more than wanted are asked for', async () => {
    await withServer(semanticScholar(rows), async ({ client, server }) => {
      const { citations, pages } = await gather(fetchSemanticScholarCitations(client, HUB, { max: 1_010 }));
      expect(citations).toHaveLength(1_010);
      expect(pages.at(-1)!.cursor).not.toBeNull();
      expect(server.asked.at(-1)!.url).toContain('limit=10');
      const rest = await gather(fetchSemanticScholarCitations(client, HUB, { cursor: pages.at(-1)!.cursor! }));
      expect(citations.length + rest.citations.length).toBe(2_345);
    });
  });

  it('a list that grows while it is read gives nobody twice', async () => {
    let asked = 0;
    const grown = (): S2Row[] => [...spread(asked++, [2025], 10_000), ...rows];
    await withServer(
      (request) => semanticScholar(grown())(request),
      async ({ client }) => {
        const { citations } = await gather(fetchSemanticScholarCitations(client, HUB));
        expect(new Set(citations.map(({ citing }) => citing)).size).toBe(citations.length);
        expect(citations.length).toBeGreaterThanOrEqual(2_345);
      },
    );
  });

  it.each([
    ['begins elsewhere', { offset: 1000, data: [] }],
    ['leads back', { offset: 0, next: 0, data: [] }],
    ['is none', { papers: [] }],
  ])('a page that %s is asked for again', async (_, wrong) => {
    let bad = true;
    const right = semanticScholar(rows);
    await withServer(
      (asked) => {
        if (!asked.url.includes('/citations') || !bad) return right(asked);
        bad = false;
        return { body: wrong };
      },
      async ({ client, server }) => {
        const { citations } = await gather(fetchSemanticScholarCitations(client, HUB));
        expect(citations).toHaveLength(2_345);
        expect(server.asked).toHaveLength(5);
      },
    );
  });

  it('pages that would be larger than Semantic Scholar answers are asked for in smaller ones', async () => {
    const right = semanticScholar(rows);
    const limits: number[] = [];
    await withServer(
      (asked) => {
        const limit = Number(new URL(asked.url, 'http://any').searchParams.get('limit'));
        if (limit > 0) limits.push(limit);
        return limit > 300 ? { status: 400, body: { error: 'Response would exceed maximum size.' } } : right(asked);
      },
      async ({ client }) => {
        const { citations } = await gather(fetchSemanticScholarCitations(client, HUB));
        expect(citations).toHaveLength(2_345);
        expect(limits).toEqual([1000, 500, ...Array(10).fill(250)]);
      },
    );
  });

  it('a place to go on from that is none is refused', async () => {
    await withServer(semanticScholar(rows), async ({ client }) => {
      for (const cursor of ['', '{}', '{"of":"openalex","offset":0}', '[1]'])
        await expect(gather(fetchSemanticScholarCitations(client, HUB, { cursor }))).rejects.toMatchObject({
          kind: 'refused',
        });
    });
  });
});

describe('lists beyond 9,999', () => {
  // One year has more than a list gives, one day of it too: papers of which only the year is known.
  const rows = [
    ...spread(2_000, [2021, 2022, 2023]),
    ...Array.from({ length: 10_300 }, (_, at) => s2Row(20_000 + at, null, 2020)),
    ...spread(600, [2020], 40_000),
    ...spread(30, [1987, 1950, 1790], 50_000),
    ...spread(5, [2027], 60_000),
    s2Row(70_000, null, null),
  ];

  it('are read in years, months and days, and what is still missing is said with why', async () => {
    await withServer(semanticScholar(rows), async ({ client, server }) => {
      const { citations, notes, pages } = await gather(fetchSemanticScholarCitations(client, HUB));
      const met = new Set(citations.map(({ citing }) => citing));
      expect(met.size).toBe(citations.length);
      // All but what one day holds beyond the cap, and the one without any date.
      const reached = rows.filter(
        ({ citingPaper }) => citingPaper.publicationDate !== null && citingPaper.publicationDate !== '2020-01-01',
      );
      for (const { citingPaper } of reached) expect(met).toContain(`s2:${citingPaper.paperId}`);
      expect(citations.length).toBe(reached.length + 9_999);
      expect(pages.at(-1)!.total).toBe(rows.length);
      expect(notes).toEqual([
        `${citations.length.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} citing papers: Semantic Scholar gives no more than 9,999 of one day, and there are more on 2020-01-01.`,
      ]);
      for (const { url } of server.asked) {
        const { searchParams } = new URL(url, 'http://any');
        expect(Number(searchParams.get('offset')) + Number(searchParams.get('limit'))).toBeLessThan(10_000);
      }
      // A stretch that is too long is found out before it is read: reading it first would take 81 requests.
      expect(server.asked.length).toBeLessThan(70);
    });
  });

  it('go on after any page as if nothing had happened', async () => {
    await withServer(semanticScholar(rows), async ({ client }) => {
      const whole = await gather(fetchSemanticScholarCitations(client, HUB));
      for (const stop of [9, whole.pages.length - 2, 1, 2, 5].slice(0, seeds(2, 5).length)) {
        const pages: Page[] = [];
        for await (const page of fetchSemanticScholarCitations(client, HUB)) {
          pages.push(page);
          if (pages.length === stop) break;
        }
        const cursor = pages.at(-1)!.cursor!;
        for await (const page of fetchSemanticScholarCitations(client, HUB, { cursor })) pages.push(page);
        const resumed = gathered(pages);
        expect(new Set(resumed.citations.map(({ citing }) => citing))).toEqual(
          new Set(whole.citations.map(({ citing }) => citing)),
        );
        expect(pages.at(-1)!.cursor).toBeNull();
      }
    });
  });
});

describe('stretches of time', () => {
  it('begin with the future and end before the paper', () => {
    expect(firstSlices(undefined, 2026, 2024)).toEqual([
      ['2027-01-01', null],
      ['2026-01-01', '2026-12-31'],
      ['2025-01-01', '2025-12-31'],
      ['2024-01-01', '2024-12-31'],
      [null, '2023-12-31'],
    ]);
    expect(firstSlices('2025-05-06', 2026, 2024)).toEqual([
      ['2027-01-01', null],
      ['2026-01-01', '2026-12-31'],
      ['2025-05-06', '2025-12-31'],
    ]);
  });

  it.each([
    [['2024-01-01', '2024-12-31'], 12],
    [['2024-02-01', '2024-02-29'], 29],
    [['2023-05-06', '2025-02-03'], 3],
    [[null, '1999-12-31'], 11],
  ] as const)('%j splits into %i parts that touch without a gap', (slice, count) => {
    const parts = splitSlice([...slice], 2026)!;
    expect(parts).toHaveLength(count);
    expect(parts[0]![1]).toBe(slice[1]);
    expect(parts.at(-1)![0]).toBe(slice[0]);
    for (const [at, [from]] of parts.slice(0, -1).entries()) {
      const dayBefore = new Date(Date.parse(from!) - 86_400_000).toISOString().slice(0, 10);
      expect(parts[at + 1]![1]).toBe(dayBefore);
    }
  });

  it('one day, the open future and the deep past do not split', () => {
    expect(splitSlice(['2024-02-01', '2024-02-01'], 2026)).toBeUndefined();
    expect(splitSlice(['2027-01-01', null], 2026)).toBeUndefined();
    expect(splitSlice([null, '1799-12-31'], 2026)).toBeUndefined();
  });
});
