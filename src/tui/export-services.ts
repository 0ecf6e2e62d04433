/** What the screens hand out of the library: entries, keys, files. */
import { bibtex, bibtexFile } from '../export/bibtex.js';
import { FileExistsError, writeWhole } from '../export/file.js';
import { cslItems } from '../export/items.js';
import { libraryKeys } from '../export/library-keys.js';
import { countWords } from '../hub/share.js';
import type { WorkId } from '../library/model.js';
import type { Library } from '../library/open.js';
import { placeOf } from './paths.js';
import type { Services } from './services.js';

export function exportServices(library: Library): Pick<Services, 'bibtex' | 'keys' | 'write'> {
  const keysOf = (hub: WorkId, papers: readonly WorkId[]): string[] => libraryKeys(library, hub, papers).keys;
  return {
    bibtex(hub, ids) {
      const papers = [...ids];
      return bibtexFile(cslItems(library, hub, papers), { dialect: 'bibtex', keys: keysOf(hub, papers) }).text;
    },
    keys: (hub, ids) => keysOf(hub, [...ids]),
    write(path, hub, ids, annotate, overwrite) {
      const papers = [...ids];
      let warnings = 0;
      const options = { dialect: 'bibtex', annotate, keys: keysOf(hub, papers) } as const;
      const pieces = bibtex(cslItems(library, hub, papers), options, () => {
        warnings++;
      });
      try {
        writeWhole(placeOf(path), pieces, overwrite);
      } catch (error) {
        throw new Error(reasonOf(error, path));
      }
      const count = papers.length === 1 ? '1 paper' : `${countWords(papers.length)} papers`;
      const noted = warnings === 0 ? '' : `; ${countWords(warnings)} notes, pith-tui export shows them`;
      return `Wrote ${count} to ${path}${noted}.`;
    },
  };
}

/** Why a file could not be written, as a sentence. */
function reasonOf(error: unknown, path: string): string {
  if (error instanceof FileExistsError) return `${error.message}; type another name.`;
  const why = /^E[A-Z]+: ([^,]+)/u.exec(error instanceof Error ? error.message : '')?.[1] ?? 'the system refused';
  return `${path} cannot be written: ${why}.`;
}
