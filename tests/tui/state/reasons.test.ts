/** A key that can do nothing says why: in the same words wherever it is shown. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../src/library/library.js';
import { cites, libraryOf, work } from '../../library/support.js';
import { exploring, hubOf, linesOf, list, press, shown } from '../support.js';

/** Two papers cite work 0, and nobody said how. */
const unlabelled = (): Promise<Library> => libraryOf([work(0), work(1), work(2), cites(1, 0), cites(2, 0)]);

const footer = (store: ReturnType<typeof exploring>): string => linesOf(store).at(-1)!;

describe('a key that filters by what no paper of the hub has', () => {
  it.each([
    ['r', 'No paper of this hub has a role yet; = gives one by hand.'],
    ['P', 'No paper of this hub has a polarity yet; = gives one by hand.'],
    ['v', 'No paper of this hub has a verdict yet; = gives one by hand.'],
    ['i', 'Of no citation here is it known whether it is influential; F asks the services.'],
  ])('%s says so, and the query stays as it is', async (key, why) => {
    const store = exploring(await unlabelled());
    press(store, key);
    expect(footer(store)).toContain(why);
    expect(shown(store)).toContain('2 of 2');
  });

  it.each(['r', 'P', 'v'])('takes every key that follows until it is put away, and says so: %s', async (key) => {
    const store = exploring(await unlabelled());
    press(store, key, 'b', 'space', 'b', ':');
    expect(footer(store)).toContain('Nothing here has the key :.');
    // Why is still to be read, where it was typed too fast for the message.
    expect(shown(store).replaceAll(/[\s│]+/gu, ' ')).toContain('No paper of this hub has a');
    const { hub, under } = list(store);
    expect(store.services.decisions.said(hub, under!).starred).toBe(false);
    press(store, 'escape', 'b');
    expect(store.services.decisions.said(hub, under!).starred).toBe(true);
  });

  it('opens nothing that Enter, Esc or q does not put away', async () => {
    const store = exploring(await unlabelled());
    press(store, 'r', 'q');
    expect(store.top().kind).toBe('explorer');
    press(store, 'r', 'enter');
    expect(store.top().kind).toBe('explorer');
    press(store, 'r', 'down', 'escape');
    expect(store.top().kind).toBe('explorer');
  });

  it('is no hint of the footer, and is explained in the help', async () => {
    const store = exploring(await unlabelled(), { columns: 160 });
    expect(footer(store)).toContain('s sort');
    expect(footer(store)).not.toMatch(/r role|v verdict|c clear/u);
    press(store, '?', ...'filter by verdict');
    expect(shown(store)).toContain('(No paper of this hub has a verdict yet; = gives one by hand)');
    press(store, 'enter');
    expect(footer(store)).toContain('No paper of this hub has a verdict yet');
  });

  it('works where one paper has it', async () => {
    const store = exploring(await libraryOf([work(0), work(1), cites(1, 0, [], { influential: true })]));
    press(store, 'i');
    expect(shown(store)).toContain('influential:yes');
  });
});

describe('where no paper matches', () => {
  it.each(['space', 'a', 'd', 'D', 'z', 'E', 't', 'T', 'b', 'e', 'y', 'Y', 'w', '=', 'A', '!', 'V', '+', 'enter'])(
    '%s says so, and how to go back',
    async (key) => {
      const store = exploring(await hubOf(4), { line: 'nosuchword' });
      press(store, key);
      expect(footer(store)).toContain('No paper matches: Esc goes back.');
      press(store, 'escape');
      expect(store.top().kind).toBe('explorer');
    },
  );

  it.each(['t', 'E', 'e'])('what is typed after %s is taken for no other keys, up to Enter', async (key) => {
    const store = exploring(await hubOf(4), { line: 'nosuchword' });
    press(store, key, ...'to quit', 'enter');
    expect(store.top().kind).toBe('explorer');
    expect(store.get().exit).toBeNull();
  });

  it.each(['D', 't'])('the box of %s offers no key that does nothing in it', async (key) => {
    const store = exploring(await hubOf(4), { line: 'nosuchword' });
    press(store, key);
    expect(shown(store)).toMatch(/nothing can be (?:chosen|typed)/u);
    // The message stands beside the keys until the next key that does nothing.
    store.set({ toast: null });
    expect(footer(store).trim()).toBe('Esc close');
  });

  it('the list says of how many papers that is known which was asked', async () => {
    const store = exploring(await unlabelled(), { line: 'novelty:>5 citations:>=0' });
    expect(shown(store)).toContain('Novelty known of 0 of 2 citing papers.');
    expect(shown(store)).toContain('Citations known of 0 of 2 citing papers.');
    press(store, 'c');
    expect(shown(store)).not.toContain('known of 0 of 2');
  });

  it('the list says that words are not searched among names that are hidden', async () => {
    const store = exploring(await hubOf(4), { line: 'nosuchword' });
    const unsearched = 'Words are not searched among the names of authors';
    expect(shown(store)).not.toContain(unsearched);
    press(store, 'B');
    expect(shown(store)).toContain(unsearched);
    // What is asked of a field has nothing to do with names.
    press(store, 'c', ':', ...'novelty:>5', 'enter');
    expect(shown(store)).toContain('No paper matches this query.');
    expect(shown(store)).not.toContain(unsearched);
  });

  it('an order by what no paper has says that the newest come first', async () => {
    const store = exploring(await unlabelled());
    press(store, 's', 'c');
    expect(footer(store)).toContain(
      'The newest come first: citations known of 0 of 2 papers, too few to sort by citations.',
    );
    expect(shown(store)).toContain('by date');
    press(store, 's', 'n');
    expect(footer(store)).toContain('The newest come first: novelty known of 0 of 2 papers');
    press(store, 'c', ':', 'ctrl-u', ...'sort:-citations', 'enter');
    expect(footer(store)).toContain('The newest come first: citations known of 0 of 2 papers');
    press(store, ':', 'ctrl-u', ...'sort:-title', 'enter');
    expect(footer(store)).not.toContain('come first');
    // Where undo and redo come to it again, too.
    const said = (): string => shown(store).replaceAll(/\s+/gu, ' ');
    press(store, 'u');
    expect(said()).toMatch(/Undone: sort:-title\..* The newest come first: citations known of 0 of 2 papers/u);
    press(store, 'ctrl-r');
    expect(said()).toContain('Done again: sort:-title.');
    expect(said()).not.toContain('come first');
    press(store, 'u', 'u', 'ctrl-r');
    expect(said()).toMatch(/Done again: sort:-citations\. The newest come first: citations known/u);
  });

  it('the details on the whole screen say so, too', async () => {
    const store = exploring(await hubOf(4));
    press(store, 'enter', '/', ...'nosuchword');
    expect(shown(store)).toContain('No paper matches this query.');
    expect(shown(store)).toMatch(/▸Details ─/u);
  });

  it('what was selected before can still be decided on', async () => {
    const store = exploring(await hubOf(4));
    press(store, 'space', '/', ...'nosuchword', 'enter');
    expect(shown(store)).toContain('no match');
    press(store, 'a');
    expect(shown(store)).toContain('1 screened');
  });
});

it.each([
  ['c', 'No filter is set.'],
  ['u', 'Nothing to undo in this list'],
  ['ctrl-r', 'Nothing to redo in this list.'],
  ['L', 'There is nothing ahead'],
  ['M', 'Select at least two records of the same paper with Space, then press M.'],
])('%s says why there is nothing to do', async (key, why) => {
  const store = exploring(await hubOf(4));
  press(store, key);
  expect(footer(store)).toContain(why);
});

it('what is pasted over a list does nothing, and that is said', async () => {
  const store = exploring(await hubOf(4));
  store.keys([{ name: 'paste', text: 'jjd' }]);
  expect(footer(store)).toContain('Nothing is typed here: paste after /, or after : for a query.');
  expect(shown(store)).toContain('1/4');
  expect(shown(store)).toContain('all citing papers');
});

describe('a message', () => {
  it('of a decision tells one paper that was so already from several', async () => {
    const store = exploring(await hubOf(4));
    press(store, 'd', 'g', '2', 'd');
    expect(footer(store)).toContain('Excluded 1 paper; 1 was already.');
    press(store, 'g', '4', 'd');
    expect(footer(store)).toContain('Excluded 2 papers; 2 were already.');
  });

  it('stands beside the hints, at the right end', async () => {
    const store = exploring(await hubOf(4));
    press(store, 'c');
    expect(footer(store)).toMatch(/^\/ search .* \? help {2}q quit +No filter is set\.$/u);
  });

  it('leaves the way back to the last', async () => {
    const store = exploring(await hubOf(4), { columns: 100 });
    press(store, 'u');
    expect(footer(store)).toMatch(/^(\S+ \S+ {2})*\? help {2}q quit +Nothing to undo/u);
    store.resize(80, 30);
    expect(footer(store)).toMatch(/^q quit +Nothing to undo|^Nothing to undo/u);
  });

  it('longer than the line stands whole over several', async () => {
    const store = exploring(await hubOf(4), { columns: 60 });
    press(store, 'u');
    const lines = shown(store).split('\n').slice(-2);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(
      'Nothing to undo in this list; what commands did, pith-tui undo takes back.',
    );
  });
});
