/** A query that takes longer than a key may: it is worked out in slices, and keys wait for it. */
import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { closeLibrary, type Library } from '../../../src/library/library.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { explorerLayer } from '../../../src/tui/layers/explorer.js';
import { screen } from '../../../src/tui/screen.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import type { Store } from '../../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../library/support.js';
import { storeOf } from '../support.js';

interface Work {
  /** Steps that were asked for. */
  steps: number;
  /** Queries over roles may be answered. */
  ends: boolean;
  fails?: boolean;
  /** Called in the turn in which the last step is done. */
  ended?: () => void;
}

/** The explorer on a hub of three papers, two of them with a role, where a query with conditions takes steps until it may end. */
async function opened(taken: Work): Promise<{ store: Store; lib: Library }> {
  const lib = await libraryOf([
    ...[0, 1, 2, 3].map((n) => work(n)),
    cites(1, 0, [role('pith', '2026-01-01', 'method')]),
    cites(2, 0, [role('pith', '2026-01-01', 'method')]),
    cites(3, 0),
  ]);
  const outside = {
    write: () => {},
    commands: { run: async () => 0, stop: () => {} },
    keyed: () => [],
    editText: async (text: string) => ({ text }),
    suspend: () => {},
    redraw: () => {},
    beside: null,
  };
  const own = libraryServices(lib, 'reader', outside);
  const services: typeof own = {
    ...own,
    *preparing(_hub, { where }) {
      while (where !== null && !taken.ends) {
        taken.steps += 1;
        lib.sql('SELECT 1').get();
        yield 0.25;
      }
      if (where !== null) taken.ended?.();
      if (taken.fails) throw new Error('The library is gone.');
    },
  };
  const store = storeOf(services, makeTheme('none'), explorerLayer(services, id(lib, arxiv(0)), ''), 100, 30);
  return { store, lib };
}
const start = async (taken: Work): Promise<Store> => (await opened(taken)).store;

const shown = (store: Store): string =>
  screen(store.get(), store.services, store.theme).lines.map(plainText).join('\n');
const press = (store: Store, ...names: string[]): void =>
  store.keys(names.map((name) => (name.length === 1 ? { name, text: name } : { name })));
/** The line of the list under the cursor. */
const underCursor = (store: Store): string => /▸ .*/u.exec(shown(store))?.[0] ?? '';
const type = (store: Store, text: string): void => press(store, ...text);

it('says how far it is, and keeps the keys pressed meanwhile until the list is there', async () => {
  const taken: Work = { steps: 0, ends: false };
  const store = await start(taken);
  press(store, ...':role:method', 'enter', 'j', 'space');
  await vi.waitFor(() => expect(shown(store)).toContain('Working it out: 25%; Esc leaves it.'));
  expect(shown(store)).toContain('3 of 3');
  expect(shown(store)).not.toContain('selected');
  taken.ends = true;
  await vi.waitFor(() => expect(shown(store)).toContain('1 selected'));
  expect(shown(store)).toContain('2 of 3');
  expect(shown(store)).not.toContain('Working it out');
});

it('has what follows in a turn of its own, in which it can still be left', async () => {
  for (const key of ['j', 'escape']) {
    const turns: string[] = [];
    const taken: Work = { steps: 0, ends: false };
    const store = await start(taken);
    taken.ended = () =>
      void setImmediate().then(() => {
        turns.push('key');
        press(store, key);
      });
    const { services } = store;
    const { query } = services;
    services.query = (...asked) => {
      turns.push('asked');
      return query(...asked);
    };
    press(store, ...':role:method', 'enter');
    await vi.waitFor(() => expect(taken.steps).toBeGreaterThan(0));
    taken.ends = true;
    await vi.waitFor(() => expect(turns).toContain('key'));
    await vi.waitFor(() => expect(shown(store)).toContain(key === 'j' ? '2 of 3' : '3 of 3'));
    await setImmediate();
    expect(turns).toEqual(key === 'j' ? ['key', 'asked'] : ['key']);
  }
});

it('is left with Escape, and the list is as it was', async () => {
  const taken: Work = { steps: 0, ends: false };
  const store = await start(taken);
  press(store, ...':role:method', 'enter', 'j', 'escape');
  expect(shown(store)).toContain('what you see is as it was');
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  const { steps } = taken;
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  expect(taken.steps).toBe(steps);
  expect(shown(store)).toContain('3 of 3');
  expect(underCursor(store)).toContain('Title 1');
  press(store, 'j');
  expect(underCursor(store)).toContain('Title 2');
});

it('takes what is typed into the line meanwhile, and answers the last query only', async () => {
  const taken: Work = { steps: 0, ends: false };
  const store = await start(taken);
  type(store, ':role:method');
  await vi.waitFor(() => expect(shown(store)).toContain('Working it out'));
  type(store, ' -role:method');
  expect(shown(store)).toContain(': role:method -role:method');
  taken.ends = true;
  await vi.waitFor(() => expect(shown(store)).toContain('no match'));
});

it('says why nothing comes of it', async () => {
  const taken: Work = { steps: 0, ends: false, fails: true };
  const store = await start(taken);
  press(store, ...':role:method', 'enter', 'j');
  taken.ends = true;
  await vi.waitFor(() => expect(shown(store)).toContain('The library is gone.'));
  // The keys were meant for the list that is not there.
  expect(underCursor(store)).toContain('Title 1');
});

it('leaves a query with the program, whose library is closed then', async () => {
  const taken: Work = { steps: 0, ends: false };
  const { store, lib } = await opened(taken);
  press(store, ...':role:method', 'enter', 'j');
  await vi.waitFor(() => expect(shown(store)).toContain('Working it out'));
  press(store, 'ctrl-c');
  expect(store.get().exit).toBe(130);
  closeLibrary(lib);
  const { steps } = taken;
  let told = 0;
  store.subscribe(() => {
    told += 1;
  });
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect([taken.steps - steps, told]).toEqual([0, 0]);
});

it('shows no sign of a query that is left', async () => {
  const taken: Work = { steps: 0, ends: false };
  const store = await start(taken);
  let drawn = '';
  store.subscribe(() => {
    drawn = shown(store);
  });
  press(store, ...':role:method', 'enter');
  await vi.waitFor(() => expect(drawn).toContain('Working it out'));
  press(store, 'escape');
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect(drawn).toBe(shown(store));
});
