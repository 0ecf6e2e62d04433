/** By which way a text reaches the clipboard. The programs are shell scripts by their names. */
import { describe, expect, it } from 'vitest';
import { createClipboard } from '../../../src/tui/term/clipboard.js';
import { LONGEST_CLIPBOARD, osc52 } from '../../../src/tui/term/osc52.js';
import type { Env } from '../../../src/tui/term/remote.js';
import { fakePrograms } from '../../fake-programs.js';

/** No machine is so slow. */
const FOREVER = 300_000;
const TMUX = { TMUX: '/tmp/tmux-0/default,1,0' };
const WAYLAND = { WAYLAND_DISPLAY: 'wayland-0' };
const X11 = { DISPLAY: ':0' };

function clipboard(
  programs: Parameters<typeof fakePrograms>[0],
  env: Env,
  { patience = FOREVER, platform = 'linux' as NodeJS.Platform } = {},
) {
  const fakes = fakePrograms(programs);
  const written: string[] = [];
  const write = (sequence: string): void => void written.push(sequence);
  return { fakes, written, copy: createClipboard({ env: { PATH: fakes.PATH, ...env }, platform, write }, patience) };
}

describe('a copied text', () => {
  it.each([
    ['wl-copy', { ...WAYLAND, ...X11 }],
    ['xclip', X11],
    ['xsel', X11],
    ['tmux', TMUX],
    ['tmux', { ...TMUX, ...WAYLAND, SSH_TTY: '/dev/pts/1' }],
  ])('goes by %s where it is there', async (name, env) => {
    const { fakes, written, copy } = clipboard({ [name]: 'takes' }, env);
    expect(await copy('Grüße\n'.repeat(50_000))).toEqual({ by: name });
    expect(fakes.got(name)?.toString()).toBe('Grüße\n'.repeat(50_000));
    expect(written).toEqual([]);
  });

  it('goes by pbcopy on a Mac, and by clip.exe in Windows as it reads Unicode', async () => {
    const mac = clipboard({ pbcopy: 'takes' }, {}, { platform: 'darwin' });
    expect(await mac.copy('é')).toEqual({ by: 'pbcopy' });
    expect(mac.fakes.got('pbcopy')?.toString()).toBe('é');
    const linuxInWindows = clipboard({ 'clip.exe': 'takes' }, { WSL_DISTRO_NAME: 'Debian' });
    expect(await linuxInWindows.copy('é')).toEqual({ by: 'clip.exe' });
    expect([...linuxInWindows.fakes.got('clip.exe')!]).toEqual([0xff, 0xfe, 0xe9, 0]);
  });

  it('goes to tmux and to the desktop where both are there', async () => {
    const { fakes, copy } = clipboard({ tmux: 'takes', 'wl-copy': 'takes' }, { ...TMUX, ...WAYLAND });
    expect(await copy('a')).toEqual({ by: 'tmux and wl-copy' });
    expect(['tmux', 'wl-copy'].map((name) => fakes.got(name)?.toString())).toEqual(['a', 'a']);
  });

  it('goes by the next program where one fails', async () => {
    const env = { ...WAYLAND, ...X11 };
    const { fakes, copy } = clipboard({ 'wl-copy': 'fails', xclip: 'fails', xsel: 'takes' }, env);
    // More than fits into a pipe that nobody reads.
    const text = 'x'.repeat(1_000_000);
    expect(await copy(text)).toEqual({ by: 'xsel' });
    expect(fakes.got('xsel')?.toString()).toBe(text);
  });

  it.each(['fails', 'hangs'] as const)('is sent to the terminal where the program %s', async (does) => {
    const { written, copy } = clipboard({ 'wl-copy': does }, WAYLAND, { patience: does === 'hangs' ? 50 : FOREVER });
    expect(await copy('a')).toBe('sent');
    expect(written).toEqual([(osc52('a', {}) as { sequence: string }).sequence]);
  });

  it.each([
    ['over ssh', { ...WAYLAND, ...X11, SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }],
    ['without a desktop', {}],
  ])('is sent to the terminal %s, as long as it is short enough', async (_, env) => {
    const { fakes, written, copy } = clipboard({ 'wl-copy': 'takes', xclip: 'takes' }, env);
    expect(await copy('a')).toBe('sent');
    expect(await copy('x'.repeat(LONGEST_CLIPBOARD))).toHaveProperty('problem', expect.stringContaining('too long'));
    expect(written).toHaveLength(1);
    expect(fakes.got('wl-copy') ?? fakes.got('xclip')).toBeNull();
  });

  it('holds up nobody while its program reads it, and the last of two stays', async () => {
    const { fakes, copy } = clipboard({ 'wl-copy': 'waits' }, WAYLAND);
    const both = [copy('first'), copy('second')];
    // Were the program waited for here, this would never come to let it go on.
    fakes.letGo('wl-copy');
    expect(await Promise.all(both)).toEqual([{ by: 'wl-copy' }, { by: 'wl-copy' }]);
    expect(fakes.got('wl-copy')?.toString()).toBe('second');
  });
});
