/** A round of `update --all`: when it began, so that one that was broken off goes on where it was. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../../files/make-folder.js';
import { fetchLogFile } from '../fetch/log.js';

/** What is older is not gone on with: the lists read then have changed since. */
const LASTS_MS = 12 * 60 * 60_000;

export interface Round {
  /** UTC time. */
  startedAt: string;
  end(): void;
}

/** The round of a library that was broken off and is not too old, or else a new one, noted in the platform's folder. */
export function openRound(library: string, now = Date.now()): Round {
  const name = createHash('sha256').update(path.resolve(library)).digest('hex').slice(0, 16);
  const file = path.join(path.dirname(fetchLogFile()), `update-${name}`);
  const end = (): void => {
    try {
      rmSync(file, { force: true });
    } catch {}
  };
  const noted = startOf(file);
  if (noted !== undefined && noted <= now && now - noted < LASTS_MS)
    return { startedAt: new Date(noted).toISOString(), end };
  const startedAt = new Date(now).toISOString();
  // Where it cannot be noted, a round that is broken off begins anew.
  try {
    makeFolder(path.dirname(file));
    writeFileSync(file, startedAt, { mode: 0o600 });
  } catch {}
  return { startedAt, end };
}

function startOf(file: string): number | undefined {
  try {
    const at = Date.parse(readFileSync(file, 'utf8'));
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
