/** Before many papers are changed the reader is asked, with their number and how it is undone. */
import { describe, expect, it } from 'vitest';
import { exploring, hubOf, press, shown } from '../../support.js';

describe('a change of more than a hundred papers', () => {
  it.each([
    ['a', 'Include 120 papers?', 'Included 120 papers.'],
    ['d', 'Exclude 120 papers?', 'Excluded 120 papers.'],
    ['m', 'Mark 120 papers as maybe?', 'Maybe: 120 papers.'],
    ['z', 'Put off 120 papers?', 'Later: 120 papers.'],
    ['X', 'Clear the decisions on 120 papers?', 'No longer decided on: 120 papers.'],
    ['b', 'Star 120 papers?', 'Starred 120 papers.'],
    ['b', 'Take the stars off 120 papers?', 'No longer starred: 120 papers.'],
    ['T', 'Put 120 papers on the reading list?', 'Put on the reading list: 120 papers.'],
    ['T', 'Take 120 papers off the reading list?', 'Taken off the reading list: 120 papers.'],
  ])('by %s asks “%s”, and no means no', async (key, question, done) => {
    const library = await hubOf(120);
    if (/^(?:Take|Clear)/u.test(question)) press(exploring(library), 'A', key === 'X' ? 'a' : key, 'y');
    const store = exploring(library);
    press(store, 'A', key);
    expect(shown(store)).toContain(`─ ${question} ─`);
    expect(shown(store)).toContain('u undoes it');
    const before = library.sql('SELECT count(*) FROM journal').pluck().get();
    press(store, 'n');
    expect(library.sql('SELECT count(*) FROM journal').pluck().get()).toBe(before);
    press(store, key, 'enter');
    expect(shown(store)).toContain(done);
  });

  it('is asked about where a number says how many', async () => {
    const store = exploring(await hubOf(120));
    press(store, '1', '1', '0', 'a');
    expect(shown(store)).toContain('─ Include 110 papers? ─');
    press(store, 'y');
    expect(shown(store)).toContain('Included 110 papers.');
  });

  it('is not asked about a second time where the menu of reasons said how many', async () => {
    const store = exploring(await hubOf(120));
    press(store, 'A', 'D');
    expect(shown(store)).toContain('Exclude 120 papers: why?');
    press(store, '.');
    expect(shown(store)).toContain('Excluded 120 papers');
  });
});

it('of a hundred papers nothing is asked', async () => {
  const store = exploring(await hubOf(120));
  press(store, '1', '0', '0', 'b');
  expect(shown(store)).toContain('Starred 100 papers.');
});
