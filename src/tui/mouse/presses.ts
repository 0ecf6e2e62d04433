/** Which presses of the mouse are meant: a second one soon after, the one that brought the terminal to the front, turns of a wheel. */
import type { Key } from '../keys/tokenize.js';

/** A press or turns of the wheel, as they are meant. */
export type Pointed =
  /** `again`: it follows another one on the same cell so soon that both are one. */
  | { is: 'press'; x: number; y: number; again: boolean }
  /** Lines to scroll down, or up where there are fewer than none. */
  | { is: 'wheel'; x: number; y: number; lines: number };

/** A second press within so many milliseconds is the second half of a double one. */
const DOUBLE_MS = 400;
/** A press so soon after the terminal came to the front is the one that brought it there. */
const FOCUSING_MS = 300;
/** Lines that a turn of the wheel scrolls. */
const TURN = 3;

/** What a key that was typed, or a press, comes to. */
export type Meant = { key: Key } | { pointed: Pointed };

/**
 * @param isOn whether the mouse is the program's; else what it sends is nobody's
 * @param now a clock, in milliseconds
 * @returns what the keys of one chunk of input mean, in order
 */
export function createPresses(isOn: boolean, now: () => number): (keys: readonly Key[]) => Meant[] {
  /** When the terminal came to the front, until something is pressed. */
  let focused: number | null = null;
  let last: { x: number; y: number; at: number } | null = null;

  const press = ({ x, y }: { x: number; y: number }): Meant[] => {
    const at = now();
    const isFocusing = focused !== null && at - focused <= FOCUSING_MS;
    focused = null;
    if (isFocusing) return [];
    const again = last !== null && last.x === x && last.y === y && at - last.at <= DOUBLE_MS;
    // A third press begins anew.
    last = again ? null : { x, y, at };
    return [{ pointed: { is: 'press', x, y, again } }];
  };

  return (keys) => {
    const meant: Meant[] = [];
    for (const key of keys) {
      if (key.name === 'focus') focused = now();
      else if (key.at === undefined) {
        focused = null;
        last = null;
        meant.push({ key });
      } else if (!isOn) continue;
      else if (key.name === 'press') meant.push(...press(key.at));
      else {
        const lines = key.name === 'wheeldown' ? TURN : -TURN;
        const before = meant.at(-1);
        const turned = before !== undefined && 'pointed' in before ? before.pointed : null;
        // A wheel turned fast sends many turns at once: they are one way to go.
        if (turned?.is === 'wheel' && turned.x === key.at.x && turned.y === key.at.y) turned.lines += lines;
        else meant.push({ pointed: { is: 'wheel', ...key.at, lines } });
      }
    }
    return meant;
  };
}
