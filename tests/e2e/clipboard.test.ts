/** What the screen says of the clipboard is so. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakePrograms } from '../fake-programs.js';
import type { OpenOptions, Program } from './harness/program.js';
import { explore } from './library.js';

const ENTRY = /^@misc\{cheng2023survey,[\s\S]*\}\s*$/u;

/** Copies the first paper's entry. */
async function copyIn(options: OpenOptions): Promise<Program> {
  const t = await explore(['1911.11134'], options);
  await t.until('of 370');
  await t.press('y', 'y', 'j');
  return t;
}

describe('the clipboard', () => {
  it.skipIf(spawnSync('tmux', ['-V']).status !== 0)('is that of tmux as it comes (needs tmux)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pith-tui-tmux-'));
    const tmux = ['tmux', '-S', join(folder, 'socket'), '-f', '/dev/null'] as const;
    const ask = (...words: string[]) => spawnSync(tmux[0], [...tmux.slice(1), ...words], { encoding: 'utf8' });
    onTestFinished(() => {
      ask('kill-server');
      rmSync(folder, { recursive: true, force: true });
    });
    const t = await copyIn({ within: [...tmux, 'new-session'] });
    await t.until('Copied the BibTeX entry by tmux.');
    const { stdout } = ask('show-buffer');
    expect(stdout).toMatch(ENTRY);
    // tmux hands it to the terminal it is in.
    await t.until(() => t.clipboard() === stdout);
  });

  it('is the terminal’s where nothing else is there, and that is said', async () => {
    const t = await copyIn({});
    await t.until('Sent the BibTeX entry to the terminal for its clipboard.');
    expect(t.clipboard()).toMatch(ENTRY);
  });

  it('is reached though one quits with the next key', async () => {
    const t = await explore(['1911.11134']);
    await t.until('of 370');
    t.type('yy\x03');
    await t.exit();
    expect(t.clipboard()).toMatch(ENTRY);
  });

  it.each([
    ['wl-copy', { 'wl-copy': 'takes', xclip: 'takes' }],
    ['xclip', { 'wl-copy': 'fails', xclip: 'takes' }],
    ['xclip', { 'wl-copy': 'hangs', xclip: 'takes' }],
  ] as const)('is that of the desktop by %s of %o', async (by, programs) => {
    const { PATH, got } = fakePrograms(programs);
    const t = await copyIn({ env: { PATH, SSH_TTY: undefined, WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' } });
    await t.until(`Copied the BibTeX entry by ${by}.`);
    expect(got(by)?.toString()).toMatch(ENTRY);
    expect(t.clipboard()).toBeNull();
  });

  it('is the terminal’s where the desktop’s program hangs', async () => {
    const { PATH } = fakePrograms({ 'wl-copy': 'hangs' });
    const t = await copyIn({ env: { PATH, SSH_TTY: undefined, WAYLAND_DISPLAY: 'wayland-0' } });
    await t.until('Sent the BibTeX entry to the terminal for its clipboard.');
    expect(t.clipboard()).toMatch(ENTRY);
  });
});
