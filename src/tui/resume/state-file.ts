/** The file that holds where a reader was in one library: read whole, joined with what other programs wrote, and written whole. */
import { existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../../files/lock.js';
import { makeFolder } from '../../files/make-folder.js';
import { sha256 } from '../../files/sha256.js';
import { systemReason } from '../../files/system-error.js';
import { writeWhole } from '../../files/write-whole.js';
import { hasChanged, joined } from './join.js';
import { MOST, NotSaved } from './parts.js';
import { parseSaved, type Saved, type SavedList, savedText } from './saved.js';

/** Files of libraries that were open last: the others go. */
const MOST_FILES = 200;
/** Another program holds the file for the time of one writing. */
const LOCK_WAIT_MS = 1000;

export interface StateFile {
  /** What it said when it was opened; null where there was none, or none that can be read. */
  readonly saved: Saved | null;
  /** Whether the program was never used here, on any library. */
  readonly isFirst: boolean;
  /** What was wrong with it, as a sentence; null where nothing was. */
  readonly problem: string | null;
  /** Keeps where the reader is now. Returns a sentence where that cannot be done, and null where it is. */
  save(now: Saved): string | null;
}

const NOWHERE: StateFile = { saved: null, isFirst: false, problem: null, save: () => null };

/** The state file of a library in a folder; null where there is none. Never throws: who cannot go on begins anew. */
export function openStateFile(folder: string | null, library: string): StateFile {
  if (folder === null) return NOWHERE;
  const file = stateFileOf(folder, library);
  const found = read(file);
  if (found.problem !== null) setAside(file);
  let base = found.saved;
  return {
    ...found,
    isFirst: !existsSync(folder),
    save(now) {
      if (base !== null && !hasChanged(base, now)) return null;
      try {
        makeFolder(folder);
        withLock(
          file,
          () => {
            const theirs = read(file).saved;
            const all = joined(base, now, theirs);
            writeWhole(file, [bounded(all)], true);
            base = withLists(base, now);
          },
          LOCK_WAIT_MS,
        );
        sweep(folder);
        return null;
      } catch (error) {
        return `Where you were is not kept: ${file} cannot be written (${systemReason(error) ?? (error as Error).message}).`;
      }
    },
  };
}

/** What is known to be written: the lists of now, and those written before that were not looked at since. */
function withLists(base: Saved | null, now: Saved): Saved {
  const own = new Set(now.lists.map(({ hub }) => hub));
  return { ...now, lists: [...now.lists, ...(base?.lists ?? []).filter(({ hub }) => !own.has(hub))] };
}

/** The state file of a library: each has one of its own. */
export const stateFileOf = (folder: string, library: string): string => path.join(folder, `${nameOf(library)}.json`);

/** Each library has a file of its own, named by where it lies. */
function nameOf(library: string): string {
  let place = path.resolve(library);
  try {
    place = realpathSync(place);
  } catch {
    // A library that is not there any more has the name it had.
  }
  return sha256(place).slice(0, 16);
}

function read(file: string): Pick<StateFile, 'saved' | 'problem'> {
  const problem = (why: string): Pick<StateFile, 'saved' | 'problem'> => ({
    saved: null,
    problem: `You begin anew: where you were cannot be read, ${why} (${file}).`,
  });
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { saved: null, problem: null };
    // A pipe would be waited at for its other end.
    if (!stat.isFile()) return problem('it is no file');
    if (stat.size > MOST.bytes) return problem('it is too large');
    return { saved: parseSaved(readFileSync(file, 'utf8')), problem: null };
  } catch (error) {
    return problem(error instanceof NotSaved ? error.message : (systemReason(error) ?? 'it is damaged'));
  }
}

/** What cannot be read may be read by another version, or by a person: it is not written over. */
function setAside(file: string): void {
  try {
    renameSync(file, `${file}.unreadable`);
  } catch {
    // Where it cannot be moved it cannot be written either, and that is said at the end.
  }
}

/** As much as a file may hold: the lists left last with their steps and what lay over them; others without; fewer lists. */
function bounded(saved: Saved): string {
  let left = MOST.bytes - Buffer.byteLength(savedText({ ...saved, lists: [] }));
  const lists = saved.lists.slice(0, MOST.lists).flatMap((list): SavedList[] => {
    const kept = [list, { ...list, undo: [], redo: [], walk: [] }].find(
      (one) => Buffer.byteLength(JSON.stringify(one)) < left,
    );
    if (kept !== undefined) left -= Buffer.byteLength(JSON.stringify(kept)) + 1;
    return kept === undefined ? [] : [kept];
  });
  return savedText({ ...saved, lists });
}

/** Libraries come and go: what was not written for longest is nobody's. */
function sweep(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{16}\.json$/u.test(name));
  if (names.length <= MOST_FILES) return;
  const old = names
    .map((name) => ({ name, at: statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.at - one.at)
    .slice(MOST_FILES);
  for (const { name } of old) rmSync(path.join(folder, name), { force: true });
}
