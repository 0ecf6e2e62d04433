/** Papers of the library as CSL-JSON items. */
import { describe, expect, it } from 'vitest';
import { toCsl } from '../../src/export/csl.js';
import type { Details } from '../../src/library/model.js';

const details: Details = {
  work: 1,
  id: 'arxiv:2504.13837',
  ids: ['arxiv:2504.13837'],
  title: 'Does it?',
  firstAuthor: 'Yang Yue',
  authorCount: 1,
  authors: [{ name: 'Yang Yue' }],
  date: '2025-04-18',
  roles: [],
  polarities: [],
  citing: 0,
  sources: [],
  contexts: [],
  judgements: [],
  reviews: [],
  claims: [],
  checks: [],
};

describe('a paper of the library as CSL-JSON', () => {
  it('of which nobody says what it is is a document and no preprint', () => {
    const bare = details;
    expect(toCsl({ ...bare, id: 'key:a', ids: ['key:a'] })).not.toHaveProperty('genre');
    expect(toCsl({ ...bare, id: 'key:a', ids: ['key:a'] }).type).toBe('document');
    expect(toCsl({ ...bare, id: 'key:a', ids: ['key:a'], category: 'cs.LG' }).genre).toBe('preprint');
  });
  it('has no title where it goes by its id', () => {
    expect(toCsl(details)).toHaveProperty('title');
    expect(toCsl({ ...details, title: details.id })).not.toHaveProperty('title');
  });
  it('that is only on arXiv is a preprint', () => {
    expect(toCsl({ ...details, kind: 'article', venue: 'arXiv.org', category: 'cs.AI' })).toEqual({
      id: 'arxiv:2504.13837',
      type: 'article',
      title: 'Does it?',
      author: [{ family: 'Yue', given: 'Yang' }],
      issued: { 'date-parts': [[2025, 4, 18]] },
      publisher: 'arXiv',
      genre: 'preprint',
      archive: 'arXiv',
      archive_location: '2504.13837',
      number: 'arXiv:2504.13837',
      URL: 'https://arxiv.org/abs/2504.13837',
      custom: { primaryClass: 'cs.AI' },
    });
  });
  it.each([
    [{ kind: 'article', venue: 'Nature' }, 'article-journal'],
    [{ kind: 'article', venue: 'International Conference on Machine Learning' }, 'paper-conference'],
    [{ venue: 'Annual Meeting of the ACL' }, 'paper-conference'],
    [{ kind: 'article-journal', venue: 'Proceedings of X' }, 'article-journal'],
    [{ kind: 'article-journal' }, 'article'],
    [{ kind: 'book' }, 'book'],
    [{ kind: 'article', ids: ['arxiv:2504.13837', 'doi:10.1000/x'] }, 'article'],
    [{ ids: ['arxiv:2504.13837', 'doi:10.1000/x'] }, 'article-journal'],
    [{ ids: ['doi:10.1000/x'] }, 'article'],
  ])('%j is of the type %s', (more, type) => {
    expect(toCsl({ ...details, ...more }).type).toBe(type);
  });
  it('that is published keeps its arXiv number beside the journal', () => {
    const item = toCsl({
      ...details,
      ids: ['arxiv:2504.13837', 'doi:10.1000/x'],
      venue: 'Nature',
      volume: '1',
      pages: '2-3',
    });
    expect(item).toMatchObject({
      type: 'article-journal',
      DOI: '10.1000/x',
      archive: 'arXiv',
      archive_location: '2504.13837',
      'container-title': 'Nature',
      volume: '1',
      page: '2-3',
    });
    expect(item.number).toBeUndefined();
    expect(item.URL).toBeUndefined();
  });
  it('has names as the source splits them, and as they are printed where it does not', () => {
    const authors = [
      { name: 'J. D. van der Waals', family: 'van der Waals', given: 'J. D.' },
      { name: 'Charles L. Webber Jr.' },
      { name: 'Plato the Team', group: true as const },
    ];
    expect(toCsl({ ...details, authors }).author).toEqual([
      { family: 'Waals', given: 'J. D.', 'non-dropping-particle': 'van der' },
      { family: 'Webber', given: 'Charles L.', suffix: 'Jr.' },
      { literal: 'Plato the Team' },
    ]);
  });
  it('carries what was judged', () => {
    expect(
      toCsl({ ...details, roles: ['method'], polarities: ['support'], verdict: 'accept', novelty: 7 }).custom,
    ).toEqual({
      roles: ['method'],
      polarities: ['support'],
      verdict: 'accept',
      novelty: 7,
    });
  });
});
