/** Making a folder with the folders above it. */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, for their owner only. Node's own recursive mkdir never ends where the
 * folder above is there and the system says of the new one that it is not, as below /proc.
 * @throws whatever the system says
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let place = path.resolve(folder);
  while (statSync(place, { throwIfNoEntry: false }) === undefined && path.dirname(place) !== place) {
    missing.push(place);
    place = path.dirname(place);
  }
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one, { mode: 0o700 });
    } catch (error) {
      // Another program may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(one).isDirectory()) throw error;
    }
  }
}
