/**
 * A spread of the pages of a library's file, read beside SQLite: what was zeroed or overwritten lies over many pages, and a page says by
 * itself whether it can be one of a library (SQLite file format, "B-tree Pages" and "Cell Payload Overflow Pages").
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { ownTables } from '../derived/expected-schema.js';
import type { Library } from '../library.js';
import { isDamage } from './findings.js';

/** Pages looked at: a stretch of a two-thousandth of the file is met. */
const MOST = 2000;
/** No page may lie over this byte. */
const LOCK_BYTE = 2 ** 30;
/** Bytes before the pages of the log, and before each of them. */
const LOG_HEAD = 32;
const FRAME_HEAD = 24;

export interface Pages {
  looked: number;
  all: number;
  /** The numbers of those that are none of a library. */
  odd: number[];
  /** Pages that the file says hold nothing any more, and how many there are by their list; undefined where a log is newer than the file. */
  free: { said: number; listed: number } | undefined;
}

/**
 * Looks at a spread of the pages. What another program moves from the log into the file meanwhile is older than this connection's view:
 * the caller reads in one transaction, which keeps the log as long.
 */
export function lookAtPages({ db, file }: Library): Pages {
  const handle = openSync(file, 'r');
  try {
    const size = db.pragma('page_size', { simple: true }) as number;
    const last = db.pragma('page_count', { simple: true }) as number;
    const read = reading(handle, size);
    const there = Math.min(last, Math.floor(fstatSync(handle).size / size));
    const head = Buffer.from(read(1, 100));
    const usable = size - head[20]!;
    const numbers = spread(there).filter((number) => !isApart(number, size, usable, head.readUInt32BE(52) > 0));
    const kinds = numbers.map((number) => kindOf(read(number), usable, last));
    const odd = numbers.filter((_, at) => kinds[at] === 'none');
    const empty = numbers.filter((_, at) => kinds[at] === 'empty');
    const log = inLog(`${file}-wal`, size);
    const free = log.size > 0 ? undefined : freePages(read, last);
    const excused = (number: number): boolean => log.has(number) || free?.pages.has(number) === true;
    const left = empty.filter((number) => !excused(number));
    if (left.length > 0 && !(free === undefined && hasFreePages(db))) {
      const tails = tailsOfBytes(db);
      odd.push(...left.filter((number) => !tails.has(number)));
    }
    return {
      looked: numbers.length,
      all: last,
      odd: odd.filter((number) => !excused(number)).sort((a, b) => a - b),
      free: free && { said: free.said, listed: free.pages.size },
    };
  } finally {
    closeSync(handle);
  }
}

/**
 * Whether a page is none of a tree, of a long value or free: the one over the byte by which programs lock, and where the file is one that
 * shrinks by itself those that say what names each page.
 */
function isApart(number: number, size: number, usable: number, shrinks: boolean): boolean {
  const lock = Math.floor(LOCK_BYTE / size) + 1;
  return number === lock || (shrinks && ((number - 2) % (Math.floor(usable / 5) + 1) === 0 || number === lock + 1));
}

/** Numbers of pages spread from the second to the last. */
function spread(last: number): number[] {
  const many = Math.min(last - 1, MOST);
  return Array.from({ length: many }, (_, at) => 2 + Math.floor((at * (last - 2)) / Math.max(1, many - 1)));
}

/** Reads a page, or its beginning; what is read is good until the next. */
function reading(handle: number, size: number): (number: number, bytes?: number) => Buffer {
  const page = Buffer.alloc(size);
  return (number, bytes = size) => {
    const read = readSync(handle, page, 0, bytes, (number - 1) * size);
    return page.subarray(0, read);
  };
}

/** Kinds of pages of trees by their first byte: inner ones of indexes and tables, and leaves. */
const INNER = [2, 5];
const LEAVES = [10, 13];

/**
 * What a page may be: one of a tree or what follows of a long value, or nothing of a library; `empty` without a byte but 0, as the end
 * of a long value may be, and a page that is free.
 */
function kindOf(page: Buffer, usable: number, last: number): 'one' | 'empty' | 'none' {
  if (page.length < usable) return 'none';
  const [kind] = page;
  const isInner = INNER.includes(kind!);
  // Of what follows of a long value, and of lists of free pages, the first number is that of the next.
  if (kind === 0) return page.readUInt32BE(0) > last ? 'none' : page.some((byte) => byte !== 0) ? 'one' : 'empty';
  if (!isInner && !LEAVES.includes(kind!)) return 'none';
  const head = isInner ? 12 : 8;
  const cells = page.readUInt16BE(3);
  const content = page.readUInt16BE(5) || 65_536;
  if (head + 2 * cells > content || content > usable) return 'none';
  for (let at = head; at < head + 2 * cells; at += 2) {
    const cell = page.readUInt16BE(at);
    if (cell < content || cell > usable - 4) return 'none';
  }
  const right = isInner ? page.readUInt32BE(8) : 1;
  return right >= 1 && right <= last ? 'one' : 'none';
}

/** The pages that are free, by their list in the file. */
function freePages(
  read: (number: number, bytes?: number) => Buffer,
  last: number,
): { said: number; pages: ReadonlySet<number> } {
  const head = read(1, 100);
  const [first, said] = [head.readUInt32BE(32), head.readUInt32BE(36)];
  const pages = new Set<number>();
  for (let list = first; list > 0 && list <= last && !pages.has(list); ) {
    pages.add(list);
    const page = read(list);
    const count = Math.min(page.readUInt32BE(4), page.length / 4 - 2);
    for (let at = 0; at < count; at += 1) pages.add(page.readUInt32BE(8 + 4 * at));
    list = page.readUInt32BE(0);
  }
  return { said, pages };
}

const hasFreePages = (db: Database.Database): boolean => (db.pragma('freelist_count', { simple: true }) as number) > 0;

/** The pages that lie in the log beside the file, which are newer there. */
function inLog(log: string, size: number): ReadonlySet<number> {
  const pages = new Set<number>();
  const end = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (end === 0) return pages;
  const handle = openSync(log, 'r');
  try {
    const frame = Buffer.alloc(4);
    for (let at = LOG_HEAD; at + FRAME_HEAD + size <= end; at += FRAME_HEAD + size) {
      readSync(handle, frame, 0, 4, at);
      pages.add(frame.readUInt32BE(0));
    }
  } finally {
    closeSync(handle);
  }
  return pages;
}

/** The pages of long values that may end in a page of zeros: those of arrays, and of other programs' tables. */
function tailsOfBytes(db: Database.Database): ReadonlySet<number> {
  const own = ownTables();
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").pluck().all();
  const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'overflow'").pluck();
  const pagesOf = (table: string): number[] => {
    try {
      return pages.all(table) as number[];
    } catch (error) {
      if (isDamage(error)) return [];
      throw error;
    }
  };
  const foreign = (tables as string[]).filter((name) => name === 'hub_segments' || !own.has(name));
  return new Set(foreign.flatMap(pagesOf));
}
