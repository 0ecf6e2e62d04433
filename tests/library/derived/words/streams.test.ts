/** The words of papers, put away as bytes and read back paper by paper. */
import { describe, expect, it } from 'vitest';
import { END, textAfter, WHERE } from '../../../../src/library/derived/column-layout.js';
import { memoryShelf, SEGMENT_BYTES } from '../../../../src/library/derived/shelf/segments.js';
import { eachToken, FOUND_AT_ONCE, streaming, streamsOf } from '../../../../src/library/derived/words/streams.js';
import { finished } from '../../../../src/library/steps.js';
import { seeded } from '../../support.js';

/** The largest number that there can be of words, and those at which a byte more is taken. */
const NUMBERS = [0, 1, 126, 127, 128, 16_382, 16_383, 2_097_150, 2_097_151, 268_435_454, 0x7ffffffe];

it('are what was put there, over the ends of segments, and where more is put behind them', () => {
  const random = seeded(5);
  const shelf = memoryShelf();
  const papers: number[][] = [];
  const starts: number[] = [0];
  const put = (count: number): void => {
    const out = streaming(shelf, starts.at(-1));
    for (let paper = 0; paper < count; paper += 1) {
      const tokens = Array.from({ length: Math.floor(random() * 40) }, () =>
        random() < 0.1
          ? END
          : random() < 0.2
            ? NUMBERS[Math.floor(random() * NUMBERS.length)]!
            : Math.floor(random() * 40_000),
      );
      // A text that is longer than others, too.
      if (random() < 0.001) tokens.push(...Array.from({ length: 5000 }, (_, n) => n));
      for (const token of tokens) out.push(token);
      papers.push(tokens);
      starts.push(out.bytes());
    }
    expect(out.end()).toBe(starts.at(-1));
  };
  put(9000);
  put(1);
  put(18_000);
  expect(starts.at(-1)).toBeGreaterThan(SEGMENT_BYTES);

  const all = Int32Array.from(starts);
  const { of } = streamsOf(shelf, all.subarray(0, -1), all.subarray(1));
  for (const [place, tokens] of papers.entries()) {
    if (of(place).length !== tokens.length || of(place).some((token, at) => token !== tokens[at]))
      expect(Array.from(of(place)), `paper ${place}`).toEqual(tokens);
  }
  expect([...of(7)]).toEqual(papers[7]);

  const seen: number[][] = papers.map(() => []);
  const where = new Set<number>();
  const visit = (token: number, place: number, bit: number): void => {
    seen[place]!.push(token);
    where.add(bit);
  };
  finished(eachToken(shelf, all, visit));
  expect(seen.every((own, place) => own.join() === papers[place]!.filter((token) => token !== END).join())).toBe(true);
  expect([...where].sort()).toEqual([WHERE.title, WHERE.author, WHERE.summary]);
});

it('take as many bytes as their numbers are large', () => {
  const shelf = memoryShelf();
  const out = streaming(shelf);
  const taken = [END, ...NUMBERS].map((token) => {
    const before = out.bytes();
    out.push(token);
    return out.bytes() - before;
  });
  expect(taken).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5]);
});

it('say so where bytes are missing', () => {
  const shelf = memoryShelf();
  const out = streaming(shelf);
  for (const token of [3, 4, END]) out.push(token);
  out.end();
  const { of } = streamsOf(shelf, Int32Array.of(0), Int32Array.of(4));
  expect(() => of(0)).toThrow('tokens is not whole');
});

describe('words one after the other', () => {
  /** Papers whose words are few, so that many stand beside each other: some of one byte, some of more, one a piece of another. */
  const WORDS = [0, 1, 2, 126, 127, 128, 255, 16_383, 16_384];
  const random = seeded(8);
  const anyOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const some = (most: number): number[] =>
    Array.from({ length: Math.floor(random() * most) }, () => (random() < 0.1 ? END : anyOf(WORDS)));

  /** Puts papers away as import and replacing do: the last ones behind all others, wherever they are, and of some that are gone the words stay. */
  const shelf = memoryShelf();
  const papers: number[][] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const out = streaming(shelf);
  for (let paper = 0; out.bytes() < 2.5 * SEGMENT_BYTES; paper += 1) {
    const tokens = some(paper % 997 === 0 ? 9000 : 30);
    starts.push(out.bytes());
    for (const token of tokens) out.push(token);
    ends.push(out.bytes());
    papers.push(tokens);
  }
  for (let paper = 50; paper < papers.length; paper += 1 + Math.floor(random() * 3000)) {
    const tokens = some(40);
    starts[paper] = out.bytes();
    for (const token of tokens) out.push(token);
    ends[paper] = out.bytes();
    papers[paper] = tokens;
  }
  out.end();
  const streams = streamsOf(shelf, Int32Array.from(starts), Int32Array.from(ends));
  const all = Int32Array.from(papers.keys());

  /** Every place where they stand, by reading all words. */
  function read(tokens: readonly number[], among: Int32Array, wants: (next: number) => boolean): Set<string> {
    const found = new Set<string>();
    for (const place of among) {
      const own = papers[place]!;
      let where: number = WHERE.title;
      for (let at = 0; at + tokens.length <= own.length; at += 1) {
        if (own[at] === END) where = textAfter(where);
        const next = own[at + tokens.length] ?? END;
        if (tokens.every((token, i) => own[at + i] === token) && wants(next)) found.add(`${place} ${where} ${next}`);
      }
    }
    return found;
  }

  it('are found where reading every paper finds them', () => {
    let total = 0;
    for (let round = 0; round < 40; round += 1) {
      const tokens = Array.from({ length: 1 + (round % 4) }, () => anyOf(WORDS));
      const last = anyOf(WORDS);
      const wants = round % 3 === 0 ? () => true : (next: number) => next === last;
      const few = all.filter(() => random() < 0.01);
      for (const among of [null, few]) {
        const found = new Set<string>();
        finished(streams.find(tokens, among, wants, (place, where, next) => found.add(`${place} ${where} ${next}`)));
        expect(found).toEqual(read(tokens, among ?? all, wants));
        total += found.size;
      }
    }
    expect(total).toBeGreaterThan(100_000);
  });

  it('are looked for in steps, however often they stand there', () => {
    for (const among of [null, all]) {
      const steps = streams.find(
        [1],
        among,
        () => true,
        (place) => visited.push(place),
      );
      const visited: number[] = [];
      let count = 0;
      for (let before = 0; !steps.next().done; before = visited.length) {
        // Of papers looked through one by one, each may have many.
        if (among === null) expect(visited.length - before).toBeLessThanOrEqual(FOUND_AT_ONCE + 9000);
        else expect(new Set(visited.slice(before)).size).toBeLessThanOrEqual(FOUND_AT_ONCE);
        count += 1;
      }
      expect(count).toBeGreaterThan(10);
    }
  });
});
