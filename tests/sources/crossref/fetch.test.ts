/** Metadata asked of Crossref. */
import { describe, expect, it } from 'vitest';
import { decodeWork, retractedBy } from '../../../src/sources/crossref/decode.js';
import { fetchCrossrefWorks } from '../../../src/sources/crossref/fetch.js';
import { gather, withServer } from '../replay/fetching.js';
import { crossref, crossrefWork } from '../replay/services.js';

const dois = Array.from({ length: 90 }, (_, at) => `10.1000/sheep.${at + 1}`);
const refs = dois.map((doi) => `doi:${doi}`);

describe('metadata of Crossref', () => {
  it('comes by forty DOIs', async () => {
    await withServer(crossref(dois.map((doi) => crossrefWork(doi))), async ({ client, server }) => {
      const { works } = await gather(fetchCrossrefWorks(client, [...refs, 'arxiv:2101.00001', refs[0]!]));
      expect(works.map((work) => work.ids[0])).toEqual(refs);
      expect(server.asked).toHaveLength(3);
    });
  });

  it('a DOI with a comma is asked for by itself, and unknown ones are left out', async () => {
    const odd = '10.1000/a,b(c)<d>';
    await withServer(crossref([crossrefWork(odd), crossrefWork(dois[0]!)]), async ({ client, server }) => {
      const { works } = await gather(fetchCrossrefWorks(client, [`doi:${odd}`, refs[0]!, refs[1]!, 'doi:10.1000/x,y']));
      expect(works.map((work) => work.ids[0])).toEqual([refs[0], `doi:${odd}`]);
      expect(server.asked.map(({ url }) => url.split('?')[0])).toEqual([
        '/works',
        `/works/${encodeURIComponent(odd)}`,
        '/works/10.1000%2Fx%2Cy',
      ]);
    });
  });

  it('retractions are told by the work, and by the notice', async () => {
    const retracted = crossrefWork(dois[0]!, { 'updated-by': [{ DOI: '10.1000/n', type: 'retraction' }] });
    const notice = crossrefWork(dois[2]!, {
      'update-to': [
        { DOI: dois[1]!, type: 'Retraction' },
        { DOI: dois[3]!, type: 'correction' },
      ],
    });
    const corrected = crossrefWork(dois[3]!, { 'updated-by': [{ DOI: '10.1000/n', type: 'correction' }] });
    await withServer(crossref([retracted, crossrefWork(dois[1]!), notice, corrected]), async ({ client }) => {
      const { works } = await gather(fetchCrossrefWorks(client, refs.slice(0, 4)));
      expect(works.map((work) => work.retracted)).toEqual([true, true, undefined, undefined]);
    });
  });
});

describe('a work of Crossref', () => {
  it('is read without its markup', () => {
    expect(
      decodeWork(
        crossrefWork('10.1000/X', {
          subtitle: ['A study'],
          abstract:
            '<jats:title>Abstract</jats:title>\n <jats:p>We count\n  <jats:italic>sheep</jats:italic>.</jats:p><jats:p>Then p &lt; 0.05.</jats:p>',
          volume: '7',
          page: '1-9',
          publisher: 'Wool &amp; Sons',
        }),
      ),
    ).toEqual({
      type: 'work',
      ids: ['doi:10.1000/x'],
      title: 'Sheep in situ & wool: A study',
      authors: [
        { name: 'Ada Shepherd', family: 'Shepherd', given: 'Ada' },
        { name: 'The Flock Collaboration', group: true },
      ],
      date: '2020-05',
      venue: 'Journal of Wool',
      kind: 'article-journal',
      volume: '7',
      pages: '1-9',
      publisher: 'Wool & Sons',
      abstract: 'We count sheep.\n\nThen p < 0.05.',
      citedBy: 2,
    });
  });

  it.each([
    [[[null]], undefined],
    [[[2012]], '2012'],
    [[[2012, 3, 21]], '2012-03-21'],
    [[[2012, 13]], '2012'],
    [[['2012', '4']], '2012-04'],
    [[], undefined],
  ])('date-parts %j are %s', (parts, date) => {
    expect(decodeWork(crossrefWork('10.1000/x', { issued: { 'date-parts': parts } }))!.date).toBe(date);
  });

  it('less than sign and letters in a title are no tag', () => {
    expect(decodeWork(crossrefWork('10.1000/x', { title: ['Sheep with n < 5 and p <0.05'] }))!.title).toBe(
      'Sheep with n < 5 and p <0.05',
    );
  });

  it('is nothing without a DOI', () => {
    for (const value of [null, 'x', {}, { DOI: 'no doi' }]) expect(decodeWork(value)).toBeUndefined();
    expect(retractedBy({ 'update-to': 'x' })).toEqual([]);
  });
});
