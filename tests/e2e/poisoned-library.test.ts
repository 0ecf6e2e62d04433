/** The screen on a library whose labels would work a terminal, since another program wrote into it. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../library/support.js';
import { comeThrough, poisonedLibrary } from '../poisoned-library.js';
import { open } from './harness/program.js';

const MENU = 'capital: not these';

it.each([
  ['r', 'role', /o\]0;owned/u],
  ['P', 'polarity', /suppo\]0;owned/u],
  ['v', 'verdict', /accep\]0;owned/u],
])('the menu of %s brings no sequence to the terminal, and its choice none either', async (key, field, label) => {
  const library = join(folder(), 'poisoned.sqlite');
  await poisonedLibrary(library);
  const t = await open(['2001.00000'], { library });
  await t.until('80 of 80');
  await t.press(key);
  expect((await t.until(MENU)).join('\n')).toMatch(label);
  await t.press('enter');
  const lines = await t.until((shown) => !shown.join('\n').includes(MENU));
  expect(lines.join('\n')).toMatch(`${field}:`);
  await t.press('q', 'q');
  await t.exit();
  expect(comeThrough(t.raw())).toEqual([]);
});
