// better-sqlite3 is fourteen small files, whose finding and loading takes a tenth of a start: the program holds them, and loads the
// compiled part alone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const LIB = dirname(createRequire(import.meta.url).resolve('better-sqlite3'));
const { version } = JSON.parse(readFileSync(join(LIB, '../package.json'), 'utf8'));

/**
 * Loaded when a library is opened. What is held is for the compiled part of the same version only: with another, or where it lies
 * elsewhere than npm puts it, all of it is loaded.
 */
const HELD = `
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
let loaded;
module.exports = { get Database() { return (loaded ??= load()); } };
/** Rows of a statement made one value after the other before code is compiled for it: most statements of a start give one row or a screen. */
const FEW = 64;
function load() {
  const near = ['../../node_modules', '../../..'].map((way) => join(dirname(__filename), way, 'better-sqlite3')).find((folder) => existsSync(folder));
  if (near === undefined || JSON.parse(readFileSync(join(near, 'package.json'), 'utf8')).version !== '${version}') return require('better-sqlite3');
  const { getBinding } = require(join(near, 'lib/binding.js'));
  const Database = require(${JSON.stringify(join(LIB, 'database.js'))})((given) => withFewRows(getBinding(given)), true);
  Database.SqliteError = require(${JSON.stringify(join(LIB, 'sqlite-error.js'))});
  return Database;
}
function withFewRows(addon) {
  const { initialize } = addon;
  addon.initialize = (error, arrays, appender, compiled, ...others) => initialize(error, arrays, appender, rowsOf(compiled), ...others);
  return addon;
}
function rowsOf(compiled) {
  return (...keys) => {
    let made = 0;
    let make;
    return (...values) => {
      if (make !== undefined) return make(...values);
      if (made++ === FEW) make = compiled(...keys);
      const row = {};
      for (let i = 0; i < keys.length; ++i) row[keys[i]] = values[i];
      return row;
    };
  };
}
`;

/** @param contents of the module whose Database stands in the place of better-sqlite3 */
const instead = (contents) => ({
  name: 'bundled-sqlite',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^better-sqlite3$/ }, ({ path, namespace }) =>
      namespace === 'sqlite' ? { path, external: true } : { path: 'default', namespace: 'sqlite' },
    );
    onResolve({ filter: /^held$/ }, () => ({ path: 'held', namespace: 'sqlite' }));
    onLoad({ filter: /^default$/, namespace: 'sqlite' }, () => ({
      contents: "export { Database as default } from 'held';",
    }));
    onLoad({ filter: /^held$/, namespace: 'sqlite' }, () => ({ contents, resolveDir: LIB }));
  },
});

/** For the file of the program that is loaded first. */
export const sqliteHeld = instead(HELD);
/** For the other one, which asks the first. */
export const sqliteAsked = instead("module.exports = { get Database() { return other('better-sqlite3'); } };");
