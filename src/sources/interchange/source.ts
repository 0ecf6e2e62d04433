/** Files in the interchange format. */
import { lines } from '../input.js';
import type { Source } from '../source.js';
import { interchangeReader, LINE_BYTES } from './decode.js';

export const interchange: Source = {
  id: 'interchange',
  expects: 'a hub in the interchange format of pith-tui',
  recognise: (head) => (/^\s*\{[^\n]*"format"\s*:\s*"pith-tui-hub"/u.test(head) ? 'interchange format' : undefined),
  async *decode(input) {
    const read = interchangeReader(input.name);
    for await (const batch of lines(input.chunks, LINE_BYTES)) for (const line of batch) yield* read(line);
  },
};
