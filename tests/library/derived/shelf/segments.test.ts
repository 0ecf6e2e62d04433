/** Arrays put away in segments, and read a segment at a step. */
import { expect, it } from 'vitest';
import {
  getAll,
  getAllIn,
  memoryShelf,
  putAll,
  SEGMENT_BYTES,
} from '../../../../src/library/derived/shelf/segments.js';

it.each([
  [Uint8Array, 2.5],
  [Uint16Array, 3],
  [Int32Array, 0.1],
  [Int32Array, 0],
] as const)('%o of %d segments', (Kind, segments) => {
  const shelf = memoryShelf();
  const length = (segments * SEGMENT_BYTES) / Kind.BYTES_PER_ELEMENT;
  const numbers = new Kind(length).map((_, at) => (at * 7) % 251);
  putAll(shelf, 'numbers', numbers);
  let read = 0;
  const watched = {
    ...shelf,
    get(name: string, segment: number): Uint8Array {
      read += 1;
      return shelf.get(name, segment);
    },
  };
  const steps = getAllIn<Uint8Array | Uint16Array | Int32Array>(watched, 'numbers', Kind, length);
  for (let before = 0; ; before = read) {
    const step = steps.next();
    expect(read - before).toBeLessThanOrEqual(1);
    if (!step.done) continue;
    expect(step.value).toEqual(numbers);
    break;
  }
  expect(read).toBe(Math.ceil(segments));
  expect(getAll<Uint8Array | Uint16Array | Int32Array>(shelf, 'numbers', Kind, length)).toEqual(numbers);
  if (length > 0)
    expect(() => getAll<Uint8Array | Uint16Array | Int32Array>(shelf, 'numbers', Kind, length - 1)).toThrow(
      'numbers is not whole',
    );
});
