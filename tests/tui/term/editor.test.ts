/** A text in an editor of the reader's. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editText } from '../../../src/tui/term/editor.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'an editor '));
  vi.stubEnv('VISUAL', '');
  vi.stubEnv('EDITOR', '');
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** An editor that is a shell script; its arguments are those it was given, the file the last of them. */
function script(lines: string): string {
  const file = join(folder, 'edit.sh');
  writeFileSync(file, `#!/bin/sh\nfor file; do :; done\n${lines}\n`);
  chmodSync(file, 0o755);
  return `'${file}'`;
}
const left = (): string[] => readdirSync(folder).filter((name) => name.startsWith('pith-tui-'));

describe.skipIf(process.platform === 'win32')('a text in an editor', () => {
  it('is read again as it was left, in a file that only its owner may read and that is gone afterwards', async () => {
    vi.stubEnv(
      'EDITOR',
      `${script(`cat "$file" > '${folder}/was'; stat -c %a "$file" > '${folder}/mode' || stat -f %Lp "$file" > '${folder}/mode'; printf 'two\\nlines\\n\\n' > "$file"`)} --wait`,
    );
    expect(await editText('what was there', 1000)).toEqual({ text: 'two\nlines' });
    expect(readFileSync(join(folder, 'was'), 'utf8')).toBe('what was there\n');
    expect(readFileSync(join(folder, 'mode'), 'utf8').trim()).toBe('600');
    expect(left()).toEqual([]);
  });

  it('goes to $VISUAL before $EDITOR', async () => {
    vi.stubEnv('EDITOR', 'false');
    vi.stubEnv('VISUAL', script('printf seen > "$file"'));
    expect(await editText('', 1000)).toEqual({ text: 'seen' });
  });

  it.each([
    ['ends with an error', 'false', /ended with an error; the note is as it was/u],
    ['is not there', 'no-such-editor-here', /no-such-editor-here cannot be started; set VISUAL or EDITOR/u],
    ['removes the file', 'rm', /left no file to read/u],
  ])('is as it was where the editor %s', async (_, editor, problem) => {
    vi.stubEnv('EDITOR', editor);
    expect(await editText('kept', 1000)).toEqual({ problem: expect.stringMatching(problem) });
    expect(left()).toEqual([]);
  });

  it('is as it was where there is no folder for its file', async () => {
    vi.stubEnv('EDITOR', 'true');
    vi.stubEnv('TMPDIR', join(folder, 'none'));
    expect(await editText('kept', 1000)).toEqual({
      problem: `No file for the editor can be made in ${join(folder, 'none')} (no such file or directory); set TMPDIR to another folder.`,
    });
  });

  it.each([
    ['a little', 1001],
    ['far', 5000],
  ])('is not cut where it is %s too long: it is left in its file, which is named', async (_, length) => {
    vi.stubEnv('EDITOR', `head -c ${length} /dev/zero | tr '\\0' x > `);
    const done = await editText('kept', 1000);
    const [file] = left().map((name) => join(folder, name, 'note.md'));
    expect(done).toEqual({
      problem: `A note has room for 1,000 characters; it is as it was, and what you wrote is in ${file}.`,
    });
    expect(readFileSync(file!, 'utf8')).toBe('x'.repeat(length));
  });
});
