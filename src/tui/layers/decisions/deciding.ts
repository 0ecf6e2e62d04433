/** Deciding on papers from the list and the details: on the selection, on a range, or on those from the cursor on. */
import type { Settled, Status } from '../../../hub/decisions/decision.js';
import { countWords } from '../../../hub/share.js';
import type { View, WorkNumber } from '../../../library/model.js';
import { toggleTerm } from '../../../query/edit.js';
import { printTerm } from '../../../query/print.js';
import { type ExplorerLayer, moveFacet, moveTo, rangeOf } from '../../state/explorer.js';
import { ask } from '../../state/filters.js';
import { countSelected, NOTHING_SELECTED, selectedIds } from '../../state/selection.js';
import type { Store } from '../../state/store.js';
import { counted } from '../frame.js';

/** Papers that a key is about. `one`: those under the cursor, behind which the cursor goes on. */
export interface Chosen {
  works: WorkNumber[];
  from: 'selection' | 'range' | 'cursor';
}

/** @param count how many from the cursor on, where nothing is selected */
export function chosenPapers(explorer: ExplorerLayer, count: number): Chosen {
  if (countSelected(explorer.selection) > 0) return { works: [...selectedIds(explorer.selection)], from: 'selection' };
  if (explorer.rangeFrom !== null) {
    const { from, count: wide } = rangeOf(explorer);
    return { works: explorer.view.works(from, wide), from: 'range' };
  }
  return { works: explorer.view.works(explorer.scroll.cursor, count), from: 'cursor' };
}

/** Does what throws sentences: the reader sees them. @returns undefined where it failed */
export function attempt<T>(store: Store, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    store.toast(error instanceof Error ? error.message : String(error), 'error');
    return undefined;
  }
}

const DONE: Record<Status | 'none', string> = {
  included: 'Included',
  excluded: 'Excluded',
  maybe: 'Maybe:',
  later: 'Later:',
  none: 'No longer decided on:',
};

/** Decides, and goes on to the next paper; a decision on a selection ends that. */
export function decide(store: Store, explorer: ExplorerLayer, decision: Settled | null, count: number): void {
  const { works, from } = chosenPapers(explorer, count);
  if (works.length === 0) {
    store.toast('No paper to decide on.', 'warning');
    return;
  }
  const changed = attempt(store, () => store.services.decisions.decide(explorer.hub, works, decision));
  if (changed === undefined) return;
  if (from === 'cursor') goOn(store, works.length);
  else {
    store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED, rangeFrom: null }));
    showAgain(store);
  }
  if (works.length === 1 && (changed > 0 || decision !== null)) return;
  const papers = counted(changed, 'paper');
  const reason = decision?.reason === undefined ? '' : ` (${decision.reason})`;
  if (changed === 0) store.toast('Nothing changed: that is what was decided before.', 'warning');
  else if (changed < works.length)
    store.toast(
      `${DONE[decision?.status ?? 'none']} ${papers}${reason}; ${countWords(works.length - changed)} were already.`,
    );
  else store.toast(`${DONE[decision?.status ?? 'none']} ${papers}${reason}.`);
}

/** The view as it is after a change of what the reader said, and the cursor `lines` papers further. */
function goOn(store: Store, lines: number): void {
  store.explorer((explorer) => {
    const { view, scroll } = explorer;
    const next = view.works(scroll.cursor + lines, 1)[0];
    return shown(store, explorer, (now) => {
      if (next === undefined) return now.total - 1;
      // What was decided on is out of the list now, or it is not: the next one is no further away than that.
      const near = now.works(scroll.cursor, lines + 1).indexOf(next);
      return near >= 0 ? scroll.cursor + near : now.position(next);
    });
  });
}

/** The view as it is after a change of what the reader said, the cursor on its paper while that is there. */
export function showAgain(store: Store): void {
  store.explorer((explorer) => {
    const { under, scroll } = explorer;
    return shown(store, explorer, (now) => {
      const found = under === null ? -1 : now.position(under);
      return found < 0 ? scroll.cursor : found;
    });
  });
}

/** Rows keep their lines of the screen: what is decided on one after the other must not move. */
function shown(store: Store, explorer: ExplorerLayer, place: (view: View) => number): ExplorerLayer {
  const { page, body } = store.geometry();
  const view = store.services.query(explorer.hub, explorer.query);
  const changed = moveTo({ ...explorer, view }, place(view), page);
  return moveFacet(changed, changed.facet.cursor, body);
}

/** Only what is not decided on yet, or everything again. */
export function unscreened(store: Store, { query }: ExplorerLayer): void {
  ask(store, toggleTerm(query, printTerm({ kind: 'status', what: 'unscreened' }), 'include'), 'follow');
}

/** Stars what is chosen; where all of it is starred, no longer. */
export function star(store: Store, explorer: ExplorerLayer, count: number): void {
  toggle(store, explorer, count, {
    isOn: (works) => store.services.decisions.decided(explorer.hub, works).every(({ starred }) => starred),
    set: (works, on) => store.services.decisions.star(works, on),
    said: (on) => (on ? 'Starred' : 'No longer starred:'),
  });
}

/** Puts what is chosen on the reading list; where all of it is there, off it. */
export function toRead(store: Store, explorer: ExplorerLayer, count: number): void {
  const { decisions } = store.services;
  toggle(store, explorer, count, {
    isOn: (works) => works.every((work) => decisions.isOnReading(work)),
    set: (works, on) => decisions.putOnReading(works, on),
    said: (on) => (on ? 'Put on the reading list:' : 'Taken off the reading list:'),
  });
}

function toggle(
  store: Store,
  explorer: ExplorerLayer,
  count: number,
  what: {
    isOn(works: readonly WorkNumber[]): boolean;
    set(works: readonly WorkNumber[], on: boolean): number;
    said(on: boolean): string;
  },
): void {
  const { works } = chosenPapers(explorer, count);
  if (works.length === 0) {
    store.toast('There is no paper under the cursor.', 'warning');
    return;
  }
  const on = !what.isOn(works);
  const changed = attempt(store, () => what.set(works, on));
  if (changed === undefined) return;
  showAgain(store);
  store.toast(`${what.said(on)} ${counted(changed, 'paper')}.`);
}
