/** Citations asked of OpenCitations. */
import { describe, expect, it } from 'vitest';
import { names } from '../../../src/sources/opencitations/decode.js';
import { fetchOpenCitationsCitations } from '../../../src/sources/opencitations/fetch.js';
import { gather, withServer } from '../replay/fetching.js';
import { edge, opencitations } from '../replay/services.js';

const HUB = 'doi:10.1000/hub';
const edges = Array.from({ length: 2_100 }, (_, at) => edge(at + 1));

describe('the edges OpenCitations lists', () => {
  it('come as names and dates, and with how many there are', async () => {
    await withServer(opencitations(edges), async ({ client, server }) => {
      const { pages, records, citations } = await gather(fetchOpenCitationsCitations(client, HUB));
      expect(records.slice(0, 4)).toEqual([
        { type: 'work', ids: [HUB] },
        { type: 'hub', work: HUB, source: 'opencitations', at: '2026-01-02', total: 2_100 },
        { type: 'work', ids: ['doi:10.1000/sheep.1', 'pmid:1', 'omid:br/06101'], date: '2021-03-10' },
        { type: 'citation', citing: 'doi:10.1000/sheep.1', cited: HUB },
      ]);
      expect(citations).toHaveLength(2_100);
      expect(pages.map(({ cursor }) => cursor === null)).toEqual([false, false, true]);
      expect(server.asked.map(({ url }) => url)).toEqual(['/citations/doi:10.1000/hub']);
    });
  });

  it('are the same in any order they come in, and go on from any cursor', async () => {
    const whole = await withServer(opencitations(edges), ({ client }) =>
      gather(fetchOpenCitationsCitations(client, HUB)),
    );
    await withServer(opencitations(edges.toReversed()), async ({ client }) => {
      const rest = await gather(fetchOpenCitationsCitations(client, HUB, { cursor: whole.pages[0]!.cursor! }));
      expect(rest.citations).toEqual(whole.citations.slice(1_000));
    });
  });

  it('none at all is said', async () => {
    await withServer(opencitations([]), async ({ client }) => {
      const { notes, pages } = await gather(fetchOpenCitationsCitations(client, 'arxiv:2101.00001'));
      expect(notes).toEqual(['OpenCitations lists no citation of arXiv:2101.00001.']);
      expect(pages).toHaveLength(1);
    });
  });

  it('a list as long as they get is compared with the count', async () => {
    const row = edge(1);
    const long = Array.from({ length: 200_000 }, () => row);
    await withServer(opencitations(long, 345_678), async ({ client }) => {
      const { pages, notes, citations } = await gather(fetchOpenCitationsCitations(client, HUB));
      expect(pages[0]!.total).toBe(345_678);
      expect(citations).toHaveLength(1);
      expect(notes).toEqual(['200,000 of 345,678 citing papers: OpenCitations gives no more than 200,000 at once.']);
    });
  });

  it('rows without a name are told, and the rest comes', async () => {
    await withServer(
      opencitations([edge(1), { oci: '2', citing: 'nothing known' }, { oci: '3' }]),
      async ({ client }) => {
        const { citations, pages } = await gather(fetchOpenCitationsCitations(client, HUB));
        expect(citations).toHaveLength(1);
        expect(pages[0]!.problems).toEqual([
          { place: 'row 2', message: 'no id of a work in “nothing known”' },
          { place: 'row 3', message: 'no citing work' },
        ]);
      },
    );
  });

  it('what has no DOI or PubMed id cannot be asked for', async () => {
    await withServer(opencitations([]), async ({ client }) => {
      await expect(gather(fetchOpenCitationsCitations(client, 'openalex:W1234567'))).rejects.toMatchObject({
        kind: 'refused',
      });
    });
  });
});

describe('names in a row', () => {
  it.each([
    [
      'omid:br/06101801781 doi:10.7717/peerj-cs.421 pmid:33817056',
      ['doi:10.7717/peerj-cs.421', 'pmid:33817056', 'omid:br/06101801781'],
    ],
    ['10.1108/JD-12-2013-0166', ['doi:10.1108/jd-12-2013-0166']],
    ['coci => 10.1108/jd-12-2013-0166', ['doi:10.1108/jd-12-2013-0166']],
    ['doi:10.1/1 doi:10.48550/arxiv.2101.00001 omid:br/1', ['arxiv:2101.00001', 'omid:br/1']],
    ['', []],
    [null, []],
  ])('%j', (text, refs) => {
    expect(names(text)).toEqual(refs);
  });
});
