/** Bundling a small program for a test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './program.js';

/** Bundles a small TypeScript program beside the tests, as the real one is; `remove` when done. */
export async function bundle(entry: string): Promise<{ file: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'pith-tui-bundle-'));
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(ROOT, entry)],
    absWorkingDir: ROOT,
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'esnext',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    alias: {
      'react-devtools-core': './src/tui/ink/no-devtools.ts',
      'string-width': './src/tui/ink/string-width.ts',
    },
    banner: {
      js: "import { createRequire as pithRequire } from 'node:module'; const require = pithRequire(import.meta.url);",
    },
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
