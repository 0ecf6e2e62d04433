/** Values put away come back as they were. */
import { expect, it } from 'vitest';
import { spool } from '../../../src/sources/lists/spool.js';

it('values come back as they were, in order or by their places, whatever their size', () => {
  const values = [
    { a: 'é→𝔊\ud800', n: 1 },
    { long: 'x'.repeat(1_500_000) },
    ...Array.from({ length: 3_000 }, (_, n) => ({ n, text: 'ü'.repeat(n % 700) })),
    { long: 'y'.repeat(999_000) },
    null,
  ];
  const all = spool<unknown>();
  for (const value of values) all.put(value);
  expect(all.size).toBe(values.length);
  for (const index of [0, 1, 2, 1_500, values.length - 1]) expect(all.at(index)).toEqual(values[index]);
  expect([...all.take()]).toEqual(values);
});
