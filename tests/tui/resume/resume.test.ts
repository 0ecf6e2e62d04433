/** A list comes back as it was left, in this session and in the next. */
import { describe, expect, it, vi } from 'vitest';
import { mergeWorks } from '../../../src/library/identity/merge-split.js';
import type { Library } from '../../../src/library/library.js';
import { printQuery } from '../../../src/query/print.js';
import { makeTheme } from '../../../src/text/theme.js';
import { homeLayer } from '../../../src/tui/layers/home/hubs.js';
import { goOnOf, listOf, walkOn } from '../../../src/tui/resume/reopen.js';
import type { Saved } from '../../../src/tui/resume/saved.js';
import { parseSaved, savedText } from '../../../src/tui/resume/saved.js';
import { savedState } from '../../../src/tui/resume/saving.js';
import { libraryServices } from '../../../src/tui/services/library-services.js';
import { explorerGeometry } from '../../../src/tui/state/geometry.js';
import { selectedIds } from '../../../src/tui/state/selection.js';
import type { Store } from '../../../src/tui/state/store.js';
import { countSteps } from '../../../src/tui/state/undo/past.js';
import { arxiv, cites, id, load, seeded, work } from '../../library/support.js';
import { seeds } from '../../seeds.js';
import { explorerOn, exploring, hubOf, inOneStep, list, NOWHERE, press, shown, storeOf } from '../support.js';

const AT = '2026-11-28T21:14:00.000Z';
const ended = (store: Store): Saved => parseSaved(savedText(savedState(store.get(), store.services, AT)));

/** The next session on the library, opened on the hub as the command line does. */
function again(lib: Library, saved: Saved, line = ''): { store: Store; notes: readonly string[] } {
  const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
  const places = { services, geometry: explorerGeometry(120, 30, true), saved, left: new Map() };
  const { list: first, notes, walk } = listOf(places, id(lib, arxiv(0)), line);
  const store = storeOf(services, makeTheme('none'), first, 120, 30, { saved });
  walkOn(store, walk);
  return { store, notes };
}

const seen = (store: Store): unknown => {
  const { query, under, selection, focus, zoomed } = list(store);
  const selected = [...selectedIds(selection)].sort((a, b) => a - b);
  return { query: printQuery(query), under, selected, focus, zoomed };
};

describe('the next session', () => {
  it('has query, order, cursor, selection, panes, lines typed and export choices of the one before', async () => {
    const lib = await hubOf(60);
    const store = explorerOn(lib);
    press(store, 'r', 'm', 'S', ...'jjjjj', 'space', 'j', 'space', '/', 's', 'p', 'enter', 'tab');
    press(store, 'e', 'down', 'ctrl-t', 'escape');
    store.set({ exported: { format: 'ris', annotate: true } });
    const next = again(lib, ended(store));
    expect(seen(next.store)).toEqual(seen(store));
    expect(list(next.store).scroll).toEqual(list(store).scroll);
    expect(next.store.get().history).toEqual(['sp']);
    expect(next.store.get().exported).toEqual({ format: 'ris', annotate: true });
    expect(next.notes).toEqual(['As you left it on 2026-11-28.']);
  });

  it('undoes what was done in the one before, step by step, and redoes it', async () => {
    const lib = await hubOf(60);
    const store = explorerOn(lib);
    press(store, 'r', 'm', 'space', 'A', 'c', 'S', 'i', 'u', 'u');
    const states = [seen(store)];
    const next = again(lib, ended(store)).store;
    expect(seen(next)).toEqual(states[0]);
    for (const key of ['u', 'u', 'u', 'u', 'ctrl-r', 'ctrl-r', 'ctrl-r', 'ctrl-r', 'ctrl-r', 'ctrl-r']) {
      press(store, key);
      press(next, key);
      expect(seen(next)).toEqual(seen(store));
    }
  });

  it.each(seeds(6, 60))('goes on from any moment as if there had been no end (%i)', async (seed) => {
    const lib = await hubOf(50);
    const random = seeded(seed);
    const keys = 'j,k,5 j,space,A,!,r m,r B,i,S,s t,c,escape,/ s enter,u,u,ctrl-r,G,g'
      .split(',')
      .map((one) => one.split(' '));
    let [one, other] = [explorerOn(lib), explorerOn(lib)];
    for (let step = 0; step < 60; step += 1) {
      const chosen = keys[Math.floor(random() * keys.length)]!;
      press(one, ...chosen);
      press(other, ...chosen);
      if (step % 7 === 6) other = again(lib, ended(other)).store;
    }
    while (list(one).past.done !== null) {
      press(one, 'u');
      press(other, 'u');
      // The cursor is where its paper is: no line of the screen is remembered for so long.
      expect({ ...(seen(other) as object), under: 0 }).toEqual({ ...(seen(one) as object), under: 0 });
    }
    expect(list(other).past.done).toBeNull();
  });

  it('follows papers by their names when two of them were merged meanwhile', async () => {
    const lib = await hubOf(20);
    const store = explorerOn(lib);
    press(store, 'space', 'space');
    const [first, second] = [...selectedIds(list(store).selection)];
    const saved = ended(store);
    await load(lib, [work(99), cites(99, 0)]);
    mergeWorks(lib, id(lib, arxiv(99)), second!);
    const next = again(lib, saved).store;
    expect(new Set(selectedIds(list(next).selection))).toEqual(new Set([first, id(lib, arxiv(99))]));
  });

  it('says how many match now where all were selected that matched and others came', async () => {
    const lib = await hubOf(20);
    const store = explorerOn(lib);
    press(store, 'A');
    const saved = ended(store);
    expect(saved.lists[0]!.selection).toEqual({ all: { query: '', total: 20 }, papers: [], lost: 0 });
    await load(lib, [work(99), cites(99, 0)]);
    expect(again(lib, saved).notes).toContain('Selected were all 20 papers that matched; 21 match now.');
  });

  it('opened with a query asks that, and u goes back to the one of last time', async () => {
    const lib = await hubOf(20);
    const store = explorerOn(lib);
    press(store, 'r', 'm', 'space');
    const next = again(lib, ended(store), 'role:background').store;
    expect(printQuery(list(next).query)).toBe('role:background');
    press(next, 'u');
    expect(seen(next)).toEqual(seen(store));
  });

  it('offers to go on in the list of hubs, and Enter does', async () => {
    const lib = await hubOf(20);
    const store = explorerOn(lib);
    press(store, 'r', 'm', 'space');
    const saved = ended(store);
    const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
    const home = homeLayer(services, saved);
    const next = storeOf(services, makeTheme('none'), home, 120, 30, { saved });
    expect(shown(next)).toMatch(
      /Go on where you were: Title 0 {2}role:method · paper 2 of 7 · 1 selected · 2026-11-28/u,
    );
    press(next, '/', 'T');
    expect(shown(next)).not.toContain('Go on');
    press(next, 'escape', 'enter');
    expect(seen(next)).toEqual(seen(store));
    press(next, 'q');
    expect(shown(next)).not.toContain('Go on');
    press(next, 'enter');
    expect(seen(next)).toEqual(seen(store));
  });

  it('has the hubs that were open first in the list of hubs, and how far the reader came', async () => {
    const lib = await hubOf(20);
    await load(lib, [
      { type: 'hub', work: arxiv(0), source: 'pith' },
      ...[41, 42, 43].flatMap((number) => [work(number), cites(3, number)]),
      { type: 'hub', work: arxiv(41), source: 'pith' },
    ]);
    const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
    const firstLines = (saved: Saved | null): string[] => {
      const store = storeOf(services, makeTheme('none'), homeLayer(services, saved), 120, 30, { saved });
      return shown(store).split('\n').slice(4, 7);
    };
    expect(firstLines(null).map((line) => line.slice(0, 40).trim())).toEqual(['▸  Title 0', 'Title 41', '']);
    const store = exploring(lib, { hub: 42 });
    press(store, 'r', 'b', 'a', 'a');
    const own = exploring(lib, { line: 'role:method' });
    press(own, 'j', 'j', 'a', 'd', 'z');
    const [last, before] = [ended(own), ended(store)];
    const saved = { ...last, last: null, lists: [...last.lists, ...before.lists] };
    const lines = firstLines(saved);
    // Three papers were decided on, one of them put off.
    expect(lines[0]).toMatch(/^ ▸ {2}Title 0 .* 2 .* 6\/7 role:method /u);
    expect(lines[1]).toMatch(/^ {4}Title 42 /u);
    expect(lines[2]).toMatch(/^ {4}Title 41 /u);
    const home = storeOf(services, makeTheme('none'), homeLayer(services, saved), 120, 30, { saved });
    expect(shown(home)).toMatch(/You were at paper 6 of 7 · role:method · 2 of 20 decided · left on 2026-11-28/u);
    press(home, 'j', 'j');
    expect(shown(home)).toContain('Not opened yet.');
    // What is done in this session is said too, and the order stays.
    press(home, 'enter', 'q');
    expect(shown(home)).toContain('You were at paper 1 of 1');
    expect(shown(home).split('\n')[6]).toMatch(/▸ {2}Title 41/u);
  });

  it.each([
    ['overview', ['o', 'j', 'j', 'j']],
    ['timeline', ['O', 't', 'l', 'j', 's']],
    ['its papers in a sheet', ['o', 'j', 'enter', 'j', 'space', 'r', 'm']],
    ['a sheet over them', ['o', 'j', 'enter', 'j', '<']],
    ['another hub and its overview', ['G', 'k', '<', 'q', '>', 'o', 'j']],
  ])('shows %s as it was left, and the way back', async (_, keys) => {
    const lib = await hubOf(30);
    await load(lib, [cites(1, 2), cites(3, 2), cites(2, 40), work(40)]);
    const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
    const begun = (saved: Saved | null): Store => {
      const home = homeLayer(services, saved);
      const store = storeOf(services, makeTheme('none'), home, 120, 30, { saved });
      press(store, 'enter');
      return store;
    };
    const store = begun(null);
    press(store, ...keys);
    const next = begun(ended(store));
    // The last line says that it is as it was left; what lies below the top is worked out beside it.
    const body = (one: Store): string[] => shown(one).split('\n').slice(0, -1);
    for (; store.get().layers.length > 1; press(store, 'backspace'), press(next, 'backspace')) {
      await vi.waitFor(() => expect(body(next)).toEqual(body(store)));
      expect(next.get().layers.map(({ kind }) => kind)).toEqual(store.get().layers.map(({ kind }) => kind));
    }
  });

  it('has the sheet where a paper was named, but not where a query was', async () => {
    const lib = await hubOf(20);
    const store = explorerOn(lib);
    press(store, 'o', 'j');
    const next = again(lib, ended(store));
    expect(shown(next.store)).toBe(shown(store));
    expect(next.notes).toEqual(['As you left it on 2026-11-28.']);
    expect(again(lib, ended(store), 'role:method').store.top().kind).toBe('explorer');
  });

  it('ends the way where a work of it is not there any more', async () => {
    const lib = await hubOf(20);
    await load(lib, [cites(1, 2)]);
    const store = explorerOn(lib);
    press(store, 'O', 'r');
    const saved = JSON.parse(JSON.stringify(ended(store))) as Saved;
    const [stop] = saved.lists[0]!.walk;
    if (stop?.stop !== 'sheet') throw new Error('no sheet was written down');
    stop.ask.work = 'arxiv:9999.00001';
    expect(again(lib, saved).store.top().kind).toBe('explorer');
  });

  it('begins with all papers where the hub, or what was asked, is not there any more', async () => {
    const store = explorerOn(await hubOf(20));
    press(store, ':', ...'cites:2001.00003', 'enter');
    const saved = ended(store);
    const other = await hubOf(1);
    const next = again(other, saved);
    expect(printQuery(list(next.store).query)).toBe('');
    expect(next.notes.join(' ')).toContain('The query cites:2001.00003 has no answer here any more.');
    const away = {
      ...saved,
      last: 'arxiv:9999.00001',
      lists: saved.lists.map((one) => ({ ...one, hub: 'arxiv:9999.00001' })),
    };
    expect(goOnOf(away, libraryServices(other, 'ada', NOWHERE))).toBeNull();
    expect(again(other, away).notes).toEqual([]);
  });
});

describe('in one session', () => {
  it('a hub opened again is as it was left, with its steps', async () => {
    const lib = await hubOf(20);
    const services = inOneStep(libraryServices(lib, 'ada', NOWHERE));
    const store = storeOf(services, makeTheme('none'), homeLayer(services, null), 120, 30);
    press(store, 'enter', 'r', 'm', 'space', 'j');
    const before = seen(store);
    press(store, 'q', 'enter');
    expect(seen(store)).toEqual(before);
    expect(countSteps(list(store).past.done)).toBe(2);
  });

  it('q asks before it ends the program over a selection, and Escape stays', async () => {
    const store = explorerOn(await hubOf(20));
    press(store, 'space', 'q');
    expect(store.get().exit).toBeNull();
    expect(shown(store)).toMatch(/1 paper is selected/u);
    press(store, 'escape');
    expect(shown(store)).toMatch(/▸Citing papers/u);
    press(store, 'q', 'e');
    expect(shown(store)).toMatch(/─ Export/u);
    press(store, 'escape', 'q', 'q');
    expect(store.get().exit).toBe(0);
  });
});
