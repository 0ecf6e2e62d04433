/** Numbers packed and unpacked: what comes out is what went in, in fewer bytes where that is worth it. */
import { describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../../../src/library/derived/shelf/packing.js';
import type { Numbers } from '../../../../src/library/derived/shelf/segments.js';
import { seeded } from '../../support.js';

const bytes = (numbers: Numbers): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice();

function through(numbers: Numbers): { packing: number | null; size: number } {
  const { packing, data } = packed(numbers);
  // As SQLite gives it: at any address.
  const moved = new Uint8Array(data.length + 1);
  moved.set(data, 1);
  expect(unpacked({ packing, data: moved.subarray(1) }).slice()).toEqual(bytes(numbers));
  return { packing, size: data.length };
}

const counted = (length: number, of: (i: number) => number): Int32Array => Int32Array.from({ length }, (_, i) => of(i));

describe('numbers in few bytes', () => {
  it.each<[string, Numbers, number | null, number]>([
    ['none', new Int32Array(0), null, 0],
    ['bytes', Uint8Array.of(1, 255), null, 2],
    ['small ones of four bytes, and the end of a text', Int32Array.of(-1, 254 - 1, 0, 99, -1, 200), 41, 6],
    ['those of two', Int32Array.of(-1, 65_534, 7, 60_000), 42, 8],
    ['the first that need more', Int32Array.of(-1, 65_535, 7, 60_000, 3, 9), null, 24],
    ['small ones of two bytes', Uint16Array.of(0, 254, 3, 200), 21, 4],
    ['large ones of two bytes', Uint16Array.of(65_535, 0, 40_000, 7), null, 8],
    ['rising ones', counted(1000, (i) => 100_000 + i * 7), 40, 1002],
    ['rising ones that fall now and then', counted(1000, (i) => 1_000_000 + (i % 10) * 70), 40, 2001],
    ['as they are: far apart', Int32Array.of(-2, 2 ** 30, -(2 ** 30), 2 ** 30 - 9), null, 16],
  ])('%s', (_, numbers, packing, size) => {
    expect(through(numbers)).toEqual({ packing, size });
  });

  it('come back whatever they are', () => {
    const random = seeded(1);
    for (let round = 0; round < 300; round += 1) {
      const most = 2 ** Math.floor(random() * 33);
      const rising = random() < 0.5;
      let last = 0;
      const numbers = counted(Math.floor(random() * 300), () => {
        const next = Math.floor(random() * most) - (random() < 0.1 ? most / 2 : 0);
        last = rising ? last + Math.floor(random() * 300) : next;
        return last;
      });
      through(random() < 0.3 ? Uint16Array.from(numbers) : numbers);
    }
  });

  it('spoilt ones give no more numbers than bytes', () => {
    const { packing, data } = packed(counted(100, (i) => i * 1000));
    expect(packing).toBe(40);
    expect(unpacked({ packing, data: data.subarray(0, data.length - 1) }).length).toBe(4 * 99);
    expect(unpacked({ packing, data: Uint8Array.of(255, 255, 255) })).toEqual(new Uint8Array(0));
  });
});
