/** Arrays put away in segments: those of which nothing is otherwise than what lies there are not written again. */
import { expect, it } from 'vitest';
import {
  getAll,
  memoryShelf,
  type Numbers,
  putAll,
  SEGMENT_BYTES,
} from '../../../../src/library/derived/shelf/segments.js';

const NUMBERS = SEGMENT_BYTES / 4;

/** Which segments are written where these numbers take the place of those; they are all there then. */
function written(before: Numbers, now: Int32Array): number[] {
  const shelf = memoryShelf();
  putAll(shelf, 'a', before);
  const put: number[] = [];
  const noting = {
    ...shelf,
    put: (name: string, segment: number, data: Numbers) => {
      put.push(segment);
      shelf.put(name, segment, data);
    },
  };
  putAll(noting, 'a', now, before);
  expect(getAll(shelf, 'a', Int32Array, now.length)).toEqual(now);
  return put;
}

const counting = (length: number): Int32Array => Int32Array.from({ length }, (_, at) => at);
const other = (length: number, at: number): Int32Array => counting(length).fill(-7, at, at + 1);

it.each<[string, Numbers, Int32Array, number[]]>([
  ['nothing', counting(3 * NUMBERS + 5), counting(3 * NUMBERS + 5), []],
  ['one number', counting(3 * NUMBERS), other(3 * NUMBERS, NUMBERS + 1), [1]],
  ['the last, which grows', counting(2 * NUMBERS + 5), counting(2 * NUMBERS + 6), [2]],
  ['the last, which shrinks', counting(2 * NUMBERS + 5), counting(2 * NUMBERS + 4), [2]],
  ['a new one', counting(2 * NUMBERS), counting(2 * NUMBERS + 1), [2]],
  ['none left of those behind', counting(2 * NUMBERS + 5), counting(NUMBERS), []],
  ['numbers of another size', new Uint16Array(NUMBERS), new Int32Array(NUMBERS), [0]],
  ['no numbers', new Int32Array(0), new Int32Array(0), [0]],
])('%s', (_, before, now, segments) => {
  expect(written(before, now)).toEqual(segments);
});
