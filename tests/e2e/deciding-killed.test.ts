/** The program killed while somebody decides in it: what the screen said was decided is there afterwards. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { seeded } from '../library/support.js';
import { seeds } from '../seeds.js';
import { ROOT } from './harness/program.js';
import { explore } from './library.js';

const RIGL = '1911.11134';
/** Keys that include, exclude and set aside the paper at the cursor, and go on to the next; what is put off does not count as screened. */
const DECIDING = ['a', 'd', 'm'];

/** How many papers the line of numbers calls screened. */
function screened(lines: readonly string[]): number {
  return Number(/(\d+) screened/u.exec(lines[1] ?? '')?.[1] ?? 0);
}

it.each(seeds(2, 100))('keeps every decision that stood on the screen (%i)', async (seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const library = join(folder, 'library.sqlite');
  copyFileSync(inject('bundledLibrary'), library);
  const random = seeded(seed);
  const t = await explore([RIGL], { library, env: { XDG_STATE_HOME: join(folder, 'state'), USER: 'ada' } });
  await t.until('370 of 370');
  const keys = Array.from(
    { length: 5 + Math.floor(random() * 60) },
    () => DECIDING[Math.floor(random() * DECIDING.length)]!,
  );
  const wanted = 1 + Math.floor(random() * (keys.length - 1));
  const pressing = t.press(...keys);
  await t.until((lines) => screened(lines) >= wanted);
  t.kill('SIGKILL');
  await t.exit();
  await pressing;
  // Whatever it still wrote before it was gone is on the screen now.
  const shown = screened(t.screen());
  expect(shown).toBeGreaterThanOrEqual(wanted);
  const says = (...args: string[]): string =>
    execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), ...args, '--library', library], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
  const kept = (JSON.parse(says('list', RIGL, '-status:unscreened', '--json')) as { status: string }[]).length;
  expect(kept).toBeGreaterThanOrEqual(shown);
  expect(kept).toBeLessThanOrEqual(keys.length);
  expect(says('doctor')).toContain('The file is sound.');
  expect(says('journal', '--jsonl').trimEnd().split('\n')).toHaveLength(kept);
});
