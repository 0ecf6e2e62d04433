/** What a terminal has still to answer when the program leaves it: read here, so that no shell takes it for something typed. */
import { closeSync, constants, openSync, readSync } from 'node:fs';

/** How long an answer is waited for, ms. */
const WAIT = 50;
/** How long it takes to look again, ms. */
const PAUSE = 1;

/** Reads the terminal, which must be in raw mode, up to what matches; not at all where the process has none. */
export function readAway(last: RegExp): void {
  const buffer = Buffer.alloc(4096);
  let input = '';
  const look = (terminal: number): 'more' | 'nothing' | 'gone' => {
    try {
      const bytes = readSync(terminal, buffer);
      input += buffer.toString('latin1', 0, bytes);
      return bytes === 0 ? 'gone' : 'more';
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'nothing' : 'gone';
    }
  };
  let terminal: number;
  try {
    // Opened anew, since the program's own input waits where there is nothing to read.
    terminal = openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return;
  }
  try {
    const end = performance.now() + WAIT;
    for (let seen = look(terminal); seen !== 'gone' && !last.test(input); seen = look(terminal)) {
      if (performance.now() > end) return;
      if (seen === 'nothing') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  } finally {
    closeSync(terminal);
  }
}
