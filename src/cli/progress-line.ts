/** How far a command is, for who waits for it at a terminal. */

/** One line on the terminal that rewrites itself; nothing where standard error is no terminal. */
export function progressLine(): { show(text: string): void; clear(): void } {
  let shown = '';
  const write = (text: string): void => {
    if (!process.stderr.isTTY || text === shown) return;
    process.stderr.write(`\r${text.padEnd(shown.length)}${text === '' ? '\r' : ''}`);
    shown = text;
  };
  return { show: write, clear: () => write('') };
}

/** `40 s`, `12 min`, `3 h 5 min`. */
export function timeWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** From how many seconds on what is done tells how long the rest takes. */
const TELLING = 3;

/**
 * `34%, 25 s left`, of work that has told before how far it is; the latter after a while, and unless it ends soon.
 * @param done from 0 to 1; seconds: since it began
 */
export function doneWords(done: number, seconds: number): string {
  const left = done > 0 && seconds >= TELLING ? (seconds / done) * (1 - done) : 0;
  return `${Math.floor(done * 100)}%${left < 1 ? '' : `, ${timeWords(left)} left`}`;
}
