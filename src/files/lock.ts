/** One writer at a time for a file that several programs add to. */
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { beside } from './beside.js';

/** Somebody else has the file for longer than anybody should. */
export class FileLockedError extends Error {
  override name = 'FileLockedError';
}

/** A lock of another machine's process, whose life cannot be seen from here, counts as left behind after so long. */
const STALE_AFTER_MS = 60_000;
const PAUSE_MS = 15;

let counter = 0;

/**
 * Runs an action while holding the lock of a file: `.<name>.lock` beside it, made so that only one can make it. A lock whose
 * process has ended is taken over.
 * @param action is told how to ask whether the lock is still its own; it should ask before it does what cannot be undone
 * @throws FileLockedError where the lock is not free in time
 */
export function withLock<T>(file: string, action: (isHeld: () => boolean) => T, waitMs = 10_000): T {
  const lock = `${beside(file)}.lock`;
  const token = `${process.pid} ${hostname()} ${Date.now()}-${counter++}`;
  // A clock that is set back must not prolong the wait.
  const until = performance.now() + waitMs;
  while (!take(lock, token)) {
    if (breakStale(lock)) continue;
    if (performance.now() > until)
      throw new FileLockedError(
        `${file} is being written by another program; ${lock} says which, and may be deleted if it is not running`,
      );
    pause();
  }
  sweep(lock);
  const isHeld = (): boolean => contentOf(lock) === token;
  try {
    return action(isHeld);
  } finally {
    if (isHeld()) rmSync(lock, { force: true });
  }
}

/** Written before it is put in its place, so that nobody reads an empty one. */
function take(lock: string, token: string): boolean {
  const own = `${lock}.${process.pid}.${counter++}`;
  const handle = openSync(own, 'wx', 0o600);
  try {
    writeSync(handle, token);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The other one is when somebody swept our file away: from another machine our process cannot be seen.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    // A file system without links.
    return takeWithoutLinks(lock, token);
  } finally {
    rmSync(own, { force: true });
  }
}

function takeWithoutLinks(lock: string, token: string): boolean {
  try {
    const handle = openSync(lock, 'wx', 0o600);
    writeSync(handle, token);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Takes away a lock that was left behind, and puts it back if it was another one by then. */
function breakStale(lock: string): boolean {
  const seen = contentOf(lock);
  if (seen === undefined) return true;
  if (!isStale(lock, seen)) return false;
  const aside = `${lock}.${process.pid}.${counter++}.stale`;
  try {
    renameSync(lock, aside);
  } catch {
    return true;
  }
  if (contentOf(aside) !== seen) {
    try {
      linkSync(aside, lock);
    } catch {
      // Another one has it meanwhile; the owner of this one finds out before it writes.
    }
  }
  rmSync(aside, { force: true });
  return true;
}

/** What processes that have ended left beside the file: their temporary files carry their numbers. */
function sweep(lock: string): void {
  const folder = path.dirname(lock);
  const begin = path.basename(lock).replace(/lock$/, '');
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(begin)) continue;
    const pid = /^(?:lock\.)?(\d+)\.(?:(?:[0-9a-f]{12}\.)?part|\d+(?:\.stale)?)$/.exec(name.slice(begin.length))?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(path.join(folder, name), { force: true });
  }
}

function isStale(lock: string, token: string): boolean {
  const [pid, host] = token.split(' ');
  if (host === hostname() && /^\d+$/.test(pid ?? '')) return !isAlive(Number(pid));
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_AFTER_MS;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS + Math.floor(Math.random() * PAUSE_MS));
}
