/** Programs run in a real pseudo-terminal, watched through a terminal emulator. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { makeTerminal } from './cells.js';
import { bytesOf } from './keys.js';
import { type Cell, cellsOf, framed, linesOf } from './screen.js';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUILT = join(ROOT, 'dist/pith-tui.js');

export interface RunOptions {
  /** Columns and rows; 120 by 36 where nothing is said. */
  size?: readonly [columns: number, rows: number];
  /** Added to an environment of a home of its own, xterm-256color, a UTF-8 locale and no desktop; undefined takes away. */
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** What the terminal sends when asked for its background; nothing where nothing is said. null: it answers no question at all. */
  background?: string | null;
  /** The terminal knows kitty's keyboard protocol, and says so when it is asked. */
  keyboard?: boolean;
  /** Of the test's own context, where several tests run at once: the program ends with its own test. */
  finished?: (close: () => Promise<void>) => void;
}

export interface OpenOptions extends RunOptions {
  /** The library file; without it one in the home of this run. */
  library?: string;
  /** The command that runs the program, such as a terminal multiplexer. */
  within?: readonly string[];
  /** The size the terminal tells, where it is not the one it has. */
  says?: readonly [columns: number, rows: number];
}

export type Wanted = string | RegExp | ((lines: string[]) => unknown);

export interface Program {
  readonly pid: number;
  /** The folder that is HOME, and holds the XDG folders; gone after the test. */
  readonly home: string;
  /** Waits for a text in a line, a match of the whole screen or a truth about its lines; fails with the screen it saw last. */
  until(wanted: Wanted, timeout?: number): Promise<string[]>;
  /** Waits until for so many ms nothing was written and the program had nothing to do. */
  still(ms?: number): Promise<string[]>;
  /**
   * Presses keys by their names in the key table, each in a write of its own; a slow program may read several at once. An
   * Escape before other keys is sent as the kitty protocol has it, as no time between them is long enough for any machine.
   */
  press(...keys: string[]): Promise<void>;
  /** Sends text or any bytes in one write. */
  type(text: string): void;
  paste(text: string): void;
  screen(): string[];
  cells(): Cell[][];
  /** Column and row from 0. */
  cell(x: number, y: number): Cell;
  cursor(): { x: number; y: number; visible: boolean };
  altScreen(): boolean;
  bracketedPaste(): boolean;
  /** What of the mouse the terminal reports, `none` or `vt200` (presses and the wheel), and whether it reports its focus. */
  mouse(): { tracking: string; focus: boolean };
  /** Presses the left button at a cell; `times` in one write. */
  click(x: number, y: number, times?: number): void;
  /** What was put on the terminal's clipboard last, by OSC 52. */
  clipboard(): string | null;
  /** All that was written since the last `mark`, undecoded but for UTF-8. */
  raw(): string;
  mark(): void;
  resize(columns: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Closes the terminal under the program, as when its window goes away. */
  hangUp(): void;
  /** Waits for the end of the program. */
  exit(timeout?: number): Promise<{ code: number; signal: number }>;
}

/** A test that waits in vain ends with the screen it saw; nothing depends on how long that is. */
const TIMEOUT = 300_000;
/** How often a truth that no write of the program brings is looked at again. */
const LOOK_AGAIN = 200;
const ESCAPE_BEFORE_KEYS = '\x1b[27u';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Whether a process, and the one its terminal belongs to at the moment, wait for something; true where that cannot be known. */
function rests(pid: number): boolean {
  const stat = (of: number): string[] => {
    try {
      const text = readFileSync(`/proc/${of}/stat`, 'utf8');
      return text.slice(text.lastIndexOf(')') + 2).split(' ');
    } catch {
      return [];
    }
  };
  const own = stat(pid);
  const front = Number(own[5]);
  return [own[0], front > 0 ? stat(front)[0] : undefined].every((state) => state === undefined || /[STZ]/u.test(state));
}

/** What the system knows of a process: its state, the time it has used, what it waits in. */
function doing(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const wait = readFileSync(`/proc/${pid}/wchan`, 'utf8');
    return `State ${fields[0]}, ${fields[11]} + ${fields[12]} ticks used, waits in ${wait || 'nothing'}.`;
  } catch {
    return '';
  }
}

/** How long after its program's end a terminal that others keep open is read, ms. */
const LEFT_OPEN = 10_000;

/**
 * Has all be read that a program wrote: node-pty closes the terminal 200 ms after the program's end, however much of it has still
 * to be read, as on a busy machine. Setting `now` lets it be closed at once.
 */
function readToEnd(pty: IPty): { now: boolean } {
  const closing = { now: false };
  const { _socket: socket } = pty as unknown as { _socket: Socket };
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error) => {
    // The system tells by an error, or by the end, that the last who had it open has gone and all is read.
    if (closing.now || error != null) return destroy(error);
    const timer = setTimeout(() => destroy(error), LEFT_OPEN);
    socket.once('close', () => clearTimeout(timer));
    return socket;
  };
  socket.once('end', () => {
    closing.now = true;
  });
  return closing;
}

/** Runs the built program in a terminal until the test ends. */
export function open(
  args: readonly string[] = [],
  { library, env, within = [], says, ...options }: OpenOptions = {},
): Promise<Program> {
  if (!existsSync(BUILT)) throw new Error(`There is no ${BUILT}: run "npm run build" first.`);
  const command = [...within, process.execPath, BUILT, ...args];
  const untold = says && ['sh', '-c', `stty cols ${says[0]} rows ${says[1]}; exec "$@"`, 'sh'];
  return run([...(untold ?? []), ...command], {
    ...options,
    env: { ...env, ...(library && { PITH_TUI_LIBRARY: library }) },
  });
}

/** Runs any command in a terminal until the test ends. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Program> {
  const [columns, rows] = options.size ?? [120, 36];
  const home = mkdtempSync(join(tmpdir(), 'pith-tui-test-'));
  const terminal = makeTerminal(columns, rows);
  const env: Record<string, string> = {};
  const wanted = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: process.env.TMPDIR,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    // As over ssh: no test reaches the desktop, and its clipboard, of who runs it.
    SSH_TTY: '/dev/tty',
    ...options.env,
  };
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) env[name] = value;
  const pty = spawn(command[0]!, command.slice(1), {
    cols: columns,
    rows,
    cwd: options.cwd ?? ROOT,
    env,
    name: env.TERM ?? 'dumb',
  });

  let written = '';
  let writes = 0;
  let ended: { code: number; signal: number } | null = null;
  let cursorVisible = true;
  let clipboard: string | null = null;
  let gone = false;
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of [...watchers]) watcher();
  };

  pty.onData((data) => {
    written += data;
    writes += 1;
    terminal.write(data, tell);
  });
  const closing = readToEnd(pty);
  pty.onExit(({ exitCode, signal }) => {
    gone = true;
    // What is still on its way to the emulator is shown first: only then is its end known to anybody who looks.
    terminal.write('', () => {
      ended = { code: exitCode, signal: signal ?? 0 };
      tell();
    });
  });
  // The terminal's answers to questions about itself.
  const send = (data: string): void => {
    if (!gone) pty.write(data);
  };
  if (options.background !== null) terminal.onData(send);
  terminal.parser.registerOscHandler(11, (data) => {
    if (data === '?' && options.background != null) send(options.background);
    return true;
  });
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'u' }, () => {
    if (options.keyboard) send('\x1b[?0u');
    return true;
  });
  const cursorMode = (visible: boolean) => (parameters: (number | number[])[]) => {
    if (parameters.includes(25)) cursorVisible = visible;
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, cursorMode(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, cursorMode(false));
  terminal.parser.registerOscHandler(52, (data) => {
    clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
    return true;
  });

  const close = async (): Promise<void> => {
    if (ended === null) {
      try {
        pty.kill('SIGKILL');
      } catch {}
      for (let waited = 0; ended === null && waited < 2000; waited += 10) await pause(10);
    }
    gone = true;
    terminal.dispose();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  (options.finished ?? onTestFinished)(close);

  const told = (what: string): Error =>
    new Error(
      `${what}\n$ ${command.join(' ')}\n${framed(linesOf(terminal), terminal.cols)}\n` +
        (ended === null
          ? `It is still running. ${doing(pty.pid)}`
          : `It has ended with code ${ended.code}, signal ${ended.signal}.`),
    );

  /** Waits until `check` answers something; it is asked after every write and at the end of the program. */
  function wait<Answer>(check: () => Answer | undefined, timeout: number, what: () => string): Promise<Answer> {
    const { stack } = new Error();
    return new Promise((done, fail) => {
      const fails = (message: string): void => {
        finish();
        const error = told(message);
        error.stack = `${error.message}\n${stack?.split('\n').slice(2).join('\n')}`;
        fail(error);
      };
      const look = (): void => {
        const answer = check();
        if (answer !== undefined) {
          finish();
          done(answer);
        } else if (ended !== null) fails(`${what()}, but the program ended.`);
      };
      const timer = setTimeout(() => fails(`${what()} for ${timeout} ms, in vain.`), timeout);
      const again = setInterval(() => look(), LOOK_AGAIN);
      const finish = (): void => {
        clearTimeout(timer);
        clearInterval(again);
        watchers.delete(look);
      };
      watchers.add(look);
      look();
    });
  }

  const shows = (lines: string[], what: Wanted): boolean =>
    typeof what === 'string'
      ? lines.some((line) => line.includes(what))
      : what instanceof RegExp
        ? what.test(lines.join('\n'))
        : Boolean(what(lines));

  return {
    pid: pty.pid,
    home,
    until: (what, timeout = TIMEOUT) =>
      wait(
        () => {
          // Between the marks of a synchronised update the screen is half of one frame and half of another.
          if (terminal.modes.synchronizedOutputMode) return undefined;
          const lines = linesOf(terminal);
          return shows(lines, what) ? lines : undefined;
        },
        timeout,
        () => `Waited for ${typeof what === 'string' ? JSON.stringify(what) : what}`,
      ),
    async still(ms = 150) {
      const end = performance.now() + TIMEOUT;
      // Counted in looks, not by the clock: a machine that holds up this process as well makes nothing still.
      let before = writes;
      for (let quiet = 0; quiet < ms / 10; quiet += 1) {
        if (performance.now() > end) throw told(`It has not been still for ${ms} ms.`);
        await pause(10);
        if (writes !== before || !rests(pty.pid)) quiet = -1;
        before = writes;
      }
      return linesOf(terminal);
    },
    async press(...keys) {
      for (const [at, key] of keys.entries()) {
        send(key === 'escape' && at < keys.length - 1 ? ESCAPE_BEFORE_KEYS : bytesOf(key));
        // One turn of the loop lets node-pty write each key by itself.
        await pause(1);
      }
    },
    type: send,
    paste: (text) => send(terminal.modes.bracketedPasteMode ? `\x1b[200~${text}\x1b[201~` : text),
    screen: () => linesOf(terminal),
    cells: () => cellsOf(terminal),
    cell: (x, y) => cellsOf(terminal)[y]![x]!,
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY, visible: cursorVisible }),
    altScreen: () => terminal.buffer.active.type === 'alternate',
    bracketedPaste: () => terminal.modes.bracketedPasteMode,
    mouse: () => ({ tracking: terminal.modes.mouseTrackingMode, focus: terminal.modes.sendFocusMode }),
    click: (x, y, times = 1) => send(`\x1b[<0;${x + 1};${y + 1}M\x1b[<0;${x + 1};${y + 1}m`.repeat(times)),
    clipboard: () => clipboard,
    raw: () => written,
    mark() {
      written = '';
    },
    resize(width, height) {
      terminal.resize(width, height);
      pty.resize(width, height);
    },
    kill: (signal) => pty.kill(signal),
    hangUp() {
      gone = true;
      closing.now = true;
      (pty as unknown as { destroy(): void }).destroy();
    },
    exit: (timeout = TIMEOUT) =>
      wait(
        () => ended ?? undefined,
        timeout,
        () => 'Waited for the end',
      ),
  };
}
