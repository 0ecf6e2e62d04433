/** The figures of a sitting in a file, to compare a later one with. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownFolder } from '../../../src/cli/folders.js';
import type { Beside } from './beside.js';

/** Where the last sitting is kept that was told no other place. */
export const lastPlace = (): string => join(ownFolder('cache'), 'bench.json');

export function keep(file: string, sitting: { beside: readonly Beside[] } & Record<string, unknown>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(sitting, null, 2)}\n`);
}

/** The rows of a sitting that was kept. @throws Error with a sentence where there are none in the file */
export function keptAt(file: string): Beside[] {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be compared with: ${(error as Error).message}.`);
  }
  const rows = (kept as { beside?: unknown } | null)?.beside;
  if (!Array.isArray(rows)) throw new Error(`${file} has no figures of npm run bench to compare with.`);
  return rows as Beside[];
}
