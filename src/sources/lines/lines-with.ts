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

/** One search from each newline to the next: that runs faster than a loop over the bytes. */
function newlines(bytes: Buffer, from: number, to: number): number {
  const part = bytes.subarray(from, to);
  let count = 0;
  for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
