/** The index of a hub folder: which hubs are in it, and the files of each (data/README.md). */
import type { Id } from '../../hub/record.js';
import { isService, type ServiceName } from '../../hub/services.js';
import { spellLatin } from '../../text/fold.js';
import { figure, INDEX_HUBS, INDEX_LINE_BYTES, INDEX_NAMES } from '../bounds.js';
import { SourceError } from '../decoded.js';
import { type Input, type Line, lines } from '../input.js';
import { count, distinct, identifier, isObject, line as lineOf, list, textOf } from '../values.js';

/** What an index may be called, the first that is there. */
export const INDEX_NAMES_OF_FILE = ['index.jsonl', 'index.jsonl.gz'] as const;

/** One hub of a folder. */
export interface HubEntry {
  /** All names it has there, at least one. */
  ids: Id[];
  title: string | undefined;
  citers: number | undefined;
  /** Whose word the records are, where the index says. */
  source: ServiceName | undefined;
  /** Paths below the folder, at least one, none leading out of it. */
  files: string[];
}

/**
 * The hub of any of these names; undefined where the folder has none.
 * @throws SourceError where the index is none
 */
export async function hubNamed(index: Input, ids: readonly Id[]): Promise<HubEntry | undefined> {
  const wanted = new Set(ids);
  for await (const entry of entries(index)) if (entry.ids.some((id) => wanted.has(id))) return entry;
  return undefined;
}

/**
 * The hubs whose titles have all these words, the first of them.
 * @throws SourceError where the index is none
 */
export async function hubsTitled(index: Input, words: string, most: number): Promise<HubEntry[]> {
  const wanted = wordsOf(words);
  const found: HubEntry[] = [];
  if (wanted.length === 0) return found;
  for await (const entry of entries(index)) {
    const title = new Set(wordsOf(entry.title ?? ''));
    if (wanted.every((word) => title.has(word))) found.push(entry);
    if (found.length >= most) break;
  }
  return found;
}

function wordsOf(text: string): string[] {
  return (
    spellLatin(text)
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

async function* entries(index: Input): AsyncGenerator<HubEntry> {
  let hubs = 0;
  try {
    for await (const batch of lines(index.chunks, INDEX_LINE_BYTES)) {
      for (const line of batch) {
        const entry = entryOf(line, index.name);
        if (entry === undefined) continue;
        hubs += 1;
        if (hubs > INDEX_HUBS) throw new SourceError(`${index.name} lists more than ${figure(INDEX_HUBS)} hubs.`);
        yield entry;
      }
    }
  } finally {
    index.close();
  }
}

/** @throws SourceError, with the line that is wrong */
function entryOf({ number, bytes }: Line, name: string): HubEntry | undefined {
  const wrong = (what: string): SourceError => new SourceError(`${name}, line ${number}: ${what}.`);
  if (bytes === null) throw wrong(`longer than ${INDEX_LINE_BYTES / 1e6} MB`);
  const text = bytes.toString('utf8').replace(/^\ufeff/u, '');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {}
  if (!isObject(value)) throw wrong('not a hub as JSON; this is no index of a hub folder');
  const [given, files] = [list(value.ids), list(value.files)];
  if (given.length > INDEX_NAMES || files.length > INDEX_NAMES)
    throw wrong(`more than ${figure(INDEX_NAMES)} ${given.length > INDEX_NAMES ? 'ids' : 'files'}`);
  const ids = distinct(given.map((id) => identifier('', id)));
  if (ids.length === 0) throw wrong('no id of the hub in “ids”');
  if (files.length === 0) throw wrong('no file in “files”');
  const outside = files.find((file) => typeof file !== 'string' || !isBelow(file));
  if (outside !== undefined)
    throw wrong(`“${lineOf(textOf(outside))?.slice(0, 60) ?? ''}” is no path below the folder`);
  const source = textOf(value.source);
  return {
    ids,
    title: lineOf(value.title),
    citers: count(value.citers),
    source: isService(source) ? source : undefined,
    files: files as string[],
  };
}

/** Whether a path leads down from where it begins, on every system and in every address. */
function isBelow(path: string): boolean {
  return (
    path.length <= 1_000 &&
    // No drive, scheme or other system's separator, and nothing a terminal takes for a command.
    !/[\\:?#\p{Cc}]/u.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
