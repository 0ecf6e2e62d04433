/** The head over a list: who wrote the hub and when, beside what adds up, at every width. */
import { describe, expect, it } from 'vitest';
import { printQuery } from '../../../src/query/print.js';
import { screen } from '../../../src/tui/screen.js';
import { arxiv, cites, libraryOf, work } from '../../library/support.js';
import { exploring, hubOf, list, press, shown } from '../support.js';

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

it('has what is printed of a hub behind who wrote it, as far as there is room', async () => {
  const sentence = 'Canonical reference. 76% of citing Pith papers cite this work as background.';
  const lib = await libraryOf([
    work(0, { authors: NAMES.map((name) => ({ name })), date: '2019-11' }),
    { type: 'hub', work: arxiv(0), total: 390, sentence, source: 'pith', at: '2026-01-01' },
    ...Array.from({ length: 12 }, (_, at) => [work(at + 1), cites(at + 1, 0)]).flat(),
  ]);
  const line = (columns: number): string => shown(exploring(lib, { columns })).split('\n')[1]!;
  expect(line(150)).toMatch(/^ Utku Goatherd and 4 more, 2019 · Canonical reference\. .* as background\. {2,}12 of/u);
  expect(line(80)).toMatch(/^ Utku Goatherd \+4, 2019 · Canonical reference\. 7.*… {2,}12 of/u);
  expect(line(60)).toMatch(/^ Utku Goatherd and 4 more, 2019 {2,}12 of/u);
});

it('says of a paper that nobody cites here what to do, and nothing of a query', async () => {
  const store = exploring(await library(), { hub: 3 });
  expect(shown(store)).toMatch(/No paper of this library cites it\.[\s│]+o shows what is known of it; F asks the/u);
  expect(shown(store)).not.toMatch(/match|Esc undoes/u);
  expect(shown(store).split('\n')[2]).toMatch(/ 0 of 0 $/u);
});

it('counts what is left to be screened among what matches, and in all, at every width', async () => {
  const lib = await library();
  for (const [columns, rows] of [
    [120, 36],
    [80, 24],
    [60, 16],
    [40, 10],
  ] as const) {
    const store = exploring(lib, { columns });
    store.resize(columns, rows);
    press(store, 'G', 'a', 'X', 'g', 'd', '/', ...'goats 1');
    expect(shown(store), `${columns} columns`).toMatch(/ 2 left(?: here)?, 11 in all /u);
    press(store, 'ctrl-u', 'enter', 'u', 'u');
  }
});

describe('the line of a search', () => {
  /** What is drawn as selected in the line that is typed. */
  const selected = (store: ReturnType<typeof exploring>): string[] =>
    screen(store.get(), store.services, store.theme)
      .lines[2]!.filter(({ style }) => style === 'cursor')
      .map(({ text }) => text);
  const HINT = 'Typing replaces these words; ← edits them.';

  it('has the words of the last one selected, and says once that what is typed takes their place', async () => {
    const store = exploring(await hubOf(8));
    press(store, '/', ...'sparse');
    expect([selected(store), shown(store).includes(HINT)]).toEqual([[], false]);
    press(store, 'enter', '/');
    expect([selected(store), shown(store).includes(HINT)]).toEqual([['sparse'], true]);
    press(store, ...'dense');
    expect([selected(store), printQuery(list(store).query), list(store).view.total]).toEqual([[], 'dense', 6]);
    press(store, 'enter', '/');
    expect([selected(store), shown(store).includes(HINT)]).toEqual([['dense'], false]);
  });

  it('says so beside the keys at 80 columns', async () => {
    const store = exploring(await hubOf(8), { columns: 80 });
    press(store, '/', ...'sparse', 'enter', '/');
    expect(shown(store).split('\n').at(-1)).toMatch(
      /Enter keep .*Esc close .*Typing replaces these words; ← edits them\. $/u,
    );
    press(store, 'left', 'x');
    expect(printQuery(list(store).query)).toBe('sparsxe');
  });

  it('takes what follows an open quotation mark for a phrase that is being typed, and closes it on Enter', async () => {
    const store = exploring(await hubOf(12));
    press(store, '/', '"');
    expect(list(store).view.total).toBe(12);
    press(store, ...'counting of go');
    expect([printQuery(list(store).query), list(store).view.total]).toEqual(['"counting of go"', 12]);
    press(store, 'enter');
    expect([printQuery(list(store).query), list(store).view.total]).toEqual(['"counting of go"', 0]);
    press(store, 'escape', '/', ...'"of counting');
    expect(list(store).view.total).toBe(0);
    press(store, 'ctrl-u', ...'"sprase');
    expect([list(store).view.total, shown(store).includes('in quotes')]).toEqual([0, false]);
    press(store, 'ctrl-u', ...'"sparse count');
    expect(list(store).view.total).toBe(3);
    press(store, 'down', 'i', 'n', 'g', 'down', 'enter');
    expect([printQuery(list(store).query), list(store).view.total, list(store).scroll.cursor]).toEqual([
      '"sparse counting"',
      3,
      1,
    ]);
    expect(shown(store)).toContain(': "sparse counting"');
    // Undone and done again, it is the closed one; recalled, too.
    press(store, 'u', 'ctrl-r');
    expect(list(store).query).toEqual({ where: { kind: 'text', text: 'sparse counting', phrase: true }, sort: null });
    press(store, 'c', 'g', '/', 'up');
    expect([list(store).query.where, selected(store)]).toEqual([
      { kind: 'text', text: 'sparse counting', phrase: true },
      [],
    ]);
  });

  it('takes them as they are on Enter, edits them on other keys, and has them back on Escape', async () => {
    const store = exploring(await hubOf(8));
    press(store, '/', ...'sparse', 'enter', '/', 'enter');
    expect(printQuery(list(store).query)).toBe('sparse');
    press(store, '/', 'backspace');
    expect([selected(store), printQuery(list(store).query)]).toEqual([[], 'spars']);
    press(store, 'escape', '/', 'x', 'escape');
    expect(printQuery(list(store).query)).toBe('sparse');
  });
});

it('says who wrote a hub that one walked to, and when, and its title once', async () => {
  const store = exploring(await library(), { line: 'kids' });
  press(store, '>');
  const [title, line] = shown(store).split('\n');
  expect(title).toContain('Weaned kids');
  expect(line).toMatch(/^ .*› \(Ann Lamb, 2020\) {2,}/u);
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
