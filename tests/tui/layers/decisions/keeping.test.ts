/** What is longer than what is kept of it is not cut without a word: it stays in its line, which says how long it may be. */
import { expect, it } from 'vitest';
import { explorerOn, hubOf, list, press, shown } from '../../support.js';

const LONG = 'x'.repeat(201);

it.each([
  [
    'a tag, though others beside it are not',
    ['t', ...'goats, ', ...LONG],
    'A tag has at most 200 characters, and this one has 201.',
  ],
  ['a tag in quotes', ['t', '"', ...LONG, '"'], 'A tag has at most 200 characters, and this one has 201.'],
  ['a reason', ['D', '+', ...LONG], 'A reason has at most 200 characters, and this one has 201.'],
  [
    'the name of a review',
    ['W', 'n', ...LONG],
    'The name of a review has at most 200 characters, and this one has 201.',
  ],
])('%s', async (_, typed, said) => {
  const store = explorerOn(await hubOf(4));
  press(store, ...typed);
  expect(store.top().kind).toBe('line');
  press(store, 'enter');
  expect(store.top().kind).toBe('line');
  expect(shown(store).replaceAll(/\s+/gu, ' ')).toContain(said);
  // Shortened, it is kept; in quotes the sign before the quote goes.
  press(store, ...(typed.at(-1) === '"' ? ['left'] : []), 'backspace', 'enter');
  expect(store.top().kind).not.toBe('line');
  expect(shown(store)).not.toContain('at most');
});

it.each([
  ['a reason', ['D', '+', ' '], 'A reason needs words.'],
  ['a review', ['W', 'n', ' '], 'A review needs a name.'],
])('stays in its line where it is none: %s', async (_, typed, said) => {
  const store = explorerOn(await hubOf(4));
  press(store, ...typed, 'enter');
  expect(shown(store)).toContain(said);
  expect(store.top()).toMatchObject({ kind: 'line', input: { text: ' ' } });
  press(store, 'x', 'enter');
  expect(store.top().kind).toBe('explorer');
});

it.each([
  ['a note', ['E', ...'seen']],
  ['tags', ['t', ...'seen']],
])('stays in its line where the library takes nothing: %s', async (_, typed) => {
  const store = explorerOn(await hubOf(4));
  const { services } = store;
  const busy = (): never => {
    throw new Error('Another program writes to this library.');
  };
  const { note } = services.decisions;
  const { tag } = services.tasks;
  Object.assign(services.decisions, { note: busy });
  Object.assign(services.tasks, { tag: busy });
  press(store, ...typed, 'enter');
  expect(shown(store)).toContain('Another program writes to this library.');
  expect(store.top()).toMatchObject({ kind: 'line', input: { text: 'seen' } });
  Object.assign(services.decisions, { note });
  Object.assign(services.tasks, { tag });
  press(store, 'enter');
  expect(store.top().kind).toBe('explorer');
});

it('is kept whole at its longest, and a note may be longer', async () => {
  const store = explorerOn(await hubOf(4));
  press(store, 't', ...LONG.slice(1), 'enter');
  const { hub, under } = list(store);
  expect(store.services.decisions.said(hub, under!).tags).toEqual([LONG.slice(1)]);
  press(store, 'E', ...LONG, 'enter');
  expect(store.services.decisions.said(hub, under!).note).toBe(LONG);
});
