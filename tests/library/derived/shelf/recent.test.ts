/** The map that keeps what was used last. */
import { expect, it } from 'vitest';
import { recent } from '../../../../src/library/derived/shelf/recent.js';

it('keeps what was used last, and makes the rest again', () => {
  const made: string[] = [];
  const kept = new Map<string, string | undefined>();
  const use = (key: string): string | undefined =>
    recent(kept, key, 2, () => {
      made.push(key);
      return key === 'nothing' ? undefined : key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(use)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect([...kept.keys()]).toEqual(['a', 'b']);
  use('nothing');
  expect([use('nothing'), made.filter((key) => key === 'nothing').length]).toEqual([undefined, 1]);
});
