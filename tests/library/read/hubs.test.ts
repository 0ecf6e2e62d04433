/** Which works are listed as hubs. */
import { expect, it } from 'vitest';
import type { HubRecord } from '../../../src/hub/record.js';
import { listHubs } from '../../../src/library/read/hubs.js';
import { arxiv, libraryOf, work } from '../support.js';

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
