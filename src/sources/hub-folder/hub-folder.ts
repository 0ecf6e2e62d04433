/**
 * A hub folder: an index and the files of each hub in it, on this machine or on a plain file server, as the recipes of data/recipes
 * write them. One hub is read, a page after the other, so that each can be kept before the next.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { type Problem, SourceError } from '../decoded.js';
import { detectSource } from '../detect.js';
import type { Client } from '../http/client.js';
import { download, forget, type OnBytes } from '../http/download.js';
import { FetchError } from '../http/error.js';
import { type Input, openInput } from '../input.js';
import { interchangeRows } from '../interchange/source.js';
import { type Page, page } from '../page.js';
import { guarded } from '../read.js';
import type { Source } from '../source.js';
import { isObject } from '../values.js';
import { type HubEntry, hubNamed, hubsTitled, INDEX_NAMES_OF_FILE } from './hub-index.js';

export interface HubFolder {
  /** Its address without a slash at the end, or its whole path: by this name it stands in the library. */
  name: string;
  /**
   * The input of a file in it; undefined where there is none of that path.
   * @throws FetchError, SourceError; the signal's reason when aborted
   */
  open(file: string): Promise<Opened | undefined>;
}

interface Opened {
  input: Input;
  /** By what a later reading knows that it is the same file. */
  stamp: string | undefined;
  /** Frees what was kept of it, once it has been read. */
  done(): void;
}

/** How a folder on a server is reached. */
export interface Reach {
  client: Client;
  /** Where copies of files are kept. */
  folder: string;
  signal: AbortSignal;
  onBytes?: OnBytes;
  onWait?: (ms: number, why: string) => void;
}

/** Records in a page. */
const PAGE = 10_000;
/** Hubs told of where words are in the titles of several. */
const TOLD = 5;

/** @throws FetchError where it is neither an address nor a folder that is there */
export function hubFolder(given: string, reach: Reach): HubFolder {
  if (!/^https?:\/\//iu.test(given)) {
    const folder = path.resolve(given);
    if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false))
      throw new FetchError(
        'not-found',
        undefined,
        `There is no folder ${cleanLine(given)}; give a folder of hubs or its address.`,
      );
    return { name: folder, open: (file) => openLocal(path.join(folder, file)) };
  }
  const url = URL.parse(given);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new FetchError(
      'refused',
      undefined,
      `${cleanLine(given)} is not the plain http(s) address of a folder; correct it.`,
    );
  const base = url.href.replace(/\/+$/u, '');
  return {
    name: base,
    open: (file) => openRemote(`${base}/${file.split('/').map(encodeURIComponent).join('/')}`, reach),
  };
}

async function openLocal(file: string): Promise<Opened | undefined> {
  if (!existsSync(file)) return undefined;
  const input = await openInput(file);
  const { mtimeMs, size } = statSync(file);
  return { input, stamp: `${mtimeMs} ${size}`, done: () => {} };
}

async function openRemote(url: string, { client, ...options }: Reach): Promise<Opened | undefined> {
  const got = await download(client, url, options);
  if (got === undefined) return undefined;
  return { input: await openInput(got.file, url), stamp: got.stamp, done: () => forget(got) };
}

/** The index of a folder. @throws FetchError where it has none */
async function openIndex(folder: HubFolder): Promise<Input> {
  for (const name of INDEX_NAMES_OF_FILE) {
    const found = await folder.open(name);
    if (found !== undefined) return found.input;
  }
  throw new FetchError(
    'not-found',
    undefined,
    `${folder.name} is no folder of hubs: it has no ${INDEX_NAMES_OF_FILE[0]}. The recipes that come with the program make one.`,
  );
}

/** The hub of any of these names. @throws FetchError where the folder has none, or is none */
export async function hubOf(folder: HubFolder, ids: readonly Id[], shown: string): Promise<HubEntry> {
  const found = await hubNamed(await openIndex(folder), ids);
  if (found !== undefined) return found;
  throw new FetchError('not-found', undefined, `${folder.name} has no hub ${shown}.`);
}

/** The only hub with these words in its title. @throws FetchError where there are several, naming them, or none */
export async function hubWithTitle(folder: HubFolder, words: string): Promise<HubEntry> {
  const found = await hubsTitled(await openIndex(folder), words, TOLD + 1);
  if (found.length === 1) return found[0]!;
  const titles = found.slice(0, TOLD).map(({ ids, title }) => `${ids[0]} (${title?.slice(0, 60)})`);
  throw new FetchError(
    'not-found',
    undefined,
    found.length === 0
      ? `${folder.name} has no hub with “${cleanLine(words).slice(0, 60)}” in its title; give its id.`
      : `${folder.name} has several hubs with these words in their titles: ${titles.join(', ')}${found.length > TOLD ? ', …' : ''}; give the id.`,
  );
}

/** From where to go on. */
interface Place {
  of: 'hub-folder';
  /** The place of the file in the list, and its stamp. */
  file: number;
  stamp: string | null;
  /** Records of it that are kept. */
  records: number;
}

function placeOf(cursor: string | undefined): Place {
  const begin: Place = { of: 'hub-folder', file: 0, stamp: null, records: 0 };
  if (cursor === undefined) return begin;
  try {
    const place: unknown = JSON.parse(cursor);
    if (
      isObject(place) &&
      place.of === begin.of &&
      Number.isSafeInteger(place.file) &&
      Number.isSafeInteger(place.records)
    )
      return place as unknown as Place;
  } catch {}
  // Nothing is lost: what is there already stays as it is.
  return begin;
}

interface Going {
  /** That of the last page kept. */
  cursor?: string | undefined;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Citing papers, at most. */
  most?: number;
  signal: AbortSignal;
}

/**
 * The records of a hub, a page after the other.
 * @param paper the name it was asked for by; citations lead to that
 * @throws FetchError, SourceError; the signal's reason when aborted
 */
export async function* hubPages(
  folder: HubFolder,
  hub: HubEntry,
  paper: Id,
  { cursor, today, most = Infinity, signal }: Going,
): AsyncGenerator<Page> {
  const { ids, files, title } = hub;
  const names = new Set(ids);
  const at = placeOf(cursor);
  let waiting = newBatch();
  let citations = 0;
  if (at.file === 0 && at.records === 0)
    waiting.records.push({ type: 'work', ids: [...ids], ...(title !== undefined && { title }) });
  for (let file = at.file; file < files.length; file += 1) {
    const name = files[file]!;
    const opened = await folder.open(name);
    if (opened === undefined)
      throw new FetchError('not-found', undefined, `${folder.name} has no file ${name}, which its index names.`);
    const { input, stamp = null } = opened;
    const place = (records: number): Place => ({ of: 'hub-folder', file, stamp, records });
    // A file that is another by now is read from its beginning.
    const kept = file === at.file && stamp !== null && stamp === at.stamp ? at.records : 0;
    const wanted = { hubs: [ids], knows: (id: Id) => names.has(id) };
    let records = 0;
    try {
      const source = sourceOf(input);
      const decoded = source.decode(input, { at: today, ...(source.id === 'interchange' ? {} : { wanted }) });
      for await (const item of guarded(input, decoded, false)) {
        signal.throwIfAborted();
        if ('problem' in item) {
          waiting.problems.push({ ...item.problem, place: `${name}, ${item.problem.place}` });
          continue;
        }
        records += 1;
        if (records <= kept) continue;
        if (!add(waiting, item.record, names, paper)) continue;
        citations += Number(waiting.records.at(-1)?.type === 'citation');
        if (waiting.records.length < PAGE && citations < most) continue;
        yield made(waiting, hub, place(records));
        if (citations >= most) return;
        waiting = newBatch();
      }
    } finally {
      input.close();
    }
    opened.done();
  }
  yield made(waiting, hub, null);
}

/** @throws SourceError where the file is of no form that can be read */
function sourceOf(input: Input): Source {
  const rows = interchangeRows.recognise(new TextDecoder().decode(input.head));
  return rows === undefined ? detectSource(input).source : interchangeRows;
}

interface Batch {
  records: HubLibraryRecord[];
  problems: Problem[];
}

function newBatch(): Batch {
  return { records: [], problems: [] };
}

/** Of citations only those of the hub are taken: what else the file holds is of other hubs. @returns whether it was taken */
function add(batch: Batch, record: HubLibraryRecord, names: ReadonlySet<Id>, paper: Id): boolean {
  if (record.type === 'citation') {
    if (!names.has(record.cited)) return false;
    batch.records.push({ ...record, cited: paper });
  } else if (record.type === 'hub' && names.has(record.work)) batch.records.push({ ...record, work: paper });
  else batch.records.push(record);
  return true;
}

function made({ records, problems }: Batch, hub: HubEntry, cursor: Place | null): Page {
  return page({ records, problems, cursor, total: hub.citers });
}

/** A SourceError, for which a hub's own file is to blame, in the words of fetching. */
export function asFetchError(error: unknown): unknown {
  return error instanceof SourceError ? new FetchError('format', undefined, error.message) : error;
}
