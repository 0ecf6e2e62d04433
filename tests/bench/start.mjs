// Runs a TypeScript program of this folder on the Node of the checkout: node start.mjs run|write-library [ARGUMENT…].
// The bundle, and for measuring a copy of the built program, lie in a folder of their own, so that a build made meanwhile does not
// change what is measured.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [entry, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'pith-tui-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

try {
  for (const shared of ['node_modules', 'data', 'package.json', 'tests'])
    symlinkSync(join(root, shared), join(folder, shared));
  if (entry === 'run') {
    execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  }
  await build({
    entryPoints: [join(root, 'tests/bench', `${entry}.ts`)],
    outfile: join(folder, 'bundle', `${entry}.mjs`),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'esnext',
    sourcemap: 'inline',
    logLevel: 'error',
  });

  const { main } = await import(pathToFileURL(join(folder, 'bundle', `${entry}.mjs`)));
  // npm runs scripts in the project's folder; files are named from where the person is.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await main(folder, args);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
