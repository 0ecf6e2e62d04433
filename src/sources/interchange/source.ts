/** Files in the interchange format. */
import { INTERCHANGE_LINE_BYTES } from '../bounds.js';
import { lines } from '../input.js';
import type { Source } from '../source.js';
import { interchangeReader } from './decode.js';

export const interchange: Source = {
  id: 'interchange',
  expects: 'a hub in the interchange format of pith-tui',
  recognise: (head) => (/^\s*\{[^\n]*"format"\s*:\s*"pith-tui-hub"/u.test(head) ? 'interchange format' : undefined),
  async *decode(input) {
    const read = interchangeReader(input.name);
    for await (const batch of lines(input.chunks, INTERCHANGE_LINE_BYTES)) for (const line of batch) yield* read(line);
  },
};
