/** Which presses are meant, by a clock that the test moves. */
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../src/tui/keys/tokenize.js';
import { createPresses, type Meant } from '../../../src/tui/mouse/presses.js';

const press = (x: number, y: number): Key => ({ name: 'press', at: { x, y } });
const down = (x: number, y: number): Key => ({ name: 'wheeldown', at: { x, y } });
const up = (x: number, y: number): Key => ({ name: 'wheelup', at: { x, y } });
const FOCUS: Key = { name: 'focus' };
const J: Key = { name: 'j', text: 'j' };

/** What keys mean that come at these times. */
function meant(...given: readonly (readonly [at: number, ...keys: Key[]])[]): Meant[] {
  let now = 0;
  const presses = createPresses(true, () => now);
  return given.flatMap(([at, ...keys]) => {
    now = at;
    return presses(keys);
  });
}

/** Of each press whether it is the second half of a double one. */
const agains = (all: readonly Meant[]): boolean[] =>
  all.flatMap((one) => ('pointed' in one && one.pointed.is === 'press' ? [one.pointed.again] : []));

describe('two presses', () => {
  it('on one cell soon after each other are one, and a third begins anew', () => {
    expect(agains(meant([0, press(3, 4)], [390, press(3, 4)], [500, press(3, 4)]))).toEqual([false, true, false]);
    expect(agains(meant([0, press(3, 4), press(3, 4)]))).toEqual([false, true]);
  });

  it('are two when time, another cell or a key is between them', () => {
    expect(agains(meant([0, press(3, 4)], [401, press(3, 4)]))).toEqual([false, false]);
    expect(agains(meant([0, press(3, 4)], [10, press(3, 5)]))).toEqual([false, false]);
    expect(agains(meant([0, press(3, 4)], [10, J, press(3, 4)]))).toEqual([false, false]);
  });
});

describe('the press that brings the terminal to the front', () => {
  it('does nothing else', () => {
    expect(meant([0, FOCUS, press(1, 1)])).toEqual([]);
    expect(agains(meant([0, FOCUS], [300, press(1, 1)], [301, press(1, 1)]))).toEqual([false]);
  });

  it('is none where the terminal came to the front by itself, or something was typed since', () => {
    expect(agains(meant([0, FOCUS], [301, press(1, 1)]))).toEqual([false]);
    expect(agains(meant([0, FOCUS, J, press(1, 1)]))).toEqual([false]);
  });
});

it('turns of the wheel at one place are one, and keys keep their place among them', () => {
  expect(meant([0, down(2, 2), down(2, 2), J, down(2, 2), up(2, 2), up(2, 2), down(9, 2)])).toEqual([
    { pointed: { is: 'wheel', x: 2, y: 2, lines: 6 } },
    { key: J },
    { pointed: { is: 'wheel', x: 2, y: 2, lines: -3 } },
    { pointed: { is: 'wheel', x: 9, y: 2, lines: 3 } },
  ]);
});

it('a mouse that is not the program’s does nothing', () => {
  const presses = createPresses(false, () => 0);
  expect(presses([press(1, 1), down(1, 1), J, FOCUS])).toEqual([{ key: J }]);
});
