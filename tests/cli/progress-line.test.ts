/** How far work is, in words. */
import { expect, it } from 'vitest';
import { doneWords, timeWords } from '../../src/cli/progress-line.js';

it.each([
  [0, 0, '0%'],
  [0, 9, '0%'],
  [0.5, 2.9, '50%'],
  [0.25, 3, '25%, 9 s left'],
  [0.999, 60, '99%'],
  [0.01, 10, '1%, 17 min left'],
])('%d of it after %d s: %s', (done, seconds, words) => {
  expect(doneWords(done, seconds)).toBe(words);
});

it('of time are in seconds, minutes and hours', () => {
  expect([40, 89, 90, 720, 11_100].map(timeWords)).toEqual(['40 s', '89 s', '2 min', '12 min', '3 h 5 min']);
});
