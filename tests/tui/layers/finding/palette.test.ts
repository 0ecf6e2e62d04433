/** The palette: what it finds, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import { BINDINGS } from '../../../../src/tui/keymap.js';
import { commandsIn, found } from '../../../../src/tui/layers/finding/commands.js';
import type { PaletteLayer } from '../../../../src/tui/layers/finding/palette.js';
import { libraryServices } from '../../../../src/tui/services/library-services.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { arxiv, cites, id, libraryOf, work } from '../../../library/support.js';
import { exploring, hubOf, linesOf, list, NOWHERE, press, shown } from '../../support.js';

const start = async (): Promise<Store> => exploring(await hubOf(8));
const palette = (store: Store): PaletteLayer => {
  const top = store.top();
  if (top.kind !== 'palette') throw new Error('no palette is open');
  return top;
};
const labels = (store: Store): string[] => palette(store).shown.map(({ label }) => label);

describe('the palette', () => {
  it('has every command of the keys that hold here', async () => {
    const store = await start();
    press(store, 'ctrl-p');
    for (const { action, help, where } of BINDINGS)
      if (where.includes('list') && action !== 'palette' && action !== 'escape') expect(labels(store)).toContain(help);
  });

  it('has its count end where the keys end', async () => {
    const store = await start();
    press(store, 'ctrl-p');
    const lines = shown(store).split('\n');
    const end = (words: RegExp): number => lines.flatMap((line) => words.exec(line)?.[0].trimEnd().length ?? [])[0]!;
    expect(end(/^.*\d+ commands(?= )/u)).toBe(end(/^.*search title.* \/(?= )/u));
  });

  it('has the entries of menus, with both keys', async () => {
    const store = await start();
    press(store, 'ctrl-p', ...'sort date');
    expect(palette(store).shown[0]).toMatchObject({ label: 'Sort: date (newest first)', keys: 's d' });
    press(store, 'enter');
    expect(shown(store)).toContain('sort:-date');
    expect(store.top().kind).toBe('explorer');
  });

  it('forgives slips, and takes a key for its command', async () => {
    const store = await start();
    press(store, 'ctrl-p', ...'exprot');
    expect(labels(store)[0]).toMatch(/^export the selection/u);
    press(store, 'ctrl-u', 'W');
    expect(labels(store)[0]).toMatch(/^which review/u);
    press(store, 'ctrl-u', ...'qqqqq');
    expect(shown(store)).toContain('Nothing has such a name; Esc closes this.');
    press(store, 'enter');
    expect(store.top().kind).toBe('palette');
  });

  it('runs a command on what lies below', async () => {
    const store = await start();
    press(store, 'j', 'ctrl-p', ...'select the paper', 'enter');
    expect(shown(store)).toContain('1 selected');
    expect(list(store).scroll.cursor).toBe(2);
  });

  it('has what cannot be done behind what can, with the reason, and says it', async () => {
    const store = exploring(await libraryOf([work(0), work(1), cites(1, 0)]));
    const commands = found(commandsIn(store, 'list'), 'filter by');
    const dim = commands.map(({ why }) => why !== null);
    expect(dim).toEqual(dim.toSorted());
    expect(dim).toContain(true);
    press(store, 'ctrl-p', ...'by verdict');
    expect(shown(store)).toMatch(
      /▸ filter by verdict.* \(No paper of this hub has a verdict yet; = gives one by hand\) /u,
    );
    // However narrow, it is seen what cannot be done.
    store.resize(40, 24);
    expect(shown(store)).toMatch(/▸ filter by… \(No paper/u);
    store.resize(120, 24);
    press(store, 'enter');
    expect(linesOf(store).at(-1)).toContain('No paper of this hub has a verdict yet');
  });

  it('opens a hub, and one that was open lately before others', async () => {
    const lib = await libraryOf([...[0, 1, 2, 3].map((n) => work(n)), cites(1, 0), cites(2, 1), cites(3, 1)]);
    const store = exploring(lib);
    press(store, '>');
    expect(list(store).hub).toBe(id(lib, arxiv(1)));
    press(store, 'q', 'ctrl-p', ...'title 1');
    expect(palette(store).shown[0]).toMatchObject({ keys: 'open lately' });
    press(store, 'enter');
    expect(list(store).hub).toBe(id(lib, arxiv(1)));
  });

  it('lists so many hubs of a large library before anything is typed, and finds any other by its title or id', async () => {
    const hubs = Array.from({ length: 400 }, (_, at) => at + 1);
    const citers = Array.from({ length: 10 }, (_, at) => 1000 + at);
    const lib = await libraryOf([
      ...hubs.map((n) => work(n, { title: n === 400 ? 'Sheep counted at the end' : `Of goats ${n}` })),
      ...hubs.flatMap((n) => citers.map((citer) => cites(citer, n))),
      cites(1010, 1),
    ]);
    let asked = 0;
    let heads = 0;
    const services = libraryServices(lib, 'ada', NOWHERE);
    const store = exploring(lib, {
      hub: 1,
      services: {
        hubs(most) {
          const found = services.hubs(most);
          asked += found.length;
          return found;
        },
        head(hub) {
          heads += 1;
          return services.head(hub);
        },
      },
    });
    const before = heads;
    press(store, 'ctrl-p');
    expect([asked, heads - before]).toEqual([300, 0]);
    expect(labels(store).filter((label) => label.startsWith('Of goats'))).toHaveLength(300);
    expect(labels(store).join()).not.toContain('Sheep counted');
    press(store, ...'sheep count');
    expect(labels(store)[0]).toMatch(/^Sheep counted at the end/u);
    press(store, 'ctrl-u', ...'2001.00400');
    expect(labels(store)[0]).toMatch(/^Sheep counted at the end/u);
    // A line is made once, however often it is found.
    press(store, 'ctrl-u', ...'of goats 12 ');
    expect(new Set(labels(store)).size).toBe(labels(store).length);
    expect(asked).toBe(300);
    press(store, 'ctrl-u', ...'sheep', 'enter');
    expect(list(store).hub).toBe(id(lib, arxiv(400)));
  });

  it('is closed by Escape, and nothing is done', async () => {
    const store = await start();
    const before = store.top();
    press(store, 'ctrl-p', ...'quit', 'escape');
    expect(store.top()).toBe(before);
    expect(store.get().exit).toBeNull();
  });
});
