/** Threads that print parts of a long answer, each with a connection of its own to the library's file. */
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ItemsOrder } from '../../export/csl-items.js';
import { isShared, type Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import type { Beside, Helpers, Helping } from '../../library/read/printing/printing.js';
import type { Texts } from '../../library/read/printing/room.js';
import type { RowForm } from './row-forms.js';

/** What is printed: plain data. */
export type PrintOrder = ItemsOrder | RowsOrder;

export interface RowsOrder {
  kind: 'rows';
  hub: WorkNumber;
  form: RowForm;
}

/** What a thread begins with. */
export interface ThreadData {
  file: string;
  order: PrintOrder;
  /** So many works are printed in all. */
  all: number;
  /** Where it is given parts, and answers. */
  port: MessagePort;
}

/** Works to print. */
export interface Asked {
  part: number;
  works: readonly WorkNumber[];
  places: Int32Array;
  beside: unknown;
}

/** What a thread says: that it is there, and of each part that it was given what it printed. */
export type Answer = 'ready' | { part: number; texts?: Texts; said?: unknown };

/** The thread's file, which the build puts beside the parts of the program. */
const FILE = new URL('./printing.cjs', import.meta.url);
/**
 * Fewer works are printed about as soon without. A thread is there after 65 ms, and takes another 35 for the first thousand rows, 90 for the
 * first thousand entries; those that follow take 6 and 20.
 */
const MANY = { rows: 24_000, items: 12_000 };
const MOST_THREADS = 3;
/** Parts that a thread is given at a time: one to be printed, and one for then. */
const AT_A_TIME = 2;

interface Thread {
  worker: Worker;
  port: MessagePort;
  isReady: boolean;
  /** Parts that it has and has not answered. */
  open: number;
}

/**
 * Threads that print works of this library, where there are so many that it pays and processors for it.
 * @param many from so many on
 * @param most so many threads at most
 */
export function threadsOn(
  library: Library,
  { many = MANY, most = Math.min(MOST_THREADS, availableParallelism() - 1) } = {},
): Helping<PrintOrder> {
  return (order, works, beside) => {
    // Another connection to a library in memory is another library.
    if (works < many[order.kind] || most < 1 || !isShared(library)) return undefined;
    const threads: Thread[] = [];
    try {
      while (threads.length < most) threads.push(begun({ file: library.file, order, all: works }));
    } catch {
      // The system lets the program have no more.
    }
    return threads.length === 0 ? undefined : helpersIn(threads, beside);
  };
}

function helpersIn(threads: readonly Thread[], beside: Beside): Helpers {
  return {
    give(part, works, places) {
      const free = threads.find(({ isReady, open }) => isReady && open < AT_A_TIME);
      if (free === undefined) return false;
      free.open += 1;
      const asked: Asked = { part, works, places, beside: beside.of?.(works, places) };
      free.port.postMessage(asked);
      return true;
    },
    take() {
      for (const thread of threads) {
        const answer = answerOf(thread);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
    heard: (said) => beside.heard?.(said),
    end() {
      for (const { worker } of threads) void worker.terminate();
    },
  };
}

/** Of what a thread has said, and nobody has heard, the first answer. */
function answerOf(thread: Thread): Exclude<Answer, 'ready'> | undefined {
  const told = receiveMessageOnPort(thread.port) as { message: Answer } | undefined;
  if (told === undefined) return undefined;
  if (told.message === 'ready') {
    thread.isReady = true;
    return answerOf(thread);
  }
  thread.open -= 1;
  // What it cannot do once, it need not be asked for again.
  if (told.message.texts === undefined) thread.isReady = false;
  return told.message;
}

function begun(data: Omit<ThreadData, 'port'>): Thread {
  const { port1: port, port2 } = new MessageChannel();
  const workerData: ThreadData = { ...data, port: port2 };
  const worker = new Worker(FILE, { workerData, transferList: [port2] });
  // Without it all is printed here.
  worker.on('error', () => {});
  worker.unref();
  port.unref();
  return { worker, port, isReady: false, open: 0 };
}
