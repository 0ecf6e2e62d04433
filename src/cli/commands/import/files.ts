/** From the words of the command line to the files an import reads, in the order it reads them. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { NoSource, SourceError } from '../../../sources/decoded.js';
import { turnOf } from '../../../sources/read.js';
import { TURNS, type Turn } from '../../../sources/source.js';
import { UserError } from '../../errors.js';

export interface Files {
  /** Paths, `-` for standard input. */
  paths: string[];
  /** Files below a folder in which there is nothing to import, and what they are. */
  passedOver: { path: string; what: string }[];
}

/**
 * Files as named; of folders all files below them, sorted. Where a folder is among them, or `byKind` asks for it, dumps come in
 * the order of TURNS, and what is not of a kind stays between citations and additions.
 * @throws UserError for a folder without files
 */
export async function filesOf(words: readonly string[], byKind: boolean): Promise<Files> {
  const found = words.flatMap((word) => below(word) ?? [{ path: word, ofFolder: false }]);
  const passedOver: Files['passedOver'] = [];
  if (!byKind && !found.some(({ ofFolder }) => ofFolder)) return { paths: found.map((file) => file.path), passedOver };
  const turns = new Map<string, Turn | undefined>();
  for (const file of found) {
    // Standard input can be read once only; what cannot be read is told when it is its turn.
    try {
      turns.set(file.path, file.path === '-' ? undefined : await turnOf(file.path));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error instanceof NoSource && file.ofFolder) passedOver.push({ path: file.path, what: error.what });
      else turns.set(file.path, undefined);
    }
  }
  const rank = (file: string): number => TURNS.indexOf(turns.get(file) ?? 'papers');
  return { paths: [...turns.keys()].sort((a, b) => rank(a) - rank(b)), passedOver };
}

/** The files below a folder by their paths, hidden ones left out; undefined where the path is no folder. */
function below(folder: string): { path: string; ofFolder: true }[] | undefined {
  if (folder === '-' || !(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) return undefined;
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !path
          .relative(folder, file)
          .split(path.sep)
          .some((part) => part.startsWith('.')),
    )
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (files.length === 0) throw new UserError(`${folder} holds no files.`);
  return files.map((file) => ({ path: file, ofFolder: true }));
}
