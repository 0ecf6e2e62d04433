/** Nothing is kept that nothing uses. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

it('every file, export and package is used, and every package that is used is in package.json', async () => {
  const knip = join(ROOT, 'node_modules/knip/bin/knip.js');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [knip, '--no-exit-code'], { cwd: ROOT });
  expect(`${stdout}${stderr}`).toBe('');
});
