/** The clipboard: by programs that say whether they took a text, else by the terminal, which does not say. */
import { spawn } from 'node:child_process';
import { fitsOsc52, osc52 } from './osc52.js';
import { type Env, isOverSsh } from './remote.js';

/** What became of a text: the names of the programs that took it, that the terminal was asked to take it, or why not. */
export type Copied = { by: string } | 'sent' | { problem: string };

export interface Surroundings {
  env: Env;
  platform: NodeJS.Platform;
  /** Writes to the terminal. */
  write(sequence: string): void;
}

/** How long a program may take to read a text: one that hangs, as without its desktop, is left then. In milliseconds. */
const PATIENCE = 3000;

/** A program that reads a text from its standard input, and takes it if it ends with 0. */
interface Taker {
  name: string;
  args: readonly string[];
  /** The text in bytes; UTF-8 where nothing is said. */
  bytes?: (text: string) => Buffer;
  env?: Env;
}

/** tmux passes no program's OSC 52 on unless it is set to. With `-w` it puts the text on its own terminal's clipboard as well. */
function ofTmux({ TMUX }: Env, text: string): Taker[] {
  if (!TMUX) return [];
  const plain = { name: 'tmux', args: ['load-buffer', '-'] };
  // Before 3.2 it knows no `-w`.
  return fitsOsc52(text) ? [{ name: 'tmux', args: ['load-buffer', '-w', '-'] }, plain] : [plain];
}

/** The programs of a desktop, the likeliest first. Not all of them need be there. */
function ofDesktop({ env, platform }: Surroundings): Taker[] {
  if (isOverSsh(env)) return [];
  const takers: Taker[] = [];
  if (env.WAYLAND_DISPLAY) takers.push({ name: 'wl-copy', args: ['--type', 'text/plain'] });
  if (env.DISPLAY)
    takers.push(
      { name: 'xclip', args: ['-selection', 'clipboard', '-in'] },
      { name: 'xsel', args: ['--clipboard', '--input'] },
    );
  // Without a locale it reads Mac Roman.
  if (platform === 'darwin') takers.push({ name: 'pbcopy', args: [], env: { LC_CTYPE: 'UTF-8' } });
  // It reads the code page of Windows unless a byte order mark says better.
  if (platform === 'win32' || env.WSL_DISTRO_NAME)
    takers.push({ name: 'clip.exe', args: [], bytes: (text) => Buffer.from(`\ufeff${text}`, 'utf16le') });
  return takers;
}

/** Gives a text to a program; whether it took it. */
function gives({ name, args, bytes, env }: Taker, text: string, around: Env, patience: number): Promise<boolean> {
  return new Promise((done) => {
    // Nothing but this program may write to the screen; nobody waits for a pipe that what goes on in the background keeps open.
    const child = spawn(name, args, { env: { ...around, ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      ended(false);
    }, patience);
    const ended = (isTaken: boolean): void => {
      clearTimeout(timer);
      done(isTaken);
    };
    child.on('error', () => ended(false));
    child.on('exit', (code) => ended(code === 0));
    // One that ends before it has read everything says so by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(bytes?.(text) ?? text);
    // Who quits does not wait for it: it goes on by itself.
    child.unref();
    timer.unref();
  });
}

/**
 * A function that puts a text on the clipboard. tmux and the desktop each get it where they are there; the terminal is asked
 * where neither took it. Of several texts the last one stays.
 */
export function createClipboard(around: Surroundings, patience = PATIENCE): (text: string) => Promise<Copied> {
  let before: Promise<unknown> = Promise.resolve();

  /** The name of the first that takes a text. */
  const firstOf = async (takers: readonly Taker[], text: string): Promise<string[]> => {
    // A system that has no room for a program throws instead of telling.
    for (const taker of takers)
      if (await gives(taker, text, around.env, patience).catch(() => false)) return [taker.name];
    return [];
  };

  const copy = async (text: string): Promise<Copied> => {
    const took = await Promise.all([firstOf(ofTmux(around.env, text), text), firstOf(ofDesktop(around), text)]);
    const by = took.flat().join(' and ');
    if (by !== '') return { by };
    const asked = osc52(text, around.env);
    if ('problem' in asked) return asked;
    around.write(asked.sequence);
    return 'sent';
  };

  return (text) => {
    const copied = before.then(() => copy(text));
    before = copied.catch(() => {});
    return copied;
  };
}
