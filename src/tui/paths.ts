import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** A path as typed, `~` for the home folder. */
export function placeOf(path: string): string {
  return resolve(path.replace(/^~(?=\/|$)/u, homedir()));
}
