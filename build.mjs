// Bundles src/main.ts and what it loads on demand into dist/, as the published program runs it.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { sqliteAsked, sqliteHeld } from './bundled-sqlite.mjs';
import { twoFiles } from './first-frame.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const shared = {
  bundle: true,
  platform: 'node',
  // Not node22: for that target esbuild turns /v literals into RegExp calls that all run at start.
  target: 'esnext',
  minify: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  outdir: 'dist',
  external: ['better-sqlite3'],
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    PITH_TUI_VERSION: JSON.stringify(version),
  },
};
// Parts have names of what is in them, so that a start during a build finds the old ones or the new ones.
const named = { entryNames: 'parts/[name]-[hash]' };
/** The path of a part from another. */
const beside = ({ outputFiles: [file] }) => `./${basename(file.path)}`;
// Ink and Yoga wait while they are loaded, which only ES modules can.
const ink = await build({
  ...shared,
  ...named,
  entryPoints: { ink: 'src/tui/ink/mount.tsx' },
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  alias: {
    'react-devtools-core': './src/tui/ink/no-devtools.ts',
    'string-width': './src/tui/ink/string-width.ts',
  },
  banner: {
    js: "import { createRequire as pithRequire } from 'node:module'; const require = pithRequire(import.meta.url);",
  },
});
/** Ink's part from the start-up file. */
const INK = `./parts/${basename(beside(ink))}`;
/** Node's own modules whose loading takes milliseconds are loaded by the first use of something they have. */
const lateModules = {
  name: 'late-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === 'late' || AT_ONCE.has(path) ? { path, external: true } : { path, namespace: 'late' },
    );
    onLoad({ filter: /^/, namespace: 'late' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path));
      const getters = names.map((name) => `get ${name}() { return it().${name}; }`);
      return {
        contents: `let all; const it = () => (all ??= require('${path}')); module.exports = { ${getters.join(', ')} };`,
      };
    });
  },
};
/** Those that Node has loaded when a program starts. */
const AT_ONCE = new Set(['node:fs', 'node:module', 'node:os', 'node:path', 'node:process', 'node:url', 'node:util']);
const commonJs = {
  ...shared,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { ...shared.define, 'import.meta': 'pithMeta' },
  banner: { js: "const pithMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };" },
};
// The program is two CommonJS files (first-frame.mjs). What is imported on demand runs when it is asked for: a file for each of these parts
// would cost a start a millisecond apiece, and ES modules another twenty, since of Node's own modules they have everything made.
const inkApart = {
  name: 'ink-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/ink\/mount\.js$/ }, () => ({ path: INK, external: true }));
  },
};
/**
 * A file that is read as what it is, without decoding. What esbuild leaves as it was written is patterns, as literals and in String.raw,
 * and there a character and its escape are the same.
 */
function inAscii(text) {
  if (/\\[^\0-\x7f]/u.test(text)) throw new Error('A character beyond ASCII is escaped, which it need not be.');
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** A file that is one function of what it is given, so that src/main.ts need not put half a megabyte together anew. */
const asFunction = (text) => `(function (exports, require, module, __filename, importPart, other) {${text}\n})`;
const files = await twoFiles();
const programFile = ({ stdin, plugin }, name, sqlite) =>
  build({
    ...commonJs,
    stdin: { ...stdin, sourcefile: `${name}.js` },
    entryNames: `parts/${name}-[hash]`,
    plugins: [lateModules, inkApart, sqlite, plugin],
  });
let first;
do first = await programFile(files.first(), 'first', sqliteHeld);
while (files.takes(first.outputFiles[0].text));
const rest = await programFile(files.rest(), 'rest', sqliteAsked);
// What V8 runs out of a cache cannot import, and asks the start-up file to.
const [firstFile] = first.outputFiles;
const pieces = firstFile.text.split(`import("${INK}")`);
if (pieces.length !== 2) throw new Error('The program does not import Ink in one place.');
firstFile.contents = Buffer.from(asFunction(inAscii(pieces.join(`importPart("${INK}")`))));
const [restFile] = rest.outputFiles;
restFile.contents = Buffer.from(asFunction(inAscii(restFile.text)));
const threads = await build({
  ...commonJs,
  entryPoints: { 'parts/worker': 'src/tui/tasks/worker.ts', 'parts/reader': 'src/sources/ahead/reader.ts' },
});
const printing = await build({
  ...commonJs,
  entryPoints: { 'parts/printing': 'src/cli/printing/thread.ts' },
  plugins: [lateModules, sqliteHeld],
});
/** The path of a part from the start-up file, as a word of the source. */
const path = (result) => JSON.stringify(`parts/${basename(beside(result))}`);
const main = await build({
  ...shared,
  entryPoints: { 'pith-tui': 'src/main.ts' },
  format: 'cjs',
  define: { ...shared.define, PITH_TUI_FIRST: path(first), PITH_TUI_REST: path(rest) },
});
const results = [ink, first, rest, threads, printing, main];
const outputFiles = results.flatMap((result) => result.outputFiles);

// A program that starts during a build finds the old one or the new one whole: parts first, the start-up file by a rename.
mkdirSync('dist/parts', { recursive: true });
for (const { path, contents } of outputFiles.sort((a, b) => b.path.length - a.path.length)) {
  const fresh = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(fresh, contents, { mode: 0o755 });
  renameSync(fresh, path);
}
// What is the same each time it is printed, so that printing it loads nothing.
const maker = join('dist', `.pages.${process.pid}.mjs`);
await build({
  entryPoints: ['src/cli/pages/pages.ts'],
  outfile: maker,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'esnext',
  define: { PITH_TUI_VERSION: JSON.stringify(version) },
});
const { manPage, pages } = await import(pathToFileURL(maker).href);
rmSync(maker);
mkdirSync('dist/pages', { recursive: true });
for (const [name, text] of pages(version)) {
  const fresh = join('dist/pages', `.${name}.${process.pid}`);
  writeFileSync(fresh, text);
  renameSync(fresh, join('dist/pages', `${name}.txt`));
}
// The start-up file has the name it always had, and is no module.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
writeFileSync('dist/pith-tui.1', manPage(version));
// The packages in the bundle, with the licences under which they may be passed on.
const packages = new Set(
  results
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? []),
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
// What begins with a dot is on its way into its place, of a build that runs beside this one.
for (const name of readdirSync('dist/parts'))
  if (!built.has(name) && !name.startsWith('.')) rmSync(join('dist/parts', name), { force: true });
