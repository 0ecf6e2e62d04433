/** What the benches press. */
import { expect, it } from 'vitest';
import { movingParts, partsFor, typing } from './keys.js';

const counted = (rounds: readonly (readonly { as?: string }[])[]): (string | undefined)[] =>
  rounds.flat().map(({ as }) => as);

it('are three hundred keys before memory is looked at', () => {
  const keys = movingParts().flatMap(({ rounds }) => rounds.flat());
  expect(keys).toHaveLength(300);
  expect(new Set(counted([keys]))).toEqual(new Set(['next row', 'next page', 'end', 'home']));
});

it('count the first letter of a search by itself', () => {
  expect(counted(typing([{ kind: 'rare words', text: 'wit' }]))).toEqual([
    ...['first letter', 'letter: rare words', 'letter: rare words', 'clear the search line'],
  ]);
});

it('count of a phrase only the quotation mark that closes it', () => {
  const parts = partsFor(
    [],
    { title: ['black hole'], abstract: ['large volume'] },
    { role: [], verdict: [], polarity: [] },
  );
  const presses = parts
    .flatMap(({ rounds }) => rounds)
    .filter((round) => round.some(({ as }) => as?.startsWith('phrase')));
  expect(presses.map((round) => round.map(({ key, isText }) => (isText ? key : `<${key}>`)).join(''))).toEqual([
    '"black hole<"><ctrl-u>',
    'abstract:"large volume<"><ctrl-u>',
  ]);
  expect(presses.flatMap((round) => counted([round]).filter(Boolean))).toEqual([
    ...['phrase in titles', 'phrase in abstracts'],
  ]);
});
