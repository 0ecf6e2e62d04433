/** Folders made with those above them. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../src/files/make-folder.js';

function home(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('makes a folder and those above it, for their owner only, and leaves one that is there', () => {
  const folder = path.join(home(), 'a', 'b');
  makeFolder(folder);
  makeFolder(folder);
  for (const made of [folder, path.dirname(folder)]) expect(statSync(made).mode & 0o777).toBe(0o700);
});

it('says what the system says where there is a file in the way', () => {
  const file = path.join(home(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(path.join(file, 'a', 'b'))).toThrow(/^ENOTDIR/u);
});

// There the system says of a folder that cannot be made that it is not there.
it.skipIf(!existsSync('/proc/self'))('ends where the system lets nobody make a folder', () => {
  expect(() => makeFolder('/proc/nope/a/b')).toThrow(/^ENOENT/u);
});
