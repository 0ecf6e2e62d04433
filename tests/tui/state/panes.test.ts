/** Which pane has the keys when the terminal has another size. */
import { describe, expect, it } from 'vitest';
import { countSelected } from '../../../src/tui/state/selection.js';
import { cites, load } from '../../library/support.js';
import { explorerOn, hubOf, linesOf, list, press } from '../support.js';

describe('the keys', () => {
  it('go to the list where the details have no room any more', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, 'alt-3');
    expect(list(store).focus).toBe('details');
    store.resize(80, 24);
    press(store, 'j', 'j', 'space');
    expect(list(store)).toMatchObject({ focus: 'list', scroll: { cursor: 3 } });
    expect(countSelected(list(store).selection)).toBe(1);
  });

  it('are in the list when a hub that was left with them in the details is opened again', async () => {
    const lib = await hubOf(30);
    await load(lib, [cites(1, 30)]);
    const store = explorerOn(lib);
    press(store, '>', 'alt-3');
    const { hub, focus } = list(store);
    expect(focus).toBe('details');
    press(store, 'q');
    store.resize(80, 24);
    press(store, '>');
    expect(list(store)).toMatchObject({ hub, focus: 'list' });
  });
});

describe('the hint of the key that goes back', () => {
  const hint = (store: ReturnType<typeof explorerOn>): string | undefined =>
    / q (.+?)(?: {2}|$)/u.exec(linesOf(store).at(-1)!)?.[1];

  it('says where that leads: to what lies below, or out of the program', async () => {
    const store = explorerOn(await hubOf(4));
    expect(hint(store)).toBe('quit');
    press(store, 'enter');
    expect(hint(store)).toBe('back');
    press(store, 'q', 'o');
    expect(hint(store)).toBe('back');
    press(store, 'q');
    expect(hint(store)).toBe('quit');
    press(store, 'q');
    expect(store.get().exit).toBe(0);
  });

  it('says how many ids are printed then, where papers are picked', async () => {
    const store = explorerOn(await hubOf(4));
    store.set({ picking: true });
    expect(hint(store)).toBe('print no id');
    press(store, 'space');
    expect(hint(store)).toBe('print 1 id');
    press(store, 'space', 'o');
    expect(hint(store)).toBe('back');
    press(store, 'q');
    expect(hint(store)).toBe('print 2 ids');
    press(store, '?', ...'pick');
    expect(linesOf(store).join(' ')).toContain('with --pick');
  });
});
