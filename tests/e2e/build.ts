import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the program the end-to-end tests run, once before all tests. */
export default function setup(): void {
  execFileSync(process.execPath, ['build.mjs'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: 'inherit',
  });
}
