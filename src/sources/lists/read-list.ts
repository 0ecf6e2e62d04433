/** A bibliography by itself: the works it lists, whoever cites them. */
import type { WorkRecord } from '../../hub/record.js';
import type { Problem } from '../decoded.js';
import { SourceError } from '../decoded.js';
import { openInput, wholeText } from '../input.js';
import { LISTS, listed } from './source.js';

export interface Bibliography {
  format: string;
  works: WorkRecord[];
  problems: Problem[];
}

/**
 * Reads a bibliography (BibTeX, CSL-JSON or RIS, plain or gzip, `-` for standard input) whole.
 * @throws SourceError for what cannot be read or is none
 */
export async function readBibliography(path: string): Promise<Bibliography> {
  const input = await openInput(path);
  try {
    const head = new TextDecoder().decode(input.head);
    for (const { recognise, read } of LISTS) {
      const format = recognise(head);
      if (format === undefined) continue;
      const found: Bibliography = { format, works: [], problems: [] };
      for (const item of listed(read(await wholeText(input), input.name), input.name)) {
        if ('wrong' in item) found.problems.push({ place: item.place, message: item.wrong });
        else if (item.work !== undefined) found.works.push(item.work);
        else found.problems.push({ place: item.place, message: 'neither an id nor a title in words' });
      }
      return found;
    }
    throw new SourceError(`${input.name} is not a bibliography; expected BibTeX, CSL-JSON or RIS.`);
  } finally {
    input.close();
  }
}
