/** A file read for an import: a long one by a thread of its own, ahead of what takes it in. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type ReadOptions, readSource } from '../read.js';
import { oneByOne, type ReadBatches } from './batches.js';
import { type FeedOptions, fed } from './feed.js';

/** What the thread is told to read. */
export interface ReaderOrder {
  port: MessagePort;
  path: string;
  options: FeedOptions;
}

/** The thread's file, which the build puts beside the parts of the program. */
const FILE = new URL('./reader.cjs', import.meta.url);
/** Shorter files are read before a thread is there. */
const LONG_BYTES = 4_000_000;

let ready: Worker | undefined;

/** Has the thread begin where one of these files is long, which takes as long as to read a short one; it reads none of them yet. */
export function getReady(paths: readonly string[]): void {
  if (ready === undefined && availableParallelism() >= 2 && paths.some(isLong)) ready = begun();
}

/** The thread, which keeps the program from ending once it is told to read. */
function begun(): Worker {
  const worker = new Worker(FILE);
  worker.unref();
  return worker;
}

/**
 * Opens a file as readSource() does. A long file is read by another thread where there is a core for it and nothing is asked of the
 * library to read it: then it is checked, and what is taken of it put together, while what came before is written.
 * @throws SourceError as readSource() does; `batches` too
 */
export async function readAhead(path: string, options: ReadOptions): Promise<ReadBatches> {
  const { wanted, ...rest } = options;
  if (wanted !== undefined || !isLong(path) || availableParallelism() < 2) {
    const { items, ...read } = await readSource(path, options);
    return { ...read, batches: oneByOne(items) };
  }
  const worker = ready ?? begun();
  ready = undefined;
  const { port1, port2 } = new MessageChannel();
  worker.ref();
  worker.postMessage({ port: port2, path, options: rest } satisfies ReaderOrder, [port2]);
  return await fed(port1, options.strings, (fail) => {
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('The thread that reads ended before it was done.')));
  });
}

/** Pipes and devices have no length, and what is not there is no long file. */
function isLong(path: string): boolean {
  if (path === '-') return false;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size >= LONG_BYTES;
}
