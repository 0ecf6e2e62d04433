/** `pith-tui export --format notes`: a folder with a Markdown note for the paper and each of the citing papers that match. */

import { existsSync, statSync } from 'node:fs';
import { notesOf, notesWords } from '../../../export/notes/notes-of.js';
import type { ExportSettings } from '../../../export/receipt.js';
import { makeFolder } from '../../../files/make-folder.js';
import { systemReason } from '../../../files/system-error.js';
import { counted } from '../../../hub/share.js';
import type { Library } from '../../../library/library.js';
import { displayText } from '../../../text/width.js';
import { EXIT, UserError } from '../../errors.js';
import { say } from '../../output.js';
import { sayKeysLost } from './merge-into-file.js';
import { type Chosen, keyPatternOf } from './papers.js';

/** Notes that were left, named one by one. */
const SHOWN = 20;

export function exportNotes(
  library: Library,
  { hub, screening, ids }: Chosen,
  { keyPattern }: ExportSettings,
  folder: string,
): number {
  const pattern = keyPatternOf(keyPattern);
  const { report, kept } = inFolder(folder, () => notesOf(library, hub, ids, { screening, pattern, folder }));
  if (!kept) sayKeysLost(library);
  const { left, ...done } = report;
  for (const { file, why } of left.slice(0, SHOWN))
    say(`  ${displayText(file)} was left as it is: ${displayText(why)}`);
  if (left.length > SHOWN) say(`  … and ${counted(left.length - SHOWN, 'more note')}`);
  say(`${notesWords(done, displayText(folder), hub)}.`);
  return left.length > 0 ? EXIT.trouble : EXIT.ok;
}

/** @throws UserError saying why the folder cannot be used */
function inFolder<T>(folder: string, write: () => T): T {
  try {
    if (existsSync(folder) && !statSync(folder).isDirectory())
      throw new UserError(
        `${folder} is a file; --format notes writes a note for each paper, so name a folder with -o.`,
      );
    makeFolder(folder);
    return write();
  } catch (error) {
    const reason = systemReason(error);
    if (error instanceof UserError || reason === undefined) throw error;
    throw new UserError(`${folder} cannot be written: ${reason}.`);
  }
}
