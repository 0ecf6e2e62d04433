/** Before all tests that run the program: builds it, and makes the library of its first start for them to copy. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A library with the bundled hubs; to be copied, not changed. */
    bundledLibrary: string;
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export default function setup({ provide }: TestProject): () => void {
  execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-bundled-'));
  const library = join(folder, 'library.sqlite');
  execFileSync(process.execPath, [join(ROOT, 'dist/pith-tui.js'), 'hubs', '--library', library], { stdio: 'ignore' });
  provide('bundledLibrary', library);
  return () => rmSync(folder, { recursive: true, force: true });
}
