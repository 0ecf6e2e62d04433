/** A bibliography by itself: the works it lists, whoever cites them. */
import type { WorkRecord } from '../../hub/record.js';
import type { Problem } from '../decoded.js';
import { SourceError } from '../decoded.js';
import { openInput, wholeBytes } from '../input.js';
import { decodeText } from '../markup/text.js';
import type { Strings } from './bibtex/read.js';
import { LIST_NAMES, LISTS, listed } from './source.js';

export interface Bibliography {
  format: string;
  /** What papers are told by; the rest of an entry would only take memory. */
  works: Pick<WorkRecord, 'ids' | 'title' | 'date' | 'authors'>[];
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
      const list = listed(read(decodeText(await wholeBytes(input)), input.name, strings), input.name);
      for (const item of list.items) {
        if ('problem' in item) found.problems.push({ place: item.place, message: item.problem });
        else if (item.work !== undefined) found.works.push(toldOf(item.work));
        else found.problems.push({ place: item.place, message: 'neither an id nor a title in words' });
      }
      return found;
    }
    throw new SourceError(`${input.name} is not a bibliography; expected ${LIST_NAMES}.`);
  } finally {
    input.close();
  }
}

function toldOf({ ids, title, date, authors }: WorkRecord): Bibliography['works'][number] {
  return {
    ids,
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(authors?.[0] !== undefined && { authors: [authors[0]] }),
  };
}
