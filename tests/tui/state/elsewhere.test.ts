/** Two readers on one library: what one decides comes to the other's screen without a key. */
import { expect, it } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import { lookElsewhere } from '../../../src/tui/state/elsewhere.js';
import { explorerOn, hubOf, list, NOWHERE, press, shown } from '../support.js';

it('shows what another program decided, the cursor and the range where they were, and is silent else', async () => {
  const lib = await hubOf(40);
  const store = explorerOn(lib);
  const otherLib = openLibrary(lib.file);
  const other = libraryServices(otherLib, 'bob', NOWHERE);
  let told = 0;
  store.subscribe(() => {
    told += 1;
  });
  press(store, ...'jjjjj', 'V', 'j');
  told = 0;
  lookElsewhere(store);
  expect(told).toBe(0);
  const { hub, view, under, scroll, rangeFrom } = list(store);
  other.decisions.decide(hub, view.works(0, 3), { status: 'included' });
  lookElsewhere(store);
  expect(told).toBe(1);
  expect(shown(store)).toMatch(/3 included/u);
  expect(list(store)).toMatchObject({ under, scroll, rangeFrom });
  lookElsewhere(store);
  expect(told).toBe(1);
  // What this program does itself is no news.
  press(store, 'a');
  told = 0;
  lookElsewhere(store);
  expect(told).toBe(0);
  closeLibrary(otherLib);
});

it('leaves the cursor on its line where the paper under it goes, and undoes what was done here before', async () => {
  const lib = await hubOf(40);
  const store = explorerOn(lib, 'status:unscreened');
  const otherLib = openLibrary(lib.file);
  const other = libraryServices(otherLib, 'bob', NOWHERE);
  press(store, ...'jjjjjjj');
  const { hub, under, scroll } = list(store);
  other.decisions.decide(hub, [under!], { status: 'excluded' });
  lookElsewhere(store);
  expect(list(store).view.total).toBe(39);
  expect(list(store).scroll).toEqual(scroll);
  expect(list(store).under).not.toBe(under);
  press(store, 'a', 'u');
  expect(list(store).view.total).toBe(39);
  closeLibrary(otherLib);
});

it('shows a list one comes back to as it is after what was decided meanwhile', async () => {
  const store = explorerOn(await hubOf(40), 'status:unscreened');
  press(store, 'o');
  const { hub, view } = list(store);
  store.services.decisions.decide(hub, view.works(0, 4), { status: 'included' });
  expect(list(store).view.total).toBe(40);
  press(store, 'escape');
  expect(list(store).view.total).toBe(36);
});
