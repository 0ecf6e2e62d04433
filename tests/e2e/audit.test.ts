/** `pith-tui audit` in a terminal: one key an answer, the figures when it is left. */
import { expect, it } from 'vitest';
import { explore, LONG_HUB } from './library.js';

const ARGS = ['audit', LONG_HUB, '--sample', '3', '--seed', '7'];

it('asks without showing a label, and prints the agreement when it is left', async ({ onTestFinished: finished }) => {
  const t = await explore(ARGS, { size: [100, 30], finished, env: { PITH_TUI_NAME: 'Ada' } });
  await t.until(/▸Citation 1 of 3/u);
  expect(t.screen().slice(0, -3).join('\n')).not.toMatch(/background|method/u);
  await t.press('m');
  await t.until(/▸Citation 2 of 3/u);
  await t.press('b');
  await t.until(/▸Citation 3 of 3/u);
  await t.press('q');
  await t.until(/2 of 3 judged by Ada\./u);
  await t.until(/test agrees on \d of 2, /u);
  expect(await t.exit()).toMatchObject({ code: 0 });
  expect(t.altScreen()).toBe(false);
});
