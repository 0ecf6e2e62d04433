/** Two readers on one library: what one decides comes to the other's screen without a key. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeLibrary } from '../../../src/library/library.js';
import { openLibrary } from '../../../src/library/open.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import { despiteGone, lookElsewhere } from '../../../src/tui/state/elsewhere.js';
import type { Store } from '../../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, load, work } from '../../library/support.js';
import { explorerOn, exploring, hubOf, list, NOWHERE, press, shown } from '../support.js';

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

it('takes in what another program decided of very many papers in steps, and the keys pressed meanwhile wait for it', async () => {
  const lib = await hubOf(600);
  let ends = false;
  const otherLib = openLibrary(lib.file);
  const other = libraryServices(otherLib, 'bob', NOWHERE);
  onTestFinished(() => closeLibrary(otherLib));
  const own = libraryServices(lib, 'ada', NOWHERE);
  const store = exploring(lib, {
    services: {
      ...own,
      *preparing(hub, query) {
        while (!ends) yield 0.5;
        yield* own.preparing(hub, query);
      },
    },
  });
  const { hub, view } = list(store);
  expect(shown(store)).not.toContain('included');
  other.decisions.decide(hub, view.works(0, 600), { status: 'included' });
  lookElsewhere(store);
  press(store, 'j');
  expect(list(store).scroll.cursor).toBe(0);
  expect(shown(store)).not.toContain('600 included');
  // Nobody looks again until then.
  lookElsewhere(store);
  ends = true;
  await vi.waitFor(() => expect(list(store).scroll.cursor).toBe(1), { timeout: 300_000 });
  expect(shown(store)).toContain('600 included');
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

describe('papers that another program merged while they are shown', () => {
  /** A list whose first papers another program merges, each with the one beside it, so that half of them are gone. */
  async function merging() {
    const lib = await hubOf(40);
    const store = explorerOn(lib);
    const otherLib = openLibrary(lib.file);
    const other = libraryServices(otherLib, 'bob', NOWHERE);
    onTestFinished(() => closeLibrary(otherLib));
    const merge = (first: number): void => other.tasks.merge(list(store).view.works(first, 2));
    return { store, merge, other };
  }
  const drawn = (store: Store): string =>
    despiteGone(
      store,
      () => shown(store),
      () => shown(store),
    );

  it.each([
    ['moved to', ['j']],
    ['read in the details', ['enter']],
    ['selected, and so are others', ['space', 'space', 'space', 'space']],
    ['all selected', ['A']],
  ])('are shown as they are by now: %s', async (_, keys) => {
    const { store, merge } = await merging();
    merge(0);
    merge(2);
    press(store, ...keys);
    expect(drawn(store)).toMatch(/38 in this library/u);
    expect(list(store).view.total).toBe(38);
    expect(store.services.gone([...list(store).selection.toggled])).toEqual([]);
    press(store, 'g', 'j');
    expect(drawn(store)).toMatch(/38 in this library/u);
  });

  it('close what was made of them, and say why', async () => {
    const { store, merge } = await merging();
    press(store, 'space', 'space', 'M');
    expect(store.top().kind).toBe('menu');
    merge(0);
    press(store, 'm');
    drawn(store);
    expect(store.top().kind).toBe('explorer');
    expect(drawn(store)).toMatch(/merged or split meanwhile/u);
    expect(list(store).view.total).toBe(39);
  });

  it('close the list of a hub that is one of them', async () => {
    const lib = await libraryOf([...[0, 1, 2, 3].map((at) => work(at)), cites(2, 1), cites(3, 1)]);
    const store = exploring(lib, { hub: 1 });
    const otherLib = openLibrary(lib.file);
    onTestFinished(() => closeLibrary(otherLib));
    const { hub } = list(store);
    const merge = libraryServices(otherLib, 'bob', NOWHERE).tasks.merge;
    for (const pair of [
      [0, 1],
      [2, 3],
    ])
      merge(pair.map((at) => id(lib, arxiv(at))));
    expect(store.services.gone([hub])).toEqual([hub]);
    expect(
      despiteGone(
        store,
        () => shown(store),
        () => shown(store),
      ),
    ).toMatch(/merged or split meanwhile/u);
    expect(store.top().kind).toBe('hubs');
  });
});

it('counts the papers that another program brought in the list that is asked for next', async () => {
  const lib = await hubOf(5);
  const store = explorerOn(lib);
  const other = openLibrary(lib.file);
  await load(other, [work(99), cites(99, 0)]);
  closeLibrary(other);
  press(store, ':', ...'part', 'enter');
  expect(shown(store)).toContain('5 of 6');
});
