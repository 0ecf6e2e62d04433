/** A command of this program on the normal screen. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command of this program on the terminal as it is, and waits for Enter, so that what it said can be read. The
 * terminal must be the caller's to give: see `lend` of the session.
 */
export async function runCommand(words: readonly string[]): Promise<void> {
  const { stdin, stdout, argv, execPath } = process;
  const child = spawn(execPath, [argv[1] ?? '', ...words], { stdio: 'inherit' });
  await once(child, 'close');
  stdout.write('\nEnter goes back. ');
  stdin.resume();
  await once(stdin, 'data');
  stdin.pause();
}
