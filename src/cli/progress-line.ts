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
