/**
 * Long work, and the keys that are pressed meanwhile. Steps of a question run here in slices, and tasks with many papers in a thread
 * of their own; either shows how far it is when it has taken long enough to be noticed, and Escape leaves it.
 */
import { inSlices, nextTurn, type Steps } from '../../library/steps.js';
import type { Key } from '../keys/tokenize.js';
import { explorerOf, type Layer } from '../state/app-state.js';
import { despiteGone, takingIn } from '../state/elsewhere.js';
import type { Store } from '../state/store.js';
import { Left } from './signs.js';
import type { TaskName, Tasks } from './tasks.js';
import type { Running } from './thread.js';

/** Long work as the screen shows it. */
export interface Working {
  /** What is done, as in `Writing 100,000 papers to all.bib`. */
  title: string;
  /** How much of it, from 0 to 1. */
  done: number;
  /** Which picture of the sign that turns is shown. */
  turn: number;
  /** The reader has left it, and it is about to end. */
  isLeft: boolean;
}

/** A task with many papers. */
export interface Task<K extends TaskName> {
  name: K;
  args: Parameters<Tasks[K]>;
  papers: number;
  /** What is done, while it is. */
  title: string;
  /** Whether what is pressed meanwhile is about what it will have changed, and so waits for it. */
  changes: boolean;
  /** What is said where it is left. */
  left: string;
  /** It goes on beside the screen. */
  begun?(): void;
  after(result: ReturnType<Tasks[K]>): void;
  /** Says what went wrong; without it, it is said below. */
  failed?(message: string): void;
}

export interface Waiting {
  /** What is done beside the screen at the moment; null where nothing is. */
  doing(): string | null;
  /** Whether keys are kept: what is seen is about to change, and not what somebody points at. */
  isHeld(): boolean;
  /** Whether what is seen is being worked out or changed, or keys wait for it. */
  isBusy(): boolean;
  /** Whether a key is kept for later, or leaves what is waited for. */
  keeps(key: Key): boolean;
  wait(steps: Steps<void>, then: () => void): void;
  task<K extends TaskName>(task: Task<K>): void;
  /** Takes the keys that were kept. */
  takeKept(): Key[];
}

/** How long the steps of a key may take before they are done in slices, in milliseconds: what follows, and drawing it, is in the same frame. */
const AT_ONCE = 8;
/** Papers that a task is done with at once: in hardly more than that. */
export const FEW = 200;
/** How long something takes before it is shown that it does, and how often how far it is. */
const UNNOTICED = 150;
const TURN = 120;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createWaiting(store: Store, settle: () => void): Waiting {
  /** Steps that are waited for, and how they are left. */
  let steps: { leave(): void } | null = null;
  /** The task that is being done. */
  let task: { running: Running<unknown>; title: string; changes: boolean; isLeft: boolean } | null = null;
  let kept: Key[] = [];

  /** The program ends, and its library is closed. */
  const hasEnded = (): boolean => store.ended.aborted;

  /** Shows how far something is, from the moment on at which it is noticed, until it is told to end. */
  const shown = (now: () => Omit<Working, 'turn'>): { stop: () => void; end: () => void } => {
    let turn = 0;
    let isOver = false;
    let timer = setTimeout(function show() {
      store.set({ working: { ...now(), turn } });
      if (store.theme.moves) turn += 1;
      store.tell();
      timer = setTimeout(show, TURN);
    }, UNNOTICED);
    const stop = (): void => clearTimeout(timer);
    return {
      stop,
      end() {
        stop();
        // What is shown later is of something else.
        if (!isOver) store.set({ working: null });
        isOver = true;
      },
    };
  };

  /** What follows is one step of undo; papers may be gone by now that it shows. */
  const followedBy = (then: () => void): void =>
    despiteGone(
      store,
      () => {
        then();
        settle();
      },
      () => {},
    );

  const leaveSteps = (): void => {
    steps?.leave();
    steps = null;
    kept = [];
  };

  const leaveTask = (): void => {
    if (task === null) return;
    task.isLeft = true;
    task.running.stop();
    kept = [];
  };

  const goOn = async (asked: Steps<void>, then: () => void): Promise<void> => {
    const left = new AbortController();
    const signal = AbortSignal.any([left.signal, store.ended]);
    let done = 0;
    const { end } = shown(() => ({ title: 'Working it out', done, isLeft: false }));
    steps = {
      leave() {
        left.abort();
        // What they hold is given back at once.
        asked.return();
        end();
      },
    };
    // The key has had its time: it is drawn first.
    await nextTurn();
    try {
      await inSlices(asked, signal, (part) => {
        done = part;
      });
      // The last slice has had its time, and keys that came meanwhile are first: they may leave it.
      await nextTurn();
      signal.throwIfAborted();
      steps = null;
      end();
      followedBy(then);
    } catch (error) {
      end();
      if (signal.aborted) return;
      // The keys were meant for what is not there.
      leaveSteps();
      store.toast(messageOf(error), 'error');
    }
    store.tell();
    store.resume();
  };

  /** Takes what was changed beside the screen in, in slices. */
  const takeIn = async (stop: () => void): Promise<void> => {
    // Until then nothing is drawn, which would be of what was not taken in.
    stop();
    const list = explorerOf(store.get());
    if (list === undefined || hasEnded()) return;
    try {
      await inSlices(takingIn(store, list), store.ended);
    } catch {
      // The task is done all the same: what the library cannot tell, the next question says.
    }
  };

  const beside = async <K extends TaskName>(asked: Task<K>, running: Running<ReturnType<Tasks[K]>>): Promise<void> => {
    const { title, changes, failed = (message) => store.toast(message, 'error') } = asked;
    // It may be in the journal before it is known here to be done.
    const read = changes ? store.services.decisions.leaveUnread() : () => {};
    const own = { running, title, changes, isLeft: false };
    task = own;
    asked.begun?.();
    const { stop, end } = shown(() => ({ title, done: running.done(), isLeft: own.isLeft }));
    const over = (): void => {
      end();
      read();
      task = null;
    };
    try {
      const { result } = await running.result;
      if (changes) await takeIn(stop);
      over();
      if (hasEnded()) return;
      followedBy(() => asked.after(result));
    } catch (error) {
      over();
      if (hasEnded()) return;
      if (changes) kept = [];
      if (error instanceof Left) store.toast(asked.left, 'warning');
      else failed(messageOf(error));
    }
    store.tell();
    store.resume();
  };

  /** Whether the top layer, or the list, is being worked out. */
  const isComputed = (top: Layer): boolean => top.kind === 'sheet' && 'done' in top.data;
  const isAwaited = (top: Layer): boolean => (steps !== null || isComputed(top)) && top.kind !== 'prompt';

  return {
    doing: () => task?.title ?? null,
    isHeld: () => task?.changes === true || isAwaited(store.top()),
    isBusy: () => steps !== null || task?.changes === true || kept.length > 0,
    keeps(key) {
      if (key.name === 'ctrl-c') return false;
      const top = store.top();
      if (task !== null) {
        // What lies over a list is closed first.
        const isBase = ['explorer', 'sheet', 'hubs'].includes(top.kind) && store.get().count === '';
        if (key.name === 'escape' && (task.changes || isBase)) {
          leaveTask();
          return true;
        }
        if (task.changes) {
          kept.push(key);
          return true;
        }
      }
      if (!isAwaited(top) || (steps === null && key.name === '?')) return false;
      if (key.name !== 'escape') {
        kept.push(key);
        return true;
      }
      leaveSteps();
      if (isComputed(top)) return false;
      store.toast('Left; what you see is as it was.', 'warning');
      return true;
    },
    wait(asked, then) {
      leaveSteps();
      const end = performance.now() + AT_ONCE;
      do {
        if (asked.next().done) {
          then();
          return;
        }
      } while (performance.now() < end);
      void goOn(asked, then);
    },
    task(asked) {
      const { name, args, papers, failed = (message) => store.toast(message, 'error') } = asked;
      const isMany = papers > FEW;
      if (isMany && task !== null) {
        store.toast(`${task.title}: that is not done yet; Esc leaves it.`, 'warning');
        return;
      }
      const running = isMany ? store.services.beside({ name, args }) : null;
      if (running !== null) {
        void beside(asked, running);
        return;
      }
      const { tasks } = store.services;
      let result: ReturnType<Tasks[typeof name]>;
      try {
        result = (tasks[name] as (...given: typeof args) => typeof result)(...args);
      } catch (error) {
        failed(messageOf(error));
        return;
      }
      asked.after(result);
    },
    takeKept() {
      const keys = kept;
      kept = [];
      return keys;
    },
  };
}
