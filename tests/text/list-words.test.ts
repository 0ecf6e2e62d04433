/** Words listed in a sentence. */
import { expect, it } from 'vitest';
import { listWords } from '../../src/text/list-words.js';

it('joins words with commas, and the last with or or and, without a comma before it', () => {
  expect(listWords([], 'or')).toBe('');
  expect(listWords(['a'], 'or')).toBe('a');
  expect(listWords(['a', 'b'], 'or')).toBe('a or b');
  expect(listWords(new Set(['a', 'b', 'c']), 'or')).toBe('a, b or c');
  expect(listWords(['a', 'b', 'c'], 'and')).toBe('a, b and c');
});
