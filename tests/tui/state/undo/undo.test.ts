/** What keys do to a list is undone and done again. */
import { describe, expect, it } from 'vitest';
import { printQuery } from '../../../../src/query/print.js';
import { countSelected, selectedIds } from '../../../../src/tui/state/selection.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { countSteps } from '../../../../src/tui/state/undo/past.js';
import { seeded } from '../../../library/support.js';
import { seeds } from '../../../seeds.js';
import { explorerOn, hubOf, list, press, shown } from '../../support.js';

const seen = (store: Store): unknown => {
  const { query, scroll, under, selection } = list(store);
  return { query: printQuery(query), scroll, under, selected: [...selectedIds(selection)].sort((a, b) => a - b) };
};

describe('undo', () => {
  it('takes back filters, searches, orders and selections one by one, and does them again', async () => {
    const store = explorerOn(await hubOf(40));
    const first = seen(store);
    const states = [first];
    for (const keys of [['r', 'm'], ['space'], ['S'], ['/', 's', 'p', 'enter'], ['V', 'V'], ['A'], ['c'], ['!']]) {
      press(store, ...keys);
      states.push(seen(store));
    }
    for (let at = states.length - 2; at >= 0; at -= 1) {
      press(store, 'u');
      expect(seen(store)).toEqual(states[at]);
    }
    press(store, 'u');
    expect(shown(store)).toContain('Nothing to undo in this list');
    for (const state of states.slice(1)) {
      press(store, 'ctrl-r');
      expect(seen(store)).toEqual(state);
    }
    press(store, 'ctrl-r');
    expect(shown(store)).toContain('Nothing to redo in this list.');
  });

  it('says what it took back', async () => {
    const store = explorerOn(await hubOf(40));
    press(store, 'r', 'm', '3', 'space', 'u');
    expect(shown(store)).toContain('Undone: 3 papers selected. Ctrl-R does it again.');
    press(store, 'u');
    expect(shown(store)).toContain('Undone: query role:method.');
    press(store, 'ctrl-r');
    expect(shown(store)).toContain('Done again: query role:method.');
  });

  it('takes what was typed into a prompt as one step, and nothing where it was given up', async () => {
    const store = explorerOn(await hubOf(40));
    press(store, '/', 's', 'p', 'a', 'escape');
    expect(countSteps(list(store).past.done)).toBe(0);
    press(store, '/', 's', 'p', 'a', 'enter');
    expect(countSteps(list(store).past.done)).toBe(1);
  });

  it('forgets what was undone when something else is done', async () => {
    const store = explorerOn(await hubOf(40));
    press(store, 'i', 'space', 'u', 'S', 'ctrl-r');
    expect(shown(store)).toContain('Nothing to redo');
    press(store, 'u', 'u');
    expect(printQuery(list(store).query)).toBe('');
  });

  it('brings the cursor back to the paper where it stood', async () => {
    const store = explorerOn(await hubOf(40));
    press(store, ...'jjjjjjj');
    const { under } = list(store);
    press(store, 'i', 'G', 'u');
    expect(list(store).under).toBe(under);
  });

  it.each(seeds(10, 100))(
    'of every step of a session by chance gives the first state, and redo the last (%i)',
    async (seed) => {
      const store = explorerOn(await hubOf(60));
      const random = seeded(seed);
      const keys = [
        ['j'],
        ['j'],
        ['5', 'j'],
        ['k'],
        ['G'],
        ['n'],
        ['space'],
        ['3', 'space'],
        ['A'],
        ['!'],
        ['V', 'j', 'j', 'V'],
        ['r', 'm'],
        ['r', 'B'],
        ['i'],
        ['S'],
        ['s', 't'],
        ['s', 'd'],
        ['c'],
        ['escape'],
        ['/', 's', 'enter'],
        ['u'],
        ['u'],
        ['ctrl-r'],
        ['enter'],
        ['f', 'j', 'space', 'f'],
        [':', 'ctrl-u', ...'year:2003', 'enter'],
      ];
      // What was done last is undone from where its step ended, wherever the cursor went since.
      press(store, 'S', 'S');
      press(store, 'u', 'u');
      const first = seen(store);
      for (let step = 0; step < 120; step += 1) press(store, ...keys[Math.floor(random() * keys.length)]!);
      press(store, 'escape', 'escape', 'S');
      const last = seen(store);
      const steps = countSteps(list(store).past.done);
      for (let step = 0; step < steps; step += 1) press(store, 'u');
      expect(list(store).past.done).toBeNull();
      const { scroll, under, ...view } = seen(store) as Record<string, unknown>;
      const { scroll: _, under: __, ...firstView } = first as Record<string, unknown>;
      expect(view).toEqual(firstView);
      for (let step = 0; step < steps; step += 1) press(store, 'ctrl-r');
      expect(seen(store)).toEqual(last);
    },
  );

  it('adds to its steps and copies none: what is kept of a mark is that mark, whatever else is selected', async () => {
    const store = explorerOn(await hubOf(200));
    press(store, 'A', ...Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 'space' : 'k')));
    let kept = 0;
    for (let rest = list(store).past.done; rest !== null; rest = rest.rest)
      kept += rest.step.selection?.turned.length ?? 0;
    expect(kept).toBeLessThanOrEqual(301);
    expect(countSelected(list(store).selection)).toBeGreaterThan(150);
  });
});
