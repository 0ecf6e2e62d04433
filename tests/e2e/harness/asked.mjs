// Runs the built program's first file as src/main.ts does, and writes down what it had asked of the rest when its first frame was written:
// asked.mjs FILE NODE PROGRAM [ARGUMENT…]
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const [out, , program, ...args] = process.argv.slice(2);
const folder = join(dirname(program), 'parts');
/** What a frame begins with. */
const FRAME = '\x1b[?2026h';

function load(name, other) {
  const file = join(
    folder,
    readdirSync(folder).find((one) => one.startsWith(`${name}-`)),
  );
  const part = { exports: {} };
  const importPart = (path) => import(pathToFileURL(join(folder, '..', path)).href);
  const run = new vm.Script(readFileSync(file, 'latin1'), {
    filename: file,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext();
  run(part.exports, createRequire(file), part, file, importPart, other);
  return part.exports;
}

const asked = [];
const { write } = process.stdout;
process.stdout.write = (text, ...rest) => {
  if (process.stdout.write !== write && String(text).includes(FRAME)) {
    process.stdout.write = write;
    // Whoever waits for the file finds it whole.
    writeFileSync(`${out}.new`, JSON.stringify(asked));
    renameSync(`${out}.new`, out);
  }
  return write.call(process.stdout, text, ...rest);
};
let rest;
const first = load('first', (name) => {
  asked.push(name);
  rest ??= load('rest', first.part);
  return rest.part(name);
});
process.exitCode = await first.run(args);
