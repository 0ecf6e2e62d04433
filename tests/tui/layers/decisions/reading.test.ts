/** The reading list on the screen: papers are put on it, moved in it, and the list of a hub is sorted by it. */
import { expect, it } from 'vitest';
import type { WorkNumber } from '../../../../src/library/model.js';
import { printQuery } from '../../../../src/query/print.js';
import { explorerOn, hubOf, list, press, shown } from '../../support.js';

it('sorts a hub by it with the next to read first, follows what is moved in it, and turns round', async () => {
  const store = explorerOn(await hubOf(12));
  const first = (count: number): WorkNumber[] => list(store).view.works(0, count);
  const [a, b, c] = first(3) as [WorkNumber, WorkNumber, WorkNumber];
  press(store, 'T', 'j', 'T', 'j', 'T', 's', 'o');
  expect(printQuery(list(store).query)).toBe('sort:reading');
  expect(first(3)).toEqual([a, b, c]);
  // In the list itself the last one goes up to the first place.
  press(store, 'R', 'j', 'j', 'K', 'K', 'escape');
  expect(store.services.decisions.reading().map(({ work }) => work)).toEqual([c, a, b]);
  press(store, 's', 'o');
  expect(printQuery(list(store).query)).toBe('sort:-reading');
  expect(first(3)).toEqual([b, a, c]);
  press(store, ':', ...'status:to-read', 'enter');
  expect(list(store).view.total).toBe(3);
});

it('gives titles the cells of ids where the screen is narrow', async () => {
  const store = explorerOn(await hubOf(3));
  press(store, 'T', 'R');
  store.resize(99, 30);
  expect(shown(store)).toMatch(/ Title +First author +Year +\n/u);
  store.resize(100, 30);
  expect(shown(store)).toMatch(/ Title +First author +Year +Id +\n/u);
});
