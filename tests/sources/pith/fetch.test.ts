/** A hub asked of Pith. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReviewRecord } from '../../../src/hub/record.js';
import { fetchPithCitations } from '../../../src/sources/pith/fetch.js';
import { type Gathered, gather, withServer } from '../replay/fetching.js';
import { citer, isReviewed, JUDGED, PITH_ARXIV, PITH_UUID, pith } from '../replay/pith.js';
import type { Asked, Handler } from '../replay/server.js';

const HUB = `uuid:${PITH_UUID}`;
const [PAGE, PAGE_TEXT, PAPER, PAPER_TEXT] = ['hub.html', 'hub.txt', 'paper.html', 'paper.txt'].map((name) =>
  readFileSync(new URL(`../../fixtures/pith/${name}`, import.meta.url), 'utf8'),
) as [string, string, string, string];
const NEIGHBOURS = [
  {
    arxiv_id: '2405.00002',
    title: 'Rams',
    year: 2024,
    role: 'Use Method',
    polarity: ['use_method', 'support'],
    refs: 3,
  },
  { paper: { arxiv_id: '2407.00004v2', title: 'Shearing' }, role: 'none' },
  { title: 'Without a name', year: 2023 },
];
/** A third of 117 the list itself says nothing of: the server has reviewed some of these. */
const CITERS = Array.from({ length: 117 }, (_, at) => citer(`2405.${10_001 + at}`, at % 3 === 0 ? {} : JUDGED));
const UNTOLD = CITERS.map((_, at) => `2405.${10_001 + at}`).filter((_, at) => at % 3 === 0);

/** What was asked, each question told by what it asks. */
function questions(asked: readonly Asked[]): string[] {
  return asked.map(({ method, url, body }) => {
    if (url !== '/mcp') return `${method} ${url}`;
    const { method: call, params } = JSON.parse(body) as {
      method: string;
      params?: { name?: string; arguments?: object };
    };
    return `${call} ${params?.name ?? ''} ${JSON.stringify(params?.arguments ?? {})}`;
  });
}

function reviewsIn({ records }: Gathered): Map<string, ReviewRecord> {
  return new Map(
    records.flatMap((record) =>
      record.type === 'review' && record.verdict !== undefined && record.novelty !== undefined
        ? [[record.work, record] as const]
        : [],
    ),
  );
}

describe('a hub of Pith', () => {
  it('of 117 citing papers ends with verdict and novelty for all that Pith reviewed, in as few questions as that takes', async () => {
    await withServer(pith({ page: PAGE, citers: CITERS, neighbours: [] }), async ({ client, server }) => {
      const found = await gather(fetchPithCitations(client, HUB));
      expect(found.citations.filter(({ citing }) => citing.startsWith('arxiv:2405.1'))).toHaveLength(117);
      expect(found.pages.at(-1)!.total).toBe(117);
      const titles = found.works.flatMap(({ ids, title }) => (ids.includes(HUB) && title !== undefined ? [title] : []));
      expect(titles).toEqual(['Counting Sheep at Scale', 'Counting Sheep at Scale: Wool & Wonder']);
      const told = reviewsIn(found);
      for (const [at] of CITERS.entries()) {
        const id = `2405.${10_001 + at}`;
        expect(told.has(`arxiv:${id}`), id).toBe(at % 3 !== 0 || isReviewed(id));
      }
      expect(questions(server.asked)).toEqual([
        `GET /citations/${PITH_UUID}.json`,
        `GET /citations/${PITH_UUID}/citers.json`,
        `GET /citations/${PITH_UUID}`,
        `GET /pith/${PITH_ARXIV}/integrity.json`,
        `GET /paper/${PITH_ARXIV}`,
        'initialize  {}',
        'notifications/initialized  {}',
        `tools/call get_review {"arxiv_id":"${PITH_ARXIV}"}`,
        ...UNTOLD.map((id) => `tools/call get_review {"arxiv_id":"${id}"}`),
      ]);
      const left = found.pages.map(({ reviewsLeft }) => reviewsLeft ?? 0);
      expect(left).toEqual([
        0,
        ...Array.from({ length: 5 }, () => 39),
        ...Array.from({ length: 39 }, (_, at) => 38 - at),
      ]);
    });
  });

  it('goes on from any cursor with what was not asked before, in the same conversation', async () => {
    const shape = { page: PAGE, citers: CITERS, neighbours: [] };
    await withServer(pith(shape), async ({ client, server }) => {
      const whole = await gather(fetchPithCitations(client, HUB));
      const all = questions(server.asked);
      for (const [at, { cursor }] of whole.pages.slice(0, -1).entries()) {
        server.asked.length = 0;
        const rest = await gather(fetchPithCitations(client, HUB, { cursor: cursor! }));
        expect(rest.records).toEqual(whole.pages.slice(at + 1).flatMap(({ records }) => records));
        expect(questions(server.asked)).toEqual(all.slice(-server.asked.length));
        expect(new Set(questions(server.asked)).size).toBe(server.asked.length);
        if (at >= 5) expect(questions(server.asked).every((asked) => asked.includes('get_review'))).toBe(true);
      }
    });
  });

  it('goes on from the cursors of earlier versions, and from nothing else', async () => {
    const before = {
      of: 'pith',
      hub: HUB,
      uuid: PITH_UUID,
      arxiv: PITH_ARXIV,
      done: ['record'],
      steps: ['page', 'neighbours', 'reviews'],
      reviews: [PITH_ARXIV],
      rows: 0,
    };
    await withServer(pith({ page: PAGE, neighbours: NEIGHBOURS }), async ({ client }) => {
      const { citations } = await gather(fetchPithCitations(client, HUB, { cursor: JSON.stringify(before) }));
      expect(citations.map(({ citing }) => citing)).toContain('key:without-a-name/2023');
      for (const wrong of [
        { ...before, steps: ['toString'] },
        { ...before, reviews: [1] },
        { ...before, rows: '0' },
        {},
      ])
        await expect(gather(fetchPithCitations(client, HUB, { cursor: JSON.stringify(wrong) }))).rejects.toMatchObject({
          kind: 'refused',
        });
    });
  });

  it.each([
    ['plain JSON', false],
    ['a stream of events', true],
  ])('without the list: record, page, neighbours and reviews, the tools answering in %s', async (_, stream) => {
    await withServer(pith({ page: PAGE, neighbours: NEIGHBOURS, stream }), async ({ client, server }) => {
      const { pages, records, citations, works, notes } = await gather(fetchPithCitations(client, HUB));
      expect(pages[0]!.records).toEqual([
        {
          type: 'work',
          ids: [`arxiv:${PITH_ARXIV}`, HUB],
          title: 'Counting Sheep at Scale',
          authors: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }],
          date: '2021',
          category: 'cs.CV',
          abstract: 'We count sheep.',
          url: 'https://arxiv.org/abs/2101.00001',
        },
        {
          type: 'hub',
          work: HUB,
          source: 'pith',
          at: '2026-01-02',
          total: 117,
          tier: 'super hub',
          tierReason: '100+ Pith inbound or 10,000+ external citations',
          distinct_field_count: 4,
          first_pith_cited_at: '2020-12-03T10:00:00+00:00',
        },
      ]);
      expect(notes).toEqual([expect.stringMatching(/^Pith does not know the list of who cites .* \(404/u)]);
      expect(pages.map(({ cursor }) => cursor === null)).toEqual([...pages.slice(1).map(() => false), true]);
      expect(new Set(citations.map(({ cited }) => cited))).toEqual(new Set([HUB]));
      expect(citations.map(({ citing }) => citing)).toEqual(
        expect.arrayContaining(['arxiv:2405.00002', 'arxiv:2406.00003', 'arxiv:2407.00004', 'key:without-a-name/2023']),
      );
      // The page tells verdict and novelty of one of them, so that its review is not asked for.
      const reviewed = records.flatMap((record) => (record.type === 'review' && record.coreClaim ? [record.work] : []));
      expect(reviewed.toSorted()).toEqual(['arxiv:2406.00003', HUB]);
      expect(works.some(({ ids }) => ids.includes('arxiv:1901.00009'))).toBe(false);
      expect(
        server.asked
          .filter(({ url }) => url === '/mcp')
          .every(({ headers }) => headers.accept === 'application/json, text/event-stream'),
      ).toBe(true);
      expect(new Set(questions(server.asked)).size).toBe(server.asked.length);
    });
  });

  it('a list that is not whole is completed from the pages of the explorer', async () => {
    const rows = (from: number): string =>
      Array.from({ length: 3 }, (_, at) => {
        const id = `2406.${10_001 + from + at}`;
        return `<tr><td><div><a href="/paper/${id}">Sheep of ${id}</a></div><div>cs.CV · 2024-06-0${1 + at} · accept · background</div></td></tr>`;
      }).join('\n');
    const explorer = (from: number): string => PAGE.replace(/<table>[\s\S]*<\/table>/u, `<table>${rows(from)}</table>`);
    const shape = {
      page: explorer(0),
      pages: [explorer(3), explorer(6), explorer(6)],
      citers: CITERS.slice(0, 4),
      total: 1_204,
    };
    await withServer(pith({ ...shape, neighbours: [] }), async ({ client, server }) => {
      const { citations } = await gather(fetchPithCitations(client, HUB));
      const ids = citations.map(({ citing }) => citing);
      for (let at = 0; at < 9; at += 1) expect(ids).toContain(`arxiv:2406.${10_001 + at}`);
      const pages = server.asked.map(({ url }) => url).filter((url) => url.includes('page='));
      // The last brought nothing new.
      expect(pages).toEqual([2, 3, 4].map((page) => `/citations/${PITH_UUID}?page=${page}`));
    });
  });

  it('by its arXiv id: the review tells where its page is, and the rest is asked there', async () => {
    await withServer(
      pith({ page: PAGE, citers: CITERS, neighbours: [], namesPage: true }),
      async ({ client, server }) => {
        const { citations, records } = await gather(fetchPithCitations(client, `arxiv:${PITH_ARXIV}`));
        expect(citations.filter(({ citing }) => citing.startsWith('arxiv:2405.1'))).toHaveLength(117);
        expect(new Set(citations.map(({ cited }) => cited))).toEqual(new Set([`arxiv:${PITH_ARXIV}`]));
        expect(records.some((record) => record.type === 'work' && record.ids.includes(HUB))).toBe(true);
        const asked = questions(server.asked);
        expect(asked.filter((question) => question.includes('neighbors'))).toEqual([]);
        expect(new Set(asked).size).toBe(asked.length);
      },
    );
  });

  it("by its arXiv id: the paper's page may lead to it", async () => {
    const paper = PAPER.replace('</h1>', `</h1><p><a href="/citations/${PITH_UUID}">hub</a></p>`);
    await withServer(pith({ page: PAGE, paper, citers: CITERS, neighbours: [] }), async ({ client, server }) => {
      const { citations } = await gather(fetchPithCitations(client, `arxiv:${PITH_ARXIV}`));
      expect(citations.filter(({ citing }) => citing.startsWith('arxiv:2405.1'))).toHaveLength(117);
      const asked = questions(server.asked);
      expect(asked.slice(0, 3)).toEqual([
        `GET /paper/${PITH_ARXIV}`,
        `GET /citations/${PITH_UUID}.json`,
        `GET /citations/${PITH_UUID}/citers.json`,
      ]);
      expect(asked.some((question) => question.includes('neighbors'))).toBe(false);
      expect(new Set(asked).size).toBe(asked.length);
    });
  });

  it('a page that is named for it and is of another paper is left out', async () => {
    const known = pith({ page: PAGE, citers: CITERS, neighbours: NEIGHBOURS, namesPage: true });
    const handler: Handler = (asked) => {
      const said = known(asked);
      return asked.url.endsWith('.json') ? JSON.parse(JSON.stringify(said).replaceAll(PITH_ARXIV, '2101.00002')) : said;
    };
    await withServer(handler, async ({ client }) => {
      const { citations, notes } = await gather(fetchPithCitations(client, `arxiv:${PITH_ARXIV}`));
      expect(notes).toEqual([`Pith names for arXiv:${PITH_ARXIV} the page of arXiv:2101.00002, which is left out.`]);
      expect(citations).toHaveLength(3);
    });
  });

  it('by its arXiv id where nothing tells: its review, the neighbours and their reviews', async () => {
    await withServer(pith({ neighbours: NEIGHBOURS }), async ({ client }) => {
      const { citations, records, notes } = await gather(fetchPithCitations(client, `arxiv:${PITH_ARXIV}`));
      expect(notes).toEqual([expect.stringMatching(/^Pith does not say where arXiv:2101\.00001 has its page/u)]);
      expect(records[0]).toMatchObject({ type: 'work', ids: [`arxiv:${PITH_ARXIV}`] });
      expect(citations).toHaveLength(3);
      expect(records.filter(({ type }) => type === 'review')).toHaveLength(2);
    });
  });

  it("the paper's page brings the review in full; where it prints no verdict the tool is asked, too", async () => {
    const shape = { page: PAGE, paper: PAPER, citers: [], neighbours: [] };
    await withServer(pith(shape), async ({ client, server }) => {
      const { records } = await gather(fetchPithCitations(client, HUB));
      const own = records.filter((record) => record.type === 'review' && record.work === HUB);
      expect(own).toEqual([
        expect.objectContaining({ model: 'claude-opus-4-7', pith: expect.stringContaining('Sheep') as string }),
        expect.objectContaining({ verdict: 'accept', novelty: 7.5 }),
      ]);
      expect(questions(server.asked)).toContain(`tools/call get_review {"arxiv_id":"${PITH_ARXIV}"}`);
    });
  });

  it('pages may come as text; a review that is in one is not asked for', async () => {
    const [page, paper] = [PAGE_TEXT, PAPER_TEXT];
    const citers = CITERS.map((item) => ({ ...item, ...JUDGED }));
    await withServer(pith({ page, paper, citers, neighbours: [] }), async ({ client, server }) => {
      const { records, notes } = await gather(fetchPithCitations(client, HUB));
      expect(notes).toEqual([]);
      const own = records.filter((record) => record.type === 'review' && record.work === HUB);
      expect(own).toEqual([
        expect.objectContaining({
          model: 'grok-4.3',
          verdict: 'conditional',
          novelty: 6.5,
          coreClaim: 'Two counts of one flock agree if nobody sleeps.',
          inferences: expect.stringContaining('Goats') as string,
        }),
      ]);
      expect(
        records.filter((record) => record.type === 'hub').every(({ work, at }) => work === HUB && at !== undefined),
      ).toBe(true);
      expect(server.asked.map(({ url }) => url)).toEqual([
        `/citations/${PITH_UUID}.json`,
        `/citations/${PITH_UUID}/citers.json`,
        `/citations/${PITH_UUID}`,
        `/pith/${PITH_ARXIV}/integrity.json`,
        `/paper/${PITH_ARXIV}`,
      ]);
    });
  });

  it('what was found in it comes with it', async () => {
    const integrity = {
      schema: 'https://pith.science/schemas/pith-integrity/v1.json',
      arxiv_id: PITH_ARXIV,
      integrity: {
        available: true,
        detectors_run: [{ name: 'external_links', status: 'completed', ran_at: '2026-05-21T09:34:11.438861Z' }],
        findings: [{ detector: 'external_links', finding_type: 'dead_url', severity: 'critical', ref_index: 3 }],
      },
      events: [],
    };
    await withServer(pith({ page: PAGE, citers: [], neighbours: [], integrity }), async ({ client }) => {
      const { records } = await gather(fetchPithCitations(client, HUB));
      expect(records.filter(({ type }) => type === 'integrity')).toEqual([
        {
          type: 'integrity',
          work: HUB,
          source: 'pith',
          at: '2026-05-21T09:34:11Z',
          detectors: ['external_links'],
          findings: [{ detector: 'external_links', finding: 'dead_url', severity: 'critical', reference: 3 }],
        },
      ]);
    });
  });

  it('a page that is missing or no hub page is noted, and the rest comes', async () => {
    for (const page of [undefined, '<html><body>Soon.</body></html>']) {
      const shape = { ...(page !== undefined && { page }), citers: CITERS, neighbours: [] };
      await withServer(pith(shape), async ({ client }) => {
        const { notes, citations } = await gather(fetchPithCitations(client, HUB));
        expect(notes).toEqual([
          expect.stringMatching(/^Pith (?:does not know the page of|answered with something else than the page of)/u),
        ]);
        expect(citations).toHaveLength(117);
      });
    }
  });

  it('tools that do not answer are noted once, and what the list and the page say is kept', async () => {
    await withServer(
      pith({ page: PAGE, citers: CITERS, neighbours: [], toolless: true }),
      async ({ client, server }) => {
        const { notes, citations } = await gather(fetchPithCitations(client, HUB));
        expect(notes).toEqual([expect.stringMatching(/^Pith does not know its MCP endpoint \(404/u)]);
        expect(citations.length).toBeGreaterThanOrEqual(117);
        expect(server.asked.filter(({ url }) => url === '/mcp')).toHaveLength(1);
      },
    );
  });

  it('a review that the tool declines is no reason to leave out the others', async () => {
    const known = pith({ page: PAGE, citers: CITERS.slice(0, 9), neighbours: [] });
    const handler: Handler = (asked) => {
      if (!asked.body.includes('2405.10001"')) return known(asked);
      const { id } = JSON.parse(asked.body) as { id: number };
      return { body: { jsonrpc: '2.0', id, result: { isError: true, content: [{ type: 'text', text: 'too new' }] } } };
    };
    await withServer(handler, async ({ client }) => {
      const { notes, records } = await gather(fetchPithCitations(client, HUB));
      expect(notes).toEqual(['Pith declines get_review (too new).']);
      expect(records.filter((record) => record.type === 'review' && record.work === 'arxiv:2405.10007')).toHaveLength(
        1,
      );
    });
  });

  it('a review is asked for again where the list prints another verdict than the newest that is known', async () => {
    const citers = ['2405.10001', '2405.10002', '2405.10003'].map((id) => citer(id, JUDGED));
    const known = new Map([
      ['arxiv:2405.10001', { verdict: 'unverdicted', novelty: 4 }],
      ['arxiv:2405.10002', { verdict: 'unverdicted', novelty: 7.5 }],
    ]);
    await withServer(pith({ page: PAGE, citers, neighbours: [] }), async ({ client, server }) => {
      await gather(fetchPithCitations(client, HUB, { reviewed: (id) => known.get(id) }));
      const asked = questions(server.asked).filter((question) => question.includes('2405.1'));
      expect(asked).toEqual(['tools/call get_review {"arxiv_id":"2405.10002"}']);
    });
  });

  it('a record that is missing is noted, and the list and the page come', async () => {
    const known = pith({ page: PAGE, citers: CITERS, neighbours: [] });
    const handler: Handler = (asked) =>
      asked.url.endsWith(`${PITH_UUID}.json`) ? { status: 404, body: 'No.' } : known(asked);
    await withServer(handler, async ({ client }) => {
      const { notes, citations } = await gather(fetchPithCitations(client, HUB));
      expect(notes).toEqual([expect.stringMatching(/^Pith does not know uuid:/u)]);
      expect(citations.filter(({ citing }) => citing.startsWith('arxiv:2405.1'))).toHaveLength(117);
    });
  });

  it('a work it does not know is an error', async () => {
    const nobody: Handler = () => ({ status: 404, body: '<html><h1>Not here</h1></html>' });
    await withServer(nobody, async ({ client, server }) => {
      for (const id of [HUB, `arxiv:${PITH_ARXIV}`]) {
        server.asked.length = 0;
        await expect(gather(fetchPithCitations(client, id))).rejects.toMatchObject({ kind: 'not-found' });
        expect(new Set(questions(server.asked)).size).toBe(server.asked.length);
      }
      await expect(gather(fetchPithCitations(client, 'doi:10.1000/x'))).rejects.toMatchObject({ kind: 'refused' });
    });
  });

  it('a service that breaks down is an error, from where it can go on', async () => {
    const known = pith({ page: PAGE, citers: CITERS, neighbours: [] });
    let isDown = false;
    const handler: Handler = (asked) => (isDown ? { status: 429, body: 'Slow down.' } : known(asked));
    await withServer(
      handler,
      async ({ client }) => {
        const pages = fetchPithCitations(client, HUB);
        await pages.next();
        isDown = true;
        await expect(pages.next()).rejects.toMatchObject({ kind: 'limit' });
      },
      { attempts: 1 },
    );
  });

  it('a list at which the service fails is asked for again when the rest is there', async () => {
    // Of both is asked before the list comes: of one there is a review.
    const neighbours = [{ arxiv_id: '2405.10004' }, { arxiv_id: '2405.10001' }];
    const known = pith({ page: PAGE, citers: CITERS, neighbours });
    let failures = 1;
    const handler: Handler = (asked) => {
      if (!asked.url.endsWith('/citers.json') || failures === 0) return known(asked);
      failures -= 1;
      return { status: 503, body: 'Later.' };
    };
    await withServer(
      handler,
      async ({ client, server }) => {
        const found = await gather(fetchPithCitations(client, HUB));
        expect(found.notes).toEqual([expect.stringMatching(/^Pith fails to answer \(503/u)]);
        expect([...reviewsIn(found).keys()].filter((id) => id.startsWith('arxiv:2405.1'))).toHaveLength(
          CITERS.filter((_, at) => at % 3 !== 0 || isReviewed(`2405.${10_001 + at}`)).length,
        );
        const asked = questions(server.asked).filter((question) => !question.endsWith('/citers.json'));
        expect(new Set(asked).size).toBe(asked.length);
        failures = 2;
        await expect(gather(fetchPithCitations(client, HUB))).rejects.toMatchObject({ kind: 'network' });
      },
      { attempts: 1 },
    );
  });

  it('no more citing papers than wanted', async () => {
    for (const shape of [{ neighbours: NEIGHBOURS }, { citers: CITERS, neighbours: [] }])
      await withServer(pith({ page: PAGE, ...shape }), async ({ client }) => {
        const { citations } = await gather(fetchPithCitations(client, HUB, { max: 2 }));
        expect(new Set(citations.map(({ citing }) => citing)).size).toBe(2);
      });
  });
});
