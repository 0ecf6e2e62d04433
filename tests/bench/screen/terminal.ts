/**
 * A program in a real pseudo-terminal, and the time from a key to the last byte of the frame that answers it.
 *
 * A frame is complete when nothing has come for 25 ms and the program did nothing meanwhile: one that is still searching
 * has not drawn its answer yet. The latency is that of the last byte before the silence.
 */
import { spawn } from '@lydell/node-pty';
import { makeTerminal } from '../../e2e/harness/cells.js';
import { linesOf } from '../../e2e/harness/screen.js';
import { type Memory, memoryOf, processorTime } from '../figures/system.js';

/** Milliseconds without a byte that end a frame. */
const SILENCE = 25;
const TIDYING = 5;
/** Processor time in that silence, in ms, that is no work on an answer. */
const IDLE = 3;
/** Silence after a key that draws nothing. */
const NO_ANSWER = 120;
/** Longest wait for one frame. */
const PATIENCE = 120_000;

interface Stroke {
  /** Milliseconds to the last byte of the frame; null where the key drew nothing. */
  ms: number | null;
  bytes: number;
}

export interface Start {
  /** Milliseconds from the start of the program until the wanted text was there. */
  seen: number;
  /** Until the frame was complete. */
  complete: number;
}

export interface Screen {
  readonly pid: number;
  readonly start: Start;
  press(key: string): Promise<Stroke>;
  /** Sends keys and does not wait. */
  send(keys: string): void;
  /** Waits for the end of what is being drawn. */
  settled(): Promise<void>;
  /** What came since recording began, with the time of each piece. */
  record(): { at: number; data: Buffer }[];
  memory(): Memory | undefined;
  /** Presses the keys that end it, and ends it otherwise if it does not. */
  close(quit: string): Promise<void>;
}

export interface ScreenOptions {
  size: readonly [columns: number, rows: number];
  /** Text that says that the program has started. */
  wanted: string;
  env: Readonly<Record<string, string>>;
  cwd: string;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** @throws Error where the program ends, or does not show the wanted text within two minutes. */
export async function openScreen(command: readonly string[], options: ScreenOptions): Promise<Screen> {
  const [cols, rows] = options.size;
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ...options.env,
  };
  // It is looked at until the wanted text is there, and costs the measured program nothing after that.
  const terminal = makeTerminal(cols, rows);
  const lines = (): string[] => linesOf(terminal);
  const startedAt = performance.now();
  const pty = spawn(command[0]!, command.slice(1), {
    cols,
    rows,
    cwd: options.cwd,
    env,
    name: env.TERM,
    encoding: null,
  });
  const { pid } = pty;
  let lastAt = startedAt;
  let bytes = 0;
  let seen: number | undefined;
  let ended = false;
  let woken = (): void => {};
  let recording: { at: number; data: Buffer }[] | null = null;

  // Without an encoding it hands over bytes, which its types do not know.
  pty.onData((piece) => {
    const data = piece as unknown as Buffer;
    lastAt = performance.now();
    bytes += data.length;
    recording?.push({ at: lastAt, data });
    woken();
    if (data.includes('\x1b[')) answer(data.toString('latin1'));
    if (seen !== undefined) return;
    const at = lastAt;
    terminal.write(data, () => {
      if (seen === undefined && lines().some((line) => line.includes(options.wanted))) seen = at - startedAt;
    });
  });
  pty.onExit(() => {
    ended = true;
  });

  /** What a terminal answers when asked what it is and where its cursor stands. */
  function answer(asked: string): void {
    if (/\x1b\[0?c/u.test(asked)) pty.write('\x1b[?62;22c');
    if (asked.includes('\x1b[6n')) pty.write('\x1b[1;1R');
  }

  /** Waits so long, or until something comes. */
  function silence(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      woken = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** Waits for the end of the frame begun at `from`. */
  async function frame(from: number): Promise<void> {
    const before = bytes;
    for (;;) {
      if (ended) throw new Error(`${command.join(' ')} ended early.`);
      if (performance.now() - from > PATIENCE) throw new Error(`${command.join(' ')} did not come to rest.`);
      const last = lastAt;
      // What the program does right after its last byte (tidying up) is not looked at.
      await silence(TIDYING);
      if (lastAt !== last) continue;
      const spent = processorTime(pid) ?? 0;
      await silence(bytes === before ? NO_ANSWER : SILENCE - TIDYING);
      if (lastAt === last && (processorTime(pid) ?? 0) - spent < IDLE) return;
    }
  }

  async function begin(): Promise<Start> {
    while (seen === undefined) {
      if (ended) throw new Error(`${command.join(' ')} ended early: ${lines().join(' ').trim().slice(0, 500)}`);
      if (performance.now() - startedAt > PATIENCE)
        throw new Error(`${command.join(' ')} never showed "${options.wanted}".`);
      await pause(1);
    }
    bytes = 0;
    await frame(performance.now());
    terminal.dispose();
    return { seen, complete: lastAt - startedAt };
  }

  function kill(): void {
    if (!ended) pty.kill('SIGKILL');
  }

  let start: Start;
  try {
    start = await begin();
  } catch (error) {
    kill();
    throw error;
  }

  return {
    pid,
    start,
    async press(key) {
      const from = performance.now();
      bytes = 0;
      pty.write(key);
      await frame(from);
      return { ms: bytes === 0 ? null : lastAt - from, bytes };
    },
    send: (keys) => pty.write(keys),
    settled: () => frame(performance.now()),
    record() {
      recording = [];
      return recording;
    },
    memory: () => memoryOf(pid),
    async close(quit) {
      if (!ended) pty.write(quit);
      for (let waited = 0; !ended && waited < 3000; waited += 10) await pause(10);
      kill();
    },
  };
}
