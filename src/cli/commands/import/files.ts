/** From the words of the command line to the files an import reads, in the order it reads them. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemReason } from '../../../files/system-error.js';
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
  const passedOver: Files['passedOver'] = [];
  const found = words.flatMap((word) => below(word, passedOver) ?? [{ path: word, ofFolder: false }]);
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
function below(folder: string, passedOver: Files['passedOver']): { path: string; ofFolder: true }[] | undefined {
  if (folder === '-' || !(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) return undefined;
  const files: string[] = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch (error) {
      const reason = systemReason(error);
      if (reason === undefined || at === folder) throw error;
      passedOver.push({ path: at, what: `a folder that cannot be read (${reason})` });
      continue;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = path.join(at, entry.name);
      // A link to a folder may lead anywhere, even back; one to a file is as good as the file.
      if (entry.isDirectory()) pending.push(file);
      else if (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false) files.push(file);
    }
  }
  if (files.length === 0) throw new UserError(`${folder} holds no files that can be read.`);
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((file) => ({ path: file, ofFolder: true }));
}
