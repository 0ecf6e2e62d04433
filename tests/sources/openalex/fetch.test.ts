/** Citing works asked of OpenAlex. */
import { describe, expect, it } from 'vitest';
import { abstractText, decodeWork } from '../../../src/sources/openalex/decode.js';
import { fetchOpenAlexCitations } from '../../../src/sources/openalex/fetch.js';
import { gather, withServer } from '../replay/fetching.js';
import type { Handler } from '../replay/server.js';
import { openalex, openalexWork } from '../replay/services.js';

const HUB = 'doi:10.1000/sheep.0';
const works = Array.from({ length: 250 }, (_, at) => openalexWork(at + 1));

describe('the citing works OpenAlex lists', () => {
  it.each([
    ['ending with the last page, as since 2026', false, [100, 100, 50], 4],
    ['ending with an empty page, as until 2025', true, [100, 100, 50, 0], 5],
  ])('come page by page, %s', async (_, emptyLast, sizes, asked) => {
    await withServer(openalex(works, { emptyLast }), async ({ client, server }) => {
      const { pages, citations, notes } = await gather(fetchOpenAlexCitations(client, 'openalex:W1000000'));
      expect(pages.map((page) => page.records.filter(({ type }) => type === 'citation').length)).toEqual(sizes);
      expect(pages[0]!.records.slice(0, 4)).toMatchObject([
        { type: 'work', ids: ['doi:10.1000/sheep.0', 'openalex:W1000000'] },
        { type: 'hub', work: HUB, source: 'openalex', at: '2026-01-02', total: 250 },
        { type: 'work', ids: ['doi:10.1000/sheep.1', 'openalex:W1000001'] },
        { type: 'citation', citing: 'doi:10.1000/sheep.1', cited: 'doi:10.1000/sheep.0' },
      ]);
      expect(pages.flatMap(({ records }) => records).filter(({ type }) => type === 'hub')).toHaveLength(1);
      expect(pages.at(-1)!.cursor).toBeNull();
      expect(citations).toHaveLength(250);
      expect(notes).toEqual([]);
      expect(server.asked).toHaveLength(asked);
    });
  });

  it('go on from any cursor', async () => {
    await withServer(openalex(works), async ({ client }) => {
      const whole = await gather(fetchOpenAlexCitations(client, HUB));
      const rest = await gather(fetchOpenAlexCitations(client, HUB, { cursor: whole.pages[0]!.cursor! }));
      expect(rest.citations).toEqual(whole.citations.slice(100));
    });
  });

  it('no more than wanted', async () => {
    await withServer(openalex(works), async ({ client, server }) => {
      const { citations } = await gather(fetchOpenAlexCitations(client, HUB, { max: 130 }));
      expect(citations).toHaveLength(130);
      const last = new URL(server.asked.at(-1)!.url, 'http://any').searchParams;
      expect(last.get('per_page')).toBe('30');
      expect(last.get('filter')).toBe('cites:W1000000');
    });
  });

  it('fewer than counted are said to be fewer', async () => {
    await withServer(openalex(works, { count: 300 }), async ({ client }) => {
      const { notes } = await gather(fetchOpenAlexCitations(client, HUB));
      expect(notes).toEqual(['250 of 300 citing papers: OpenAlex counts more than it lists.']);
    });
  });

  it('lists of authors cut at 100 are noted', async () => {
    const many = openalexWork(1, { authorships: Array(100).fill({ author: { display_name: 'A' } }) });
    await withServer(openalex([many, openalexWork(2)]), async ({ client }) => {
      const { notes } = await gather(fetchOpenAlexCitations(client, HUB));
      expect(notes).toEqual(['OpenAlex lists only the first 100 authors of 1 paper here.']);
    });
  });

  it('a list that leads to itself ends in a sentence', async () => {
    const circle: Handler = (asked) =>
      asked.url.startsWith('/works/')
        ? { body: openalexWork(0) }
        : { body: { meta: { count: 9, next_cursor: 'again' }, results: works.slice(0, 3) } };
    await withServer(circle, async ({ client, server }) => {
      await expect(gather(fetchOpenAlexCitations(client, HUB))).rejects.toThrow('the last 3 brought nothing new');
      expect(server.asked.length).toBeLessThan(10);
    });
  });

  it('a preprint merged into the published work is found by where it can be read', async () => {
    const found = openalexWork(0, { ids: {}, locations: [{ landing_page_url: 'http://arxiv.org/abs/2101.00001' }] });
    const handler: Handler = (asked) => {
      if (asked.url.startsWith('/works/doi:10.48550%2Farxiv.2101.00001'))
        return { status: 404, body: '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>' };
      if (decodeURIComponent(asked.url).includes('locations.landing_page_url'))
        return { body: { meta: { count: 1 }, results: [found] } };
      return openalex(works.slice(0, 2))(asked);
    };
    await withServer(handler, async ({ client }) => {
      const { works: met, citations } = await gather(fetchOpenAlexCitations(client, 'arxiv:2101.00001'));
      expect(met[0]!.ids).toEqual(['arxiv:2101.00001', 'doi:10.1000/sheep.0', 'openalex:W1000000']);
      expect(citations).toHaveLength(2);
    });
    const none: Handler = (asked) =>
      asked.url.startsWith('/works/') ? { status: 404, body: '' } : { body: { meta: { count: 0 }, results: [] } };
    await withServer(none, async ({ client }) => {
      const fetching = gather(fetchOpenAlexCitations(client, 'arxiv:2101.00001'));
      await expect(fetching).rejects.toMatchObject({ kind: 'not-found' });
    });
  });

  it('a budget spent on the way leaves a cursor to go on from', async () => {
    let left = 2;
    const spent = {
      status: 429,
      body: {
        error: 'Rate limit exceeded',
        message: 'Insufficient budget.',
        creditsRequired: 1,
        creditsRemaining: 0,
        retryAfter: 60,
      },
    };
    const all = openalex(works);
    await withServer(
      (asked) => (asked.url.startsWith('/works/') || left-- > 0 ? all(asked) : spent),
      async ({ client, clock }) => {
        let cursor = '';
        let met = 0;
        const reading = async (): Promise<void> => {
          for await (const page of fetchOpenAlexCitations(client, HUB, cursor === '' ? {} : { cursor })) {
            met += page.records.filter(({ type }) => type === 'citation').length;
            cursor = page.cursor ?? '';
          }
        };
        await expect(reading()).rejects.toMatchObject({ kind: 'budget' });
        expect(met).toBe(200);
        left = 9;
        await clock.sleep(60_000);
        await reading();
        expect(met).toBe(250);
      },
    );
  });
});

describe('a work of OpenAlex', () => {
  it('has its abstract back in order, from the API and from old snapshots', () => {
    const index = { We: [0], sheep: [2, 4], count: [1], '\u001b[31mafter': [3] };
    expect(abstractText(index)).toBe('We count sheep after sheep');
    expect(abstractText(JSON.stringify({ IndexLength: 5, InvertedIndex: index }))).toBe('We count sheep after sheep');
    for (const none of [null, {}, '', '{', { a: 'b' }, { a: [-1, 1.5, 1e9] }])
      expect(abstractText(none)).toBeUndefined();
  });

  it('names every id, the arXiv one of a place to read it too', () => {
    const work = decodeWork(
      openalexWork(7, {
        ids: {
          pmid: 'https://pubmed.ncbi.nlm.nih.gov/123',
          pmcid: 'https://www.ncbi.nlm.nih.gov/pmc/articles/456',
          mag: '789',
        },
        locations: [
          { landing_page_url: 'https://x.example' },
          { id: 'pmh:oai:arXiv.org:2007.14454', landing_page_url: null },
        ],
      }),
    )!;
    expect(work.ids).toEqual([
      'arxiv:2007.14454',
      'doi:10.1000/sheep.7',
      'pmid:123',
      'pmcid:PMC456',
      'openalex:W1000007',
      'mag:789',
    ]);
  });

  it('is retracted where OpenAlex says so, and dated by the year where no day is known', () => {
    expect(decodeWork(openalexWork(1, { is_retracted: true, publication_date: '2020-01-01' }))).toMatchObject({
      retracted: true,
      date: '2020',
    });
    expect(decodeWork(openalexWork(1))).not.toHaveProperty('retracted');
  });

  it('is nothing without an id', () => {
    for (const value of [null, 3, [], {}, { id: 'https://openalex.org/A5081161558' }])
      expect(decodeWork(value)).toBeUndefined();
  });
});
