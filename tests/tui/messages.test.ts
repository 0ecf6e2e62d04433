/** Messages are read whole, however narrow the terminal. */
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/text/spans.js';
import { width } from '../../src/text/width.js';
import { screen } from '../../src/tui/screen.js';
import type { Store } from '../../src/tui/state/store.js';
import { exploring, hubOf, press } from './support.js';

const SENTENCE = 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.';
const lines = (store: Store): string[] =>
  screen(store.get(), store.services, store.theme).lines.map((line) => plainText(line));
/** The last lines of the screen, read as one. */
const end = (store: Store, count: number): string =>
  lines(store).slice(-count).join(' ').replaceAll(/\s+/gu, ' ').trim();

describe('a message', () => {
  it('stands whole over as many lines as it takes, in every width and height', async () => {
    const store = exploring(await hubOf(12));
    for (const [columns, rows] of [
      [40, 10],
      [40, 12],
      [60, 16],
      [79, 24],
      [99, 30],
    ] as const) {
      store.resize(columns, rows);
      store.toast(SENTENCE);
      expect(lines(store)).toHaveLength(rows);
      for (const line of lines(store)) expect(width(line)).toBe(columns);
      expect(end(store, Math.ceil(SENTENCE.length / (columns - 12)))).toContain(SENTENCE);
    }
  });

  it('stands beside the keys where there is room for both', async () => {
    const store = exploring(await hubOf(12));
    store.resize(140, 20);
    store.toast(SENTENCE);
    expect(lines(store).at(-1)).toMatch(/q quit +One two/u);
  });

  it('is read whole where a query is wrong, with the column', async () => {
    const store = exploring(await hubOf(12));
    store.resize(40, 12);
    press(store, ':', ...'role:metod', 'enter');
    expect(end(store, 3)).toMatch(/No paper has the role metod; did you mean role:method\? column 6 Enter keep/u);
    expect(lines(store)[1]).toMatch(/^ : role:metod/u);
    store.resize(120, 12);
    expect(lines(store).at(-2)).toMatch(/^ No paper has the role metod; did you mean role:method\? +column 6 $/u);
  });
});
