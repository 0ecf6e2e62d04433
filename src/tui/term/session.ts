/**
 * The terminal while the program has it, and its way back to what it was on every way out. Shared with Ink: Ink owns the
 * alternate screen and the cursor, the session owns the input (raw mode, bracketed paste, the mouse, the keys), so no component may use
 * Ink's `useInput` or `usePaste`. The session works Ink's part by `unmount` and `suspendTerminal`.
 */
import { constants } from 'node:os';
import { createTokenizer, ESCAPE_WAIT, type Key, REST_WAIT } from '../keys/tokenize.js';
import { LAST_ANSWER } from './ask.js';
import { readAway } from './read-away.js';

/** What the session needs of a running Ink program: `unmount` of its instance, `suspendTerminal` of `useApp`. */
export interface InkHandle {
  unmount(): void;
  suspendTerminal(callback: () => void | Promise<void>): Promise<void>;
}

/** Why the program has to end: a signal, with the exit code shells give it, or an error nobody caught. */
type LeaveReason = { signal: NodeJS.Signals; exitCode: number } | { error: unknown };

export interface SessionOptions {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  /** Whether the mouse is the program's while the terminal is. */
  mouse: boolean;
  /** Gives what was read of the terminal before, and ends the reading of it. */
  typed?: (() => Uint8Array) | undefined;
  /** All keys of one chunk of input. */
  onKeys(keys: readonly Key[]): void;
  /** An answer of the terminal, as it came. */
  onAnswer(answer: string): void;
  /** Whether the terminal is to tell when its colours change. */
  followsColours: boolean;
  /** Called once, with the terminal restored. */
  onLeave(reason: LeaveReason): void;
  /** The terminal is about to be given away: nobody may draw until `onResume`. */
  onAway(): void;
  /** The terminal is the program's again and Ink has drawn: whoever drew past Ink draws again. */
  onResume(): void;
}

export interface Session {
  /** Goes to the alternate screen, for who draws before Ink does. */
  takeScreen(): void;
  /** Hands over Ink's part once it is rendered. What needs it waits until then. */
  attach(ink: InkHandle): void;
  /** Gives the terminal to what `during` runs, and takes it again when that has ended. Ctrl-C is meanwhile not for the program. */
  lend(during: () => Promise<void>): Promise<void>;
  /** Stops the program as Ctrl-Z does, and takes the terminal again when it is continued. */
  suspend(): Promise<void>;
  /**
   * Ends the program for an error. Ink swallows what is thrown while drawing unless asked: `waitUntilExit().catch(session.fail)`.
   */
  fail(error: unknown): void;
  /** Gives the terminal back as it was. Any number of times, from anywhere. */
  restore(): void;
}

/** How long the stop of the process may take to reach it, ms. */
const STOP_WAIT = 100;
const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
/** Presses and the wheel, in reports of letters only (1006), and when the terminal comes to the front. */
const MOUSE_ON = '\x1b[?1000h\x1b[?1006h\x1b[?1004h';
const MOUSE_OFF = '\x1b[?1004l\x1b[?1006l\x1b[?1000l';
/** Asks terminals that can to tell when their colours change from light to dark or back. */
const FOLLOW_ON = '\x1b[?2031h';
const FOLLOW_OFF = '\x1b[?2031l';
/** Of kitty's keyboard protocol: keys that bytes cannot tell apart, and which key of a Latin keyboard one of another alphabet is. */
const KEYS_ON = '\x1b[>5u';
const KEYS_OFF = '\x1b[<u';
/** The answer of a terminal that knows it. */
const KNOWS_KEYS = /^\x1b\[\?\d+u$/u;
const ENTER_SCREEN = '\x1b[?1049h';
const LEAVE_SCREEN = '\x1b[?1049l\x1b[?25h';

/**
 * Signals that end a program and can be caught, and the exit code shells give them: 128 and the number.
 * SIGUSR1 is among them because Node would take it for a call for its debugger, and write on the screen that it listens.
 */
const SIGNALS: readonly (readonly [signal: NodeJS.Signals, exitCode: number])[] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ...(process.platform === 'win32' ? [] : (['SIGQUIT', 'SIGALRM', 'SIGVTALRM', 'SIGUSR1', 'SIGUSR2'] as const)).map(
    (name) => [name, 128 + constants.signals[name]] as const,
  ),
];

/** Errors that say the terminal has gone. */
const GONE = new Set(['EIO', 'EPIPE', 'ENXIO', 'EBADF', 'ECONNRESET']);

/** Takes the input of a terminal. Both streams must be terminals. */
export function createSession({
  stdin,
  stdout,
  mouse,
  typed,
  onKeys,
  onAnswer,
  followsColours,
  onLeave,
  onAway,
  onResume,
}: SessionOptions): Session {
  /** Whether the terminal has still to answer what it was asked before. */
  let isAsked = typed !== undefined;
  const tokenizer = createTokenizer((answer) => {
    if (LAST_ANSWER.test(answer)) isAsked = false;
    if (KNOWS_KEYS.test(answer)) takeKeys();
    onAnswer(answer);
  });
  /** Whether the terminal knows the keyboard protocol, and whether it is on: terminals have it for each screen by itself. */
  let keyboard: 'unknown' | 'known' | 'on' = 'unknown';
  const takeKeys = (): void => {
    if (keyboard === 'on') return;
    keyboard = 'known';
    if (!onScreen || suspended || restored) return;
    keyboard = 'on';
    stdout.write(KEYS_ON);
  };
  const releaseKeys = (): void => {
    if (keyboard !== 'on') return;
    keyboard = 'known';
    stdout.write(KEYS_OFF);
  };
  let inputWait: NodeJS.Timeout | undefined;
  let chunks = 0;
  let ink: InkHandle | undefined;
  const attached = Promise.withResolvers<InkHandle>();
  let onScreen = false;
  let restored = false;
  let reading = false;
  let suspended = false;
  let lent = false;

  /** What was typed before there was a session. */
  let earlier: Uint8Array | undefined;
  const readEarlier = (): void => {
    const typedEarlier = earlier;
    earlier = undefined;
    if (typedEarlier !== undefined && reading) read(typedEarlier);
  };

  const read = (chunk: Uint8Array | string): void => {
    readEarlier();
    clearTimeout(inputWait);
    const before = ++chunks;
    const keys = tokenizer.feed(chunk);
    const waits = tokenizer.pending();
    if (waits !== null)
      inputWait = setTimeout(
        // A program that was held up runs its timers before it looks at what has come meanwhile: the look is first.
        () =>
          setImmediate(() => {
            if (chunks !== before || !reading) return;
            hear(tokenizer.flush());
          }),
        waits === 'key' ? ESCAPE_WAIT : REST_WAIT,
      );
    hear(keys);
  };
  /** Ctrl-\ ends a program whatever it is doing; the terminal, which makes a signal of it otherwise, gives the key in raw mode. */
  const hear = (keys: readonly Key[]): void => {
    const quits = keys.findIndex(({ name }) => name === 'ctrl-\\');
    const before = quits < 0 ? keys : keys.slice(0, quits);
    if (before.length > 0) onKeys(before);
    if (quits >= 0) leave({ signal: 'SIGQUIT', exitCode: 131 });
  };

  const takeInput = (): void => {
    reading = true;
    // After a hang-up the terminal takes no modes; that it is gone is told elsewhere.
    quietly(() => stdin.setRawMode(true));
    stdin.on('data', read);
    stdin.ref();
    stdin.resume();
    stdout.write(PASTE_ON + (mouse ? MOUSE_ON : '') + (followsColours ? FOLLOW_ON : ''));
  };
  const releaseInput = (): void => {
    if (!reading) return;
    reading = false;
    clearTimeout(inputWait);
    // What the terminal has still to answer is no one else's.
    if (isAsked) readAway(LAST_ANSWER);
    isAsked = false;
    stdin.off('data', read);
    stdin.pause();
    quietly(() => stdin.setRawMode(false));
    stdout.write((followsColours ? FOLLOW_OFF : '') + (mouse ? MOUSE_OFF : '') + PASTE_OFF);
  };

  const restore = (): void => {
    if (restored) return;
    restored = true;
    for (const [signal] of SIGNALS) process.off(signal, onSignal);
    if (process.platform !== 'win32') {
      process.off('SIGTSTP', onStop);
      process.off('SIGCONT', onContinue);
    }
    process.off('exit', restore);
    process.off('uncaughtException', onError);
    stdin.off('end', onHangUp);
    releaseKeys();
    if (ink === undefined ? onScreen : !quietly(ink.unmount)) stdout.write(LEAVE_SCREEN);
    releaseInput();
    // Nothing keeps the process alive but what its caller does next.
    stdin.unref();
  };

  const leave = (reason: LeaveReason): void => {
    // Once the terminal is given back, its going away is nobody's concern.
    if (restored) return;
    restore();
    onLeave(reason);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (lent && signal === 'SIGINT') return;
    for (const [name, exitCode] of SIGNALS) if (name === signal) leave({ signal: name, exitCode });
    // Who started the program is to see that it was a signal; Ink sees to that where it is there.
    if (ink === undefined) process.kill(process.pid, signal);
  };
  const onHangUp = (): void => leave({ signal: 'SIGHUP', exitCode: 129 });
  const onError = (error: unknown): void => leave({ error });
  // Stays after the end: what is still written then must not become an error of its own.
  const onStreamError = (error: NodeJS.ErrnoException): void => {
    if (GONE.has(error.code ?? '')) onHangUp();
    else leave({ error });
  };

  /** Lets the terminal go, waits for what is asked, and takes it again with everything drawn anew. */
  const aside = async (during: () => Promise<void>): Promise<void> => {
    if (suspended || restored) return;
    suspended = true;
    const { suspendTerminal } = await attached.promise;
    if (restored) return;
    onAway();
    releaseKeys();
    await suspendTerminal(async () => {
      releaseInput();
      await during();
      if (restored) return;
      // Input first: without it nothing would keep the process alive while it waits.
      takeInput();
      await readSize(stdout);
    });
    suspended = false;
    if (restored) return;
    if (keyboard !== 'unknown') takeKeys();
    onResume();
  };

  /** Stops the whole job, as the terminal itself would: under `npm start` it is more than this process. */
  const stop = async (): Promise<void> => {
    process.off('SIGTSTP', onStop);
    await new Promise<void>((done) => {
      // The signal may reach another thread first, so this one goes on a little before it stops. The timer runs out where
      // nothing stops: the signal does nothing to a job that no shell could continue.
      const go = (): void => {
        clearTimeout(timer);
        process.off('SIGCONT', go);
        done();
      };
      const timer = setTimeout(go, STOP_WAIT);
      process.on('SIGCONT', go);
      process.kill(0, 'SIGTSTP');
    });
    if (!restored) process.on('SIGTSTP', onStop);
  };
  const suspend = (): Promise<void> => (process.platform === 'win32' ? Promise.resolve() : aside(stop));
  const onStop = (): void => void suspend();
  // Stopped by a signal no one can catch: the shell has had the terminal since.
  const onContinue = (): void => void aside(async () => {});

  for (const [signal] of SIGNALS) process.on(signal, onSignal);
  if (process.platform !== 'win32') {
    process.on('SIGTSTP', onStop);
    process.on('SIGCONT', onContinue);
  }
  process.on('exit', restore);
  process.on('uncaughtException', onError);
  stdout.on('error', onStreamError);
  stdin.on('error', onStreamError);
  process.stderr.on('error', onStreamError);
  stdin.on('end', onHangUp);
  takeInput();
  earlier = typed?.();
  // Its keys are heard once the caller has drawn, but before those that come then.
  setImmediate(readEarlier);

  return {
    takeScreen() {
      onScreen = true;
      stdout.write(ENTER_SCREEN);
    },
    attach(handle) {
      ink = handle;
      attached.resolve(handle);
    },
    async lend(during) {
      await aside(async () => {
        lent = true;
        try {
          await during();
        } finally {
          lent = false;
        }
      });
    },
    suspend,
    fail: onError,
    restore,
  };
}

/** A terminal tells no stopped job of its new size: has Node ask for it, as the signal it missed would have. */
async function readSize(stdout: NodeJS.WriteStream): Promise<void> {
  const { columns, rows } = stdout;
  await new Promise((done) => {
    process.once('SIGWINCH', done);
    process.kill(process.pid, 'SIGWINCH');
  });
  if (columns === stdout.columns && rows === stdout.rows) return;
  // React draws the new size in a later turn. Ink must not redraw the old frame first: if taller, it would scroll.
  await new Promise((done) => setTimeout(done, 10));
}

function quietly(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
