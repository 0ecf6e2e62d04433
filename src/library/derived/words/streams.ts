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

/** What `push` puts away for a word. */
function bytesOf(token: number): number[] {
  const bytes: number[] = [];
  let rest = token + 1;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
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

/** Reads the words of single papers, and finds words that stand one after the other. */
export interface Streams {
  /** Where those of each paper begin, and end. */
  starts: Int32Array;
  ends: Int32Array;
  /** The words of a paper, with END between its texts; to be looked at before the next are asked for. */
  of(place: number): Int32Array;
  /**
   * Visits every place where these words stand one after the other, in a long text one more than once.
   * @param among the papers that are looked through, rising; null: all, which takes less than a tenth of the time for each
   * @param wants whether it is to be visited with this word behind them, or END
   */
  find(
    tokens: readonly number[],
    among: Int32Array | null,
    wants: (next: number) => boolean,
    visit: Visit,
  ): Steps<void>;
}

/** @param where the text they stand in; next: the word behind them there, or END */
type Visit = (place: number, where: number, next: number) => void;

/** What is looked for. */
interface Sought {
  bytes: Uint8Array;
  wants(next: number): boolean;
  visit: Visit;
}

/** Segments that stay in memory once a phrase was looked for: all of a million papers, which to read takes longer than to look through. */
const KEPT = 48;

/** Papers, or places where words stand, that are looked at in one step. */
export const FOUND_AT_ONCE = 4096;

export function streamsOf(shelf: Shelf, starts: Int32Array, ends: Int32Array): Streams {
  const read = bytesFrom(shelf, NAME, KEPT);
  let tokens = new Int32Array(1024);
  let order: Int32Array | null | undefined;

  /** What was found among the bytes of a paper, at `at`, if it is no piece of other numbers and the paper has all of it. */
  const look = (place: number, at: number, { bytes: sought, wants, visit }: Sought): void => {
    const bytes = read.slice(starts[place]!, ends[place]!);
    const end = at + sought.length;
    if (end > bytes.length || (at > 0 && bytes[at - 1]! > 127)) return;
    const next = end < bytes.length ? numberAt(bytes, end) : END;
    if (!wants(next)) return;
    let where: number = WHERE.title;
    // No byte of another number is 0.
    for (let i = 0; i < at; i += 1) if (bytes[i] === 0) where = textAfter(where);
    visit(place, where, next);
  };

  const lookThrough = (place: number, sought: Sought): void => {
    const bytes = read.slice(starts[place]!, ends[place]!);
    const nextFrom = finding(bytes, sought.bytes);
    for (let at = nextFrom(0); at >= 0; at = nextFrom(at + 1)) look(place, at, sought);
  };

  function* findIn(among: Int32Array, sought: Sought): Steps<void> {
    let segment = -1;
    for (let i = 0; i < among.length; i += 1) {
      const here = Math.floor(starts[among[i]!]! / SEGMENT_BYTES);
      if (i % FOUND_AT_ONCE === FOUND_AT_ONCE - 1 || here !== segment) yield i / among.length;
      segment = here;
      lookThrough(among[i]!, sought);
    }
  }

  function* findAll(sought: Sought): Steps<void> {
    if (order === undefined) order = isRising(starts) ? null : byStart(starts);
    const places = order;
    const size = starts.length;
    const placeAt = (at: number): number => (places === null ? at : places[at]!);
    const end = size === 0 ? 0 : ends[placeAt(size - 1)]!;
    yield 0;
    let next = 0;
    let found = 0;
    for (let from = 0, number = 0; from < end; from += SEGMENT_BYTES, number += 1) {
      const border = from + SEGMENT_BYTES;
      const bytes = read.segment(number);
      const nextFrom = finding(bytes, sought.bytes);
      for (let at = nextFrom(0); at >= 0; at = nextFrom(at + 1)) {
        found += 1;
        if (found % FOUND_AT_ONCE === 0) yield from / end;
        const isPiece = at > 0 && bytes[at - 1]! > 127;
        if (isPiece || !sought.wants(numberAt(bytes, at + sought.bytes.length))) continue;
        while (next < size && ends[placeAt(next)]! <= from + at) next += 1;
        if (next === size) return;
        const place = placeAt(next);
        const start = starts[place]!;
        // What stands between papers was of one that is gone; those across a border are looked through by themselves.
        if (start >= from && start <= from + at && ends[place]! <= border) look(place, from + at - start, sought);
      }
      while (next < size && ends[placeAt(next)]! <= border) next += 1;
      if (next < size && starts[placeAt(next)]! < border) lookThrough(placeAt(next), sought);
      yield from / end;
    }
  }

  return {
    starts,
    ends,
    of(place) {
      const bytes = read.slice(starts[place]!, ends[place]!);
      // A word takes a byte at least.
      if (bytes.length > tokens.length) tokens = new Int32Array(2 * bytes.length);
      let count = 0;
      let number = 0;
      let shift = 0;
      for (let at = 0; at < bytes.length; at += 1) {
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
    find(tokens, among, wants, visit) {
      const sought = { bytes: Uint8Array.from(tokens.flatMap(bytesOf)), wants, visit };
      return among === null ? findAll(sought) : findIn(among, sought);
    },
  };
}

/** The number that begins at a byte; of what is cut off some other. */
function numberAt(bytes: Uint8Array, from: number): number {
  let number = 0;
  for (let i = from, shift = 0; i < bytes.length; i += 1, shift += 7) {
    number |= (bytes[i]! & 127) << shift;
    if (bytes[i]! < 128) break;
  }
  return number - 1;
}

/** Where these bytes stand next among others, from some place on; -1: nowhere. */
function finding(among: Uint8Array, wanted: Uint8Array): (from: number) => number {
  if (wanted.length > 1) {
    const buffer = Buffer.from(among.buffer, among.byteOffset, among.byteLength);
    return (from) => buffer.indexOf(wanted, from);
  }
  // A byte alone is one of the commonest words: to ask the engine for each of them would take longer than to look at all.
  const [only] = wanted;
  return (from) => {
    for (let at = from; at < among.length; at += 1) if (among[at] === only) return at;
    return -1;
  };
}

function isRising(numbers: Int32Array): boolean {
  for (let i = 1; i < numbers.length; i += 1) if (numbers[i]! < numbers[i - 1]!) return false;
  return true;
}

/** The papers in the order in which their words stand. @param starts where those of each begin */
function byStart(starts: Int32Array): Int32Array {
  // Words of papers that were put in stand behind those of all others, wherever the papers are: the rest rises as it is.
  const late: number[] = [];
  const isLate = new Uint8Array(starts.length);
  for (let place = starts.length - 1, least = Number.POSITIVE_INFINITY; place >= 0; place -= 1) {
    if (starts[place]! <= least) least = starts[place]!;
    else {
      isLate[place] = 1;
      late.push(place);
    }
  }
  late.sort((a, b) => starts[a]! - starts[b]!);
  const order = new Int32Array(starts.length);
  let next = 0;
  let at = 0;
  const take = (place: number): void => {
    order[at] = place;
    at += 1;
  };
  for (let place = 0; place < starts.length; place += 1) {
    if (isLate[place] === 1) continue;
    for (; next < late.length && starts[late[next]!]! < starts[place]!; next += 1) take(late[next]!);
    take(place);
  }
  for (; next < late.length; next += 1) take(late[next]!);
  return order;
}
