/** The bytes that terminals send for keys. */

const BYTES: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  'shift-down': '\x1b[1;2B',
  'alt-up': '\x1b[1;3A',
  'alt-down': '\x1b[1;3B',
  'alt-left': '\x1b[1;3D',
  'alt-right': '\x1b[1;3C',
  // Where the terminal tells it from Tab.
  'ctrl-i': '\x1b[105;5u',
  'ctrl-left': '\x1b[1;5D',
  'ctrl-right': '\x1b[1;5C',
};

/** What xterm sends for a key by its name in the key table. */
export function bytesOf(key: string): string {
  const known = BYTES[key];
  if (known !== undefined) return known;
  if ([...key].length === 1) return key;
  const control = /^ctrl-([a-z@[\\\]^_])$/u.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
  const alt = /^alt-(.+)$/u.exec(key)?.[1];
  if (alt !== undefined) return `\x1b${bytesOf(alt)}`;
  throw new Error(`No terminal has a key "${key}".`);
}
