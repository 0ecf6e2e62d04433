/** The words of a hub's papers when single ones are replaced (replacing.ts): what there is of the others stays where it is. */
import { END, type Outline } from '../column-layout.js';
import { placesOf } from '../orders.js';
import { putAll, type Shelf } from '../shelf/segments.js';
import { beginningWith, wordAt } from '../vocabulary.js';
import { streaming } from '../words/streams.js';
import { type Late, putLate } from './postings.js';
import { commonThen } from './replace-common.js';
import { type Replacing, spread } from './replacing.js';

/** Where each word that there was, and each that comes, is in the vocabulary then; -1: nobody has it any more. */
interface Places {
  size: number;
  oldTo: Int32Array;
  freshTo: Int32Array;
}

/** Puts the dictionary and what it points to onto the shelf. @param mostLate postings beside the bulk @returns its outline */
export function replaceWords(replacing: Replacing, shelf: Shelf, mostLate: number): Outline['words'] {
  const left = papersLeft(replacing);
  const places = placesThen(replacing, left);
  const letters = putVocabulary(replacing, places, shelf);
  const { tokens, numbers } = putTokens(replacing, places, shelf);
  const late = lateOf(replacing, places, left);
  const isLarge = late.postings.length > mostLate;
  const bulk = isLarge ? bulkThen(replacing, places, late) : null;
  if (bulk !== null) putAll(shelf, 'postings', bulk.postings);
  const { starts, late: lateBefore } = replacing.old.dictionary().postings;
  putAll(shelf, 'posting starts', bulk === null ? startsThen(replacing, places) : bulk.starts, starts);
  return {
    size: places.size,
    letters,
    postings: bulk === null ? replacing.old.words.postings : bulk.postings.length,
    tokens,
    numbers,
    late: putLate(shelf, bulk === null ? late : noneOf(late, replacing.size), lateBefore),
    ...commonThen(replacing, shelf),
  };
}

/** How many of the papers that stay have each word. */
function papersLeft({ old, gone }: Replacing): Int32Array {
  const { vocabulary, postings, streams, ranks } = old.dictionary();
  const left = new Int32Array(vocabulary.size);
  for (let word = 0; word < left.length; word += 1) left[word] = postings.papers(word);
  for (const place of gone)
    for (const token of new Set(streams().of(place))) if (token !== END) left[ranks[token]!]! -= 1;
  return left;
}

function placesThen({ old, fresh }: Replacing, left: Int32Array): Places {
  const { vocabulary } = old.dictionary();
  const come = fresh.dictionary().vocabulary;
  // For each word that comes, where it is or would be.
  const at: number[] = [];
  const isKnown: boolean[] = [];
  for (let i = 0; i < come.size; i += 1) {
    const word = wordAt(come, i);
    const { from } = beginningWith(vocabulary, word);
    at.push(from);
    isKnown.push(from < vocabulary.size && wordAt(vocabulary, from) === word);
  }
  const comes = new Set(at.filter((_, i) => isKnown[i]));
  const oldTo = new Int32Array(vocabulary.size);
  const freshTo = new Int32Array(come.size);
  let size = 0;
  let next = 0;
  for (let word = 0; word <= vocabulary.size; word += 1) {
    for (; next < at.length && at[next] === word; next += 1) {
      freshTo[next] = size;
      if (!isKnown[next]) size += 1;
    }
    if (word === vocabulary.size) continue;
    const stays = left[word]! > 0 || comes.has(word);
    oldTo[word] = stays ? size : -1;
    if (stays) size += 1;
  }
  return { size, oldTo, freshTo };
}

/** Visits each word then with where `old` and `fresh` have it; -1: not. */
function eachWord({ size, oldTo, freshTo }: Places, visit: (word: number, old: number, fresh: number) => void): void {
  let [old, fresh] = [0, 0];
  for (let word = 0; word < size; word += 1) {
    while (oldTo[old] === -1) old += 1;
    const isOld = old < oldTo.length && oldTo[old] === word;
    const isFresh = fresh < freshTo.length && freshTo[fresh] === word;
    visit(word, isOld ? old : -1, isFresh ? fresh : -1);
    if (isOld) old += 1;
    if (isFresh) fresh += 1;
  }
}

/** @returns how many letters there are */
function putVocabulary({ old, fresh }: Replacing, places: Places, shelf: Shelf): number {
  const [left, right] = [old.dictionary().vocabulary, fresh.dictionary().vocabulary];
  const letters = new Uint16Array(left.letters.length + right.letters.length);
  const starts = new Int32Array(places.size + 1);
  const masks = new Int32Array(places.size);
  let filled = 0;
  eachWord(places, (word, a, b) => {
    const from = a >= 0 ? left : right;
    const at = a >= 0 ? a : b;
    for (let i = from.starts[at]!; i < from.starts[at + 1]!; i += 1, filled += 1) letters[filled] = from.letters[i]!;
    masks[word] = from.masks[at]!;
    starts[word + 1] = filled;
  });
  putAll(shelf, 'letters', letters.subarray(0, filled), left.letters);
  putAll(shelf, 'word starts', starts, left.starts);
  putAll(shelf, 'word masks', masks, left.masks);
  return filled;
}

/**
 * Those of papers that come go behind the others, and those of papers that are taken out stay where nobody looks. Tokens keep their
 * numbers: those of words that nobody has any more stay unused.
 */
function putTokens(replacing: Replacing, places: Places, shelf: Shelf): { tokens: number; numbers: number } {
  const { old, fresh, size } = replacing;
  const [left, right] = [old.dictionary(), fresh.dictionary()];
  const numbers = left.ranks.map((rank) => (rank < 0 ? -1 : places.oldTo[rank]!));
  const numberOf = new Int32Array(places.size).fill(-1);
  for (let number = 0; number < numbers.length; number += 1)
    if (numbers[number]! >= 0) numberOf[numbers[number]!] = number;
  const come: number[] = [];
  const rightTo = Int32Array.from(right.ranks, (rank) => {
    const now = places.freshTo[rank]!;
    if (numberOf[now]! < 0) numberOf[now] = numbers.length + come.push(now) - 1;
    return numberOf[now]!;
  });
  const ranks = new Int32Array(numbers.length + come.length);
  ranks.set(numbers);
  ranks.set(come, numbers.length);
  const out = streaming(shelf, old.words.tokens);
  const bounds = new Int32Array(fresh.size + 1).fill(out.bytes());
  for (let place = 0; place < fresh.size; place += 1) {
    for (const token of right.streams().of(place)) out.push(token === END ? END : rightTo[token]!);
    bounds[place + 1] = out.bytes();
  }
  const bytes = out.end();
  const { starts, ends } = left.streams();
  const startsThen = spread(replacing, { of: starts }, { of: bounds }, new Int32Array(size + 1));
  const endsThen = spread(replacing, { of: ends }, { of: bounds.subarray(1) }, new Int32Array(size));
  putAll(shelf, 'token starts', startsThen, starts);
  // Before, they may have been where those of the next paper begin, and have had no array of their own.
  putAll(shelf, 'token ends', endsThen, old.words.late === undefined ? undefined : ends);
  putAll(shelf, 'ranks', ranks, left.ranks);
  return { tokens: bytes, numbers: ranks.length };
}

/** Where the postings of each word begin in the bulk: what is left of a word that nobody has any more is of papers that are gone. */
function startsThen({ old }: Replacing, places: Places): Int32Array {
  const { starts } = old.dictionary().postings;
  const then = new Int32Array(places.size + 1);
  let last = 0;
  eachWord(places, (word, a) => {
    if (a >= 0) last = a + 1;
    then[word] = starts[a >= 0 ? a : last]!;
  });
  then[places.size] = starts[starts.length - 1]!;
  return then;
}

/** The bulk with what was beside it, all by the places that papers have then. */
function bulkThen({ old, kept }: Replacing, places: Places, late: Late): { postings: Int32Array; starts: Int32Array } {
  const { starts: from } = old.dictionary().postings;
  const starts = new Int32Array(places.size + 1);
  const all = new Int32Array(late.papers.reduce((sum, papers) => sum + papers, 0));
  let [size, next, put] = [0, 0, 0];
  const putBefore = (end: number, posting: number): void => {
    for (; put < end && late.postings[put]! < posting; put += 1, size += 1) all[size] = late.postings[put]!;
  };
  eachWord(places, (word, a) => {
    const isPut = late.words[next] === word;
    put = late.starts[next]!;
    const end = isPut ? late.starts[next + 1]! : put;
    if (isPut) next += 1;
    if (a >= 0)
      old.pieces.each('postings', from[a]!, from[a + 1]!, (part) => {
        for (let i = 0; i < part.length; i += 1) {
          const place = (part[i]! & 7) === 0 ? -1 : kept[part[i]! >>> 3]!;
          if (place < 0) continue;
          putBefore(end, place * 8);
          all[size] = place * 8 + (part[i]! & 7);
          size += 1;
        }
      });
    putBefore(end, Number.POSITIVE_INFINITY);
    starts[word + 1] = size;
  });
  return { postings: all, starts };
}

/** Nothing beside the bulk, in which papers have the places that they have now. */
function noneOf({ papers }: Late, size: number): Late {
  const none = new Int32Array(0);
  return { slots: placesOf(size), papers, words: none, starts: new Int32Array(1), postings: none };
}

/** What comes to postings beside the bulk. @param left how many of the papers that stay have each word */
function lateOf({ old, fresh, kept, added }: Replacing, { size, oldTo, freshTo }: Places, left: Int32Array): Late {
  const { late } = old.dictionary().postings;
  const come = fresh.dictionary().postings;
  const papers = new Int32Array(size);
  for (let word = 0; word < oldTo.length; word += 1) if (oldTo[word]! >= 0) papers[oldTo[word]!] = left[word]!;
  // Exact in one number: words are far fewer than 2^21, and postings below 2^31.
  const all: number[] = [];
  for (let at = 0; late !== undefined && at < late.words.length; at += 1)
    for (let i = late.starts[at]!; i < late.starts[at + 1]!; i += 1) {
      const place = kept[late.postings[i]! >>> 3]!;
      if (place >= 0) all.push(oldTo[late.words[at]!]! * 2 ** 31 + place * 8 + (late.postings[i]! & 7));
    }
  for (let word = 0; word < freshTo.length; word += 1) {
    const now = freshTo[word]!;
    papers[now]! += come.papers(word);
    for (const posting of come.of(word)) all.push(now * 2 ** 31 + added[posting >>> 3]! * 8 + (posting & 7));
  }
  const sorted = Float64Array.from(all).sort();
  const words: number[] = [];
  const starts: number[] = [];
  const postings = Int32Array.from(sorted, (one, at) => {
    const word = Math.floor(one / 2 ** 31);
    if (words.at(-1) !== word) {
      words.push(word);
      starts.push(at);
    }
    return one % 2 ** 31;
  });
  starts.push(postings.length);
  const slots = late === undefined ? kept : late.slots.map((place) => (place < 0 ? -1 : kept[place]!));
  return { slots, papers, words: Int32Array.from(words), starts: Int32Array.from(starts), postings };
}
