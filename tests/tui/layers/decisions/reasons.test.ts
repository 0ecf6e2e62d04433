/** Excluding on the screen: a reason that was given stays until another is given, or none is asked for. */
import { expect, it } from 'vitest';
import { explorerOn, hubOf, list, press } from '../../support.js';

it('leaves the reasons papers have where they are excluded again by d', async () => {
  const store = explorerOn(await hubOf(4));
  const reasons = (): unknown => store.services.decisions.progress(list(store).hub).excluded;
  press(store, 'D', 'o');
  expect(reasons()).toEqual([{ reason: 'off-topic', count: 1 }]);
  press(store, 'g', '2', 'd');
  expect(reasons()).toEqual([
    { reason: '', count: 1 },
    { reason: 'off-topic', count: 1 },
  ]);
  press(store, 'u');
  expect(reasons()).toEqual([{ reason: 'off-topic', count: 1 }]);
  press(store, 'g', 'D', '.');
  expect(reasons()).toEqual([{ reason: '', count: 1 }]);
});
