/** Which library file a command works on, and how it comes to be. */

import { constants, copyFileSync, existsSync, linkSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../files/make-folder.js';
import { systemReason } from '../files/system-error.js';
import type { HubLibraryRecord } from '../hub/record.js';
import { counted } from '../hub/share.js';
import { orderJudges } from '../library/derived/judge-order.js';
import { LibraryError } from '../library/error.js';
import { checkWritable, closeLibrary, type Library } from '../library/library.js';
import type { WorkNumber } from '../library/model.js';
import { openLibrary } from '../library/open.js';
import { presentedHubs } from '../library/read/hubs.js';
import { importUnderWay } from '../library/read/under-way.js';
import { importRecords } from '../library/write/import-records.js';
import type { Decoded } from '../sources/decoded.js';
import { displayText } from '../text/width.js';
import type { Invocation } from './arguments.js';
import { UserError } from './errors.js';
import { configFile, keepToOwner, ownFolder } from './folders.js';
import { say } from './output.js';

export interface LibraryPlace {
  file: string;
  /** False where --library or PITH_TUI_LIBRARY named it. */
  isDefault: boolean;
}

/** The file --library names, else PITH_TUI_LIBRARY, else the one in the platform's data folder. */
export function libraryPlace(invocation: Invocation): LibraryPlace {
  const named = invocation.values.get('library')?.[0] ?? process.env.PITH_TUI_LIBRARY;
  if (named !== undefined && named !== '') return { file: path.resolve(named), isDefault: false };
  return { file: path.join(ownFolder('data'), 'library.sqlite'), isDefault: true };
}

/** A path as people write it: `~` for the home folder. */
export function shownPath(file: string): string {
  const home = homedir();
  return displayText(home !== '' && file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file);
}

/** The library the command line means, ready to read: made, saying so, with the bundled hubs in it where it does not exist. */
export async function libraryFor(invocation: Invocation): Promise<Library> {
  const { library, notice } = await openedLibrary(libraryPlace(invocation));
  if (notice !== undefined) say(notice);
  return library;
}

/**
 * The library the command line means as it is: none is made to be looked at.
 * @throws UserError where there is none
 */
export function libraryThatIs(invocation: Invocation): Library {
  const { file } = libraryPlace(invocation);
  if (!existsSync(file)) throw new UserError(`There is no library ${shownPath(file)}; any other command makes it.`);
  notEmpty(file);
  return openLibrary(file);
}

/**
 * The same to bring papers into: one that is named and does not exist starts with nothing.
 * @throws LibraryError where it cannot be written to, before anything is read or asked for it
 */
export async function libraryToFill(invocation: Invocation): Promise<Library> {
  const { file, isDefault } = libraryPlace(invocation);
  if (!isDefault) inFolderThatIs(file);
  // One that an import made and had no time to begin, or that another makes at the moment, is as good as none.
  if (!isDefault && isEmpty(file)) say(`The file ${shownPath(file)} is empty: it becomes a library.`);
  const library = isDefault ? await libraryFor(invocation) : await opened(file);
  checkWritable(library);
  return library;
}

/** A pipe or a device has no size, either, and is no file. */
function isEmpty(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === 0;
}

/**
 * A file without anything in it is a slip of the pen, or what is left of a library.
 * @throws UserError
 */
function notEmpty(file: string): void {
  if (isEmpty(file))
    throw new UserError(
      `The file ${shownPath(file)} is empty: there is no library in it; delete it, or name another file with --library.`,
    );
}

/**
 * A library of a name somebody chose is made in a folder that is there: another is a slip of the pen.
 * @throws UserError
 */
function inFolderThatIs(file: string): void {
  const folder = path.dirname(file);
  if (existsSync(folder)) return;
  throw new UserError(
    `The library ${shownPath(file)} cannot be made, since there is no folder ${shownPath(folder)}; make it, or name another file with --library.`,
  );
}

/** A library file opened, or made with the bundled hubs in it; `notice` says so, or that an import is under way. */
export async function openedLibrary({ file, isDefault }: LibraryPlace): Promise<{ library: Library; notice?: string }> {
  if (!isDefault) inFolderThatIs(file);
  notEmpty(file);
  const notice = existsSync(file) ? undefined : await makeWithBundledHubs(file);
  // A library of a name somebody chose may be shared on purpose.
  if (isDefault) keepToOwner(path.dirname(file));
  const library = await opened(file);
  const said = notice ?? underWay(library);
  return { library, ...(said === undefined ? {} : { notice: said }) };
}

function underWay(library: Library): string | undefined {
  const papers = importUnderWay(library);
  return papers === undefined ? undefined : `Import under way: ${counted(papers, 'paper')} so far.`;
}

/** A library in which whoever the reader set is believed first. Settings are loaded where there are any. */
async function opened(file: string): Promise<Library> {
  const isSet = (process.env.PITH_TUI_PRECEDENCE ?? '') !== '' || existsSync(configFile());
  const order = isSet ? (await import('./settings.js')).readerSettings().precedence : undefined;
  const library = openLibrary(file);
  orderJudges(library, order);
  return library;
}

/**
 * Makes the library beside its place and links it in when it is complete: a start that is interrupted leaves nothing half
 * done, and of two first starts at once one wins and both read the same.
 */
async function makeWithBundledHubs(file: string): Promise<string | undefined> {
  removeLeftOvers(file);
  const fresh = `${file}.${process.pid}.new`;
  const clear = (): void => {
    for (const left of [fresh, `${fresh}-wal`, `${fresh}-shm`, `${fresh}-journal`]) if (existsSync(left)) rmSync(left);
  };
  const onSignal = (_: NodeJS.Signals, number: number): void => {
    clear();
    process.exit(128 + number);
  };
  for (const signal of ENDING) process.on(signal, onSignal);
  let notice: string;
  try {
    const library = openLibrary(fresh);
    try {
      // Only the first start reads sources.
      const { readSource } = await import('../sources/read.js');
      const folder = dataFolder();
      for (const name of bundledFiles(folder)) {
        const { source, items } = await readSource(path.join(folder, name), { at: today(), strict: true });
        await importRecords(library, recordsOf(items), { source, from: `data/${name}` });
      }
      const hubs = presentedHubs(library);
      const citing = hubs.reduce((sum, hub) => sum + hub.citing, 0);
      notice = `Loaded ${counted(hubs.length, 'bundled hub')} (${counted(citing, 'citing paper')}) into ${shownPath(file)}.`;
    } finally {
      closeLibrary(library);
    }
    return putInPlace(fresh, file) ? notice : undefined;
  } catch (error) {
    if (error instanceof LibraryError) throw new UserError(error.message.replaceAll(fresh, shownPath(file)));
    throw error;
  } finally {
    for (const signal of ENDING) process.off(signal, onSignal);
    clear();
  }
}

const ENDING = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** What first starts left behind that were killed. */
function removeLeftOvers(file: string): void {
  const folder = path.dirname(file);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue;
    const pid = /^\.(\d+)\.new(?:-wal|-shm|-journal)?$/u.exec(name.slice(path.basename(file).length))?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(path.join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** False where another start was first. */
function putInPlace(fresh: string, file: string): boolean {
  try {
    linkSync(fresh, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
  }
  // A file system without links.
  try {
    copyFileSync(fresh, file, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new UserError(
      `The library ${shownPath(file)} cannot be written: ${systemReason(error) ?? (error as Error).message}.`,
    );
  }
}

/**
 * The library of the tutorial in a folder of its own, with nothing in it but the made-up hub, which is `hub`.
 * @param fresh begins with a new one
 */
export async function tutorialLibrary(folder: string, fresh: boolean): Promise<{ library: Library; hub: WorkNumber }> {
  const file = path.join(folder, 'library.sqlite');
  if (fresh) rmSync(folder, { recursive: true, force: true });
  makeFolder(folder);
  const library = openLibrary(file);
  const hub = (): WorkNumber | undefined => presentedHubs(library)[0]?.work;
  if (hub() === undefined) {
    const { readSource } = await import('../sources/read.js');
    const { source, items } = await readSource(path.join(dataFolder(), TUTORIAL), { at: today(), strict: true });
    await importRecords(library, recordsOf(items), { source, from: `data/${TUTORIAL}` });
  }
  const made = hub();
  if (made === undefined) throw new UserError(`There is no hub in data/${TUTORIAL}; install pith-tui again.`);
  return { library, hub: made };
}

const TUTORIAL = 'tutorial/counting-sheep.hub.jsonl';

/** `data/` of the package, from the bundle as from the sources. */
function dataFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'data')) && folder !== path.dirname(folder)) folder = path.dirname(folder);
  return path.join(folder, 'data');
}

function bundledFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.jsonl(\.gz)?$/u.test(name))
      .sort();
  } catch {
    throw new UserError(`The bundled hubs in ${folder} cannot be read; install pith-tui again.`);
  }
}

async function* recordsOf(items: AsyncIterable<Decoded>): AsyncGenerator<HubLibraryRecord> {
  for await (const item of items) if ('record' in item) yield item.record;
}

/** `YYYY-MM-DD`, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
