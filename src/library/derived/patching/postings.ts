/**
 * Which papers of a hub have which words. Where single papers were replaced (replacing.ts), the bulk stays as it was when the arrays
 * were made and names papers by the places they had then; the words of papers that were put in since are kept beside it.
 */
import { finished, pacing, type Steps } from '../../steps.js';
import { getAll, type Pieces, putAll, type Shelf } from '../shelf/segments.js';

/** What has come to postings since they were made. */
export interface Late {
  /** The place that the paper has now which had each place then; -1: it was taken out, or put in anew. */
  slots: Int32Array;
  /** How many papers have each word now. */
  papers: Int32Array;
  /** The words of papers that were put in, rising, where the postings of each begin among `postings`, and one more at the end. */
  words: Int32Array;
  starts: Int32Array;
  postings: Int32Array;
}

/** How large that is. */
export interface LateOutline {
  slots: number;
  words: number;
  postings: number;
}

/** A posting is a place times 8 plus the WHERE bits; of a paper that was taken out, 0, which has none. */
export interface Postings {
  /** Where those of each word begin in the bulk; one more at the end. */
  starts: Int32Array;
  late: Late | undefined;
  /** How many papers have a word. */
  papers(word: number): number;
  /** Those of the words from `from` to before `to`, in parts. */
  each(from: number, to: number, visit: (part: Int32Array) => void): void;
  /** The same in steps. */
  eachIn(from: number, to: number, visit: (part: Int32Array) => void): Steps<void>;
  /** The same one by one, word by word. */
  eachWord(from: number, to: number, visit: (posting: number) => void, end: (word: number) => void): void;
  /** Those of one word in the order of places, none of papers that were taken out; not to be written to. */
  of(word: number): Int32Array;
}

/** Postings read in one step, fewest and most. */
const AT_ONCE = [1 << 14, 1 << 18] as const;

/** @param pieces where the bulk is, as `movedTo` makes it */
export function postingsOf(pieces: Pieces, starts: Int32Array, late: Late | undefined): Postings {
  function* eachIn(from: number, to: number, visit: (part: Int32Array) => void): Steps<void> {
    const end = starts[to]!;
    const pace = pacing(...AT_ONCE);
    for (let start = starts[from]!; start < end; ) {
      const next = Math.min(end, start + pace.begin());
      pieces.each('postings', start, next, visit);
      pace.end();
      start = next;
      if (start < end) yield 0;
    }
    if (late === undefined) return;
    const own = late.postings.subarray(
      late.starts[firstFrom(late.words, from)],
      late.starts[firstFrom(late.words, to)],
    );
    if (own.length > 0) visit(own);
  }
  return {
    starts,
    late,
    papers: (word) => (late === undefined ? starts[word + 1]! - starts[word]! : late.papers[word]!),
    each: (from, to, visit) => finished(eachIn(from, to, visit)),
    eachIn,
    eachWord(from, to, visit, end) {
      let next = late === undefined ? 0 : firstFrom(late.words, from);
      const endOf = (word: number): void => {
        if (late !== undefined && late.words[next] === word) {
          for (let i = late.starts[next]!; i < late.starts[next + 1]!; i += 1) visit(late.postings[i]!);
          next += 1;
        }
        end(word);
      };
      let word = from;
      let at = starts[from]!;
      pieces.each('postings', at, starts[to]!, (part) => {
        for (let i = 0; i < part.length; i += 1, at += 1) {
          for (; at === starts[word + 1]!; word += 1) endOf(word);
          visit(part[i]!);
        }
      });
      for (; word < to; word += 1) endOf(word);
    },
    of(word) {
      const own = pieces.slice('postings', starts[word]!, starts[word + 1]!);
      if (late === undefined) return own;
      const at = firstFrom(late.words, word);
      const put = late.words[at] === word ? late.postings.subarray(late.starts[at], late.starts[at + 1]) : [];
      return Int32Array.from([...own.filter((posting) => (posting & 7) !== 0), ...put]).sort();
    },
  };
}

/** Postings of the bulk as of the papers' places now. */
export function movedTo({ slots }: Late, postings: Int32Array): Int32Array {
  const moved = new Int32Array(postings.length);
  for (let i = 0; i < postings.length; i += 1) {
    const place = slots[postings[i]! >>> 3]!;
    if (place >= 0) moved[i] = place * 8 + (postings[i]! & 7);
  }
  return moved;
}

/** The place of the first of rising numbers that is not less. */
function firstFrom(numbers: Int32Array, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param before what lies there already */
export function putLate(
  shelf: Shelf,
  { slots, papers, words, starts, postings }: Late,
  before: Late | undefined,
): LateOutline {
  putAll(shelf, 'slots', slots, before?.slots);
  putAll(shelf, 'word papers', papers, before?.papers);
  putAll(shelf, 'late words', words);
  putAll(shelf, 'late starts', starts);
  putAll(shelf, 'late postings', postings);
  return { slots: slots.length, words: words.length, postings: postings.length };
}

/** @param vocabulary how many words there are */
export function getLate(shelf: Shelf, vocabulary: number, outline: LateOutline): Late {
  return {
    slots: getAll(shelf, 'slots', Int32Array, outline.slots),
    papers: getAll(shelf, 'word papers', Int32Array, vocabulary),
    words: getAll(shelf, 'late words', Int32Array, outline.words),
    starts: getAll(shelf, 'late starts', Int32Array, outline.words + 1),
    postings: getAll(shelf, 'late postings', Int32Array, outline.postings),
  };
}
