/** Sheets: what takes long is computed in slices, and left when the sheet is; walking keeps what was selected. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Library } from '../../../src/library/library.js';
import { plainText } from '../../../src/text/spans.js';
import { makeTheme } from '../../../src/text/theme.js';
import { explorerLayer } from '../../../src/tui/layers/explorer.js';
import { screen } from '../../../src/tui/screen.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import { readSheet } from '../../../src/tui/sheets/sheets.js';
import { countSelected } from '../../../src/tui/state/selection.js';
import { createStore, type Store } from '../../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, role, work } from '../../library/support.js';

const hub = (): Promise<Library> =>
  libraryOf([
    ...[0, 1, 2, 3].map((n) => work(n)),
    cites(1, 0, [role('pith', '2026-01-01', 'method')]),
    cites(2, 0, [role('pith', '2026-01-01', 'method')]),
    cites(3, 0, undefined, { contexts: [{ text: 'It fails to count goats.' }] }),
  ]);

interface Work {
  /** Steps that were asked for. */
  steps: number;
  /** It may come to its end. */
  ends: boolean;
}

/** The explorer on a hub whose sheets take steps until they may end. */
async function start(taken: Work = { steps: 0, ends: true }): Promise<Store> {
  const lib = await hub();
  const outside = {
    write: () => {},
    runCommand: async () => {},
    editText: async (text: string) => ({ text }),
    suspend: () => {},
    redraw: () => {},
  };
  const services = {
    ...libraryServices(lib, 'reader', outside),
    *sheet(ask: Parameters<typeof readSheet>[1]) {
      while (!taken.ends) {
        taken.steps += 1;
        yield 0.5;
      }
      return yield* readSheet(lib, ask);
    },
  };
  const first = explorerLayer(services, id(lib, arxiv(0)), '');
  return createStore(services, makeTheme('none'), first, 100, 30);
}

const shown = (store: Store): string =>
  screen(store.get(), store.services, store.theme).lines.map(plainText).join('\n');
const press = (store: Store, ...names: string[]): void =>
  store.keys(names.map((name) => (name.length === 1 ? { name, text: name } : { name })));

describe('a sheet that takes long', () => {
  it('says how far it is while keys are answered, and is there when it is done', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o');
    expect(shown(store)).toContain('Working it out: 50%');
    press(store, '?');
    expect(shown(store)).toContain('Type to find');
    press(store, 'escape');
    taken.ends = true;
    await vi.waitFor(() => expect(shown(store)).toContain('Citing papers: 3'));
  });

  it('keeps the keys that are meant for it until it is there', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o', 'tab', 'j', 'enter');
    expect(store.top().kind).toBe('sheet');
    taken.ends = true;
    await vi.waitFor(() => expect(shown(store)).toContain(': role:method'));
  });

  it('is computed no further once it is left, and nothing is ahead', async () => {
    const taken = { steps: 0, ends: false };
    const store = await start(taken);
    press(store, 'o', 'escape');
    expect(store.top().kind).toBe('explorer');
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    const { steps } = taken;
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    expect(taken.steps).toBe(steps);
    press(store, 'L');
    expect(shown(store)).toContain('nothing ahead');
  });
});

describe('a list that was opened from a sheet', () => {
  it('selects in the hub, and comes back with Escape only where its own query is left', async () => {
    const store = await start();
    press(store, 'o', 'tab', 'j', 'enter');
    await vi.waitFor(() => expect(shown(store)).toContain(': role:method'));
    press(store, 'space', ':', 'x', 'escape');
    press(store, 'i');
    expect(shown(store)).toContain('role:method influential:yes');
    press(store, 'S', 'escape');
    expect(shown(store)).not.toContain('influential:yes');
    expect(shown(store)).toContain('role:method');
    press(store, 'escape');
    expect(shown(store)).toContain('Overview');
    press(store, 'escape');
    const explorer = store.top();
    expect(explorer.kind === 'explorer' && countSelected(explorer.selection)).toBe(1);
    expect(shown(store)).toContain('3 of 3');
  });
});

describe('the line under the cursor', () => {
  /** What is marked in the line under the cursor, and in the others. */
  const marked = (store: Store): { under: string[]; elsewhere: string[] } => {
    const spans = screen(store.get(), store.services, store.theme).lines.flat();
    const of = (wanted: string): string[] => spans.filter(({ style }) => style === wanted).map(({ text }) => text);
    return { under: of('cursorMatch'), elsewhere: of('match') };
  };

  it('keeps the marks of cues in a sentence', async () => {
    const store = await start();
    press(store, 'O', 'l');
    await vi.waitFor(() => expect(marked(store).elsewhere).toEqual(['fails to']));
    for (let line = 0; line < 10 && marked(store).under.length === 0; line += 1) press(store, 'j');
    expect(marked(store)).toEqual({ under: ['fails to'], elsewhere: [] });
  });

  it('keeps the marks of words searched for in a list', async () => {
    const store = await start();
    press(store, '/', ...'title', 'enter');
    expect(marked(store).under).toEqual(['Title']);
  });
});
