// Bundles src/main.ts and what it loads on demand, as the published program runs it: node build.mjs [FOLDER], dist/ by default.
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const folder = process.argv[2] ?? 'dist';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: { 'pith-tui': 'src/main.ts' },
  outdir: folder,
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
});
// A checkout's own npx, unlike an installation, does not do this.
chmodSync(`${folder}/pith-tui.js`, 0o755);
