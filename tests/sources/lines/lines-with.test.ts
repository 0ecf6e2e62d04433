/** The lines of a large file that hold a needle. */
import { describe, expect, it } from 'vitest';
import { lines } from '../../../src/sources/input.js';
import { linesWith } from '../../../src/sources/lines/lines-with.js';
import { inputOf } from '../input-of.js';

async function found(content: string, needles: string[], pieceBytes: number, maxBytes = 1000) {
  const counter = { lines: 0 };
  const got: [number, string | null][] = [];
  for await (const batch of linesWith(inputOf(content, pieceBytes).chunks, needles, maxBytes, counter))
    for (const { number, bytes } of batch) got.push([number, bytes === null ? null : bytes.toString()]);
  return { got, lines: counter.lines };
}

describe('lines with a needle', () => {
  const content = 'a cat\n\na dog\na cat and a dog\nnothing\nthe cat';

  it('are those that grep finds, each once, whatever the pieces', async () => {
    for (let pieceBytes = 1; pieceBytes <= content.length + 1; pieceBytes += 1) {
      for (const end of ['', '\n', '\nnothing\n']) {
        const { got, lines } = await found(content + end, ['cat', 'dog'], pieceBytes);
        expect(got).toEqual([
          [1, 'a cat'],
          [3, 'a dog'],
          [4, 'a cat and a dog'],
          [6, 'the cat'],
        ]);
        expect(lines).toBe(end.includes('nothing') ? 7 : 6);
      }
    }
  });

  it('agree with reading all lines, on lines of many lengths', async () => {
    const all = Array.from({ length: 500 }, (_, at) => `${'x'.repeat((at * 37) % 90)}${at % 7 === 0 ? 'needle' : ''}`);
    const text = all.join('\n');
    for (const pieceBytes of [1, 2, 13, 100, 1000, 100_000]) {
      const { got, lines: counted } = await found(text, ['needle'], pieceBytes);
      const expected: [number, string][] = [];
      for await (const batch of lines(inputOf(text, pieceBytes).chunks, 1000))
        for (const { number, bytes } of batch)
          if (bytes!.includes('needle')) expected.push([number, bytes!.toString()]);
      expect(got).toEqual(expected);
      expect(counted).toBe(500);
    }
  });

  it('that are too long are told and not kept', async () => {
    const long = `needle${'x'.repeat(100)}`;
    for (const pieceBytes of [1, 7, 64, 10_000]) {
      const { got, lines } = await found(`needle\n${long}\nneedle`, ['needle'], pieceBytes, 50);
      expect(got).toEqual([
        [1, 'needle'],
        [2, null],
        [3, 'needle'],
      ]);
      expect(lines).toBe(3);
    }
  });
});
