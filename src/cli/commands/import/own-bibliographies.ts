/** `pith-tui import --mine`: which papers the reader has already, from their own bibliographies. */
import { realpathSync } from 'node:fs';
import { counted } from '../../../hub/share.js';
import { replaceMine } from '../../../library/reader/own-bibliographies.js';
import { readBibliography } from '../../../sources/lists/read-list.js';
import { displayText } from '../../../text/width.js';
import type { Invocation } from '../../arguments.js';
import { EXIT, UserError } from '../../errors.js';
import { libraryFor } from '../../library.js';
import { print, say } from '../../output.js';
import { cut } from '../../plain.js';

/** Problems shown of one file. */
const SHOWN = 20;

export async function importMine(invocation: Invocation): Promise<number> {
  for (const flag of ['cited', 'cited-from', 'hub'] as const)
    if (invocation.values.has(flag))
      throw new UserError(
        `--mine marks papers and imports none; leave --${flag} out, or import the file without --mine.`,
      );
  const strict = invocation.switches.has('strict');
  const files = invocation.words.map((word) => word.text);
  if (files.includes('-'))
    throw new UserError('--mine keeps in step with a file, so it cannot read standard input; name the file.');
  // All are read before anything is marked.
  const read = [];
  const strings = new Map<string, string>();
  for (const file of files) read.push({ file, ...(await readBibliography(file, strings)) });
  for (const { file, problems } of read)
    if (strict && problems[0] !== undefined)
      throw new UserError(`${file}, ${problems[0].place}: ${cut(problems[0].message, 400)}.`);
  const library = await libraryFor(invocation);
  for (const { file, format, works, problems } of read) {
    const { entries, papers, added, gone } = replaceMine(library, realpathSync(file), works);
    const news = [added > 0 ? `${added} new` : '', gone > 0 ? `${gone} gone` : ''].filter((part) => part !== '');
    await print([
      `${displayText(file)} (${format}): ${counted(entries, 'entry', 'entries')}${news.length === 0 ? '' : ` (${news.join(', ')})`}; ${counted(papers, 'paper')} in the library marked as yours.\n`,
    ]);
    for (const { place, message } of problems.slice(0, SHOWN))
      say(`  ${displayText(file)}, ${displayText(place)}: ${cut(message, 400)}`);
    if (problems.length > SHOWN) say(`  … and ${counted(problems.length - SHOWN, 'more problem')}`);
  }
  return EXIT.ok;
}
