/** `pith-tui export --format notes`: a folder with a Markdown note for the paper and each of the citing papers that match. */
import { existsSync, statSync } from 'node:fs';
import { libraryKeys } from '../../../export/bibtex/library-keys.js';
import { cslItems } from '../../../export/csl-items.js';
import { type NotesReport, writeNotes } from '../../../export/notes/folder.js';
import type { ExportSettings } from '../../../export/receipt.js';
import { makeFolder } from '../../../files/make-folder.js';
import { systemReason } from '../../../files/system-error.js';
import { networkOf } from '../../../library/graph/network.js';
import type { Library } from '../../../library/library.js';
import { ALL_WORKS } from '../../../library/model.js';
import { displayText } from '../../../text/width.js';
import { EXIT, UserError } from '../../errors.js';
import { counted, say } from '../../output.js';
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
  const citing = ids.filter((work) => work !== hub);
  const works = hub === ALL_WORKS ? ids : [hub, ...citing];
  const { keys, kept } = libraryKeys(library, hub, works, { pattern: keyPatternOf(keyPattern), keep: true });
  if (!kept) sayKeysLost(library);
  const { left, ...done } = inFolder(folder, () =>
    writeNotes(folder, cslItems(library, hub, works, screening), keys, networkOf(library, hub, citing).citations),
  );
  for (const { file, why } of left.slice(0, SHOWN))
    say(`  ${displayText(file)} was left as it is: ${displayText(why)}`);
  if (left.length > SHOWN) say(`  … and ${counted(left.length - SHOWN, 'more note')}`);
  say(`${summary(done)} in ${displayText(folder)}.`);
  return left.length > 0 ? EXIT.trouble : EXIT.ok;
}

function summary({ written, updated, same }: Omit<NotesReport, 'left'>): string {
  const parts = [
    `Wrote ${counted(written, 'new note')}`,
    ...(updated > 0 ? [`brought ${counted(updated, 'note')} up to date`] : []),
    ...(same > 0 ? [`found ${counted(same, 'note')} as ${same === 1 ? 'it is' : 'they are'}`] : []),
  ];
  return parts.join(', ');
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
