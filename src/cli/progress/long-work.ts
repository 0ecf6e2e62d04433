/** How far long work on a library is: one line on a terminal, from the moment on at which it is noticed. */
import type { Library } from '../../library/library.js';

/** Before that nobody wonders, and oftener nobody reads, in milliseconds. */
const UNNOTICED = 300;
const OFTEN = 100;

interface Where {
  isTerminal: boolean;
  write(text: string): void;
  /** Milliseconds. */
  now(): number;
}

const STANDARD_ERROR: Where = {
  isTerminal: process.stderr.isTTY,
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
};

/** Does what tells the library how far it is, and takes the line away at its end. @param title what is done, as in `Merging` */
export function withProgress<T>(library: Library, title: string, act: () => T, where: Where = STANDARD_ERROR): T {
  const { isTerminal, write, now } = where;
  if (!isTerminal) return act();
  const { heed } = library;
  const begun = now();
  let shown = Number.NEGATIVE_INFINITY;
  library.heed = (done) => {
    heed(done);
    const at = now();
    if (at - begun < UNNOTICED || at - shown < OFTEN) return;
    shown = at;
    write(`\r\u001b[2K${title}: ${Math.floor(done * 100)}%`);
  };
  try {
    return act();
  } finally {
    library.heed = heed;
    if (shown >= begun) write('\r\u001b[2K');
  }
}
