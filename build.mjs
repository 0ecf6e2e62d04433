// Bundles src/main.ts and what it loads on demand into dist/, as the published program runs it.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { outputFiles, metafile } = await build({
  metafile: true,
  entryPoints: { 'pith-tui': 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // Not node22: for that target esbuild turns /v literals into RegExp calls that all run at start.
  target: 'esnext',
  minify: true,
  legalComments: 'none',
  external: ['better-sqlite3'],
  chunkNames: 'parts/[name]-[hash]',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    PITH_TUI_VERSION: JSON.stringify(version),
  },
  alias: {
    'react-devtools-core': './src/tui/ink/no-devtools.ts',
    'string-width': './src/tui/ink/string-width.ts',
  },
  banner: {
    js: "import { createRequire as pithRequire } from 'node:module'; const require = pithRequire(import.meta.url);",
  },
  write: false,
});

// A program that starts during a build finds the old one or the new one whole: parts first, the start-up file by a rename.
mkdirSync('dist/parts', { recursive: true });
for (const { path, contents } of outputFiles.sort((a, b) => b.path.length - a.path.length)) {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(beside, contents, { mode: 0o755 });
  renameSync(beside, path);
}
// The packages in the bundle, with the licences under which they may be passed on.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? []),
);
const notices = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/iu.test(file));
  const text = licence === undefined ? '' : `\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  return `${name} ${about.version} (${about.license})\n${text}`;
});
writeFileSync('dist/licences.txt', `pith-tui holds these packages:\n\n${notices.join(`\n${'-'.repeat(72)}\n`)}`);

const built = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of readdirSync('dist/parts')) if (!built.has(name)) rmSync(join('dist/parts', name), { force: true });
