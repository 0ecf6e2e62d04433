/** What the program takes of memory beyond what it holds. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from './harness/program.js';
import { explore } from './library.js';

it('has V8 hold the room for what is young small, however much is made and dropped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-young-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'young');
  const watched = ['env', `NODE_OPTIONS=--require=${join(ROOT, 'tests/e2e/harness/young.cjs')}`];
  const t = await explore(['hep-th/9711200'], { within: watched, env: { PITH_TUI_TEST_YOUNG: folder } });
  await t.until('2,414 of 2,414');
  writeFileSync(join(folder, 'go'), '');
  await t.until(() => existsSync(out) && readFileSync(out, 'utf8') !== '');
  expect(Number(readFileSync(out, 'utf8'))).toBeLessThan(20);
});
