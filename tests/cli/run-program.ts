/** Runs the built program as a child, with a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Built before all tests (tests/vitest.config.ts). */
export const PROGRAM = path.join(ROOT, 'dist', 'pith-tui.js');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Home {
  folder: string;
  library: string;
  /** Runs to the end. */
  run(...argv: string[]): Promise<Ended>;
  /** The same with more environment, another Node, or text on standard input. */
  runWith(how: How, ...argv: string[]): Promise<Ended>;
  /** A shell line in which `$pith` is the program. */
  shell(line: string, env?: NodeJS.ProcessEnv): Promise<Ended>;
  start(how: How, ...argv: string[]): ChildProcess;
  remove(): void;
}

interface How {
  env?: NodeJS.ProcessEnv;
  node?: string;
  cwd?: string;
  /** 'pipe' for a test that writes to it; nothing is there otherwise. */
  stdin?: 'pipe';
}

export function makeHome(): Home {
  const folder = mkdtempSync(path.join(tmpdir(), 'pith-tui-cli-'));
  const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    HOME: folder,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    ...more,
  });
  const start = ({ env: more, node = process.execPath, cwd = folder, stdin }: How, ...argv: string[]): ChildProcess =>
    spawn(node, [PROGRAM, ...argv], { cwd, env: env(more), stdio: [stdin ?? 'ignore', 'pipe', 'pipe'] });
  return {
    folder,
    library: path.join(folder, '.local', 'share', 'pith-tui', 'library.sqlite'),
    run: (...argv) => ended(start({}, ...argv)),
    runWith: (how, ...argv) => ended(start(how, ...argv)),
    shell: (line, more = {}) =>
      ended(
        spawn('/bin/bash', ['-c', line], {
          cwd: folder,
          env: env({ ...more, pith: `${process.execPath} ${PROGRAM}` }),
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
    start,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A home whose library is what the first start makes: with the bundled hubs. */
export function makeHomeWithHubs(): Home {
  const home = makeHome();
  mkdirSync(path.dirname(home.library), { recursive: true });
  copyFileSync(inject('bundledLibrary'), home.library);
  return home;
}

export function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}
