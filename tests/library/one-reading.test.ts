/** When a reading looks for what other programs wrote. */
import { expect, it } from 'vitest';
import { inOneReading, type Library, reading } from '../../src/library/library.js';
import { emptyLibrary } from './support.js';

/** A library, and how often it was asked whether another program wrote. */
function watched(): { lib: Library; asked: () => number } {
  const lib = emptyLibrary();
  let asked = 0;
  const { sql } = lib;
  lib.sql = (text) => {
    if (text.includes('data_version')) asked += 1;
    return sql(text);
  };
  return { lib, asked: () => asked };
}

it('each one by itself, and once what is read as one, however deep', () => {
  const { lib, asked } = watched();
  reading(lib, () => reading(lib, () => reading(lib, () => 1)));
  expect(asked()).toBe(1);
  reading(lib, () => 1);
  expect(asked()).toBe(2);
  inOneReading(lib, () => {
    for (let frame = 0; frame < 5; frame += 1) reading(lib, () => inOneReading(lib, () => reading(lib, () => 1)));
  });
  expect(asked()).toBe(3);
  // Who asks for nothing does not look.
  inOneReading(lib, () => 1);
  expect(asked()).toBe(3);
  expect(() =>
    inOneReading(lib, () => {
      reading(lib, () => {
        throw new Error('no');
      });
    }),
  ).toThrow();
  reading(lib, () => 1);
  expect(asked()).toBe(5);
});
