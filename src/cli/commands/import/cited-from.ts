/** `pith-tui import --cited-from`: a table that says of each file whose citing papers it lists. */
import path from 'node:path';
import type { Id } from '../../../hub/record.js';
import { openInput, wholeText } from '../../../sources/input.js';
import { displayText } from '../../../text/width.js';
import { UserError } from '../../errors.js';
import { cut } from '../../plain.js';

/**
 * The cited paper of each file by its whole path. A line of the table is a file, a tab and a paper; files are below one of the
 * folders to be imported, beside the table, or named from where the program runs. Blank lines and those that begin with # say nothing.
 * @param imported the files to be imported
 * @param idOf the id of a paper as a person names it; throws where there is none
 * @throws UserError with the line that is wrong
 */
export async function citedFrom(
  table: string,
  words: readonly string[],
  imported: readonly string[],
  idOf: (paper: string) => Id,
): Promise<Map<string, Id>> {
  const input = await openInput(table);
  const text = await wholeText(input).finally(() => input.close());
  const known = new Set(imported.map((file) => path.resolve(file)));
  const cited = new Map<string, Id>();
  for (const [index, line] of text.split(/\r\n?|\n/u).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const wrong = (message: string): UserError => new UserError(`${displayText(table)}, line ${index + 1}: ${message}`);
    const [name = '', paper = ''] = line.split('\t').map((part) => part.trim());
    if (name === '' || paper === '') throw wrong('expected a file, a tab and the paper it is about.');
    const file = [...words, path.dirname(table), '.']
      .map((folder) => path.resolve(folder, name))
      .find((one) => known.has(one));
    if (file === undefined) throw wrong(`${cut(name, 100)} is not among the files to import.`);
    try {
      cited.set(file, idOf(paper));
    } catch (error) {
      throw error instanceof UserError ? wrong(error.message) : error;
    }
  }
  return cited;
}
