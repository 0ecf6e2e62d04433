/** Which works are listed as hubs. */
import { expect, it } from 'vitest';
import type { HubRecord } from '../../../src/hub/record.js';
import { ALL_WORKS } from '../../../src/library/model.js';
import { countHubs, hubHead, listHubs, presentedHubs } from '../../../src/library/read/hubs.js';
import { arxiv, cites, id, libraryOf, work } from '../support.js';

it('a page that only counts the references of a paper makes it no hub, one that counts who cites it does', async () => {
  const printed = (n: number, said: Partial<HubRecord>): HubRecord => ({
    type: 'hub',
    work: arxiv(n),
    source: 'pith',
    ...said,
  });
  const references = { label: 'references_extracted', count: 28 };
  const lib = await libraryOf([
    ...[1, 2, 3, 4].map((n) => work(n)),
    printed(1, { counts: [references] }),
    printed(2, { counts: [references, { label: 'number_page', count: 41 }] }),
    printed(3, { total: 3 }),
    printed(4, {}),
  ]);
  expect(listHubs(lib).map(({ id }) => id)).toEqual([2, 3, 4].map(arxiv));
});

it('those that a source presented are told without the many that only count as hubs', async () => {
  const presented = (n: number): HubRecord => ({ type: 'hub', work: arxiv(n), source: 'pith', total: n });
  const lib = await libraryOf([
    ...Array.from({ length: 15 }, (_, n) => work(n)),
    presented(1),
    presented(2),
    ...Array.from({ length: 10 }, (_, n) => [cites(n + 5, 2), cites(n + 5, 3)]).flat(),
  ]);
  expect(listHubs(lib).map(({ id }) => id)).toEqual([2, 1, 3].map(arxiv));
  expect(presentedHubs(lib)).toEqual(listHubs(lib).slice(0, 2));
  expect(countHubs(lib)).toBe(3);
});

it('a hub says what any of its papers has, so that the list has a column for it', async () => {
  const lib = await libraryOf([
    ...[1, 2, 3, 4, 5].map((n) => work(n, { date: n === 2 ? '2020-05' : '2020' })),
    cites(2, 1),
    cites(3, 1),
    cites(4, 3),
    cites(5, 4),
  ]);
  const said = (work: number): unknown => {
    const { months = false, opening = false, owning = false } = hubHead(lib, work);
    return { months, opening, owning };
  };
  expect(said(id(lib, arxiv(1)))).toEqual({ months: true, opening: true, owning: false });
  expect(said(id(lib, arxiv(4)))).toEqual({ months: false, opening: false, owning: false });
  expect(said(ALL_WORKS)).toEqual({ months: true, opening: true, owning: false });
});
