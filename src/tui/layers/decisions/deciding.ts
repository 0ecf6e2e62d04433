/** Deciding on papers from the list and the details: on the selection, on a range, or on those from the cursor on. */
import type { Asked, Status } from '../../../hub/decisions/decision.js';
import { counted, countWords } from '../../../hub/share.js';
import type { View, WorkNumber } from '../../../library/model.js';
import { toggleTerm } from '../../../query/edit.js';
import { printTerm } from '../../../query/print.js';
import { keyFor } from '../../keymap.js';
import { type ExplorerLayer, moveFacet, moveTo, rangeOf, recounted } from '../../state/explorer.js';
import { ask } from '../../state/filters.js';
import { countSelected, NOTHING_SELECTED, selectedWorks } from '../../state/selection.js';
import type { Store } from '../../state/store.js';
import type { MenuEntry } from '../menu.js';

/** Papers that a key is about. `one`: those under the cursor, behind which the cursor goes on. */
export interface Chosen {
  works: WorkNumber[];
  from: 'selection' | 'range' | 'cursor';
}

/** @param count how many from the cursor on, where nothing is selected */
export function chosenPapers(explorer: ExplorerLayer, count: number): Chosen {
  if (countSelected(explorer.selection) > 0) return { works: selectedWorks(explorer.selection), from: 'selection' };
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

/** Of more papers than this the reader is asked first: more than a screen shows, and so more than was looked at. */
const MOST_UNASKED = 100;

/** Whether a change of many papers still has to be asked about. */
type Consent = 'ask' | 'asked';

/** Asks before many papers are changed. */
function askFirst(store: Store, what: string, choose: MenuEntry['choose']): void {
  const undoes = `${keyFor('undo', 'list')} undoes it`;
  store.push({
    kind: 'menu',
    title: `${what}?`,
    entries: [
      { key: 'y', label: 'yes', help: `Does so; ${undoes}.`, choose },
      { key: 'n', label: 'no', help: 'Leaves everything as it is.', choose: { do: 'nothing' } },
    ],
    hint: undoes,
    cursor: 0,
  });
}

const QUESTIONS: Record<Status | 'none', (papers: string) => string> = {
  included: (papers) => `Include ${papers}`,
  excluded: (papers) => `Exclude ${papers}`,
  maybe: (papers) => `Mark ${papers} as maybe`,
  later: (papers) => `Put off ${papers}`,
  none: (papers) => `Clear the decisions on ${papers}`,
};

/** Decides, and goes on to the next paper; a decision on a selection ends that. Of many papers the reader is asked first. */
export function decide(
  store: Store,
  explorer: ExplorerLayer,
  decision: Asked | null,
  count: number,
  consent: Consent = 'ask',
): void {
  const { works, from } = chosenPapers(explorer, count);
  if (consent === 'ask' && works.length > MOST_UNASKED) {
    const question = QUESTIONS[decision?.status ?? 'none'](counted(works.length, 'paper'));
    askFirst(store, question, { do: 'decide', decision, count });
    return;
  }
  store.task({
    name: 'decide',
    args: [explorer.hub, works, decision],
    title: `Deciding on ${counted(works.length, 'paper')}`,
    ...changing(works),
    after(changed) {
      if (from === 'cursor') goOn(store, works.length);
      else {
        store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED, rangeFrom: null }));
        showAgain(store);
      }
      sayDecided(store, decision, works.length, changed);
    },
  });
}

/** What holds of every task that changes what the reader said of papers. */
export const changing = (works: readonly WorkNumber[]) => ({
  papers: works.length,
  changes: true,
  left: 'Left; nothing is changed.',
});

/** Says on how many of `papers` a decision changed anything. */
function sayDecided(store: Store, decision: Asked | null, papers: number, changed: number): void {
  if (papers === 1 && (changed > 0 || decision !== null)) return;
  const reason = typeof decision?.reason !== 'string' ? '' : ` (${decision.reason})`;
  const done = `${DONE[decision?.status ?? 'none']} ${counted(changed, 'paper')}${reason}`;
  const left = papers - changed;
  if (changed === 0) store.toast('Nothing changed: that is what was decided before.', 'warning');
  else if (left > 0) store.toast(`${done}; ${countWords(left)} ${left === 1 ? 'was' : 'were'} already.`);
  else store.toast(`${done}.`);
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
  const changed = moveTo({ ...recounted(store.services, explorer, view), view }, place(view), page);
  return moveFacet(changed, changed.facet.cursor, body);
}

/** Only what is not decided on yet, or everything again. */
export function unscreened(store: Store, { query }: ExplorerLayer): void {
  ask(store, toggleTerm(query, printTerm({ kind: 'status', what: 'unscreened' }), 'include'), 'follow');
}

/** Stars what is chosen; where all of it is starred, no longer. */
export function star(store: Store, explorer: ExplorerLayer, count: number, consent: Consent = 'ask'): void {
  const { works } = chosenPapers(explorer, count);
  const on = !store.services.decisions.decided(explorer.hub, works).every(({ starred }) => starred);
  const said = on ? 'Starred' : 'No longer starred:';
  const papers = counted(works.length, 'paper');
  if (consent === 'ask' && works.length > MOST_UNASKED) {
    askFirst(store, on ? `Star ${papers}` : `Take the stars off ${papers}`, { do: 'star', count });
    return;
  }
  store.task({
    name: 'star',
    args: [works, on],
    title: `${on ? 'Starring' : 'Taking the stars off'} ${papers}`,
    ...changing(works),
    after: (changed) => toggled(store, said, changed),
  });
}

/** Puts what is chosen on the reading list; where all of it is there, off it. */
export function toRead(store: Store, explorer: ExplorerLayer, count: number, consent: Consent = 'ask'): void {
  const { works } = chosenPapers(explorer, count);
  const on = !works.every((work) => store.services.decisions.isOnReading(work));
  const said = on ? 'Put on the reading list:' : 'Taken off the reading list:';
  const papers = counted(works.length, 'paper');
  if (consent === 'ask' && works.length > MOST_UNASKED) {
    const question = on ? `Put ${papers} on the reading list` : `Take ${papers} off the reading list`;
    askFirst(store, question, { do: 'toRead', count });
    return;
  }
  store.task({
    name: 'putOnReading',
    args: [works, on],
    title: on ? `Putting ${papers} on the reading list` : `Taking ${papers} off the reading list`,
    ...changing(works),
    after: (changed) => toggled(store, said, changed),
  });
}

function toggled(store: Store, said: string, changed: number): void {
  showAgain(store);
  store.toast(`${said} ${counted(changed, 'paper')}.`);
}
