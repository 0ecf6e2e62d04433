/** The words of papers, put away as bytes and read back paper by paper. */
import { expect, it } from 'vitest';
import { END, WHERE } from '../../../../src/library/derived/column-layout.js';
import { memoryShelf, SEGMENT_BYTES } from '../../../../src/library/derived/shelf/segments.js';
import { eachToken, streaming, streamsOf } from '../../../../src/library/derived/words/streams.js';
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
  const { of, segment } = streamsOf(shelf, all.subarray(0, -1), all.subarray(1));
  for (const [place, tokens] of papers.entries()) {
    if (of(place).length !== tokens.length || of(place).some((token, at) => token !== tokens[at]))
      expect(Array.from(of(place)), `paper ${place}`).toEqual(tokens);
    expect(segment(place)).toBe(Math.floor(starts[place]! / SEGMENT_BYTES));
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
