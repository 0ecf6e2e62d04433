/** Taking back what was done in the open list, and doing it again. */
import { counted, countWords } from '../../../hub/share.js';
import type { View } from '../../../library/model.js';
import { closePhrases } from '../../../query/edit.js';
import { keyFor } from '../../keymap.js';
import type { Services } from '../../services/services.js';
import { type ExplorerLayer, moveFacet, recounted, withView } from '../explorer.js';
import { withheldWords } from '../filters.js';
import { changedBy, countSelected, type SelectionChange } from '../selection.js';
import type { Store } from '../store.js';
import { type Place, type Step, settled } from './past.js';

const placeOf = ({ under, scroll }: ExplorerLayer): Place => ({ under, scroll });

/**
 * Takes down what the last key did in a list, for undo. That another review is in force now, whoever began it, is a step, too: so
 * what is undone is always of the review that is shown.
 * @param review the one in force
 * @param lasting the steps the key made in the journal
 */
export function settle(explorer: ExplorerLayer, review: string | null, lasting: readonly string[] = []): ExplorerLayer {
  const past = settled(
    explorer.past,
    { query: closePhrases(explorer.query), selection: explorer.selection, review, place: placeOf(explorer) },
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
  if (done === null) return;
  const { step } = done;
  turnedBack(store, step, 'did', (turned) => {
    const list = replayed(store, explorer, step, 'from');
    const past = { ...list.past, done: done.rest, undone: { step: turned.step, rest: undone } };
    store.explorer(() => ({ ...list, past }));
    const more = step.selection && countSelected(list.selection) - countSelected(explorer.selection);
    say(store, `Undone: ${withSelected(turned.words, more, 'undone')}. ${keyFor('redo', 'list')} does it again.`);
  });
}

/** Does again what was undone last. */
export function redo(store: Store, explorer: ExplorerLayer): void {
  const { done, undone } = explorer.past;
  if (undone === null) return;
  const { step } = undone;
  turnedBack(store, step, 'does', (turned) => {
    const list = replayed(store, explorer, step, 'to');
    const past = { ...list.past, done: { step: turned.step, rest: done }, undone: undone.rest };
    store.explorer(() => ({ ...list, past }));
    const more = step.selection && countSelected(list.selection) - countSelected(explorer.selection);
    say(store, `Done again: ${withSelected(turned.words, more, 'done')}.`);
  });
}

/** Says what was undone or done again, and where the order that came back is withheld that it is. */
function say(store: Store, done: string): void {
  const withheld = withheldWords(store);
  if (withheld === null) store.toast(done);
  else store.toast(`${done} ${withheld}`, 'warning');
}

/**
 * What a step did, with what became of the selection: undone, marks that come back are told as what is so now, since that they were
 * taken off would read as if they were off.
 * @param more so many papers more are selected than before; undefined: the step selected none and took none out
 */
function withSelected(words: string, more: number | undefined, now: 'undone' | 'done'): string {
  if (more === undefined) return words || 'nothing';
  const count = Math.abs(more);
  if (now === 'undone' && more > 0) {
    const back = `${count === 1 ? 'is' : 'are'} selected again`;
    return words === '' ? `${counted(count, 'paper')} ${back}` : `${words}; ${countWords(count)} ${back}`;
  }
  const what =
    more === 0
      ? 'other papers selected'
      : `${counted(count, 'paper')} ${(more > 0) === (now === 'done') ? 'selected' : 'no longer selected'}`;
  return words === '' ? what : `${words}, ${what}`;
}

/**
 * Takes back what a step did in the journal, which makes steps there that can be taken back in turn: so one undoes and redoes.
 * Nothing follows where the journal refuses, which is said.
 * @param told what is told of it: what the step did, or, where it took something back itself, what is done again
 */
function turnedBack(
  store: Store,
  step: Step,
  told: 'did' | 'does',
  then: (turned: { step: Step; words: string }) => void,
): void {
  const { lasting } = step;
  const words = step.what === '' ? [] : [step.what];
  if (lasting === undefined) {
    then({ step, words: words.join(', ') });
    return;
  }
  const lines = store.services.decisions.linesOf(lasting);
  store.task({
    name: 'undo',
    args: [lasting.toReversed(), told],
    papers: lines,
    title: `${told === 'did' ? 'Undoing' : 'Doing again'} ${counted(lines, 'change')}`,
    changes: true,
    left: 'Left; nothing is changed.',
    after(undone) {
      const all = [...words, ...undone.words.filter((part) => part !== '')];
      const kept = undone.left === 0 ? '' : `; ${countWords(undone.left)} changed since and stay`;
      then({ step: { ...step, lasting: undone.steps }, words: all.join(', ') + kept });
    },
  });
}

/** The list before a step, or after it. */
function replayed(store: Store, explorer: ExplorerLayer, step: Step, side: 'from' | 'to'): ExplorerLayer {
  const { services } = store;
  const query = step.query?.[side] ?? explorer.query;
  if (step.review !== undefined) services.decisions.enterReview(step.review[side]);
  const isSame = step.query === undefined && step.review === undefined && step.lasting === undefined;
  const view = isSame ? explorer.view : services.query(explorer.hub, query);
  const { page, body } = store.geometry();
  const place = step.place[side];
  const selection =
    step.selection === undefined
      ? explorer.selection
      : changedBy(explorer.selection, present(step.selection, services), side);
  const found = withView(
    { ...recounted(services, explorer, view), anchor: place.under, selection },
    query,
    view,
    page,
    'follow',
  );
  // Where the list is as it was, so is what is seen of it.
  const isThere = place.scroll.cursor === found.scroll.cursor && place.under === found.under;
  const list = moveFacet(isThere ? { ...found, scroll: fitting(place, view, page) } : found, found.facet.cursor, body);
  const now = { query: list.query, selection: list.selection, review: services.decisions.review() };
  return { ...list, past: { ...list.past, ...now, place: placeOf(list) } };
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
