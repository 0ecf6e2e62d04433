/** Presses keys and gathers what each took. */
import { bytesOf } from '../../e2e/harness/keys.js';
import { type Figures, figures } from '../figures/measure.js';
import type { Part, Press } from './keys.js';
import type { Screen } from './terminal.js';

export interface Line {
  name: string;
  /** Presses that drew nothing, which are in no figure. */
  silent: number;
  /** Milliseconds from the key to the complete frame. */
  ms: Figures | undefined;
  /** Bytes written for a key. */
  bytes: Figures | undefined;
}

/** A line for every name in `as`, in the order they are first met. */
export async function pressAll(screen: Screen, parts: readonly Part[]): Promise<Line[]> {
  const measured = new Map<string, { silent: number; ms: number[]; bytes: number[] }>();
  const pressEach = async (presses: readonly Press[]): Promise<void> => {
    for (const { key, isText, as, otherwise } of presses) {
      const stroke = await screen.press(isText ? key : bytesOf(key));
      if (stroke.ms === null && otherwise !== undefined) await screen.press(bytesOf(otherwise));
      if (as === undefined) continue;
      const line = measured.get(as) ?? { silent: 0, ms: [], bytes: [] };
      measured.set(as, line);
      if (stroke.ms === null) line.silent += 1;
      else line.ms.push(stroke.ms);
      line.bytes.push(stroke.bytes);
    }
  };
  for (const { time, before = [], rounds, after = [] } of parts) {
    const end = performance.now() + time * 1000;
    await pressEach(before);
    for (const round of rounds) {
      await pressEach(round);
      if (performance.now() > end) break;
    }
    await pressEach(after);
  }
  return [...measured].map(([name, { silent, ms, bytes }]) => ({
    name,
    silent,
    ms: figures(ms),
    bytes: figures(bytes),
  }));
}
