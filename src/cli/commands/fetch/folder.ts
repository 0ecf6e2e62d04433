/** `pith-tui fetch --from FOLDER`: a hub out of a folder of hubs, on this machine or on a file server. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseId, showId } from '../../../hub/ids/identifier.js';
import type { Id } from '../../../hub/record.js';
import { ASKED_SERVICES } from '../../../hub/services.js';
import { type FetchRequest, type FetchRun, idsFor, lastFetch } from '../../../library/history/fetches.js';
import type { Library } from '../../../library/library.js';
import { hubHead } from '../../../library/read/hubs.js';
import { findWorks } from '../../../library/search/find.js';
import { storePage } from '../../../library/write/write-page.js';
import { FetchError } from '../../../sources/http/error.js';
import {
  asFetchError,
  type HubFolder,
  hubFolder,
  hubOf,
  hubPages,
  hubWithTitle,
} from '../../../sources/hub-folder/hub-folder.js';
import type { HubEntry } from '../../../sources/hub-folder/hub-index.js';
import { displayText } from '../../../text/width.js';
import { UserError } from '../../errors.js';
import { ownFolder } from '../../folders.js';
import { today } from '../../library.js';
import { complain, print } from '../../output.js';
import type { Progress } from './progress.js';
import { type Came, type Fetching, fetchPages, type Kept, notesOf, papersWords, type Teller } from './service.js';

/** Copies of files of a server, until they are read. */
function downloadsFolder(): string {
  return path.join(ownFolder('cache'), 'downloads');
}

/**
 * The folder that --from names; undefined where it names services.
 * @throws UserError where it names both, or several folders
 */
export function folderNamed(given: readonly string[] | undefined): string | undefined {
  const folders = (given ?? []).filter(isFolder);
  if (folders.length === 0) return undefined;
  if (given!.length > 1)
    throw new UserError('--from takes one folder of hubs, or services; to ask several, run it once for each.');
  return folders[0];
}

/** A path or an address; a service's name is neither, whatever lies in the folder one is in. */
function isFolder(word: string): boolean {
  if (/^https?:\/\//iu.test(word) || /[\\/]/u.test(word) || /^\.{1,2}$/u.test(word)) return true;
  const isService = word
    .split(',')
    .some((part) => (ASKED_SERVICES as readonly string[]).includes(part.trim().toLowerCase()));
  return !isService && existsSync(word) && statSync(word).isDirectory();
}

export interface FolderAsked {
  folder: string;
  /** The paper as it was given. */
  text: string;
  max: number | undefined;
  restart: boolean;
}

/** Reads one hub of a folder into the library. @returns what came of it, and the name it has there */
export async function fetchFromFolder(
  fetching: Fetching,
  { folder: given, text, max, restart }: FolderAsked,
): Promise<Came & { asked?: Id }> {
  const { library, signal, client, log } = fetching;
  let progress: Progress | undefined;
  const reach = {
    client,
    signal,
    folder: downloadsFolder(),
    onBytes: (here: number, total: number | undefined) => progress?.bytes(here, total),
    onWait: (ms: number, why: string) => {
      progress?.wait(ms, why);
      log(`${given} ${why}; trying again in ${ms} ms`);
    },
  };
  const showing = (made: Progress | undefined): void => {
    progress = made;
    fetching.showing(made);
  };
  try {
    const folder = hubFolder(given, reach);
    const { hub, asked } = await hubAsked(library, folder, text);
    const last = restart ? undefined : lastFetch(library, idsFor(library, asked), folder.name);
    if (last !== undefined && last.cursor === null) {
      await print([
        `${displayText(folder.name)}: ${papersWords(library, last)}, fetched on ${last.finishedAt!.slice(0, 10)}; to read it again: --restart\n`,
        ...notesOf(last),
      ]);
      return { outcome: 'done', run: last, asked };
    }
    const { max: _, ...start } = last ?? { paper: asked, service: folder.name };
    const teller = tellerOf(fetching, folder, hub);
    const came = await fetchPages({ ...fetching, showing }, teller, {
      ...start,
      ...(max !== undefined && { max }),
    });
    return { ...came, asked };
  } catch (error) {
    if (signal.aborted) return { outcome: 'interrupted', run: undefined };
    const known = asFetchError(error);
    if (!(known instanceof FetchError)) throw error;
    log(`${given} ${text} ${known.message}`);
    complain(displayText(known.message));
    return { outcome: known.kind === 'not-found' ? 'unknown' : 'failed', run: undefined };
  }
}

/** The hub meant: by an id, the library's names of the paper among them, else by words of its title. */
async function hubAsked(library: Library, folder: HubFolder, text: string): Promise<{ hub: HubEntry; asked: Id }> {
  const found = findWorks(library, text);
  const id = parseId(text) ?? (found.kind === 'one' ? hubHead(library, found.work).id : null);
  if (id === null) {
    const hub = await hubWithTitle(folder, text);
    return { hub, asked: hub.ids[0]! };
  }
  return { hub: await hubOf(folder, [...new Set([id, ...idsFor(library, id)])], showId(id)), asked: id };
}

function tellerOf({ library, signal }: Fetching, folder: HubFolder, hub: HubEntry): Teller {
  return {
    name: folder.name,
    title: displayText(folder.name),
    lists: true,
    async *pages(start: FetchRun | FetchRequest): AsyncGenerator<Kept> {
      let run = start;
      const cursor = 'id' in run ? (run.cursor ?? undefined) : undefined;
      const most = (start.max ?? Infinity) - ('id' in start ? start.papers : 0);
      if (most <= 0) return;
      try {
        for await (const page of hubPages(folder, hub, run.paper, { cursor, today: today(), most, signal })) {
          const kept = await storePage(library, run, { ...page, source: hub.source ?? 'interchange' });
          run = kept.run;
          yield { ...page, ...kept };
        }
      } catch (error) {
        throw asFetchError(error);
      }
    },
  };
}
