#!/usr/bin/env node
/**
 * The bin. It must parse and run on Node versions far older than the program's own, because what it does there is hand
 * over or explain: so nothing is loaded here but Node's own modules, and the rest only after the check. It is built as CommonJS, for which
 * Node starts a millisecond or two sooner than for a module.
 */
import type { Script } from 'node:vm';

/** The two files of the built program from this one, put in by the build: what the first frame needs, and the rest. */
declare const PITH_TUI_FIRST: string;
declare const PITH_TUI_REST: string;

/** A file of the program: what the other file asks it for, by the name of a module. */
interface ProgramFile {
  part(name: string): unknown;
}

const OLDEST_NODE = 22;
const NEWEST_KNOWN = 24;
/** Milliseconds after which the program has drawn its first frame on any machine that is not very busy. */
const KEPT_AFTER = 2000;
/** Milliseconds after which the first frame is drawn, and Ink has taken over, where the machine is not very busy. */
const REST_AFTER = 250;
// Not imports, for which esbuild copies all that its module of files has.
const fs = require('node:fs') as typeof import('node:fs');
const { isatty } = require('node:tty') as typeof import('node:tty');
const vm = require('node:vm') as typeof import('node:vm');
const { enableCompileCache } = require('node:module') as typeof import('node:module');
/** What keeps the code of files whose code is still to be kept. */
const unkept = new Set<() => void>();

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  void import('./cli/older-node.js').then(({ handOver }) => handOver(OLDEST_NODE, __dirname));
} else if (!printPage(process.argv.slice(2))) {
  // Its first call names the folder of all versions of Node, every later one that of this version, whose code no other takes.
  enableCompileCache();
  const kind = kindOfRun(process.argv[2]);
  let rest: ProgramFile | undefined;
  const theRest = (): ProgramFile => {
    rest ??= load<ProgramFile>(PITH_TUI_REST, kind, first.part);
    return rest;
  };
  const first: ProgramFile & typeof import('./cli/run.js') = load(PITH_TUI_FIRST, kind, (name) => theRest().part(name));
  if (kind === 'screen') {
    // What keys ask for is there before they do.
    setTimeout(theRest, REST_AFTER).unref();
    setTimeout(holdYoung, KEPT_AFTER).unref();
  }
  void first.run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}

/**
 * Has V8 hold the room for what is young as large as it has become in a start: for a few hundred keys it would let it grow to 48 MB, and
 * keys take no longer without. Versions of Node that are not known here may not know the flag, and would say so on the screen.
 */
function holdYoung(): void {
  // Code that V8 makes under one set of flags it takes under no other, and the next start has those of this one's begin.
  for (const keep of unkept) keep();
  if (Number(process.versions.node.split('.')[0]) > NEWEST_KNOWN) return;
  (require('node:v8') as typeof import('node:v8')).setFlagsFromString('--semi-space-growth-factor=1');
}

/** What is run: a command, or the screen. Which of the program's functions are needed depends on it. */
function kindOfRun(word = ''): string {
  if (/^[a-z-]+$/u.test(word) && fs.existsSync(`${__dirname}/pages/help-${word}.txt`)) return word;
  return (isatty(0) && isatty(1)) || process.argv.includes('--pick') ? 'screen' : 'list';
}

/**
 * Runs a file of the program with the code that V8 made of it when the same kind of thing was run before. Node's own cache keeps it as it is
 * before anything has run, with no function compiled but the outermost; compiling them again takes longer than all the rest of a start.
 */
function load<Exports>(name: string, kind: string, other: (name: string) => unknown): Exports {
  const file = `${__dirname}/${name}`;
  const folder = enableCompileCache().directory;
  const kept = folder === undefined ? undefined : `${folder}/${name.replace(/^.*\//u, '')}-${kind}`;
  const cachedData = kept === undefined ? undefined : contentsOf(kept);
  const script = new vm.Script(fs.readFileSync(file, 'latin1'), { filename: file, cachedData });
  if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected)) keepCode(script, kept);
  const part = { exports: {} as Exports };
  script.runInThisContext()(part.exports, require, part, file, (name: string) => import(name), other);
  return part.exports;
}

/** Once most of what such a run needs has run, before V8 forgets functions that are not called any more. */
function keepCode(script: Script, file: string): void {
  const keep = (): void => {
    unkept.delete(keep);
    clearTimeout(timer);
    process.off('exit', keep);
    try {
      const fresh = `${file}.${process.pid}`;
      fs.writeFileSync(fresh, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(fresh, file);
    } catch {
      // A start is slower without, and nothing else.
    }
  };
  const timer = setTimeout(keep, KEPT_AFTER);
  timer.unref();
  process.on('exit', keep);
  unkept.add(keep);
}

function contentsOf(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Prints what a build has in a file of its own (cli/pages/pages.ts), loading nothing; false where it is none of these. */
function printPage(words: readonly string[]): boolean {
  const [first = '', second = ''] = words.map((word) =>
    word === '-h' ? 'help' : word.replace(/^--(?=help$|version$)/u, ''),
  );
  const name = second === '' ? first : second === 'help' ? `help-${first}` : `${first}-${second}`;
  if (words.length > 2 || !/^(?:version|help|help-[a-z-]+|completion-[a-z]+)$/u.test(name)) return false;
  let rest: Buffer;
  try {
    rest = fs.readFileSync(`${__dirname}/pages/${name}.txt`);
  } catch {
    return false;
  }
  const { length } = rest;
  try {
    while (rest.length > 0) rest = rest.subarray(fs.writeSync(1, rest));
  } catch (error) {
    // A reader that went away, as `| head` does, has had enough; whatever else is wrong the program itself can tell.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE' && rest.length === length) return false;
  }
  return true;
}
