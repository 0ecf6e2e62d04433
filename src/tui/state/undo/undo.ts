/** Taking back what was done in the open list, and doing it again. */
import { countWords } from '../../../hub/share.js';
import type { View } from '../../../library/model.js';
import { keyFor } from '../../keymap.js';
import type { Services } from '../../services/services.js';
import { type ExplorerLayer, moveFacet, withView } from '../explorer.js';
import { changedBy, type SelectionChange } from '../selection.js';
import type { Store } from '../store.js';
import { type Place, type Step, settled } from './past.js';

const placeOf = ({ under, scroll }: ExplorerLayer): Place => ({ under, scroll });

/** Takes down what the last key did in a list, for undo. @param lasting the steps it made in the journal */
export function settle(explorer: ExplorerLayer, lasting: readonly string[] = []): ExplorerLayer {
  const past = settled(
    explorer.past,
    { query: explorer.query, selection: explorer.selection, place: placeOf(explorer) },
    lasting,
  );
  return past === explorer.past ? explorer : { ...explorer, past };
}

/** Takes down what was done in the journal while something lay over a list. */
export function settleBelow(explorer: ExplorerLayer, lasting: readonly string[]): ExplorerLayer {
  const { past } = explorer;
  return { ...explorer, past: settled(past, { ...past }, lasting) };
}

/** Takes back the last step of the list. */
export function undo(store: Store, explorer: ExplorerLayer): void {
  const { done, undone } = explorer.past;
  if (done === null) {
    store.toast('Nothing to undo in this list; what commands did, pith-tui undo takes back.', 'warning');
    return;
  }
  const turned = turnedBack(store, done.step, 'did');
  if (turned === null) return;
  const list = replayed(store, explorer, done.step, 'from');
  const past = { ...list.past, done: done.rest, undone: { step: turned.step, rest: undone } };
  store.explorer(() => ({ ...list, past }));
  store.toast(`Undone: ${turned.words}. ${keyFor('redo', 'list')} does it again.`);
}

/** Does again what was undone last. */
export function redo(store: Store, explorer: ExplorerLayer): void {
  const { done, undone } = explorer.past;
  if (undone === null) {
    store.toast('Nothing to redo in this list.', 'warning');
    return;
  }
  const turned = turnedBack(store, undone.step, 'does');
  if (turned === null) return;
  const list = replayed(store, explorer, undone.step, 'to');
  const past = { ...list.past, done: { step: turned.step, rest: done }, undone: undone.rest };
  store.explorer(() => ({ ...list, past }));
  store.toast(`Done again: ${turned.words}.`);
}

/**
 * Takes back what a step did in the journal, which makes steps there that can be taken back in turn: so one undoes and redoes.
 * Null where the journal refuses, which is said.
 * @param told what is told of it: what the step did, or, where it took something back itself, what is done again
 */
function turnedBack(
  { services, toast }: Store,
  step: Step,
  told: 'did' | 'does',
): { step: Step; words: string } | null {
  const names: string[] = [];
  const words = step.what === '' ? [] : [step.what];
  let left = 0;
  try {
    for (const name of step.lasting?.toReversed() ?? []) {
      const back = services.decisions.undo(name);
      if (back.step !== null) names.push(back.step);
      left += back.left;
      if (back[told] !== '') words.push(back[told]);
    }
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), 'error');
    return null;
  }
  const kept = left === 0 ? '' : `; ${countWords(left)} changed since and stay`;
  return {
    step: step.lasting === undefined ? step : { ...step, lasting: names },
    words: (words.join(', ') || 'nothing') + kept,
  };
}

/** The list before a step, or after it. */
function replayed(store: Store, explorer: ExplorerLayer, step: Step, side: 'from' | 'to'): ExplorerLayer {
  const { services } = store;
  const query = step.query?.[side] ?? explorer.query;
  const isSame = step.query === undefined && step.lasting === undefined;
  const view = isSame ? explorer.view : services.query(explorer.hub, query);
  const { page, body } = store.geometry();
  const place = step.place[side];
  const selection =
    step.selection === undefined
      ? explorer.selection
      : changedBy(explorer.selection, present(step.selection, services), side);
  const found = withView({ ...explorer, anchor: place.under, selection }, query, view, page, 'follow');
  // Where the list is as it was, so is what is seen of it.
  const isThere = place.scroll.cursor === found.scroll.cursor && place.under === found.under;
  const list = moveFacet(isThere ? { ...found, scroll: fitting(place, view, page) } : found, found.facet.cursor, body);
  return { ...list, past: { ...list.past, query: list.query, selection: list.selection, place: placeOf(list) } };
}

/** Without papers that were merged into others since. */
function present(change: SelectionChange, services: Services): SelectionChange {
  const gone = new Set(services.gone([...change.turned]));
  return gone.size === 0 ? change : { ...change, turned: change.turned.filter((work) => !gone.has(work)) };
}

/** The lines seen then, in a terminal that may have another size now. */
function fitting({ scroll }: Place, { total }: View, page: number): Place['scroll'] {
  const { cursor } = scroll;
  const least = Math.max(0, cursor - page + 1);
  return { cursor, top: Math.max(least, Math.min(scroll.top, cursor, Math.max(0, total - page))) };
}
