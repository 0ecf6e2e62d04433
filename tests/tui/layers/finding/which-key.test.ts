/** The box of keys that take a number. */
import { describe, expect, it } from 'vitest';
import { BINDINGS } from '../../../../src/tui/keymap.js';
import { watchCount } from '../../../../src/tui/layers/finding/which-key.js';
import { actions } from '../../../../src/tui/state/actions.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { exploring, hubOf, list, press, shown } from '../../support.js';

/** A clock that goes when it is told to. */
function clock() {
  let waiting: { ms: number; act: () => void }[] = [];
  return {
    wait: (ms: number, act: () => void) => {
      const one = { ms, act };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    waits: () => waiting.map(({ ms }) => ms),
    strike() {
      const all = waiting;
      waiting = [];
      for (const { act } of all) act();
    },
  };
}

async function start(away = false): Promise<{ store: Store; time: ReturnType<typeof clock>; told: () => number }> {
  const store = exploring(await hubOf(40));
  const time = clock();
  watchCount(store, () => away, time.wait);
  let told = 0;
  store.subscribe(() => {
    told += 1;
  });
  return { store, time, told: () => told };
}

describe('a number before a key', () => {
  it('shows after a while what keys do with it', async () => {
    const { store, time } = await start();
    press(store, '1', '2');
    expect(shown(store)).not.toContain('12, then a key');
    expect(time.waits()).toEqual([400]);
    time.strike();
    for (const text of ['12, then a key', 'down 12 lines', 'to line 12', 'include 12 papers'])
      expect(shown(store)).toContain(text);
    press(store, '3');
    expect(shown(store)).toContain('down 123 lines');
    press(store, 'k');
    expect(shown(store)).not.toContain('then a key');
  });

  it('shows nothing to who goes on, and nothing where the terminal is lent', async () => {
    const { store, time, told } = await start();
    press(store, '5', 'j');
    expect([list(store).scroll.cursor, time.waits()]).toEqual([5, []]);
    const before = told();
    time.strike();
    expect(told()).toBe(before);
    const lent = await start(true);
    press(lent.store, '5');
    lent.time.strike();
    expect(shown(lent.store)).not.toContain('then a key');
  });

  it('is forgotten with Escape, and the next one waits again', async () => {
    const { store, time } = await start();
    press(store, '7');
    time.strike();
    press(store, 'escape', '8');
    expect(shown(store)).not.toContain('then a key');
    expect(time.waits()).toEqual([400]);
  });

  it('has no key that cannot be pressed now', async () => {
    const { store, time } = await start();
    press(store, '7');
    time.strike();
    // Nothing was searched for.
    expect(shown(store)).not.toContain('match from here');
  });
});

it('every key that takes a number says what it does with it', () => {
  // The actions that look at the number have two parameters, or get it from a maker that does.
  const taking = BINDINGS.filter(({ counted }) => counted !== undefined);
  for (const { action, counted } of taking) {
    expect(counted, action).toContain('N');
    expect(actions[action].length, action).toBe(2);
  }
});

it('turns where the box is higher than the screen, and has every key on one of its parts', async () => {
  const { store, time } = await start();
  store.resize(60, 14);
  press(store, '7');
  time.strike();
  expect(shown(store)).toMatch(/Shift-↓ for more/u);
  const first = shown(store);
  const seen = new Set<string>();
  do {
    for (const line of shown(store).split('\n')) seen.add(line);
    press(store, 'shift-down');
  } while (shown(store) !== first && seen.size < 200);
  const text = [...seen].join('\n');
  for (const said of ['down 7 lines', 'to line 7', 'include 7 papers', 'down 7 pages']) expect(text).toContain(said);
  expect(store.get().count).toBe('7');
  press(store, 'j');
  expect(list(store).scroll.cursor).toBe(7);
});
