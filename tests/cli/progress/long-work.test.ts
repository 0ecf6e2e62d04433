/** The line that says how far long work on a library is, by a clock that the test moves. */
import { expect, it } from 'vitest';
import { withProgress } from '../../../src/cli/progress/long-work.js';
import { mergeWorks, splitWork } from '../../../src/library/identity/merge-split.js';
import { arxiv, cites, id, libraryOf, work } from '../../library/support.js';

/** What is written while the work tells these parts at these times. */
async function written(parts: readonly (readonly [at: number, done: number])[], isTerminal = true): Promise<string[]> {
  const lib = await libraryOf([work(0)]);
  const { heed } = lib;
  const said: string[] = [];
  let now = 0;
  const answer = withProgress(
    lib,
    'Merging',
    () => {
      for (const [at, done] of parts) {
        now = at;
        lib.heed(done);
      }
      return 'done';
    },
    { isTerminal, write: (text) => said.push(text), now: () => now },
  );
  expect(answer).toBe('done');
  expect(lib.heed).toBe(heed);
  return said;
}

it('is written once it is noticed, not too often, and taken away at the end', async () => {
  expect(
    await written([
      [10, 0.1],
      [299, 0.3],
      [300, 0.456],
      [350, 0.5],
      [400, 0.6],
    ]),
  ).toEqual(['\r\x1b[2KMerging: 45%', '\r\x1b[2KMerging: 60%', '\r\x1b[2K']);
});

it('is not written where it is quick, or nobody watches', async () => {
  expect(
    await written([
      [10, 0.1],
      [299, 1],
    ]),
  ).toEqual([]);
  expect(await written([[1000, 0.5]], false)).toEqual([]);
});

it('tells of merging and taking apart in parts that grow', async () => {
  const lib = await libraryOf([work(0), work(1), work(2), work(3), cites(1, 0), cites(2, 0), cites(3, 0)]);
  const told: number[] = [];
  let now = 0;
  const where = {
    isTerminal: true,
    write: (text: string) => told.push(Number(/(\d+)%/u.exec(text)?.[1] ?? 100)),
    now: () => {
      now += 1000;
      return now;
    },
  };
  const of = (number: number): number => id(lib, arxiv(number));
  const one = withProgress(lib, 'Merging', () => mergeWorks(lib, of(1), of(2)), where);
  withProgress(lib, 'Taking apart', () => splitWork(lib, one, [arxiv(2)]), where);
  const merging = told.slice(0, told.indexOf(100, told.indexOf(100) + 1) + 1);
  expect(merging.length).toBeGreaterThan(3);
  expect(merging).toEqual(merging.toSorted((a, b) => a - b));
});
