/** A page that was cut, or says less than another, is imported after it or before. */
import { describe, expect, it } from 'vitest';
import type { HubRecord } from '../../../src/hub/record.js';
import { details } from '../../../src/library/read/details.js';
import { printedOf } from '../../../src/library/works/printed.js';
import { arxiv, id, libraryOf, load, work } from '../support.js';

const WHOLE = 'We count sheep, and then we count them again.';

describe('a text that was cut', () => {
  it.each([
    ['after', [WHOLE, 'We count sheep, and…']],
    ['before', ['We count sheep, and…', WHOLE]],
  ])('and comes %s the whole one leaves the whole one', async (_, texts) => {
    const [first, second] = texts.map((text) => [
      work(1, { abstract: text }),
      { type: 'review' as const, work: arxiv(1), source: 'pith', model: 'm', coreClaim: text },
    ]);
    const lib = await libraryOf(first!);
    await load(lib, second!);
    const found = details(lib, null, id(lib, arxiv(1)));
    expect(found.abstract).toBe(WHOLE);
    expect(found.reviews.map((review) => review.coreClaim)).toEqual([WHOLE]);
  });

  it('and says something else is what the source says now', async () => {
    const lib = await libraryOf([work(1, { abstract: WHOLE })]);
    await load(lib, [work(1, { abstract: 'We count goats, and…' })]);
    expect(details(lib, null, id(lib, arxiv(1))).abstract).toBe('We count goats, and…');
  });
});

describe('a list that prints less than the page of a paper', () => {
  const authors = ['Bo Ram', 'Ada Shepherd', 'Cy Ewe'].map((name) => ({ name }));
  const page = work(1, { date: '2026-05-12', authors });

  it.each([
    ['month', { date: '2026-05' }],
    ['year', { date: '2026' }],
    ['first authors', { authors: authors.slice(0, 2) }],
  ])('leaves day and authors as they are, before it or after it, where it has the %s', async (_, less) => {
    for (const records of [
      [page, work(1, less)],
      [work(1, less), page],
    ]) {
      const lib = await libraryOf([records[0]!]);
      await load(lib, [records[1]!]);
      expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject({ date: '2026-05-12', authors });
    }
  });

  it.each([
    ['date', { date: '2026-06' }],
    ['list of authors', { authors: [authors[1]!] }],
  ])('and has another %s is what the source says now', async (_, other) => {
    const lib = await libraryOf([page]);
    await load(lib, [work(1, other)]);
    expect(details(lib, null, id(lib, arxiv(1)))).toMatchObject(other);
  });
});

describe('a page of a hub that was cut', () => {
  const roles = [
    { label: 'background', count: 22 },
    { label: 'method', count: 2 },
  ];
  const years = [{ label: '2026', count: 24 }];
  const hub = (fields: object): HubRecord => ({ type: 'hub', work: arxiv(1), source: 'pith', total: 24, ...fields });
  const whole = hub({ roles, facets: { years, roles }, coCited: [arxiv(2), arxiv(3)], lacked: ['authors'] });

  it.each([
    ['in its counts', { roles: roles.slice(0, 1), lacked: ['authors', 'co-cited works'] }],
    ['in a facet', { roles, facets: { years, roles: roles.slice(0, 1) }, lacked: ['authors'] }],
    ['behind a facet', { roles, facets: { years }, lacked: ['authors', 'citing papers explorer'] }],
    ['in its works', { coCited: [arxiv(2)], lacked: ['authors'] }],
  ])('%s says nothing new after the whole one, and gives way to it', async (_, cut) => {
    for (const [first, second] of [
      [whole, hub(cut)],
      [hub(cut), whole],
    ] as const) {
      const lib = await libraryOf([work(1), work(2), work(3), first]);
      await load(lib, [second]);
      expect(printedOf(lib, id(lib, arxiv(1)))).toEqual([whole]);
    }
  });

  it('and counts otherwise is what the source says now where its total is greater, and past where it is not', async () => {
    const lib = await libraryOf([work(1), whole]);
    const now = [{ label: 'background', count: 23 }];
    const other = { roles: now, facets: { years: now }, coCited: [arxiv(3)] };
    await load(lib, [hub({ ...other, total: 23 })]);
    expect(printedOf(lib, id(lib, arxiv(1)))).toEqual([whole]);
    await load(lib, [hub({ ...other, total: 25 })]);
    const later = { ...whole, ...other, total: 25, facets: { years: now, roles } };
    expect(printedOf(lib, id(lib, arxiv(1)))).toEqual([later]);
    const again = await load(lib, [whole, hub({ ...other, total: 23 }), hub({ ...other, total: 25 })]);
    expect(again.hubs).toMatchObject({ added: 0, changed: 0 });
    expect(printedOf(lib, id(lib, arxiv(1)))).toEqual([later]);
  });
});
