/** Menus where the screen is lower than they are. */
import { expect, it } from 'vitest';
import { exploring, hubOf, press, shown } from '../support.js';

it('a menu that is cut says where in it the cursor is, one that is whole does not', async () => {
  const store = exploring(await hubOf(3));
  press(store, 's');
  expect(shown(store)).toMatch(/╭─ Sort ─+╮/u);
  const entries = shown(store).match(/│ [a-z] ./gu)!.length;
  store.resize(60, 10);
  expect(shown(store)).toMatch(new RegExp(`╭─ Sort 1/${entries} ─`, 'u'));
  press(store, 'down', 'down');
  expect(shown(store)).toMatch(new RegExp(`╭─ Sort 3/${entries} ─`, 'u'));
});

it('explains the marks before its entries, those of filters and those of what is in force', async () => {
  const store = exploring(await hubOf(12));
  press(store, 'r');
  expect(shown(store)).not.toContain('asked for');
  press(store, '?');
  expect(shown(store)).toContain('◆ asked for  ¬ left out');
  press(store, 'escape', 's', '?');
  expect(shown(store)).toContain('◆ as it is now');
});
