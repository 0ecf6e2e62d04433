/** Authors and venues of a hub's papers by their names. */
import { expect, it } from 'vitest';
import { ALL_WORKS } from '../../../src/library/model.js';
import { authorNames, venueNames } from '../../../src/library/search/names.js';
import { finished } from '../../../src/library/steps.js';
import { arxiv, cites, id, libraryOf, work } from '../support.js';

it('are those of its citing papers, the most frequent first', async () => {
  const lib = await libraryOf([
    work(0, { venue: 'Hubs', authors: [{ name: 'Hub Ber' }] }),
    work(1, { venue: 'Goats', authors: [{ name: 'Ana Ox' }] }),
    work(2, { venue: 'Zebras', authors: [{ name: 'Bo Elk' }, { name: 'Ana Ox' }] }),
    work(3, { venue: 'Zebras' }),
    work(4),
    work(5, { venue: 'Elsewhere', authors: [{ name: 'Not Here' }] }),
    ...[1, 2, 3, 4].map((n) => cites(n, 0)),
  ]);
  const hub = id(lib, arxiv(0));
  expect(finished(venueNames(lib, hub))).toEqual([
    { name: 'Zebras', papers: 2 },
    { name: 'Goats', papers: 1 },
  ]);
  expect(finished(authorNames(lib, hub)).slice(0, 2)).toEqual([
    { name: 'Ana Ox', papers: 2 },
    { name: 'Bo Elk', papers: 1 },
  ]);
  expect(finished(venueNames(lib, ALL_WORKS)).map(({ name }) => name)).toContain('Elsewhere');
});
