/** A command of this program that runs beside the screen, which hears what it writes and can ask it to end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { BESIDE_SCREEN } from './beside.js';

export interface Commands {
  /** Runs a command with nothing to read. @returns its exit code: 130 where it was stopped */
  run(words: readonly string[], heard: (line: string) => void): Promise<number>;
  /** Asks what runs to end, as Ctrl-C does: a second time, at once. */
  stop(): void;
}

/** One command at a time. */
export function createCommands(): Commands {
  let child: ChildProcess | null = null;
  return {
    run(words, heard) {
      const { argv, env, execPath } = process;
      // Of its own it has neither keyboard nor screen.
      const own = spawn(execPath, [argv[1] ?? '', ...words], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...env, ...BESIDE_SCREEN },
      });
      child = own;
      for (const input of [own.stdout, own.stderr]) createInterface({ input }).on('line', heard);
      return new Promise((resolve, reject) => {
        own.once('error', reject);
        own.once('close', (code) => {
          child = null;
          resolve(code ?? 130);
        });
      });
    },
    stop: () => void child?.kill('SIGINT'),
  };
}
