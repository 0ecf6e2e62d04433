/**
 * Which papers of a large hub have two common words one after the other in their abstracts. The library's index holds which words a text
 * has and not where, and nearly all texts have the common ones: a phrase of them would have to be looked for in a gigabyte of texts.
 * Only words that many abstracts have are here; a phrase with any other is looked for in few texts.
 */
import type { Library } from '../../library.js';
import type { WorkNumber } from '../../model.js';
import { partOf, type Steps } from '../../steps.js';
import { getAll, putAll, type Shelf } from '../shelf/segments.js';
import { foldText, LONGEST, withFoldedWords } from '../tokens.js';
import { bytesFrom, bytesOnto } from './bytes.js';

/** A hub with so many papers has them: of fewer, all texts are read in a third of a second. */
export const PAIRS_FROM = 150_000;

/** A word is common that one abstract in so many has. */
const ONE_IN = 8;
/** Abstracts that are looked at for that, and most words that are. */
const SAMPLE = 2000;
const MOST_WORDS = 1024;

/** What is known of them before they are loaded. */
export interface PairsOutline {
  /** Bytes of the words, and of the papers of all pairs. */
  words: number;
  bytes: number;
  pairs: number;
  /** Papers that there were when they were found, where some were replaced since. */
  slots?: number;
}

const [WORDS, INDEX, PAPERS, SLOTS] = ['pair words', 'pair index', 'pair papers', 'pair slots'];
/** Of each pair in the index: which it is, where its papers begin, and whether they are bits. */
const NUMBERS = 3;

const ENCODER = new TextEncoder();

export interface Pairs {
  /** Whether it is known of all papers where this word stands behind or before another one that is here. */
  has(word: string): boolean;
  /** Marks the papers that have these two words, which are here, one after the other, as far as that is known. */
  mark(first: string, second: string, mask: Uint8Array, byte: number): void;
  /** The place that the paper has now which had each place when they were found; -1: it was taken out, or put in anew. undefined: the same. */
  slots: Int32Array | undefined;
  /** The places of the papers that were put in since, of which nothing is known. */
  unknown: Int32Array;
}

/** Of so many papers that were put in since, one in how many, all are found anew: the texts of each are read for every phrase. */
const MOST_UNKNOWN = 1 / 10;

/** Papers whose abstracts are read in one step. */
const AT_ONCE = 256;

/** Finds the pairs of a hub's abstracts, in steps. @param ids its papers, rising */
export function* putPairs(lib: Library, shelf: Shelf, ids: Int32Array): Steps<PairsOutline> {
  const common = yield* partOf(commonWords(lib, ids), 0, 0.05);
  const lists = yield* partOf(pairsIn(lib, ids, common), 0.05, 0.95);
  const words = ENCODER.encode(common.join(' '));
  putAll(shelf, WORDS, words);
  const papers = bytesOnto(shelf, PAPERS);
  const index = new Int32Array(lists.size * NUMBERS);
  let at = 0;
  for (const [pair, list] of lists) {
    index.set([pair, papers.length(), Number(list.isBits)], at);
    papers.putAll(list.bytes.subarray(0, list.used));
    at += NUMBERS;
    if (at % (64 * NUMBERS) === 0) yield 0.95 + (0.05 * at) / index.length;
  }
  putAll(shelf, INDEX, index);
  return { words: words.length, bytes: papers.end(), pairs: lists.size };
}

/**
 * What is known of pairs where papers of a hub are replaced: that of the papers that stay, unless many are put in.
 * @param kept the place then of each paper; -1: it is taken out
 * @returns undefined: they are to be found anew
 */
export function replacePairs(
  pairs: Pairs,
  outline: PairsOutline,
  shelf: Shelf,
  kept: Int32Array,
  size: number,
): PairsOutline | undefined {
  const slots = pairs.slots === undefined ? kept : pairs.slots.map((place) => (place < 0 ? -1 : kept[place]!));
  let known = 0;
  for (const place of slots) if (place >= 0) known += 1;
  if (size - known > MOST_UNKNOWN * size) return undefined;
  putAll(shelf, SLOTS, slots, pairs.slots);
  return { ...outline, slots: slots.length };
}

type Abstract = [work: WorkNumber, abstract: string];

/** The abstracts of these works, in the order of works. */
function abstractsOf(lib: Library, works: ArrayLike<number>): Abstract[] {
  return lib
    .sql(
      `SELECT work, abstract FROM texts
       WHERE abstract IS NOT NULL AND work IN (SELECT value FROM json_each(?)) ORDER BY work`,
    )
    .raw()
    .all(JSON.stringify(Array.from(works))) as Abstract[];
}

/** The words of many abstracts, by a sample of papers from the whole hub, the commonest first. */
function* commonWords(lib: Library, ids: Int32Array): Steps<string[]> {
  const sample = Math.min(SAMPLE, ids.length);
  const places = Array.from({ length: sample }, (_, n) => Math.floor((n * ids.length) / sample));
  const papers = new Map<string, number>();
  for (let from = 0; from < sample; from += AT_ONCE) {
    const works = places.slice(from, from + AT_ONCE).map((place) => ids[place]!);
    for (const [, abstract] of abstractsOf(lib, works))
      for (const word of new Set(foldText(abstract).split(' '))) papers.set(word, (papers.get(word) ?? 0) + 1);
    yield from / sample;
  }
  return (
    [...papers]
      // Of a longer word as much is a word.
      .filter(([word, count]) => count * ONE_IN >= sample && word !== '' && word.length < LONGEST)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_WORDS)
      .map(([word]) => word)
  );
}

/** The papers of a pair, rising: the difference of each to the one before, seven bits a byte, or a bit for each paper where that is less. */
interface List {
  bytes: Uint8Array;
  used: number;
  isBits: boolean;
  /** The place of the last one, plus one. */
  last: number;
}

const numberOf = (first: number, second: number): number => first * MOST_WORDS + second;

function* pairsIn(lib: Library, ids: Int32Array, common: readonly string[]): Steps<Map<number, List>> {
  const lists = new Map<number, List>();
  // The same by their numbers: a hundred are looked up for each abstract.
  const known = new Array<List | undefined>(MOST_WORDS * common.length);
  const bits = (ids.length + 7) >> 3;
  let place = 0;
  const add = (first: number, second: number): void => {
    const pair = numberOf(first, second);
    let list = known[pair];
    if (list === undefined) {
      list = { bytes: new Uint8Array(16), used: 0, isBits: false, last: 0 };
      lists.set(pair, list);
      known[pair] = list;
    }
    if (list.last !== place + 1) put(list, place, bits);
  };
  const eachPair = pairing(common, add);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    place = from;
    for (const [work, abstract] of abstractsOf(lib, ids.subarray(from, from + AT_ONCE))) {
      while (ids[place]! < work) place += 1;
      eachPair(withFoldedWords(abstract) ?? foldText(abstract));
    }
    yield from / ids.length;
  }
  return lists;
}

/** @param bits how many bytes a bit for each paper takes */
function put(list: List, place: number, bits: number): void {
  if (list.isBits) list.bytes[place >> 3]! |= 1 << (place & 7);
  else {
    if (list.used + 5 > list.bytes.length) {
      const larger = new Uint8Array(2 * list.bytes.length);
      larger.set(list.bytes);
      list.bytes = larger;
    }
    let step = place + 1 - list.last;
    for (; step > 127; step >>>= 7) {
      list.bytes[list.used] = (step & 127) | 128;
      list.used += 1;
    }
    list.bytes[list.used] = step;
    list.used += 1;
    if (list.used > bits) {
      const marked = new Uint8Array(bits);
      eachStep(list.bytes.subarray(0, list.used), (own) => {
        marked[own >> 3]! |= 1 << (own & 7);
      });
      Object.assign(list, { bytes: marked, used: bits, isBits: true });
    }
  }
  list.last = place + 1;
}

/** The places of a list that is no bits. */
function eachStep(bytes: Uint8Array, visit: (place: number) => void): void {
  let place = -1;
  let step = 0;
  let shift = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    step |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    place += step;
    step = 0;
    shift = 0;
    visit(place);
  }
}

/** Places by hash among four times as many as there may be words. */
const ROOM = 4 * MOST_WORDS;
const roomOf = (hash: number): number => (hash ^ (hash >>> 15)) & (ROOM - 1);
const [BASIS, PRIME] = [0x811c9dc5 | 0, 0x01000193];

/** Whether a byte of UTF-8 is of a word, where withFoldedWords was. */
const OF_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number((byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte > 127),
);

/** A function that finds every two common words that stand one after the other in a text in which folded words stand as they are. */
function pairing(common: readonly string[], visit: (first: number, second: number) => void): (text: string) => void {
  const words = common.map((word) => ENCODER.encode(word));
  const hashes = words.map((word) => word.reduce((hash, byte) => Math.imul(hash ^ byte, PRIME), BASIS));
  // The number of a word plus one.
  const table = new Int32Array(ROOM);
  for (const [number, hash] of hashes.entries()) {
    let at = roomOf(hash);
    while (table[at] !== 0) at = (at + 1) & (ROOM - 1);
    table[at] = number + 1;
  }
  let bytes = new Uint8Array(8192);
  const isAt = (word: Uint8Array, from: number, to: number): boolean => {
    if (word.length !== to - from) return false;
    for (let i = 0; i < word.length; i += 1) if (bytes[from + i] !== word[i]) return false;
    return true;
  };
  const find = (hash: number, from: number, to: number): number => {
    for (let at = roomOf(hash); table[at] !== 0; at = (at + 1) & (ROOM - 1)) {
      const number = table[at]! - 1;
      if (hashes[number] === hash && isAt(words[number]!, from, to)) return number;
    }
    return -1;
  };
  return (text) => {
    // A unit of UTF-16 takes three bytes at most.
    if (text.length * 3 > bytes.length) bytes = new Uint8Array(text.length * 3);
    const end = ENCODER.encodeInto(text, bytes).written;
    let before = -1;
    for (let at = 0; at < end; ) {
      while (at < end && OF_WORD[bytes[at]!] === 0) at += 1;
      const from = at;
      let hash = BASIS;
      for (; at < end && OF_WORD[bytes[at]!] === 1; at += 1) hash = Math.imul(hash ^ bytes[at]!, PRIME);
      if (at === from) return;
      const word = find(hash, from, at);
      if (before >= 0 && word >= 0) visit(before, word);
      before = word;
    }
  };
}

export function getPairs(shelf: Shelf, size: number, outline: PairsOutline): Pairs {
  const words = new TextDecoder().decode(getAll(shelf, WORDS, Uint8Array, outline.words)).split(' ');
  const numbers = new Map(words.map((word, number) => [word, number]));
  const index = getAll(shelf, INDEX, Int32Array, outline.pairs * NUMBERS);
  const at = new Map(Array.from({ length: outline.pairs }, (_, n) => [index[n * NUMBERS]!, n * NUMBERS]));
  const read = bytesFrom(shelf, PAPERS);
  const slots = outline.slots === undefined ? undefined : getAll(shelf, SLOTS, Int32Array, outline.slots);
  const then = slots?.length ?? size;
  return {
    slots,
    unknown: slots === undefined ? new Int32Array(0) : withoutThese(slots, size),
    has: (word) => numbers.has(word),
    mark(first, second, mask, byte) {
      const found = at.get(numberOf(numbers.get(first)!, numbers.get(second)!));
      if (found === undefined) return;
      const end = index[found + NUMBERS + 1] ?? outline.bytes;
      const bytes = read.slice(index[found + 1]!, end);
      const visit = (place: number): void => {
        const now = slots === undefined ? place : slots[place]!;
        if (now >= 0) mask[now] = byte;
      };
      if (index[found + 2] === 0) eachStep(bytes, visit);
      else eachBit(bytes, then, visit);
    },
  };
}

/** All places but these. */
function withoutThese(places: Int32Array, size: number): Int32Array {
  const here = new Uint8Array(size);
  for (const place of places) if (place >= 0) here[place] = 1;
  const others: number[] = [];
  for (let place = here.indexOf(0); place >= 0; place = here.indexOf(0, place + 1)) others.push(place);
  return Int32Array.from(others);
}

function eachBit(bytes: Uint8Array, size: number, visit: (place: number) => void): void {
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i]!;
    if (byte === 0) continue;
    const first = i * 8;
    for (let bit = 0; bit < 8 && first + bit < size; bit += 1) if ((byte & (1 << bit)) !== 0) visit(first + bit);
  }
}
