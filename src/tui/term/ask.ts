/** What the terminal is asked before anything is drawn: its background, and whether it knows kitty's keyboard protocol. */
import type { Background } from '../../text/look/palettes.js';
import { backgroundIn } from './background.js';
import { readAway } from './read-away.js';

/** How long a terminal may take to answer, ms. What one that takes longer answers recolours the screen. */
const ANSWER_WAIT = 50;
/** OSC 11. */
const BACKGROUND = '\x1b]11;?\x1b\\';
const KEYBOARD = '\x1b[?u';
/** What every terminal answers (DA1): after that nothing more comes. */
const LAST = '\x1b[c';
/** Its answer. */
export const LAST_ANSWER = /\x1b\[\?[0-9;]*c/u;
/** Signals that end a program which has no screen yet. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Asked {
  /** The background once it is told, or null at the deadline. */
  background: Promise<Background | null>;
  /** Ends the reading, and gives what has come in so far, the keys among it. Who reads next must already do so: nothing is paused. */
  take(): Buffer;
  /** Gives the terminal back as it was, where nobody took what came in. */
  end(): void;
}

/** Puts the terminal into raw mode, where it stays for the session, so that an answer never stands on the screen. */
export function askTerminal(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, withBackground: boolean): Asked {
  const { promise, resolve } = Promise.withResolvers<Background | null>();
  const chunks: Buffer[] = [];
  const input = (): string => Buffer.concat(chunks).toString('latin1');
  const tell = (): void => {
    clearTimeout(timer);
    resolve(backgroundIn(input()));
  };
  const read = (chunk: Buffer): void => {
    chunks.push(chunk);
    if (LAST_ANSWER.test(input())) tell();
  };
  // A program that was held up runs its timers before it looks at what has come meanwhile: the look is first.
  const timer = setTimeout(() => setImmediate(() => setImmediate(tell)), ANSWER_WAIT);
  let isTaken = false;
  const take = (): Buffer => {
    isTaken = true;
    stdin.off('data', read);
    stdin.off('error', tell);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    return Buffer.concat(chunks.splice(0));
  };
  const end = (): void => {
    if (isTaken) return;
    const isAnswered = LAST_ANSWER.test(input());
    take();
    clearTimeout(timer);
    if (!isAnswered) readAway(LAST_ANSWER);
    stdin.pause();
    setRaw(stdin, false);
    stdin.unref();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    end();
    process.kill(process.pid, signal);
  };
  setRaw(stdin, true);
  stdin.on('data', read);
  stdin.on('error', tell);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  stdin.resume();
  stdout.write(`${withBackground ? BACKGROUND : ''}${KEYBOARD}${LAST}`);
  return { background: promise, take, end };
}

function setRaw(stdin: NodeJS.ReadStream, isRaw: boolean): void {
  try {
    stdin.setRawMode(isRaw);
  } catch {
    // After a hang-up the terminal takes no modes; the session tells.
  }
}
