/** A hub asked of Pith. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeNeighbours, decodeReview, decodeWorkJson } from '../../../src/sources/pith/decode-json.js';
import { fetchPithCitations } from '../../../src/sources/pith/fetch.js';
import { callTool, openSession, responseIn } from '../../../src/sources/pith/mcp.js';
import { collect } from '../collect.js';
import { gather, withServer } from '../replay/fetching.js';
import type { Handler } from '../replay/server.js';
import { PITH_UUID, pith } from '../replay/services.js';

const PAGE = readFileSync(new URL('../../fixtures/pith/hub.html', import.meta.url), 'utf8');
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

describe('a hub of Pith', () => {
  it.each([
    ['plain JSON', false],
    ['a stream of events', true],
  ])('by its id: record, page, neighbours and reviews, the tools answering in %s', async (_, stream) => {
    await withServer(pith({ page: PAGE, neighbours: NEIGHBOURS, stream }), async ({ client, server }) => {
      const hub = `uuid:${PITH_UUID}`;
      const { pages, records, citations, works } = await gather(fetchPithCitations(client, hub));
      expect(pages[0]!.records).toEqual([
        {
          type: 'work',
          ids: ['arxiv:2101.00001', hub],
          title: 'Counting Sheep at Scale',
          authors: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }],
          date: '2021',
        },
        { type: 'hub', work: hub, source: 'pith', at: '2026-01-02', total: 117, tier: 'super hub' },
      ]);
      expect(pages.map(({ cursor }) => cursor === null)).toEqual([false, false, false, true]);
      expect(new Set(citations.map(({ cited }) => cited))).toEqual(new Set([hub]));
      expect(citations.map(({ citing }) => citing)).toEqual(
        expect.arrayContaining(['arxiv:2405.00002', 'arxiv:2406.00003', 'arxiv:2407.00004', 'key:without-a-name/2023']),
      );
      const reviewed = records.flatMap((record) => (record.type === 'review' && record.coreClaim ? [record.work] : []));
      expect(reviewed.toSorted()).toEqual(['arxiv:2101.00001', 'arxiv:2405.00002', 'arxiv:2406.00003']);
      expect(works.some(({ ids }) => ids.includes('arxiv:1901.00009'))).toBe(false);
      expect(
        server.asked
          .filter(({ url }) => url === '/mcp')
          .every(({ headers }) => headers.accept === 'application/json, text/event-stream'),
      ).toBe(true);
    });
  });

  it('by its arXiv id: the neighbours and the reviews', async () => {
    await withServer(pith({ neighbours: NEIGHBOURS }), async ({ client }) => {
      const { pages, citations, records } = await gather(fetchPithCitations(client, 'arxiv:2101.00001'));
      expect(pages[0]!.records[0]).toEqual({ type: 'work', ids: ['arxiv:2101.00001'] });
      expect(citations).toHaveLength(3);
      expect(records.filter(({ type }) => type === 'review')).toHaveLength(2);
    });
  });

  it('a page that is missing or no hub page is noted, and the rest comes', async () => {
    for (const page of [undefined, '<html><body>Soon.</body></html>']) {
      const shape = page === undefined ? { neighbours: NEIGHBOURS } : { page, neighbours: NEIGHBOURS };
      await withServer(pith(shape), async ({ client }) => {
        const { notes, citations } = await gather(fetchPithCitations(client, `uuid:${PITH_UUID}`));
        expect(notes).toEqual([
          expect.stringMatching(/^Pith (?:does not know the page of|answered with something else than a hub page)/u),
        ]);
        expect(citations).toHaveLength(3);
      });
    }
  });

  it('a work it does not know is an error', async () => {
    const nobody: Handler = () => ({ status: 404, body: '<html><h1>Not here</h1></html>' });
    await withServer(nobody, async ({ client }) => {
      await expect(gather(fetchPithCitations(client, `uuid:${PITH_UUID}`))).rejects.toMatchObject({
        kind: 'not-found',
      });
      await expect(gather(fetchPithCitations(client, 'doi:10.1000/x'))).rejects.toMatchObject({ kind: 'refused' });
    });
  });

  it('goes on from any cursor, to the same papers and reviews', async () => {
    const many = Array.from({ length: 25 }, (_, at) => ({ arxiv_id: `2405.${String(at + 10001)}` }));
    await withServer(pith({ page: PAGE, neighbours: many }), async ({ client }) => {
      const whole = await gather(fetchPithCitations(client, `uuid:${PITH_UUID}`));
      expect(whole.pages.length).toBe(6);
      for (const [at, { cursor }] of whole.pages.slice(0, -1).entries()) {
        const rest = await gather(fetchPithCitations(client, `uuid:${PITH_UUID}`, { cursor: cursor! }));
        expect(rest.records).toEqual(whole.pages.slice(at + 1).flatMap(({ records }) => records));
      }
    });
  });

  it('no more citing papers than wanted', async () => {
    await withServer(pith({ page: PAGE, neighbours: NEIGHBOURS }), async ({ client }) => {
      const { citations } = await gather(fetchPithCitations(client, `uuid:${PITH_UUID}`, { max: 2 }));
      expect(new Set(citations.map(({ citing }) => citing)).size).toBe(2);
    });
  });
});

describe('the MCP endpoint', () => {
  it('opens one conversation and keeps to it', async () => {
    await withServer(pith({ neighbours: [] }), async ({ client, server }) => {
      const session = await openSession(client);
      await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' });
      const methods = server.asked.map(({ body }) => (JSON.parse(body) as { method: string }).method);
      expect(methods).toEqual(['initialize', 'notifications/initialized', 'tools/call']);
      expect(server.asked.map(({ headers }) => headers['mcp-session-id'])).toEqual([undefined, 'flock-1', 'flock-1']);
      expect(server.asked[2]!.headers['mcp-protocol-version']).toBe('2025-06-18');
    });
  });

  it('opens another when the service has forgotten it', async () => {
    let forgotten = true;
    const known = pith({ neighbours: [] });
    const handler: Handler = (asked) => {
      if (asked.body.includes('tools/call') && forgotten) {
        forgotten = false;
        return { status: 404, body: { error: { message: 'Session not found' } } };
      }
      return known(asked);
    };
    await withServer(handler, async ({ client, server }) => {
      const session = await openSession(client);
      expect(await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' })).toMatchObject({ found: true });
      expect(server.asked).toHaveLength(6);
    });
  });

  it('tells what a tool or the protocol declines', async () => {
    await withServer(pith({ neighbours: [] }), async ({ client }) => {
      const session = await openSession(client);
      await expect(callTool(client, session, 'shear', {})).rejects.toThrow('Pith declines shear (no such tool).');
    });
    const error: Handler = ({ body }) => ({
      body: {
        jsonrpc: '2.0',
        id: (JSON.parse(body) as { id: number }).id,
        error: { code: -32602, message: 'Unsupported protocol version' },
      },
    });
    await withServer(error, async ({ client }) => {
      await expect(openSession(client)).rejects.toThrow('Pith declines initialize (Unsupported protocol version).');
    });
  });

  it('does not wait for a stream to close after its answer', async () => {
    const known = pith({ neighbours: [], stream: true });
    await withServer(
      known,
      async ({ client }) => {
        const session = await openSession(client);
        expect(await callTool(client, session, 'get_review', { arxiv_id: '2405.00002' })).toMatchObject({
          found: true,
        });
      },
      { timeouts: { idleMs: 2_000 }, attempts: 1 },
      (response, said) => {
        response.writeHead(said.status ?? 200, said.headers);
        if (said.status === 202) response.end();
        else response.write(said.body);
      },
    );
  });

  it('reads events only when they have ended, and the answer to its own question', () => {
    const event = (id: number): string => `data: {"id":${id},\r\ndata: "result":{}}\r\n`;
    expect(responseIn(event(1), 1)).toBeUndefined();
    expect(responseIn(`${event(1)}\r\n`, 1)).toEqual({ id: 1, result: {} });
    expect(responseIn(`${event(1)}\r\n${event(2)}\r\n`, 2)).toEqual({ id: 2, result: {} });
    expect(responseIn(`${event(1)}\r\n`, 2)).toBeUndefined();
    expect(responseIn('[{"id":1},{"id":2,"result":{}}]', 2)).toEqual({ id: 2, result: {} });
  });
});

describe("Pith's JSON", () => {
  it('a record without an id or a title is none', () => {
    for (const body of [null, {}, { work: { id: PITH_UUID } }, { work: { id: 'x', title: 'T' } }])
      expect(decodeWorkJson(body, '2026-01-02')).toBeUndefined();
  });

  it('a good title is not hidden because it is marked otherwise', () => {
    const body = {
      work: {
        id: PITH_UUID,
        title: 'T',
        title_quality_ok: false,
        authors: [{ name: 'A' }, 'B'],
        doi: '10.1000/X',
        external_url: 'javascript:x',
        news: {},
      },
    };
    expect(decodeWorkJson(body, '2026-01-02')!.work).toEqual({
      type: 'work',
      ids: ['doi:10.1000/x', `uuid:${PITH_UUID}`],
      title: 'T',
      authors: [{ name: 'A' }, { name: 'B' }],
    });
  });

  it.each([
    ['cs.LG', { category: 'cs.LG' }],
    ['cond-mat.str-el', { category: 'cond-mat.str-el' }],
    ['hep-th', { category: 'hep-th' }],
    ['Journal of Wool', { venue: 'Journal of Wool' }],
    ['ICML', { venue: 'ICML' }],
  ])('of the venue %s', (venue, said) => {
    const { work } = decodeWorkJson({ work: { id: PITH_UUID, title: 'T', venue } }, '2026-01-02')!;
    expect({
      ...('category' in work && { category: work.category }),
      ...('venue' in work && { venue: work.venue }),
    }).toEqual(said);
  });

  it('a review keeps scores as printed and cleans its texts', () => {
    expect(
      decodeReview({
        arxiv_id: '2405.00002',
        found: true,
        verdict: 'Conditional',
        novelty_score: '8.0',
        confidence: 0.8,
        correctness_risk: 'low',
        argument: 'One.\u001b[2J\n\nTwo.',
        falsifier: null,
      }),
    ).toEqual({
      work: { type: 'work', ids: ['arxiv:2405.00002'] },
      review: {
        type: 'review',
        work: 'arxiv:2405.00002',
        source: 'pith',
        verdict: 'conditional',
        novelty: 8,
        confidence: 0.8,
        correctnessRisk: 'low',
        argument: 'One.\n\nTwo.',
      },
    });
    for (const nothing of [
      { arxiv_id: '2405.00002', found: false },
      { found: true },
      { arxiv_id: '2405.00002', novelty_score: 11 },
    ])
      expect(decodeReview(nothing)).toBeUndefined();
  });

  it('neighbours of both sources come once, and only those that cite', async () => {
    const body = { from_graph: NEIGHBOURS, from_record: { in: ['2405.00002', '2408.00005'], out: ['1901.00001'] } };
    const { of, problems } = await collect(
      decodeNeighbours({ ...body, from_extra: [{}] }, 'arxiv:2101.00001', '2026-01-02'),
    );
    expect(problems).toEqual([]);
    expect(of('citation').map(({ citing }) => citing)).toEqual([
      'arxiv:2405.00002',
      'arxiv:2407.00004',
      'key:without-a-name/2023',
      'arxiv:2408.00005',
    ]);
    expect(of('citation')[0]).toEqual({
      type: 'citation',
      citing: 'arxiv:2405.00002',
      cited: 'arxiv:2101.00001',
      places: 3,
      judgements: [
        { axis: 'role', labels: ['use_method'], judge: 'pith', at: '2026-01-02' },
        { axis: 'polarity', labels: ['use_method', 'support'], judge: 'pith', at: '2026-01-02' },
      ],
    });
    expect(of('citation')[1]!.judgements).toEqual([{ axis: 'role', labels: [], judge: 'pith', at: '2026-01-02' }]);
    const bad = await collect(decodeNeighbours({ from_graph: [{}] }, 'arxiv:2101.00001', '2026-01-02'));
    expect(bad.problems).toHaveLength(1);
  });
});
