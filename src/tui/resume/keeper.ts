/** Writes down where the reader is: at the end, and when nothing was pressed for a while, so that no crash takes much. */
import type { Store } from '../state/store.js';
import { savedState } from './saving.js';
import type { StateFile } from './state-file.js';

/** After so long without a key. */
const PAUSE_MS = 3000;

export interface Keeper {
  /** Writes it down for the last time; called again it does no more. Returns a sentence where that cannot be done. */
  end(): string | null;
}

export function createKeeper(store: Store, file: StateFile): Keeper {
  let ended: { problem: string | null } | null = null;
  const save = (): string | null => {
    try {
      return file.save(savedState(store.get(), store.services, new Date().toISOString()));
    } catch (error) {
      // The library does not answer any more: whoever asks it for papers says so.
      return error instanceof Error ? error.message : String(error);
    }
  };
  // Nothing waits for it: a program that ends writes by itself.
  const timer = setTimeout(save, PAUSE_MS).unref();
  const stop = store.subscribe(() => {
    if (ended === null) timer.refresh();
  });
  return {
    end() {
      if (ended === null) {
        clearTimeout(timer);
        stop();
        ended = { problem: save() };
      }
      return ended.problem;
    },
  };
}
