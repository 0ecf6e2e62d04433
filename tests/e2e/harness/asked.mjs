// Runs the built program's first file as src/main.ts does, and writes down what it had asked of the rest when its first frame was written:
// asked.mjs FILE NODE PROGRAM [ARGUMENT…]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  const source = `(function (exports, require, module, __filename, importPart, other) {${readFileSync(file, 'latin1')}\n})`;
  const part = { exports: {} };
  const importPart = (path) => import(pathToFileURL(join(folder, '..', path)).href);
  const run = new vm.Script(source, {
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
    writeFileSync(out, JSON.stringify(asked));
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
