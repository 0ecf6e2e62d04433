/** Paths as people type them. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** A path as typed, `~` for the home folder. */
export function resolveTyped(path: string): string {
  return resolve(path.replace(/^~(?=\/|$)/u, homedir()));
}
