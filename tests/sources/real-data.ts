/** Where the recorded data lies beside a checkout; tests that need it are skipped, by name, where it is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const REAL_DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
export const NO_REAL_DATA = !existsSync(REAL_DATA);

export function realFile(path: string): string {
  return `${REAL_DATA}${path}`;
}

export function realJson(path: string): unknown {
  const bytes = readFileSync(realFile(path));
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}
