/** Saved queries on the screen: saved under a name, opened by a number, with what is new. */
import { describe, expect, it, vi } from 'vitest';
import { printQuery } from '../../../../src/query/print.js';
import { packed, unpacked } from '../../../../src/tui/resume/looks.js';
import { arxiv, cites, id, load, role, seeded, work } from '../../../library/support.js';
import { explorerOn, hubOf, list, press, shown } from '../../support.js';

const typed = (text: string): string[] => [...text];

describe('a saved query', () => {
  it('is named to scripts as the program was started', async () => {
    const store = explorerOn(await hubOf(4));
    press(store, 'i', '@', 's', ...typed('star'), 'enter', '@');
    expect(shown(store)).toContain('for scripts: pith-tui list PAPER @NAME');
    vi.stubEnv('npm_lifecycle_event', 'start');
    vi.stubEnv('npm_package_name', 'pith-tui');
    press(store, 'escape', '@');
    expect(shown(store)).toContain('for scripts: npm start -- list PAPER @NAME');
    vi.unstubAllEnvs();
  });

  it('is opened by its number in any list, with its order', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, '@');
    expect(shown(store)).toContain('No query is saved yet');
    press(store, 's');
    expect(shown(store)).toContain('There is no query to save');
    press(store, 'escape', 'r', 'm', 'S', '@', 's', ...typed('to read'), 'enter');
    expect(shown(store)).toContain('Saved as to read, @ 1 opens it.');
    press(store, 'c', 'i', '@', 's', ...typed('star'), 'enter', 'c');
    press(store, '@');
    expect(shown(store)).toMatch(/1 {3}to read +role:method sort:date +10/u);
    expect(shown(store)).toMatch(/2 {3}star +influential:yes sort:date +6/u);
    press(store, '1');
    expect(printQuery(list(store).query)).toBe('role:method sort:date');
    press(store, 'u');
    expect(printQuery(list(store).query)).toBe('sort:date');
  });

  it('is asked for in a menu that stays where there is none: what is typed on decides nothing', async () => {
    const store = explorerOn(await hubOf(4));
    press(store, '@', 's', ...typed('mine'), 'enter');
    expect(store.top().kind).toBe('menu');
    expect(shown(store)).toContain('There is no query to save: filter, search or sort first.');
    press(store, '7');
    expect(shown(store)).toContain('Nothing here has the key 7.');
    press(store, 'escape');
    expect(list(store).past.done).toBeNull();
  });

  it('stays in its line where its name cannot be taken', async () => {
    const store = explorerOn(await hubOf(4));
    press(store, 'i', '@', 's', 'enter');
    expect(store.top().kind).toBe('line');
    press(store, ...typed('mine'), 'enter');
    expect(store.services.decisions.queries()).toMatchObject([{ name: 'mine' }]);
  });

  it('keeps its number when it is saved anew, and comes back when its removal is undone', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, 'i', '@', 's', 'a', 'enter', '@', 's', 'b', 'enter', 'c', 'r', 'm', '@', 's', 'a', 'enter');
    const { decisions } = store.services;
    expect(decisions.queries()).toEqual([
      { name: 'a', line: 'role:method', key: 1 },
      { name: 'b', line: 'influential:yes', key: 2 },
    ]);
    press(store, '@', 'x', '1');
    expect(decisions.queries().map(({ name }) => name)).toEqual(['b']);
    press(store, 'u');
    expect(decisions.queries().map(({ name }) => name)).toEqual(['a', 'b']);
    // A number that is free is given again; the tenth query has none.
    press(store, '@', 'x', '1');
    for (const name of 'cdefghijk') press(store, '@', 's', name, 'enter');
    expect(
      decisions
        .queries()
        .map(({ name, key }) => `${name}${key ?? '-'}`)
        .join(' '),
    ).toBe('c1 b2 d3 e4 f5 g6 h7 i8 j9 k-');
  });

  it('saved over another says which query was there', async () => {
    const store = explorerOn(await hubOf(30));
    press(store, 'i', '@', 's', 'a', 'enter');
    expect(shown(store)).toContain('Saved as a, @ 1 opens it.');
    press(store, 'c', 'r', 'm', '@', 's', 'a', 'enter');
    expect(shown(store)).toContain('Saved as a, in place of influential:yes, @ 1 opens it.');
  });

  it('is asked by its name in the query line, as on the command line', async () => {
    const store = explorerOn(await hubOf(30));
    store.services.decisions.saveQuery('to read', 'role:method sort:date');
    press(store, ':', ...'@to-read influential:yes', 'enter');
    expect(printQuery(list(store).query)).toBe('role:method influential:yes sort:date');
    press(store, ':', ...Array.from({ length: 60 }, () => 'backspace'), ...'@nosuch', 'enter');
    expect(store.top().kind).toBe('prompt');
    expect(shown(store)).toMatch(/No query is saved as @nosuch; saved are @"to read"\. .*column 1 /u);
  });

  it('says what is new since it was opened last', async () => {
    const lib = await hubOf(30);
    const store = explorerOn(lib);
    press(store, 'r', 'm', '@', 's', 'm', 'enter', '@', '1');
    press(store, '@');
    expect(shown(store)).toMatch(/1 {3}m {2}role:method +10/u);
    press(store, 'escape');
    await load(lib, [work(90), work(91), ...[90, 91].map((n) => cites(n, 0, [role('pith', '2026-01-01', 'method')]))]);
    press(store, '@');
    expect(shown(store)).toMatch(/role:method +2 new of 12/u);
    press(store, '1');
    expect(shown(store)).toMatch(/m: 2 new since \d{4}-\d\d-\d\d\./u);
    press(store, '@', '1');
    expect(shown(store)).toMatch(/m: nothing new since/u);
    expect(id(lib, arxiv(90))).toBeGreaterThan(0);
  });

  it('that the open hub cannot answer says so', async () => {
    const store = explorerOn(await hubOf(5));
    store.services.decisions.saveQuery('far', 'cites:2402.03300');
    press(store, '@');
    expect(shown(store)).toMatch(/cites:2402\.03300 +no answer here/u);
    press(store, '1');
    expect(shown(store)).toMatch(/2402\.03300 is not in the library/u);
    expect(printQuery(list(store).query)).toBe('');
  });
});

describe('the papers of a look', () => {
  it('are the same when they are unpacked', () => {
    const random = seeded(1);
    const works = [...new Set(Array.from({ length: 3000 }, () => Math.floor(random() * 4_000_000_000)))];
    const view = { total: works.length, works: (from: number, count: number) => works.slice(from, from + count) };
    expect(unpacked(packed(view as never)!)).toEqual(new Set(works));
    expect(unpacked(packed({ total: 0, works: () => [] } as never)!)).toEqual(new Set());
    expect(unpacked('////')).toEqual(new Set());
  });
});
