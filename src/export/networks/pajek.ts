/** A Pajek network (.net): works as vertices by number, citations as arcs. It holds no more than labels, which tell author, year and id. */
import type { Network } from '../../library/graph/network.js';
import { spellLatin } from '../../text/fold.js';
import { labelOf } from './attributes.js';

export function* pajek({ size, works, citations }: Network): Generator<string> {
  yield `*Vertices ${size}\r\n`;
  let number = 0;
  for (const work of works) {
    number += 1;
    // Readers differ in whether they take such a file for UTF-8, and there is no way to write a quote.
    const label = spellLatin(labelOf(work))
      .replace(/\p{Mn}/gu, '')
      .replaceAll('"', "'")
      .replace(/\s+/gu, ' ');
    yield `${number} "${label}"\r\n`;
  }
  yield '*Arcs\r\n';
  for (const { citing, cited } of citations) yield `${citing + 1} ${cited + 1} 1\r\n`;
}
