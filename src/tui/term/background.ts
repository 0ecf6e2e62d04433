/** What colour is behind the terminal's text: asked before anything is drawn, and told by itself when it changes. */
import { luminance } from '../../text/look/colour.js';
import type { Background } from '../../text/look/palettes.js';

/** How long a terminal may take to answer, ms. What one that takes longer answers recolours the screen. */
const ANSWER_WAIT = 50;
/** OSC 11, and then what every terminal answers (DA1): after that nothing more comes. */
const QUESTION = '\x1b]11;?\x1b\\\x1b[c';
const ANSWER = /\x1b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/iu;
/** What a terminal tells in mode 2031 whenever its colours change: that they are dark, or light. */
const CHANGE = /\x1b\[\?997;([12])n/u;
const END = /\x1b\[\?[0-9;]*c/u;
/** Where black and white text can be read equally well (WCAG 2: the contrast with both is the same). */
const MIDDLE = 0.179;

/** The background by what a terminal answered or told, among whatever else it sent; null where it told none. */
export function backgroundIn(input: string): Background | null {
  const channels = ANSWER.exec(input)?.slice(1);
  if (channels === undefined) {
    const change = CHANGE.exec(input)?.[1];
    return change === undefined ? null : change === '1' ? 'dark' : 'light';
  }
  const [red, green, blue] = channels.map((digits) => (Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
  return luminance([red!, green!, blue!]) > MIDDLE ? 'light' : 'dark';
}

export interface Asked {
  /** The background once it is told, or null at the deadline. */
  background: Promise<Background | null>;
  /** Ends the reading, and gives what has come in so far, the keys among it. Who reads next must already do so: nothing is paused. */
  take(): Buffer;
  /** Gives the terminal back as it was, where nobody took what came in. */
  end(): void;
}

/** Puts the terminal into raw mode, where it stays for the session, so that an answer never stands on the screen. */
export function askBackground(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream): Asked {
  const { promise, resolve } = Promise.withResolvers<Background | null>();
  const chunks: Buffer[] = [];
  const input = (): string => Buffer.concat(chunks).toString('latin1');
  const end = (): void => {
    clearTimeout(timer);
    resolve(backgroundIn(input()));
  };
  const read = (chunk: Buffer): void => {
    chunks.push(chunk);
    if (END.test(input())) end();
  };
  // A program that was held up runs its timers before it looks at what has come meanwhile: the look is first.
  const timer = setTimeout(() => setImmediate(() => setImmediate(end)), ANSWER_WAIT);
  setRaw(stdin, true);
  stdin.on('data', read);
  stdin.on('error', end);
  stdin.resume();
  stdout.write(QUESTION);
  let isTaken = false;
  const take = (): Buffer => {
    isTaken = true;
    stdin.off('data', read);
    stdin.off('error', end);
    return Buffer.concat(chunks.splice(0));
  };
  return {
    background: promise,
    take,
    end() {
      if (isTaken) return;
      take();
      clearTimeout(timer);
      stdin.pause();
      setRaw(stdin, false);
      stdin.unref();
    },
  };
}

function setRaw(stdin: NodeJS.ReadStream, isRaw: boolean): void {
  try {
    stdin.setRawMode(isRaw);
  } catch {
    // After a hang-up the terminal takes no modes; the session tells.
  }
}
