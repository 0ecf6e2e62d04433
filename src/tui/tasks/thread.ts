/** Tasks done in a thread of their own, on a connection of their own to the library's file: both are kept for the next one. */
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Handed } from '../../library/decisions/writing/handing.js';
import { Left, type Signs, signsOn } from './signs.js';
import type { Asked, TaskName, Tasks } from './tasks.js';

/** A task that is being done. */
export interface Running<R> {
  /** @throws Left where it was left before it was done, and nothing came of it; else an Error whose message is a sentence */
  result: Promise<{ result: R; steps: string[]; handed: Handed[] }>;
  /** How much is done, from 0 to 1. */
  done(): number;
  /** Asks it to be left, at the next moment where nothing is half done. */
  stop(): void;
}

/** Does tasks beside the screen. */
export interface Beside {
  /** Has the thread there before it is needed. */
  getReady(): void;
  run<K extends TaskName>(asked: Asked<K>, review: string | null): Running<ReturnType<Tasks[K]>>;
  /**
   * Leaves what is done at the moment, and waits a little for that and for the library to be closed.
   * @returns the steps of the journal that were made all the same, too late to be left, which nobody is told any more
   */
  end(): readonly string[];
}

/** What a thread begins with. */
export interface ThreadData {
  file: string;
  who: string;
  /** Where it answers: what is told there can be read though this thread waits and does nothing else. */
  answers: MessagePort;
}

/** What it is told: to open the library, to do a task, to close the library and end. */
export type ThreadOrder =
  | { order: 'open' }
  | { order: 'do'; asked: Asked; review: string | null; memory: SharedArrayBuffer }
  | { order: 'end'; memory: SharedArrayBuffer };

/** What it says when a task is over. */
export type ThreadAnswer =
  | { result: unknown; steps: string[]; handed: Handed[] }
  | { left: true }
  | { problem: string };

/** The thread's file, which the build puts beside the parts of the program. */
const FILE = new URL('./worker.cjs', import.meta.url);
/** How long the end of the program waits for what is half done to be cleared away. */
const WAITS_MS = 3000;
/** How long a thread is kept that nothing is asked of. */
const KEPT_MS = 60_000;

interface Thread {
  worker: Worker;
  answers: MessagePort;
  /** The task that is being done. */
  doing: { signs: Signs; answer: (answer: ThreadAnswer) => void; fail: (error: unknown) => void } | null;
}

/** @param who the reader's name */
export function inThreads(file: string, who: string): Beside {
  let thread: Thread | null = null;
  let idle: NodeJS.Timeout | undefined;

  const tell = ({ worker }: Thread, order: ThreadOrder): void => worker.postMessage(order);
  const rest = ({ worker }: Thread): void => {
    worker.unref();
    clearTimeout(idle);
    idle = setTimeout(letGo, KEPT_MS).unref();
  };
  const begun = (): Thread => {
    const { port1: answers, port2 } = new MessageChannel();
    const data: ThreadData = { file, who, answers: port2 };
    const worker = new Worker(FILE, { workerData: data, transferList: [port2] });
    const own: Thread = { worker, answers, doing: null };
    answers.on('message', (answer: ThreadAnswer) => {
      const { doing } = own;
      own.doing = null;
      rest(own);
      doing?.answer(answer);
    });
    // The worker keeps the program alive where something is to be waited for.
    answers.unref();
    const over = (error: unknown): void => {
      answers.close();
      if (thread === own) thread = null;
      own.doing?.fail(error);
      own.doing = null;
    };
    worker.once('error', over);
    worker.once('exit', () => over(new Error('It ended before it was done.')));
    rest(own);
    return own;
  };

  /** Ends the thread. @returns where it answers, and the signs by which it tells that it has closed the library; null where there is none */
  function letGo(): { answers: MessagePort; closed: Signs } | null {
    clearTimeout(idle);
    const own = thread;
    thread = null;
    if (own === null) return null;
    own.doing?.signs.stop();
    const closed = signsOn();
    tell(own, { order: 'end', memory: closed.memory });
    return { answers: own.answers, closed };
  }

  return {
    getReady() {
      if (thread !== null) return;
      thread = begun();
      tell(thread, { order: 'open' });
    },
    run(asked, review) {
      thread ??= begun();
      const own = thread;
      const signs = signsOn();
      clearTimeout(idle);
      own.worker.ref();
      const result = new Promise<{ result: never; steps: string[]; handed: Handed[] }>((resolve, reject) => {
        own.doing = {
          signs,
          answer(answer) {
            if ('result' in answer) resolve(answer as { result: never; steps: string[]; handed: Handed[] });
            else reject('left' in answer ? new Left('Left.') : new Error(answer.problem));
          },
          fail: reject,
        };
      });
      tell(own, { order: 'do', asked, review, memory: signs.memory });
      return { result, done: signs.done, stop: signs.stop };
    },
    end() {
      const left = letGo();
      left?.closed.untilEnded(WAITS_MS);
      const told = left === null ? undefined : receiveMessageOnPort(left.answers);
      const answer = told?.message as ThreadAnswer | undefined;
      return answer !== undefined && 'steps' in answer ? answer.steps : [];
    },
  };
}
