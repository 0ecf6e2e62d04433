/** The steps of the tutorial on its own hub: what was done is seen by the state, whichever keys did it. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tutorialLibrary } from '../../../src/cli/library.js';
import { makeTheme } from '../../../src/text/theme.js';
import { width } from '../../../src/text/width.js';
import { bindingFor } from '../../../src/tui/keymap.js';
import { explorerLayer } from '../../../src/tui/layers/explorer.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import type { Store } from '../../../src/tui/state/store.js';
import { STEPS, stepWords } from '../../../src/tui/tutorial/steps.js';
import { watchSteps } from '../../../src/tui/tutorial/walk.js';
import { folder } from '../../library/support.js';
import { inOneStep, NOWHERE, press, shown, storeOf } from '../support.js';

/** The tutorial from its first step on, and the steps that were kept. */
async function walking(): Promise<{ store: Store; kept: number[] }> {
  const { library, hub } = await tutorialLibrary(join(folder(), 'tutorial'), true);
  const services = inOneStep(libraryServices(library, 'ada', NOWHERE));
  const store = storeOf(services, makeTheme('none'), explorerLayer(services, hub, ''), 80, 23, { step: 0 });
  const kept: number[] = [];
  watchSteps(store, hub, (at) => kept.push(at));
  return { store, kept };
}

/** Keys that do what each step asks for. */
const KEYS: readonly (readonly string[])[] = [
  ['j', 'j'],
  ['enter'],
  ['escape'],
  ['r', 'm'],
  ['escape'],
  ['/', 'g', 'a', 't', 'e', 'enter'],
  ['c'],
  ['s', 'd'],
  ['a'],
  ['D', 'o'],
  ['u'],
  ['f', 'space'],
  ['o'],
  ['escape', 'c'],
  ['e'],
  ['escape', '?'],
];

it('goes on by one step when what it asks for is done, and ends behind the last', async () => {
  const { store, kept } = await walking();
  expect(KEYS.length).toBe(STEPS.length);
  for (const [at, keys] of KEYS.entries()) {
    press(store, ...keys.slice(0, -1));
    expect(store.get().step).toBe(at);
    press(store, ...keys.slice(-1));
    expect(store.get().step).toBe(at + 1);
  }
  expect(kept).toEqual(Array.from({ length: STEPS.length + 1 }, (_, at) => at));
  expect(shown(store).split('\n').at(-1)).toContain('That was all.');
});

it('asks for a state, not for keys', async () => {
  const { store } = await walking();
  press(store, 'G');
  expect(store.get().step).toBe(1);
  press(store, 'tab');
  expect(store.get().step).toBe(2);
});

it('waits as long as something else is done, and passes over a step by its key', async () => {
  const { store } = await walking();
  press(store, 'r', 'escape', 'i', 'escape', '?', 'escape');
  expect(store.get().step).toBe(0);
  press(store, 'Z');
  expect(store.get().step).toBe(1);
});

it('takes the last line of the screen, whole in a terminal of 80 columns, and names keys that do something there', async () => {
  const { store } = await walking();
  const lines = shown(store).split('\n');
  expect(lines).toHaveLength(24);
  expect(lines.at(-1)).toMatch(/^ 1\/16 j and k.*third paper\. +Z skips $/u);
  for (let at = 0; at <= STEPS.length; at += 1) expect(width(stepWords(at))).toBeLessThanOrEqual(79);
  for (let at = 0; at < STEPS.length; at += 1) expect(width(stepWords(at))).toBeLessThanOrEqual(63);
  expect(bindingFor('list', 'Z')?.action).toBe('skipStep');
});
