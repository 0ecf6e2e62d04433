/** Which review the decisions belong to. */
import { countWords } from '../../../hub/share.js';
import { displayText } from '../../../text/width.js';
import type { Store } from '../../state/store.js';
import type { MenuEntry } from '../menu.js';
import { showAgain } from './deciding.js';
import { openLine } from './line.js';

/** Keys of the named reviews, but for the letters of the other entries. */
const KEYS = '123456789abcdefgijklmopqrstuvwxyz';

export function reviewMenu(store: Store): void {
  const { decisions } = store.services;
  const current = decisions.review();
  const named = decisions.reviews();
  // One that was begun but has no decision yet.
  if (current !== null && !named.some(({ name }) => name === current)) named.push({ name: current, decided: 0 });
  const state = (name: string | null): 'included' | null => (name === current ? 'included' : null);
  store.push({
    kind: 'menu',
    title: 'Which review do decisions belong to?',
    entries: [
      {
        key: 'h',
        label: 'the hub’s own',
        help: 'Decisions belong to this hub alone.',
        state: state(null),
        choose: { do: 'review', name: null },
      },
      ...named.slice(0, KEYS.length).map(
        ({ name, decided }, at): MenuEntry => ({
          key: KEYS[at]!,
          label: displayText(name),
          note: `${countWords(decided)} decided`,
          state: state(name),
          help: 'Decisions belong to this review, over all hubs it is used in.',
          choose: { do: 'review', name },
        }),
      ),
      {
        key: 'n',
        label: 'a new review…',
        help: 'Asks for its name; nothing is decided in it yet.',
        choose: { do: 'newReview' },
      },
    ],
    hint: 'a named one may be over several hubs',
    cursor: 0,
  });
}

export function askReview(store: Store): void {
  openLine(store, { what: 'review' }, '');
}

export function enterReview(store: Store, name: string | null): void {
  store.services.decisions.enterReview(name);
  showAgain(store);
  store.toast(
    name === null
      ? 'Decisions belong to the hub’s own review now.'
      : `Decisions belong to the review “${displayText(name)}” now.`,
  );
}
