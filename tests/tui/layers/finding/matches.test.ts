/** The keys for the next and the previous match of what was searched for. */
import { describe, expect, it } from 'vitest';
import { cites, libraryOf, work } from '../../../library/support.js';
import { exploring, hubOf, linesOf, list, press, shown } from '../../support.js';

/** The title under the cursor of the list. */
const under = (store: ReturnType<typeof exploring>): string =>
  /▸.*?((?:Sparse|Dense) .*? part \d+)/u.exec(shown(store))?.[1] ?? '';

/** Eight papers, the newest first: part 8 … part 1, of which 5 and 1 are of sparse counting. */
const start = async (line = '') => exploring(await hubOf(8), { line });

describe('the next match', () => {
  it('is one of the whole list, once the search is cleared', async () => {
    const store = await start('sort:-date');
    press(store, '/', ...'sparse', 'enter');
    expect(shown(store)).toContain('2 of 8');
    press(store, 'escape', 'g');
    expect([shown(store).includes('8 of 8'), under(store)]).toEqual([true, 'Dense counting of goats, part 8']);
    press(store, 'n');
    expect(under(store)).toBe('Sparse counting of goats, part 5');
    expect(linesOf(store).at(-1)).toContain('“sparse”: 1 of 2');
    press(store, 'n');
    expect(under(store)).toBe('Sparse counting of goats, part 1');
    press(store, 'n');
    expect(under(store)).toBe('Sparse counting of goats, part 5');
    expect(linesOf(store).at(-1)).toContain('“sparse”: 1 of 2, from the top again');
    press(store, 'j', 'N');
    expect(under(store)).toBe('Sparse counting of goats, part 5');
    press(store, 'N');
    expect(under(store)).toBe('Sparse counting of goats, part 1');
    expect(linesOf(store).at(-1)).toContain('“sparse”: 2 of 2, from the end again');
  });

  it('takes a count, and stays within the other filters', async () => {
    const store = await start('sort:-date role:method');
    const roles = list(store).view.total;
    press(store, '/', ...'goats', 'enter', 'escape', 'g');
    press(store, '2', 'n');
    expect(list(store).scroll.cursor).toBe(2);
    expect(linesOf(store).at(-1)).toContain(`3 of ${roles}`);
  });

  it('is the next paper where the list holds matches only', async () => {
    const store = await start();
    press(store, '/', ...'sparse', 'enter');
    expect(list(store).scroll.cursor).toBe(0);
    press(store, 'n');
    expect(list(store).scroll.cursor).toBe(1);
    press(store, 'N', 'N');
    expect(list(store).scroll.cursor).toBe(1);
  });

  it('says where there is none, and where nothing was searched for', async () => {
    const store = await start();
    press(store, 'n');
    expect(linesOf(store).at(-1)).toContain('Nothing was searched for yet: / does.');
    press(store, '/', ...'sparse', 'enter', 'escape', ':', ...'-sparse', 'enter', 'n');
    expect(linesOf(store).at(-1)).toContain('No paper of this list matches “sparse”.');
  });

  it('keeps the words that were kept, not those that were left', async () => {
    const store = await start('sort:-date');
    press(store, '/', ...'sparse', 'enter', 'escape', '/', ...'dense', 'escape', 'g', 'n');
    expect(under(store)).toBe('Sparse counting of goats, part 5');
  });

  it('marks the words in the paper it found, and only there', async () => {
    const store = await start('sort:-date');
    press(store, '/', ...'sparse', 'enter', 'escape', 'g', 'n');
    expect(list(store).found).toEqual({ work: list(store).under, terms: ['sparse'] });
  });
});

it('in the details it goes to the places further down, then to the next paper', async () => {
  // Every thirtieth sentence has the word.
  const abstract = Array.from(
    { length: 90 },
    (_, at) => `${at % 30 === 29 ? `Here the marmots ${at} stand` : `Sentence ${at}`} ${'of a long text '.repeat(6)}.`,
  ).join(' ');
  const lib = await libraryOf([
    work(0),
    work(1, { title: 'Of marmots', date: '2020', abstract }),
    work(2, { title: 'Of marmots, again', date: '2019' }),
    cites(1, 0),
    cites(2, 0),
  ]);
  const store = exploring(lib, { line: 'marmots sort:-date' });
  press(store, 'enter');
  expect(shown(store)).not.toContain('marmots 29');
  for (const at of [29, 59, 89]) {
    press(store, 'n');
    expect(shown(store)).toContain(`marmots ${at}`);
    expect(shown(store)).toContain('paper 1 of 2');
  }
  press(store, 'n');
  expect(shown(store)).toContain('paper 2 of 2');
  press(store, 'n', 'N', 'N');
  expect(shown(store)).toContain('paper 1 of 2');
});
