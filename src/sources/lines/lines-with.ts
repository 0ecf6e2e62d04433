/** What `grep -F` does: of a dump of billions of lines, those that can matter, without looking at the others. */
import type { Line } from '../input.js';

const NEWLINE = 10;

/**
 * The lines that hold at least one of the needles, and those that are longer than allowed (null, as in `lines`). All lines
 * are counted into `counter`. A line across two pieces is copied; the rest is searched where it lies.
 */
export async function* linesWith(
  chunks: AsyncIterable<Buffer>,
  needles: readonly string[],
  maxBytes: number,
  counter: { lines: number },
): AsyncGenerator<Line[]> {
  const wanted = needles.map((needle) => Buffer.from(needle));
  let parts: Buffer[] = [];
  let length = 0;
  const unfinished = (part: Buffer): void => {
    length += part.length;
    // What is too long is only counted.
    if (length > maxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  /** The unfinished line with its end. */
  const finished = (end: Buffer): Line[] => {
    unfinished(end);
    const line = length > maxBytes ? null : Buffer.concat(parts);
    parts = [];
    length = 0;
    counter.lines += 1;
    return line === null || wanted.some((needle) => line.includes(needle))
      ? [{ number: counter.lines, bytes: line }]
      : [];
  };
  for await (const chunk of chunks) {
    const found: Line[] = [];
    const first = chunk.indexOf(NEWLINE);
    if (first < 0) {
      unfinished(chunk);
      continue;
    }
    found.push(...finished(chunk.subarray(0, first)));
    const last = chunk.lastIndexOf(NEWLINE);
    if (last > first)
      for (const line of within(chunk.subarray(first + 1, last + 1), wanted, maxBytes, counter)) found.push(line);
    unfinished(chunk.subarray(last + 1));
    if (found.length > 0) yield found;
  }
  if (length > 0) {
    const end = finished(Buffer.alloc(0));
    if (end.length > 0) yield end;
  }
}

/** The lines of a piece that begins and ends with whole lines. */
function within(piece: Buffer, wanted: readonly Buffer[], maxBytes: number, counter: { lines: number }): Line[] {
  const starts = new Set<number>();
  for (const needle of wanted) {
    for (let at = piece.indexOf(needle); at >= 0; ) {
      starts.add(piece.lastIndexOf(NEWLINE, at) + 1);
      at = piece.indexOf(needle, piece.indexOf(NEWLINE, at) + 1);
    }
  }
  const found: Line[] = [];
  let counted = 0;
  for (const start of [...starts].sort((a, b) => a - b)) {
    counter.lines += newlines(piece, counted, start);
    counted = start;
    const end = piece.indexOf(NEWLINE, start);
    found.push({ number: counter.lines + 1, bytes: end - start > maxBytes ? null : piece.subarray(start, end) });
  }
  counter.lines += newlines(piece, counted, piece.length);
  return found;
}

/** Newlines in every byte of four. */
const NEWLINES = 0x0a0a0a0a;

function newlines(bytes: Buffer, from: number, to: number): number {
  const before = from + ((4 - ((bytes.byteOffset + from) % 4)) % 4);
  if (before >= to) return oneByOne(bytes, from, to);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + before, (to - before) >> 2);
  let count = oneByOne(bytes, from, before) + oneByOne(bytes, before + words.length * 4, to);
  for (let at = 0; at < words.length; at += 1) {
    // Four bytes at once: whether any of them is 0 after this.
    const rest = words[at]! ^ NEWLINES;
    if (((rest - 0x01010101) & ~rest & 0x80808080) === 0) continue;
    count += oneByOne(bytes, before + at * 4, before + at * 4 + 4);
  }
  return count;
}

function oneByOne(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === NEWLINE) count += 1;
  return count;
}
