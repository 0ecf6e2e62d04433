/** The tutorial in a real terminal: walked to its end, left and gone on with, and heard. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { open } from './harness/program.js';

/** What is to be seen of each step, and keys that do what it asks for. */
const WALK: readonly (readonly [asks: string, keys: readonly string[]])[] = [
  ['1/16 j and k', ['j', 'j']],
  ['2/16 Enter shows', ['enter']],
  ['3/16 Esc takes one thing back', ['escape']],
  ['4/16 r asks for a role', ['r', 'm']],
  ['5/16 The line above the list', ['escape']],
  ['6/16 / finds words', ['/', 'g', 'a', 't', 'e', 'enter']],
  ['7/16 c clears', ['c']],
  ['8/16 s asks for an order', ['s', 'd']],
  ['9/16 a includes', ['a']],
  ['10/16 D excludes', ['D', 'o']],
  ['11/16 u takes back', ['u']],
  ['12/16 f goes to the filters', ['f', 'space']],
  ['13/16 o is the hub’s overview', ['o']],
  ['14/16 Esc comes back', ['escape', 'c']],
  ['15/16 e writes BibTeX', ['e']],
  ['16/16 ? tells all keys', ['escape', '?']],
];

it('is walked from the first step to the last in the real explorer, and touches no library but its own', async () => {
  const t = await open(['tutorial'], { size: [80, 24] });
  await t.until('Counting Sheep at Scale (a made-up paper)');
  await t.until('All of this is made up');
  for (const [asks, keys] of WALK) {
    const lines = await t.until(asks);
    expect(lines.at(-1)).toContain(asks);
    await t.press(...keys);
  }
  await t.until('That was all. q leaves');
  await t.press('escape', 'escape', 'q');
  const { code } = await t.exit();
  expect(code).toBe(0);
  expect(readdirSync(join(t.home, 'data/pith-tui'))).toEqual(['tutorial']);
  expect(existsSync(join(t.home, 'state'))).toBe(false);
  expect(readFileSync(join(t.home, 'data/pith-tui/tutorial/step'), 'utf8')).toBe('16\n');
});

it('is left by q at any step, goes on there, and begins anew after the last one', async () => {
  const t = await open(['tutorial'], { size: [80, 24] });
  await t.until('1/16');
  await t.press('j', 'j');
  await t.until('2/16');
  await t.press('Z');
  // The way back from what was passed over is passed over, too.
  await t.until('4/16 r asks for a role');
  await t.press('q');
  await t.exit();

  const env = { XDG_DATA_HOME: join(t.home, 'data') };
  const next = await open(['tutorial'], { size: [80, 24], env });
  await next.until('4/16 r asks for a role');
  for (let at = 4; at <= 16; at += 1) await next.press('Z');
  await next.until('That was all.');
  await next.press('q');
  await next.exit();

  const anew = await open(['tutorial'], { size: [80, 24], env });
  await anew.until('1/16 j and k');
});

it('is heard, too', async () => {
  const t = await open(['tutorial', '--screen-reader']);
  const said = (text: string): Promise<unknown> => t.until(() => t.raw().includes(text));
  await said('Step 1 of 16: j and k');
  await t.press('j', 'j');
  await said('Step 2 of 16: Enter shows');
  await t.press('Z');
  await said('Step 4 of 16: ');
});
