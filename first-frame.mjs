// The program is two files: what its first frame needs, and all the rest, which is loaded when something of it is used.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';

const SRC = fileURLToPath(new URL('src', import.meta.url));
/** The modules that run before the first frame is there, of the screens that a program begins with: paths below src. */
const FIRST = new Set(JSON.parse(readFileSync(new URL('first-frame.json', import.meta.url), 'utf8')));

/** `cli/run` of `/…/src/cli/run.ts`. */
const nameOf = (path) =>
  relative(SRC, path)
    .replaceAll('\\', '/')
    .replace(/\.tsx?$/u, '');
const pathOf = (name) => [`${name}.ts`, `${name}.tsx`].map((file) => join(SRC, file)).find((path) => existsSync(path));

/** What each module of src exports. */
async function exportsOfAll() {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file));
  const { metafile } = await build({
    entryPoints: files.map((file) => join(SRC, file)),
    outdir: 'dist',
    bundle: false,
    format: 'esm',
    metafile: true,
    write: false,
    // That src/main.ts, built as CommonJS, is looked at as a module here.
    logLevel: 'error',
  });
  return new Map(Object.values(metafile.outputs).map((one) => [nameOf(join(SRC, '..', one.entryPoint)), one.exports]));
}

/**
 * Stands in for a module of the rest: functions are asked there when they are called, anything else when it is read, and nothing is
 * looked at before.
 */
function standIn(name, exports) {
  const source = readFileSync(pathOf(name), 'utf8');
  const functions = new Set([...source.matchAll(/^export (?:async )?function\*? *(\w+)/gmu)].map((found) => found[1]));
  const values = exports.filter((one) => !functions.has(one));
  const lines = exports
    .filter((one) => functions.has(one))
    .map((one) => `export function ${one}(...given) { return it().${one}(...given); }`);
  return [
    `let all; const it = () => (all ??= other('${name}'));`,
    ...(values.length === 0 ? [] : [`export { ${values.join(', ')} } from 'values:${name}';`]),
    ...lines,
  ].join('\n');
}

/** What is no function, as properties that are looked up whenever they are read. */
const valuesOf = (name, exports) =>
  `module.exports = { ${exports.map((one) => `get ${one}() { return other('${name}').${one}; }`).join(', ')} };`;

/**
 * @returns for each of the two files what esbuild begins with and the plugin that ends it where the other begins. The rest must be built
 * after the first: only then is known what is asked of it.
 */
export async function twoFiles() {
  const exportsOf = await exportsOfAll();
  for (const name of FIRST)
    if (!exportsOf.has(name)) throw new Error(`first-frame.json names src/${name}, which is not there.`);
  /** Of the rest, what modules of the first file import. */
  const asked = new Set();
  const entry = (contents) => ({ stdin: { contents, resolveDir: SRC, loader: 'js' } });
  const plugin = (name, isOther, contentsOf) => ({
    name,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, importer, namespace, resolveDir }) => {
        if (namespace !== 'file' || !resolveDir.startsWith(SRC) || importer === '') return undefined;
        const target = nameOf(join(resolveDir, path.replace(/\.js$/u, '')));
        return exportsOf.has(target) && isOther(target) ? { path: target, namespace: name } : undefined;
      });
      onResolve({ filter: /^values:/ }, ({ path }) => ({ path: path.slice('values:'.length), namespace: 'values' }));
      onLoad({ filter: /^/, namespace: 'values' }, ({ path }) => ({ contents: valuesOf(path, exportsOf.get(path)) }));
      onLoad({ filter: /^/, namespace: name }, ({ path }) => ({
        contents: contentsOf(path),
        resolveDir: dirname(SRC),
      }));
    },
  });
  const own = () =>
    [...FIRST].map((name, at) => {
      const names = exportsOf.get(name);
      return {
        imports: `import { ${names.map((one) => `${one} as ${one}_${at}`).join(', ')} } from './${name}.js';`,
        given: `case '${name}': return { ${names.map((one) => `${one}: ${one}_${at}`).join(', ')} };`,
      };
    });
  return {
    first: () => ({
      ...entry(
        `${own()
          .map(({ imports }) => imports)
          .join('\n')}
export { run } from './cli/run.js';
import sqlite from 'better-sqlite3';
export function part(name) { switch (name) { case 'better-sqlite3': return sqlite; ${own()
          .map(({ given }) => given)
          .join('\n')} } }`,
      ),
      plugin: plugin(
        'rest',
        (name) => !FIRST.has(name),
        (name) => {
          asked.add(name);
          return standIn(name, exportsOf.get(name));
        },
      ),
    }),
    /** What the first file asks for while it is loaded, before there is a rest, belongs to it. @returns whether that is so of a module */
    takes(text) {
      let missing;
      try {
        const load = vm.runInThisContext(`(function (exports, require, module, __filename, other) {${text}\n})`);
        load({}, createRequire(import.meta.url), {}, fileURLToPath(import.meta.url), (name) => {
          missing ??= name;
          throw new Error(`src/${name} is not there yet.`);
        });
      } catch (error) {
        if (missing === undefined) throw error;
      }
      if (missing !== undefined) FIRST.add(missing);
      return missing !== undefined;
    },
    rest: () => ({
      ...entry(
        `export function part(name) { switch (name) { ${[...asked]
          .filter((name) => !FIRST.has(name))
          // In whatever order they were asked for, the same sources are the same file.
          .sort()
          .map((name) => `case '${name}': return require('./${name}.js');`)
          .join('\n')} } }`,
      ),
      // The first file has run when the rest is loaded.
      plugin: plugin(
        'first',
        (name) => FIRST.has(name),
        (name) => `export const { ${exportsOf.get(name).join(', ')} } = other('${name}');`,
      ),
    }),
  };
}
