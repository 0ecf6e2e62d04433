/** The thread that does tasks, one after the other, on one connection to the library. */
import { parentPort, workerData } from 'node:worker_threads';
import { gatherHanded } from '../../library/decisions/writing/handing.js';
import { closeLibrary, type Library } from '../../library/library.js';
import { leaveLog, openLibrary, tidyLog } from '../../library/open.js';
import { Left, signsOn } from './signs.js';
import { done } from './tasks.js';
import type { ThreadAnswer, ThreadData, ThreadOrder } from './thread.js';

const { file, who, answers } = workerData as ThreadData;
const port = parentPort!;
/** How long after a task what it wrote is put in its place in the file: who waits for the task, or takes it back, does not wait for that. */
const TIDY_MS = 150;

let library: Library | null = null;
let tidying: NodeJS.Timeout | undefined;

function opened(): Library {
  if (library !== null) return library;
  library = openLibrary(file);
  leaveLog(library);
  gatherHanded(library);
  return library;
}

function answered(order: Extract<ThreadOrder, { order: 'do' }>): ThreadAnswer {
  const signs = signsOn(order.memory);
  try {
    const lib = opened();
    lib.heed = signs.heed;
    signs.heed(0);
    return done(lib, who, order.review, order.asked);
  } catch (error) {
    if (error instanceof Left) return { left: true };
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    if (library !== null) library.heed = () => {};
  }
}

function end(memory: SharedArrayBuffer): void {
  if (library !== null) closeLibrary(library);
  port.close();
  answers.close();
  signsOn(memory).end();
}

port.on('message', (order: ThreadOrder) => {
  clearTimeout(tidying);
  switch (order.order) {
    case 'open':
      try {
        opened();
      } catch {
        // The task that needs it says why.
      }
      return;
    case 'do': {
      answers.postMessage(answered(order));
      tidying = setTimeout(() => library !== null && tidyLog(library), TIDY_MS);
      return;
    }
    case 'end':
      end(order.memory);
  }
});
