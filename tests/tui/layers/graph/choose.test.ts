/** Choosing another paper: to compare hubs, and for the paths between two papers. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../../src/library/library.js';
import type { Store } from '../../../../src/tui/state/store.js';
import { arxiv, cites, libraryOf, role, work } from '../../../library/support.js';
import { exploring, linesOf, press, shown } from '../../support.js';

/** Three hubs, 0 to 2, and papers 3 to 9 that cite exactly these of them. */
const CITES: Readonly<Record<number, number[]>> = {
  3: [0],
  4: [0],
  5: [1],
  6: [0, 1],
  7: [0, 2],
  8: [1, 2],
  9: [0, 1, 2],
};
const method = [role('pith', '2026-01-01', 'method')];

const library = (): Promise<Library> =>
  libraryOf([
    ...['Alpha', 'Beta', 'Gamma'].map((title, n) => work(n, { title })),
    ...Object.keys(CITES).map((n) => work(Number(n))),
    ...Object.entries(CITES).flatMap(([citing, hubs]) =>
      hubs.map((hub) => cites(Number(citing), hub, Number(citing) % 2 === 1 && hub === 0 ? method : undefined)),
    ),
    ...[0, 1, 2].map((n) => ({ type: 'hub' as const, work: arxiv(n), source: 'test' })),
  ]);

async function start(): Promise<Store> {
  const lib = await library();
  return exploring(lib, { columns: 100 });
}

const partsOf = (store: Store): string[] =>
  linesOf(store).flatMap((line) => {
    const [, name, count] = /^(?:▸ )?((?:only|all|[AB] and).*?) {2,}(\d+) {2}/u.exec(`${line}  `) ?? [];
    return name === undefined ? [] : [`${name} ${count}`];
  });

it('offers the hubs, narrows to what is typed, and compares with what is taken, and that with a third', async () => {
  const store = await start();
  press(store, 'o', 'C');
  expect(shown(store)).toContain('Compare with which paper?');
  expect(shown(store)).toContain('Gamma');
  expect(shown(store)).not.toContain('Alpha  ');
  press(store, ...'beta');
  expect(shown(store)).not.toContain('Gamma');
  press(store, 'enter');
  expect(partsOf(store)).toEqual(['only A 3', 'only B 2', 'A and B 2']);
  press(store, 'C', ...'gamma', 'enter');
  expect(partsOf(store)).toEqual([
    'only A 2',
    'only B 1',
    'only C 0',
    'A and B, not C 1',
    'A and C, not B 1',
    'B and C, not A 1',
    'all three 1',
  ]);
  press(store, 'C');
  expect(shown(store)).toContain('as many as can be');
});

it('says of which numbers it knows only the least or the most, and whom nobody listed', async () => {
  const lib = await libraryOf([
    ...['Alpha', 'Beta'].map((title, n) => work(n, { title })),
    ...Object.entries(CITES).flatMap(([citing, hubs]) =>
      hubs.filter((hub) => hub < 2).map((hub) => cites(Number(citing), hub)),
    ),
    { type: 'hub' as const, work: arxiv(0), source: 'test' },
  ]);
  const store = exploring(lib, { columns: 100 });
  press(store, 'o', 'C', ...'beta', 'enter');
  expect(shown(store)).toMatch(/only A +at most +3 /u);
  expect(shown(store)).toMatch(/only B +at least +2 /u);
  expect(shown(store)).toMatch(/A and B +at least +2 /u);
  expect(shown(store)).toContain('Nobody listed who cites B; F asks the services.');
});

it('counts the roles of each part in a line, each number a door', async () => {
  const store = await start();
  press(store, 'o', 'C', ...'beta', 'enter', 'tab', 'tab');
  expect(linesOf(store)).toEqual(
    expect.arrayContaining(['only A   A and B', '▸ role known  ▸2 of 3    1 of 2', 'method            2         1']),
  );
  press(store, 'j', 'l', 'enter');
  expect(shown(store)).toContain('cites:2001.00001 role:method');
  expect(shown(store)).toContain('1 of 5');
});

it('says what to do where nothing answers to what was typed, and closes without a choice', async () => {
  const store = await start();
  press(store, 'O', 'w', ...'quicksilver');
  expect(shown(store)).toContain('No paper here is called so');
  press(store, 'enter');
  expect(shown(store)).toContain('No paper to choose');
  press(store, 'escape');
  expect(shown(store)).toContain('▸Citing papers');
});

describe('the path from the paper under the cursor', () => {
  const chain = async (): Promise<Store> => {
    const lib = await libraryOf([
      ...['Alpha', 'Beta', 'Gamma', 'Delta'].map((title, n) => work(n, { title })),
      cites(1, 0, method, { contexts: [{ text: 'We use what they do.' }] }),
      cites(2, 1),
      cites(3, 0),
    ]);
    return exploring(lib, { hub: 1, columns: 100 });
  };
  const wayOf = (store: Store): string[] => {
    const lines = linesOf(store);
    return lines.slice(
      2,
      lines.findIndex((line) => line.startsWith('──')),
    );
  };

  it('leads to the one chosen, each citation with its role and a sentence', async () => {
    const store = await chain();
    press(store, 'O', 'w', ...'alpha', 'enter');
    expect(wayOf(store)).toEqual([
      '▸ from  Gamma',
      'to    Alpha',
      'One shortest chain of 2 citations. Each paper cites the one below it.',
      'The chain',
      'Gamma',
      '▼ role not known',
      'Beta',
      '▼ method',
      'We use what they do.',
      'Alpha',
    ]);
    press(store, 'G', 'k', 'enter');
    expect(shown(store)).toContain('Details · paper 1 of 2');
    expect(shown(store)).toContain('We use what they do.');
    press(store, 'escape', 'escape', 'k', 'enter');
    expect(shown(store).split('\n')[1]).toContain('Path from Gamma › Beta');
  });

  it('says where it leads back only, and where there is none', async () => {
    const store = await chain();
    press(store, 'o', 'O', 'w', ...'gamma', 'enter');
    expect(shown(store)).toContain(
      'No chain of citations leads this way, but back: one shortest chain of one citation.',
    );
    press(store, 'escape', 'escape', 'O', 'w', ...'delta', 'enter');
    expect(shown(store)).toContain('No chain of citations leads from the one to the other or back, among the');
  });
});
