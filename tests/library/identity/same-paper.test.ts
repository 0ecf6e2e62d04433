/** Which works without a common id are one paper. */
import { describe, expect, it } from 'vitest';
import { matchKey } from '../../../src/library/derived/title-keys.js';
import { listedApart, type Paper, samePaper } from '../../../src/library/identity/same-paper.js';
import { versionOf } from '../../../src/library/works/versions.js';

type Fields = { [K in keyof Paper]?: Paper[K] | undefined };

function paper(fields: Fields): Paper {
  return {
    title: 'on counting sheep at night',
    firstAuthor: { name: 'Ada Shepherd' },
    years: [2020],
    days: [],
    ids: [],
    kinds: [],
    versions: [undefined],
    sources: [String(Math.random())],
    ...fields,
  } as Paper;
}

function same(a: Fields, b: Fields, citeTogether = false): boolean {
  const [one, other] = [paper(a), paper(b)];
  const forth = samePaper(one, other, () => citeTogether);
  expect(samePaper(other, one, () => citeTogether)).toBe(forth);
  return forth;
}

describe('works without a common name', () => {
  it('are one paper where title, first author and year are the same', () => {
    expect(same({}, {})).toBe(true);
    expect(same({}, { title: 'on counting sheep at noon' })).toBe(false);
    expect(same({}, { firstAuthor: { name: 'Bob Shepherdson' } })).toBe(false);
    expect(same({}, { years: [2021] })).toBe(false);
  });

  it('are never one on the title alone', () => {
    expect(same({ firstAuthor: undefined, years: [] }, { firstAuthor: undefined, years: [] }, true)).toBe(false);
    expect(same({ years: [] }, {})).toBe(false);
    expect(same({ firstAuthor: undefined }, { firstAuthor: undefined }, true)).toBe(false);
    expect(same({ firstAuthor: undefined }, {})).toBe(false);
  });

  it('of which one has its authors in no known order are told by any of them', () => {
    const set = (...names: string[]) => ({ firstAuthor: undefined, authorSet: names.map((name) => ({ name })) });
    expect(same(set('Ann Herd', 'Zoe Shepherd'), {})).toBe(true);
    expect(same(set('Ann Herd', 'Zoe Ram'), {})).toBe(false);
    expect(same(set('Ann Herd', 'Zoe Shepherd'), set('A. Herd', 'Z. Shepherd', 'B. Ram'))).toBe(true);
    expect(same(set('Ann Herd', 'Zoe Shepherd'), set('A. Herd', 'B. Ram'))).toBe(false);
    expect(same(set('Ann Herd', 'Zoe Shepherd'), { firstAuthor: undefined }, true)).toBe(true);
  });

  it('need no year where neither has one and both name the same first author', () => {
    expect(same({ years: [] }, { years: [] })).toBe(true);
    expect(same({ years: [] }, { years: [], firstAuthor: { name: 'Bob Herd' } })).toBe(false);
    expect(same({ years: [] }, { years: [], firstAuthor: undefined }, true)).toBe(false);
  });

  it('are not told by titles that many papers have', () => {
    expect(matchKey('introduction')).toBeNull();
    expect(matchKey('a reply to')).toBeNull();
    expect(same({ title: 'editorial' }, { title: 'editorial' })).toBe(false);
  });

  it('know the first author by the family name, split or not, abbreviated or not, first or last', () => {
    const ada = { firstAuthor: { name: 'Ada van der Berg' } };
    expect(same(ada, { firstAuthor: { name: 'A. van der Berg', family: 'van der Berg', given: 'A.' } })).toBe(true);
    expect(same(ada, { firstAuthor: { name: 'van der Berg, A.' } })).toBe(true);
    expect(same({ firstAuthor: { name: 'Wei Zhang' } }, { firstAuthor: { name: 'Zhang Wei' } })).toBe(true);
    expect(same({ firstAuthor: { name: 'José Núñez' } }, { firstAuthor: { name: 'J. Nunez' } })).toBe(true);
    const group = { name: 'CMS Collaboration', group: true as const };
    expect(same({ firstAuthor: group }, { firstAuthor: { name: 'ATLAS Collaboration', group: true } })).toBe(false);
  });

  it('need no author where one of them names none and both cite the same work', () => {
    expect(same({ firstAuthor: undefined }, {}, true)).toBe(true);
    expect(same({ firstAuthor: undefined, years: [2019] }, {}, true)).toBe(false);
  });

  it('of which one is a line of a list need no author and no year where both cite the same work', () => {
    const line: Fields = { firstAuthor: undefined, ids: ['key:on-counting-sheep-at-night/2020'] };
    const listed: Fields = { firstAuthor: undefined, ids: ['arxiv:2001.00001'] };
    expect(same(line, listed, true)).toBe(true);
    expect(same(line, listed)).toBe(false);
    expect(same({ ...line, years: [] }, listed, true)).toBe(true);
    expect(same({ ...line, years: [2019] }, listed, true)).toBe(false);
    expect(same(line, { ...listed, title: 'on counting sheep at noon' }, true)).toBe(false);
    expect(same({ ...line, title: 'editorial' }, { ...listed, title: 'editorial' }, true)).toBe(false);
  });

  it('of which one is a line of a list are told by the day they are of, whatever they cite', () => {
    const line: Fields = { firstAuthor: undefined, ids: ['key:on-counting-sheep-at-night/2020'], days: ['2020-02-03'] };
    expect(same(line, { ids: ['arxiv:2001.00001'], days: ['2020-02-03'] })).toBe(true);
    expect(same(line, { ids: ['arxiv:2001.00001'], days: ['2020-02-04'] })).toBe(false);
  });

  it('may be two years apart as preprint and published version, and no more', () => {
    const preprint: Partial<Paper> = { versions: ['preprint'], years: [2018] };
    expect(same(preprint, { versions: ['published'] })).toBe(true);
    expect(same({ ...preprint, years: [2017] }, { versions: ['published'] })).toBe(false);
    expect(same(preprint, { versions: ['preprint'] })).toBe(false);
    expect(same(preprint, { versions: [undefined] })).toBe(false);
    // Of a work with both versions, either may be meant.
    expect(same({ versions: ['preprint', 'published'], years: [2018, 2020] }, { versions: ['published'] })).toBe(true);
  });

  it('are two where both have an identifier of a kind of which a paper has one', () => {
    for (const [a, b] of [
      ['doi:10.1000/a', 'doi:10.1000/b'],
      ['arxiv:2001.00001', 'arxiv:2001.00002'],
      ['pmid:1', 'pmid:2'],
      ['acl:P07-2045', 'acl:P07-2046'],
    ]) {
      expect(same({ ids: [a!] }, { ids: [b!] })).toBe(false);
      expect(same({ ids: [a!] }, { ids: [] })).toBe(true);
    }
    expect(same({ ids: ['s2:a', 'openalex:W1'] }, { ids: ['s2:b', 'openalex:W2'] })).toBe(true);
  });

  it("a preprint server's DOI is no publisher's", () => {
    for (const server of [
      '10.1101/2020.01.02.123456',
      '10.2139/ssrn.1234',
      '10.21203/rs.3.rs-1/v1',
      '10.5281/zenodo.7',
    ])
      expect(same({ ids: [`doi:${server}`] }, { ids: ['doi:10.1000/a'] })).toBe(true);
    // Cold Spring Harbor's journals have the registrant of its preprint server.
    expect(same({ ids: ['doi:10.1101/gr.123.4'] }, { ids: ['doi:10.1000/a'] })).toBe(false);
  });

  it('are two where one is a thesis, a data set or a review', () => {
    expect(same({ kinds: ['thesis'] }, { kinds: ['article-journal'] })).toBe(false);
    expect(same({ kinds: ['thesis'] }, { kinds: ['thesis'] })).toBe(true);
    expect(same({ kinds: ['thesis'] }, { kinds: [] })).toBe(true);
    expect(same({ kinds: ['article'] }, { kinds: ['paper-conference'] })).toBe(true);
  });

  it('are listed apart where one source has both', () => {
    expect(listedApart(paper({ sources: ['openalex'] }), paper({ sources: ['crossref', 'openalex'] }))).toBe(true);
    expect(listedApart(paper({}), paper({}))).toBe(false);
  });

  it('are not listed apart where one is a line of a list, of which the source says more elsewhere', () => {
    const line: Fields = { firstAuthor: undefined, ids: ['key:on-counting-sheep-at-night/2020'], sources: ['pith'] };
    expect(listedApart(paper(line), paper({ ids: ['arxiv:2001.00001'], sources: ['pith'] }))).toBe(false);
    expect(listedApart(paper({ ...line, firstAuthor: { name: 'Ada' } }), paper({ sources: ['pith'] }))).toBe(true);
  });
});

describe('the version a description is of', () => {
  const version = (ids: string[], said: Record<string, unknown> = {}): string | undefined =>
    versionOf({ ids, said: new Map(Object.entries(said)) });

  it('is told by kind and venue, then volume and pages, then names', () => {
    expect(version(['doi:10.1000/a'], { kind: 'article' })).toBe('preprint');
    expect(version([], { venue: 'arXiv.org', kind: 'article-journal' })).toBe('preprint');
    expect(version([], { venue: 'bioRxiv' })).toBe('preprint');
    expect(version(['arxiv:2001.00001'], { kind: 'paper-conference' })).toBe('published');
    expect(version(['arxiv:2001.00001'], { volume: '3' })).toBe('published');
    expect(version(['arxiv:2001.00001', 'doi:10.1000/a'])).toBe('published');
    expect(version(['arxiv:2001.00001'])).toBe('preprint');
    expect(version(['s2:a'])).toBeUndefined();
    expect(version(['s2:a'], { venue: 'Journal of Wool' })).toBe('published');
  });
});
