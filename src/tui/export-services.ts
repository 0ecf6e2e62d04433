/** What the screens hand out of the library: entries, keys, files. */
import { FileExistsError, writeWhole } from '../export/file.js';
import { FORMATS } from '../export/formats.js';
import { cslItems } from '../export/items.js';
import { libraryKeys } from '../export/library-keys.js';
import { countWords } from '../hub/share.js';
import type { WorkId } from '../library/model.js';
import type { Library } from '../library/open.js';
import { placeOf } from './paths.js';
import type { How, Services } from './services.js';

export function exportServices(library: Library): Pick<Services, 'exported' | 'keys' | 'write'> {
  const keysOf = (hub: WorkId, papers: readonly WorkId[]): string[] => libraryKeys(library, hub, papers).keys;
  const pieces = (hub: WorkId, papers: readonly WorkId[], how: How, warn: () => void): Iterable<string> => {
    const format = FORMATS.find(({ name }) => name === how.format)!;
    return format.write(cslItems(library, hub, papers), { annotate: how.annotate, keys: keysOf(hub, papers) }, warn);
  };
  return {
    exported: (hub, ids, how) => [...pieces(hub, [...ids], how, () => {})].join(''),
    keys: (hub, ids) => keysOf(hub, [...ids]),
    write(path, hub, ids, how, overwrite) {
      const papers = [...ids];
      let warnings = 0;
      const text = pieces(hub, papers, how, () => {
        warnings++;
      });
      try {
        writeWhole(placeOf(path), text, overwrite);
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
