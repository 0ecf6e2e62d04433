/** Excluding with a reason: the list of reasons, a key each, which the reader adds to and takes from. */
import { countWords } from '../../../hub/share.js';
import { displayText } from '../../../text/width.js';
import { keyFor } from '../../keymap.js';
import { explorerOf } from '../../state/app-state.js';
import type { Store } from '../../state/store.js';
import type { MenuEntry } from '../menu.js';
import { attempt, chosenPapers, decide } from './deciding.js';
import { openLine } from './line.js';

/** Asks for the reason; `count` papers from the cursor on, where nothing is selected. */
export function reasonMenu(store: Store, count: number): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { works } = chosenPapers(explorer, count);
  const reasons = store.services.decisions.reasons();
  const entries = reasons.map(
    ({ key, words }): MenuEntry => ({
      key,
      label: displayText(words),
      help: 'Excludes for this reason.',
      choose: { do: 'exclude', reason: words, count },
    }),
  );
  entries.push({
    key: '.',
    label: 'no reason',
    help: 'Excludes without saying why; a reason given before is taken away.',
    choose: { do: 'exclude', reason: null, count },
  });
  entries.push({
    key: '+',
    label: 'add a reason…',
    help: 'Asks for the words, excludes for them and keeps them in this list.',
    choose: { do: 'addReason', count },
  });
  if (reasons.length > 0)
    entries.push({
      key: '-',
      label: 'remove a reason…',
      help: 'Takes a reason off this list; what was excluded for it stays so.',
      choose: { do: 'removeReasons', count },
    });
  store.push({
    kind: 'menu',
    title: works.length === 1 ? 'Exclude: why?' : `Exclude ${countWords(works.length)} papers: why?`,
    entries,
    hint: `${keyFor('escape', 'menu')} leaves it`,
    cursor: 0,
  });
}

export function excludeFor(store: Store, reason: string | null, count: number): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  // The menu of reasons has asked, with how many papers it is about.
  decide(store, explorer, { status: 'excluded', reason }, count, 'asked');
}

/** Asks for the words of a new reason. */
export function askReason(store: Store, count: number): void {
  openLine(store, { what: 'reason', count }, '');
}

/** Asks which reason is to be removed from the list; what was excluded for it stays so. */
export function removeReasonMenu(store: Store, count: number): void {
  store.push({
    kind: 'menu',
    title: 'Remove which reason?',
    entries: store.services.decisions.reasons().map(
      ({ key, words }): MenuEntry => ({
        key,
        label: displayText(words),
        help: 'Takes it off the list.',
        choose: { do: 'removeReason', key, count },
      }),
    ),
    hint: 'what was excluded for it stays so',
    cursor: 0,
  });
}

export function removeReason(store: Store, key: string, count: number): void {
  attempt(store, () => store.services.decisions.removeReason(key));
  reasonMenu(store, count);
}
