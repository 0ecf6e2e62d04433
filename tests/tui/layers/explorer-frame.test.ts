/** The head over a list: who wrote the hub and when, beside what adds up, at every width. */
import { expect, it } from 'vitest';
import { arxiv, cites, libraryOf, work } from '../../library/support.js';
import { exploring, press, shown } from '../support.js';

const NAMES = ['Utku Goatherd', 'Bo Lamb', 'Cy Ram', 'Di Ewe', 'Ed Kid'];

const library = () =>
  libraryOf([
    work(0, { authors: NAMES.map((name) => ({ name })), date: '2019-11' }),
    { type: 'hub', work: arxiv(0), total: 390, source: 'pith', at: '2026-01-01' },
    ...Array.from({ length: 12 }, (_, at) =>
      work(at + 1, { date: '2020', authors: [{ name: 'Ann Lamb' }], title: at === 0 ? 'Weaned kids' : `Goats ${at}` }),
    ),
    ...Array.from({ length: 12 }, (_, at) => cites(at + 1, 0)),
    work(20, { date: '2021' }),
    cites(20, 1),
  ]);

it('has the year at every width, and never less than two blanks before what adds up', async () => {
  const lib = await library();
  for (let columns = 60; columns <= 130; columns += 1) {
    const store = exploring(lib, { columns });
    for (const decided of [[], ['a'], ['d', 'm', 'z']]) {
      press(store, ...decided);
      const line = shown(store).split('\n')[1]!;
      expect(line, `${columns} columns`).toMatch(/^ (?:Utku )?Goatherd (?:and 4 more|\+4), 2019 {2,}\S.*\S $/u);
    }
  }
});

it('says who wrote a hub that one walked to, and when, and its title once', async () => {
  const store = exploring(await library(), { line: 'kids' });
  press(store, '>');
  const [title, line] = shown(store).split('\n');
  expect(title).toContain('Weaned kids');
  expect(line).toMatch(/^ .*▸ Ann Lamb, 2020 {2,}/u);
  expect(line).not.toContain('Weaned');
});

it('says what is wrong with a query above the keys, which stay, and whole in a narrow terminal', async () => {
  const store = exploring(await library());
  for (const [columns, rows] of [
    [120, 30],
    [40, 10],
  ] as const) {
    store.resize(columns, rows);
    press(store, ':', 'ctrl-u', ...'year:x');
    const lines = shown(store).split('\n');
    expect(lines).toHaveLength(rows);
    expect(lines.join(' ').replaceAll(/\s+/gu, ' ')).toMatch(/year takes a year such as .* not "x"\. column 6/u);
    expect(lines.at(-1)).toContain('Enter keep');
    expect(lines.at(-1)).toContain('Esc close');
    press(store, 'escape');
  }
});
