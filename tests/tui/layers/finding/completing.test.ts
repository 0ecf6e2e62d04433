/** Completing the query line. */
import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../../src/tui/layers/finding/completions.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { lineOf } from '../../../../src/tui/typed-line.js';
import { cites, libraryOf, role, work } from '../../../library/support.js';
import { exploring, linesOf, list, press, shown } from '../../support.js';

const LIBRARY = () =>
  libraryOf([
    work(0),
    work(1, { title: 'Of geese', authors: [{ name: 'Élodie Zhu' }, { name: 'Ana Ox' }], venue: 'Journal of Geese' }),
    work(2, { title: 'Of goats', authors: [{ name: 'Ana Ox' }], venue: 'Goats' }),
    work(3, { title: 'Of gulls', authors: [{ name: 'Bo Zhu-Li' }], venue: 'Journal of Geese' }),
    cites(1, 0, [role('pith', '2026-01-01', 'method')]),
    cites(2, 0, [role('pith', '2026-01-01', 'motivation')]),
    cites(3, 0, [role('pith', '2026-01-01', 'background')]),
  ]);

const start = async (): Promise<Store> => exploring(await LIBRARY());
const typed = (store: Store): string => {
  const top = store.top();
  if (top.kind !== 'prompt') throw new Error('no line is typed');
  return top.input.text;
};

describe('Tab in the query line', () => {
  it('puts the labels that fit one after the other, with their counts in a box, and asks for each', async () => {
    const store = await start();
    press(store, ':', ...'role:m', 'tab');
    expect(typed(store)).toBe('role:method');
    expect(shown(store)).toContain('1 of 3');
    expect(linesOf(store).some((line) => /│▸ method +1/u.test(line))).toBe(true);
    press(store, 'tab');
    expect(typed(store)).toBe('role:motivation');
    press(store, 'tab', 'shift-tab', 'shift-tab');
    expect(typed(store)).toBe('role:method');
    press(store, 'down');
    expect(typed(store)).toBe('role:motivation');
    press(store, 'enter');
    expect(list(store).view.total).toBe(1);
    expect(store.top().kind).toBe('explorer');
  });

  it('goes on behind what there is no choice of', async () => {
    const store = await start();
    press(store, ':', ...'ven', 'tab');
    expect(typed(store)).toBe('venue:');
    press(store, 'tab');
    expect(typed(store)).toBe('venue:"Journal of Geese"');
    press(store, 'tab');
    expect(typed(store)).toBe('venue:Goats');
  });

  it('finds authors by any of their names, without their accents', async () => {
    const store = await start();
    press(store, ':', ...'author:zhu', 'tab');
    expect(typed(store)).toBe('author:"Élodie Zhu"');
    press(store, 'tab');
    expect(typed(store)).toBe('author:"Bo Zhu-Li"');
    press(store, 'escape', 'ctrl-u', ...'author:elo', 'tab');
    expect(typed(store)).toBe('author:"Élodie Zhu"');
    expect(shown(store)).toContain('1 of 3');
    press(store, 'ctrl-u', ...'author:', 'tab');
    expect(typed(store)).toBe('author:"Ana Ox"');
  });

  it('completes the reader’s own tags, reasons and saved queries', async () => {
    const store = await start();
    press(
      store,
      't',
      ...'to compare',
      'enter',
      ':',
      ...'role:method OR year:2020',
      'enter',
      '@',
      's',
      ...'both',
      'enter',
    );
    press(store, 'c', ':', ...'tag:', 'tab');
    expect(typed(store)).toBe('tag:"to compare"');
    press(store, 'ctrl-u', ...'reason:off', 'tab');
    expect(typed(store)).toBe('reason:off-topic');
    press(store, 'ctrl-u', ...'@bo', 'tab');
    expect(typed(store)).toBe('role:method OR year:2020');
    press(store, 'ctrl-u', ...'-influential:yes @bo', 'tab');
    expect(typed(store)).toBe('-influential:yes (role:method OR year:2020)');
  });

  it('finds saved queries whose names have blanks or hyphens, however they are typed, and lists them as they are typed', async () => {
    const store = await start();
    const save = (line: string, name: string): void => {
      press(store, ':', 'ctrl-u', ...line, 'enter', '@', 's', ...name, 'enter');
    };
    save('role:method', 'to read first');
    save('role:motivation', 'to-do');
    save('year:2020', 'others');
    press(store, ':', 'ctrl-u', ...'@to', 'tab');
    expect(
      linesOf(store)
        .filter((line) => /@/u.test(line))
        .map((line) => /@.*?(?= +│| {2})/u.exec(line)?.[0]),
    ).toEqual(['@"to read first"', '@to-do']);
    expect(typed(store)).toBe('role:method');
    for (const line of ['@"to r', '@to r', '@to-read', '@read', '@"first']) {
      press(store, 'ctrl-u', ...line, 'tab');
      expect([line, typed(store)]).toEqual([line, 'role:method']);
    }
    press(store, 'ctrl-u', ...'year:2020 @to_d', 'tab');
    expect(typed(store)).toBe('year:2020 role:motivation');
    // Behind a whole name what follows is a term of its own.
    press(store, 'ctrl-u', ...'@others ven', 'tab');
    expect(typed(store)).toBe('@others venue:');
    press(store, 't', 'escape');
  });

  it('takes hyphens for blanks in tags, too', async () => {
    const store = await start();
    press(store, 't', ...'to compare', 'enter', ':', ...'tag:to-c', 'tab');
    expect(typed(store)).toBe('tag:"to compare"');
  });

  it('offers fields with what they ask for', async () => {
    const store = await start();
    press(store, ':', 'r', 'tab');
    expect(typed(store)).toBe('role:');
    expect(shown(store)).toContain('what the paper is cited for');
    // The other end of the list.
    press(store, 'escape', 'shift-tab');
    expect(typed(store)).toBe('refs:');
  });

  it('is taken back by Escape, one thing at a time, and ended by typing on', async () => {
    const store = await start();
    press(store, ':', ...'role:m', 'tab', 'tab', 'escape');
    expect(typed(store)).toBe('role:m');
    expect(shown(store)).not.toContain('▸ method');
    press(store, 'tab', ',', 'b', 'tab');
    expect(typed(store)).toBe('role:method,background');
    press(store, 'escape');
    expect(store.top().kind).toBe('explorer');
    expect(list(store).view.total).toBe(3);
  });

  it('says where nothing fits, and that a search has no fields', async () => {
    const store = await start();
    press(store, ':', ...'role:q', 'tab');
    expect(shown(store)).toContain('Nothing begins like that here.');
    press(store, 'escape', '/', 'r', 'tab');
    expect(linesOf(store).at(-1)).toContain('Here all is words; : takes fields and completes them.');
  });
});

it.each([
  ['role:me', { from: 5, typed: 'me' }],
  ['-role:me', { from: 6, typed: 'me' }],
  ['(year:2020 -ro', { from: 12, typed: 'ro' }],
  ['role:method,ba', { from: 12, typed: 'ba' }],
  ['author:"Ana O', { from: 7, typed: '"Ana O' }],
  ['tag:"a, b",c', { from: 11, typed: 'c' }],
  ['one two:', { from: 4, typed: 'two:' }],
  ['', { from: 0, typed: '' }],
])('completes %s at its last value', (text, place) => {
  expect(placeAt(lineOf(text))).toMatchObject(place);
});
