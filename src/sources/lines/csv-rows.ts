/** Tables as CSV, or parted by something else than commas: rows whose cells are found by the names of their columns. */

import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { cleanLine } from '../../hub/text.js';
import { figure, ROW_BYTES, ROW_COMMAS } from '../bounds.js';
import { type Decoded, problem } from '../decoded.js';
import { type Input, lines } from '../input.js';
import type { Reading } from '../source.js';

/** Column names as the first line has them. */
export function columnsOf(head: string, delimiter = ','): string[] {
  const first = /^[^\r\n]*/u.exec(head.replace(/^\ufeff/u, ''))![0];
  try {
    return (parseWhole(first, { delimiter, relax_quotes: true, relax_column_count: true })[0] ?? []).map((name) =>
      name.trim().toLowerCase(),
    );
  } catch {
    return [];
  }
}

/** A row whose cells are asked for by the names of their columns. */
export interface Row {
  place: string;
  cell(name: string): string;
}

/** All rows; what is no row is a problem. */
export async function* rowsOf(
  input: Input,
  reading: Reading,
  delimiter = ',',
): AsyncGenerator<Row | Extract<Decoded, { problem: unknown }>> {
  const problems: Decoded[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: ROW_BYTES,
    on_skip: (error) => {
      problems.push(problem('a row', `no CSV: ${cleanLine(error?.message ?? '').slice(0, 200)}`));
      return undefined;
    },
  });
  // What goes wrong with the bytes ends the parser, and so the loop.
  pipeline(boundedLines(input, problems, delimiter), parser, () => {});
  let at: Map<string, number> | undefined;
  for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
    yield* problems.splice(0) as Extract<Decoded, { problem: unknown }>[];
    if (at === undefined) {
      at = placesOf(cells.map((name) => name.trim().toLowerCase()));
      continue;
    }
    reading.lines += 1;
    yield rowOf(cells, at, `line ${info.lines}`);
  }
  yield* problems as Extract<Decoded, { problem: unknown }>[];
}

/** The lines that a row may have; for one that is too long a blank one, so that the others keep their numbers. */
async function* boundedLines(input: Input, problems: Decoded[], delimiter: string): AsyncGenerator<Buffer> {
  for await (const batch of lines(input.chunks, ROW_BYTES)) {
    const kept = batch.map(({ number, bytes }) => {
      const excess =
        bytes === null
          ? `longer than ${ROW_BYTES / 1e6} MB`
          : hasMoreThan(bytes, ROW_COMMAS, delimiter)
            ? `of more than ${figure(ROW_COMMAS)} cells`
            : undefined;
      if (excess !== undefined) problems.push(problem(`line ${number}`, excess));
      return excess === undefined ? bytes! : Buffer.alloc(0);
    });
    yield Buffer.concat(kept.flatMap((bytes) => [bytes, LINE_END]));
  }
}

const LINE_END = Buffer.from('\n');

/** Whether a line has more of what parts cells than that. */
export function hasMoreThan(bytes: Buffer, most: number, delimiter = ','): boolean {
  if (bytes.length <= most) return false;
  const sign = delimiter.charCodeAt(0);
  let count = 0;
  for (const byte of bytes) if (byte === sign) count += 1;
  return count > most;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

/** At which place each column stands. */
export function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}

export function rowOf(cells: readonly string[], at: ReadonlyMap<string, number>, place: string): Row {
  return { place, cell: (name) => cells[at.get(name) ?? -1] ?? '' };
}
