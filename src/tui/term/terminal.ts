/** The terminal the screen is on: standard input and output, or, where these are pipes, the one that the program was started in. */
import { closeSync, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';

export interface Terminal {
  stdin: ReadStream;
  stdout: WriteStream;
}

/** Where a process finds its terminal, whatever its streams are (POSIX, General Terminal Interface). */
const OWN = '/dev/tty';

/** @returns null where the program was started in none; else it is to be closed */
export function ownTerminal(): (Terminal & { close(): void }) | null {
  const opened: number[] = [];
  const open = (flags: 'r' | 'w'): number => {
    const file = openSync(OWN, flags);
    opened.push(file);
    return file;
  };
  try {
    const stdin = new ReadStream(open('r'));
    const stdout = new WriteStream(open('w'));
    // Node asks for the size again for its standard streams alone.
    const resized = (): void => (stdout as unknown as { _refreshSize(): void })._refreshSize();
    process.on('SIGWINCH', resized);
    return {
      stdin,
      stdout,
      close() {
        process.off('SIGWINCH', resized);
        stdin.destroy();
        stdout.destroy();
      },
    };
  } catch {
    for (const file of opened) closeSync(file);
    return null;
  }
}
