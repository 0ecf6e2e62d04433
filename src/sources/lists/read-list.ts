/** A bibliography by itself: the works it lists, whoever cites them. */
import type { WorkRecord } from '../../hub/record.js';
import type { Problem } from '../decoded.js';
import { SourceError } from '../decoded.js';
import { openInput, wholeBytes } from '../input.js';
import { decodeText } from '../text.js';
import type { Strings } from './read-bibtex.js';
import { LIST_NAMES, LISTS, listed } from './source.js';

export interface Bibliography {
  format: string;
  works: WorkRecord[];
  problems: Problem[];
}

/**
 * Reads a bibliography of any kind (plain or gzip, `-` for standard input) whole.
 * @param strings what other BibTeX files define, to which this one's are added
 * @throws SourceError for what cannot be read or is none
 */
export async function readBibliography(path: string, strings?: Strings): Promise<Bibliography> {
  const input = await openInput(path);
  try {
    const head = new TextDecoder().decode(input.head);
    for (const { name: format, recognise, read } of LISTS) {
      if (!recognise(head)) continue;
      const found: Bibliography = { format, works: [], problems: [] };
      for (const item of listed(read(decodeText(await wholeBytes(input)), input.name, strings), input.name)) {
        if ('problem' in item) found.problems.push({ place: item.place, message: item.problem });
        else if (item.work !== undefined) found.works.push(item.work);
        else found.problems.push({ place: item.place, message: 'neither an id nor a title in words' });
      }
      return found;
    }
    throw new SourceError(`${input.name} is not a bibliography; expected ${LIST_NAMES}.`);
  } finally {
    input.close();
  }
}
