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

it('nothing that a run of the program left behind is kept: no library, no export, no name that a slip of the keys made', async ({
  skip,
}) => {
  const listed = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: ROOT }).catch(() => undefined);
  if (listed === undefined) return skip('this is no checkout of git');
  const files = listed.stdout.split('\0').filter((file) => file !== '');
  expect(files).toContain('package.json');
  expect(files.filter((file) => /\.sqlite(?:-shm|-wal)?$/u.test(file) || /[^\w./-]/u.test(file))).toEqual([]);
  expect(
    files.filter((file) => !file.includes('/') && /\.(?:bib|ris|csv|jsonl|graphml|gexf|net)$/u.test(file)),
  ).toEqual([]);
});
