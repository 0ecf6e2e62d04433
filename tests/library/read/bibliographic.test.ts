/** Works with all that a bibliography needs. */
import { describe, expect, it } from 'vitest';
import { describedWorks } from '../../../src/library/read/bibliographic.js';
import { details } from '../../../src/library/read/details.js';
import { arxiv, cites, id, libraryOf, role, work } from '../support.js';

describe('works as bibliographies describe them', () => {
  it('are what the details say', async () => {
    const lib = await libraryOf([
      work(1),
      work(2, {
        ids: [arxiv(2), 'doi:10.1000/two', 's2:0123456789012345678901234567890123456789'],
        authors: [
          { name: 'Ann Gross', family: 'Gross', given: 'Ann' },
          { name: 'The "Two" Group', group: true },
          { name: 'Bo' },
        ],
        date: '2024-05',
        venue: 'Journal of Two',
        kind: 'article-journal',
        category: 'cs.LG',
        volume: '2',
        issue: '3',
        pages: '4-5',
        publisher: 'Two',
        url: 'https://example.org/2',
        abstract: 'Of two.',
        summary: 'Two.',
      }),
      { type: 'work', ids: [arxiv(3)] },
      cites(2, 1, [
        role('pith', '2024-01-01', 'method', 'background'),
        { axis: 'polarity', labels: ['use_method'], judge: 'pith', at: '2024-01-01' },
      ]),
      cites(3, 1),
      { type: 'review', work: arxiv(2), source: 'pith', verdict: 'accept', novelty: 7.5 },
    ]);
    const hub = id(lib, arxiv(1));
    const works = [id(lib, arxiv(3)), id(lib, arxiv(2))];
    const found = [...describedWorks(lib, hub, works, true)];
    expect(found[1]).toMatchObject({ roles: ['background', 'method'], verdict: 'accept', novelty: 7.5 });
    for (const [at, said] of found.entries()) {
      const all: object = details(lib, hub, works[at]!);
      expect(all).toMatchObject(said);
      const left = Object.entries(all).flatMap(([name, value]) => (value === undefined || name in said ? [] : [name]));
      expect(left.sort()).toEqual(
        [
          ...['checks', 'citing', 'claims', 'contexts', 'firstAuthor', 'work', 'judgements', 'reviews', 'sources'],
          ...(at === 1 ? ['summary', 'year'] : []),
        ].sort(),
      );
    }
  });
});
