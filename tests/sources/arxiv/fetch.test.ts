/** Metadata asked of arXiv. */
import { describe, expect, it } from 'vitest';
import { decodeFeed, parseFeed } from '../../../src/sources/arxiv/decode.js';
import { fetchArxivWorks } from '../../../src/sources/arxiv/fetch.js';
import { collect } from '../collect.js';
import { gather, withServer } from '../replay/fetching.js';
import { arxiv, atom, atomEntry } from '../replay/services.js';

const ids = Array.from({ length: 230 }, (_, at) => `2101.${String(at + 1).padStart(5, '0')}`);
const refs = ids.map((id) => `arxiv:${id}`);

describe('metadata of arXiv', () => {
  it('comes by a hundred ids, three seconds apart', async () => {
    await withServer(arxiv(new Set(ids)), async ({ client, server, clock }) => {
      const { works, pages } = await gather(fetchArxivWorks(client, [...refs, 'doi:10.1000/x', refs[0]!]));
      expect(works.map((work) => work.ids[0])).toEqual(refs);
      expect(pages).toHaveLength(3);
      expect(server.asked).toHaveLength(3);
      expect(clock.slept).toEqual([3_000, 3_000]);
    });
  });

  it('ids it does not know are left out', async () => {
    await withServer(arxiv(new Set(ids.slice(0, 5))), async ({ client }) => {
      const { works } = await gather(fetchArxivWorks(client, refs.slice(0, 9)));
      expect(works.map((work) => work.ids[0])).toEqual(refs.slice(0, 5));
    });
  });

  it('an id it takes for malformed does not spoil the others', async () => {
    await withServer(arxiv(new Set(ids), new Set([ids[3]!, ids[7]!])), async ({ client, server }) => {
      const { works } = await gather(fetchArxivWorks(client, refs.slice(0, 9)));
      expect(works).toHaveLength(7);
      expect(works.some(({ title }) => title === 'Error')).toBe(false);
      expect(server.asked).toHaveLength(3);
    });
  });

  it('another error is told in its words', async () => {
    const feed = atom([
      '<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>max_results must be non-negative</summary></entry>',
    ]);
    for (const status of [200, 400])
      await withServer(
        () => ({ status, body: feed }),
        async ({ client }) => {
          await expect(gather(fetchArxivWorks(client, refs))).rejects.toMatchObject({
            kind: 'refused',
            message: 'arXiv declines the question about 100 papers (max_results must be non-negative).',
          });
        },
      );
  });

  it('nothing to ask for is nothing asked', async () => {
    await withServer(arxiv(new Set()), async ({ client, server }) => {
      expect((await gather(fetchArxivWorks(client, ['doi:10.1000/x']))).pages).toEqual([]);
      expect(server.asked).toEqual([]);
    });
  });
});

describe('a feed', () => {
  it('is read by its meaning: entities, wrapped lines, several DOIs, old ids', async () => {
    const feed = parseFeed(atom([atomEntry('hep-th/9711200', '<arxiv:doi>10.1000/A 10.1000/b</arxiv:doi>')]));
    const { records, problems } = await collect(decodeFeed(feed));
    expect(problems).toEqual([]);
    expect(records).toEqual([
      {
        type: 'work',
        ids: ['arxiv:hep-th/9711200', 'doi:10.1000/a', 'doi:10.1000/b'],
        title: 'Sheep & wool of hep-th/9711200',
        authors: [{ name: 'Ada Shepherd' }, { name: 'Bo Ram' }],
        date: '2021-02-03',
        kind: 'article',
        category: 'cs.CV',
        abstract: 'p < 0.05 in été.',
      },
    ]);
  });

  it.each([
    ['cut off', atom([atomEntry('2101.00001')]).slice(0, -40)],
    ['a web page', '<!doctype html><html></html>'],
    ['with entities of its own', `<!DOCTYPE feed [<!ENTITY a "aaaa">]>${atom([])}`],
    ['nothing', ''],
    ['other XML', '<opml></opml>'],
  ])('that is none is refused: %s', (_, xml) => {
    expect(() => parseFeed(xml)).toThrow();
  });
});
