/** A key held down: does the cursor keep up, and stop when the key does? */
import { makeTerminal } from '../../e2e/harness/cells.js';
import { bytesOf } from '../../e2e/harness/keys.js';
import { linesOf } from '../../e2e/harness/screen.js';
import { type Figures, figures } from '../figures/measure.js';
import type { Memory } from '../figures/system.js';
import type { Screen } from './terminal.js';

export interface Held {
  citers: number;
  keysSent: number;
  /** By the number of the paper that the screen shows at the end. */
  rowsMoved: number | undefined;
  /** Milliseconds from a key to the last byte before the next key: in the first and in the last second. */
  firstSecond: Figures | undefined;
  lastSecond: Figures | undefined;
  /** From the last key to the last byte. */
  afterLastKey: number;
  memoryBefore: Memory | undefined;
  memoryAfter: Memory | undefined;
}

const RATE = 30;
const SECONDS = 5;

export async function hold(screen: Screen, citers: number, size: readonly [number, number]): Promise<Held> {
  await screen.press(bytesOf('g'));
  const memoryBefore = screen.memory();
  const recording = screen.record();
  const sent: number[] = [];
  const begin = performance.now();
  await new Promise<void>((done) => {
    const next = (): void => {
      screen.send('j');
      sent.push(performance.now());
      if (sent.length === RATE * SECONDS) done();
      else setTimeout(next, Math.max(0, begin + (sent.length * 1000) / RATE - performance.now()));
    };
    next();
  });
  await screen.settled();
  const lastFrame = recording.at(-1)?.at ?? Number.NaN;
  const memoryAfter = screen.memory();

  let piece = 0;
  const answered = sent.map((at, key) => {
    let last: number | undefined;
    for (; piece < recording.length && recording[piece]!.at < (sent[key + 1] ?? Number.POSITIVE_INFINITY); piece += 1)
      last = recording[piece]!.at;
    return last === undefined ? undefined : last - at;
  });
  const second = (from: number): Figures | undefined =>
    figures(answered.slice(from, from + RATE).filter((ms) => ms !== undefined));

  return {
    citers,
    keysSent: sent.length,
    rowsMoved: await rowsMoved(screen, size),
    firstSecond: second(0),
    lastSecond: second(sent.length - RATE),
    afterLastKey: lastFrame - sent.at(-1)!,
    memoryBefore,
    memoryAfter,
  };
}

/** Opens the details, whose screen says which paper of the list it is, and reads it there. */
async function rowsMoved(screen: Screen, [columns, rows]: readonly [number, number]): Promise<number | undefined> {
  const recording = screen.record();
  await screen.press(bytesOf('ctrl-l'));
  await screen.press(bytesOf('enter'));
  const terminal = makeTerminal(columns, rows);
  for (const { data } of recording) await new Promise<void>((done) => terminal.write(data, done));
  const place = /paper ([\d,]+) of/u.exec(linesOf(terminal).join('\n'))?.[1];
  terminal.dispose();
  await screen.press(bytesOf('enter'));
  return place === undefined ? undefined : Number(place.replaceAll(',', '')) - 1;
}
