/**
 * The words of each paper in order, as they stand in its texts: what a phrase is looked for in. A word is a number and a number one to
 * five bytes; common words come early and have small numbers, so that most take one or two.
 */

import type { Steps } from '../../steps.js';
import { END, textAfter, WHERE } from '../column-layout.js';
import { SEGMENT_BYTES, type Shelf } from '../shelf/segments.js';
import { bytesFrom, bytesOnto } from './bytes.js';

const NAME = 'tokens';

/** Words put away as they come. */
export interface Streaming {
  /** The number of a word, or END. */
  push(token: number): void;
  /** How many bytes there are by now. */
  bytes(): number;
  /** Puts the last of them away. @returns how many bytes there were */
  end(): number;
}

/** @param length how many bytes there are already, which stay */
export function streaming(shelf: Shelf, length = 0): Streaming {
  const bytes = bytesOnto(shelf, NAME, length);
  return {
    push(token) {
      // END is -1: nothing is below 0 then.
      let rest = token + 1;
      for (; rest > 127; rest >>>= 7) bytes.put((rest & 127) | 128);
      bytes.put(rest);
    },
    bytes: bytes.length,
    end: bytes.end,
  };
}

/** Every word with its paper and text, from the first to the last. @param starts where the words of each paper begin, and one more */
export function* eachToken(
  shelf: Shelf,
  starts: Int32Array,
  visit: (token: number, place: number, where: number) => void,
): Steps<void> {
  const total = starts[starts.length - 1]!;
  let place = 0;
  let where: number = WHERE.title;
  let number = 0;
  let shift = 0;
  const visitAll = (bytes: Uint8Array, from: number): void => {
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i]!;
      number |= (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      const token = number - 1;
      number = 0;
      shift = 0;
      while (from + i >= starts[place + 1]!) {
        place += 1;
        where = WHERE.title;
      }
      if (token === END) where = textAfter(where);
      else visit(token, place, where);
    }
  };
  for (let from = 0, segment = 0; from < total; from += SEGMENT_BYTES, segment += 1) {
    visitAll(shelf.get(NAME, segment), from);
    yield from / total;
  }
}

/** Reads the words of single papers. */
export interface Streams {
  /** Where those of each paper begin, and end. */
  starts: Int32Array;
  ends: Int32Array;
  /** In which segment those of a paper begin: as long as it is the same, nothing is read of the library. */
  segment(place: number): number;
  /** The words of a paper, with END between its texts; to be looked at before the next are asked for. */
  of(place: number): Int32Array;
}

export function streamsOf(shelf: Shelf, starts: Int32Array, ends: Int32Array): Streams {
  const read = bytesFrom(shelf, NAME);
  let tokens = new Int32Array(1024);
  const segmentOf = (place: number): number => Math.floor(starts[place]! / SEGMENT_BYTES);
  return {
    starts,
    ends,
    segment: segmentOf,
    of(place) {
      const size = ends[place]! - starts[place]!;
      // A word takes a byte at least.
      if (size > tokens.length) tokens = new Int32Array(2 * size);
      let bytes = read.segment(segmentOf(place));
      let at = starts[place]! % SEGMENT_BYTES;
      if (at + size > bytes.length) {
        bytes = read.slice(starts[place]!, ends[place]!);
        at = 0;
      }
      let count = 0;
      let number = 0;
      let shift = 0;
      for (const end = at + size; at < end; at += 1) {
        const byte = bytes[at]!;
        number |= (byte & 127) << shift;
        shift += 7;
        if (byte > 127) continue;
        tokens[count] = number - 1;
        count += 1;
        number = 0;
        shift = 0;
      }
      return tokens.subarray(0, count);
    },
  };
}
