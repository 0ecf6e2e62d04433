/** What the next key takes, made ready before anybody presses it: the paper to which it goes, the thread for what is selected. */
import { nextTurn, type Steps } from '../../library/steps.js';
import { explorerOf } from '../state/app-state.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { detailsText } from '../state/panes.js';
import { countSelected } from '../state/selection.js';
import type { Store } from '../state/store.js';
import { FEW } from './waiting.js';

/** How long no key was pressed: the frame of the last one is out by then. */
const QUIET_MS = 4;

/** How long after the start the list is read further than its first page: the first frame is out by then. */
const READ_ON_MS = 60;

/**
 * Looks ahead a moment after each key, the way the cursor went last. Returns how it is stopped.
 * @param isAway whether the terminal is somebody else's at the moment, or the program has ended
 */
export function watchAhead(store: Store, isAway: () => boolean): () => void {
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let before = explorerOf(store.get())?.scroll.cursor ?? 0;
  let step: 1 | -1 = 1;
  const stop = (): void => {
    clearTimeout(timer);
    clearImmediate(soon);
  };
  const look = (): void => {
    if (isAway() || store.isWaiting() || store.get().exit !== null) return;
    const list = store.top();
    if (list.kind === 'prompt') void readAll(store, ({ hub }) => store.services.readingWords(hub));
    if (list.kind !== 'explorer') return;
    if (countSelected(list.selection) > FEW) store.services.getReady();
    try {
      lookAhead(store, list, step);
    } catch {
      // What the library cannot tell, the next key says.
    }
  };
  const readingOn = setTimeout(() => void readOn(store), READ_ON_MS).unref();
  const ends = store.subscribe(() => {
    const now = explorerOf(store.get())?.scroll.cursor ?? 0;
    if (now !== before) step = now < before ? -1 : 1;
    before = now;
    stop();
    // A key that is there by then comes first.
    timer = setTimeout(() => {
      soon = setImmediate(look);
    }, QUIET_MS).unref();
  });
  return () => {
    ends();
    clearTimeout(readingOn);
    stop();
  };
}

/** How long no key was pressed before records are counted: whoever still presses keys need not wait for a step of it. */
const COUNT_MS = 300;

/**
 * Counts the records of the hub that is shown once something is decided there, a step at a time while no key is pressed, and has them
 * drawn. Returns how it is stopped.
 * @param isAway whether the terminal is somebody else's at the moment, or the program has ended
 */
export function watchRecords(store: Store, isAway: () => boolean): () => void {
  let isCounting = false;
  const count = async (): Promise<void> => {
    if (isCounting || isAway() || store.ended.aborted) return;
    isCounting = true;
    try {
      if (await countRecords(store)) store.tell();
    } catch {
      // What the library cannot tell, the next key says.
    } finally {
      isCounting = false;
    }
  };
  const timer = setTimeout(() => void count(), COUNT_MS).unref();
  const ends = store.subscribe(() => timer.refresh());
  return () => {
    ends();
    clearTimeout(timer);
  };
}

/** Counts what is still to be counted of the hub that is shown; whether there is something new to draw. */
async function countRecords({ get, services, ended }: Store): Promise<boolean> {
  const hub = explorerOf(get())?.hub;
  if (hub === undefined || services.decisions.progress(hub).records !== null) return false;
  for (const _ of services.decisions.countRecords(hub)) {
    await nextTurn();
    if (ended.aborted) return false;
  }
  return true;
}

/** Reads the rest of the list that is shown first. */
export const readOn = (store: Store): Promise<void> => readAll(store, ({ view }) => view.readOn());

/** Reads something of the list that is shown, an array at a time: between them keys are answered. */
async function readAll(store: Store, stepsOf: (list: ExplorerLayer) => Steps<void>): Promise<void> {
  const list = explorerOf(store.get());
  if (list === undefined) return;
  try {
    // Each array is a few milliseconds.
    for (const _ of stepsOf(list)) {
      await nextTurn();
      if (store.ended.aborted) return;
    }
  } catch {
    // What the library cannot tell, the next key says.
  }
}

/** Reads the paper that is `step` from the cursor, and the row that comes in sight there, and lays its details out as they will be shown. */
export function lookAhead(store: Store, list: ExplorerLayer, step: 1 | -1): void {
  const { services } = store;
  const { hub, view, scroll, zoomed } = list;
  const [paper] = view.works(scroll.cursor + step, 1);
  if (scroll.cursor + step < 0 || paper === undefined) return;
  const { page, split, preview } = store.geometry();
  services.atOneMoment(() => {
    if (!zoomed) services.rows(hub, view.works(step < 0 ? Math.max(0, scroll.top - 1) : scroll.top + page, 1));
    if (zoomed || split) detailsText({ ...store, state: store.get() }, list, paper);
    else if (preview > 0) services.details(hub, paper);
  });
}
