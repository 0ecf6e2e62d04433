/** Menus that explain themselves. */
import { expect, it } from 'vitest';
import type { Store } from '../../../../src/tui/state/store.js';
import { exploring, hubOf, press, shown } from '../../support.js';

const menuOf = (store: Store) => {
  const top = store.top();
  if (top.kind !== 'menu') throw new Error('no menu is open');
  return top;
};

it.each(['r', 's', 'O', 'Y', 'D', 'W', '=', '@'])(
  'every entry of %s has a sentence, and all are shown',
  async (key) => {
    const store = exploring(await hubOf(8));
    store.resize(160, 60);
    press(store, key);
    const { entries } = menuOf(store);
    for (const { help } of entries) expect(help).toMatch(/^\p{Lu}.*\.$/u);
    expect(shown(store)).not.toContain(entries[0]!.help);
    press(store, '?');
    const text = shown(store).replaceAll(/[^\p{L}\p{N}.]+/gu, ' ');
    for (const { help, why } of entries)
      expect(text).toContain(
        (why ?? help)
          .replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')
          .slice(0, 30)
          .trim(),
      );
    press(store, '?');
    expect(shown(store)).not.toContain(entries[0]!.help);
  },
);

it('the entry under the cursor is seen where not all have room', async () => {
  const store = exploring(await hubOf(8));
  store.resize(80, 12);
  press(store, 'O', '?');
  const { entries } = menuOf(store);
  for (const { label, help } of entries) {
    expect(shown(store)).toContain(label);
    expect(shown(store)).toContain(help.split(' ').slice(-1)[0]!);
    press(store, 'down');
  }
});

it('an entry is chosen by its letter all the same', async () => {
  const store = exploring(await hubOf(8));
  press(store, 's', '?', 't');
  expect(shown(store)).toContain('sort:title');
});
