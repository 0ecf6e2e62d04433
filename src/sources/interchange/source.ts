/** Files in the interchange format. */
import { INTERCHANGE_LINE_BYTES } from '../bounds.js';
import type { Decoded } from '../decoded.js';
import { type Input, type Line, lines } from '../input.js';
import { firstLine } from '../lines/json-lines.js';
import type { Source } from '../source.js';
import { interchangeReader, isRecordLine, rowReader } from './decode.js';

export const interchange: Source = {
  id: 'interchange',
  recognise: (head) => (/^\s*\{[^\n]*"format"\s*:\s*"pith-tui-hub"/u.test(head) ? 'interchange format' : undefined),
  decode: (input) => decode(input, interchangeReader(input.name)),
};

/** Rows of a database: records without the header, which a database has no place for. Only an index says what such a file is. */
export const interchangeRows: Source = {
  ...interchange,
  recognise: (head) => (isRecordLine(firstLine(head)) ? 'interchange format without its header' : undefined),
  decode: (input) => decode(input, rowReader()),
};

async function* decode(input: Input, read: (line: Line) => Generator<Decoded>): AsyncGenerator<Decoded> {
  for await (const batch of lines(input.chunks, INTERCHANGE_LINE_BYTES)) for (const line of batch) yield* read(line);
}
