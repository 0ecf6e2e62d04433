/** The entries of a .bib file, without what is wrong in it. */
import { type Entry, readBibtex } from '../../../src/sources/lists/bibtex/read.js';

export function entriesOf(text: string): Entry[] {
  return [...readBibtex(text)].flatMap((read) => ('entry' in read ? [read.entry] : []));
}
