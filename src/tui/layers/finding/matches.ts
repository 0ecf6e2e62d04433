/** The next and the previous match of the words searched for last: in the list, whatever filters it now, and in a paper's details. */
import { countWords } from '../../../hub/share.js';
import type { View } from '../../../library/model.js';
import { freeText, setText } from '../../../query/edit.js';
import { printQuery } from '../../../query/print.js';
import type { Services } from '../../services/services.js';
import type { AppState } from '../../state/app-state.js';
import { type ExplorerLayer, moveTo, paperUnderCursor, termsOf } from '../../state/explorer.js';
import { movedText } from '../../state/motion.js';
import { detailsText, paneOf } from '../../state/panes.js';
import type { Store } from '../../state/store.js';

/** The words that are looked for: those of the query, else those searched for last; '' where there are none. */
export const wordsOf = ({ searched }: Pick<AppState, 'searched'>, { query }: ExplorerLayer): string =>
  freeText(query) || searched;

/** Lines over a match in the details, where more than one is in sight. */
const ABOVE = 2;

/** To the match `step` further on: round the end of the list it goes on at its beginning. */
export function stepMatch(store: Store, explorer: ExplorerLayer, step: number): void {
  const words = wordsOf(store.get(), explorer);
  if (paneOf(explorer) === 'details' && toLine(store, explorer, Math.sign(step))) return;
  const { places, terms } = placesOf(store.services, explorer, words);
  if (places.length === 0) {
    store.toast(`No paper of this list matches “${words}”.`, 'warning');
    return;
  }
  const { cursor } = explorer.scroll;
  // Of places before the cursor there are as many as the first one at or after it has before itself.
  const from = firstFrom(places, cursor);
  const isOn = places[from] === cursor;
  const wanted = step > 0 && !isOn ? from + step - 1 : from + step;
  const at = ((wanted % places.length) + places.length) % places.length;
  const { page } = store.geometry();
  store.explorer((ex) => {
    const there = moveTo(ex, places[at]!, page);
    return { ...there, found: there.under === null ? null : { work: there.under, terms } };
  });
  const round = wanted === at ? '' : step > 0 ? ', from the top again' : ', from the end again';
  store.toast(`“${words}”: ${countWords(at + 1)} of ${countWords(places.length)}${round}`);
}

/** In the details, to the next place that is not on the screen; false where there is none. */
function toLine(store: Store, explorer: ExplorerLayer, step: number): boolean {
  const paper = paperUnderCursor(explorer);
  if (paper === undefined) return false;
  const { lines, height, sight } = detailsText({ ...store, state: store.get() }, explorer, paper);
  const top = movedText(explorer.detailTop, { lines: 0 }, height, lines.length, sight);
  const marked = lines.flatMap((line, at) => (line.some(({ style }) => style === 'match') ? [at] : []));
  const next = step > 0 ? marked.find((at) => at >= top + sight) : marked.findLast((at) => at < top);
  if (next === undefined) return false;
  const above = Math.min(ABOVE, sight - 1);
  const detailTop = movedText(0, { lines: Math.max(0, next - above) }, height, lines.length, sight);
  store.explorer((ex) => ({ ...ex, detailTop }));
  return true;
}

interface Places {
  words: string;
  /** The positions of the list, in order. */
  places: Int32Array;
  /** What is marked in the papers there. */
  terms: readonly string[];
}

/** Worked out once for a list and its words. */
const known = new WeakMap<View, Places>();

/** Where in the list the papers stand that match the words. */
function placesOf(services: Services, { hub, query, view }: ExplorerLayer, words: string): Places {
  const before = known.get(view);
  if (before?.words === words) return before;
  const asked = setText(query, words);
  const isWhole = printQuery(asked) === printQuery(query);
  const matching = isWhole ? view : services.query(hub, asked);
  const places = isWhole
    ? Int32Array.from({ length: view.total }, (_, at) => at)
    : Int32Array.from(matching.works(0, matching.total), (work) => view.position(work))
        .filter((at) => at >= 0)
        .sort();
  const found = { words, places, terms: termsOf(asked, matching) };
  known.set(view, found);
  return found;
}

/** The index of the first place that is not before `cursor`. */
function firstFrom(places: Int32Array, cursor: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}
