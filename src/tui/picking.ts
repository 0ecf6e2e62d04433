/** Papers selected on the screen for what stands behind it in a pipe. */
import type { Id } from '../hub/record.js';
import { countWords } from '../hub/share.js';
import type { WorkNumber } from '../library/model.js';
import { keyFor } from './keymap.js';
import { type AppState, explorerOf } from './state/app-state.js';
import type { ExplorerLayer } from './state/explorer.js';
import { countSelected, selectedIds } from './state/selection.js';
import type { Store } from './state/store.js';

/** What to do where papers are selected for whoever reads what the program prints. */
export const pickingHint = (): string =>
  `${keyFor('mark', 'list')} selects a paper; ${keyFor('back', 'list')} ends, and the ids of the selected ones are printed.`;

/** The list whose selection is printed: the one that is open, or was left last. */
const pickedFrom = (state: AppState): ExplorerLayer | undefined => explorerOf(state) ?? [...state.left.values()].at(-1);

/** What the end of the program prints: `print 2 ids`. */
export function pickedWords(state: AppState): string {
  const list = pickedFrom(state);
  const count = list === undefined ? 0 : countSelected(list.selection);
  return count === 0 ? 'print no id' : `print ${countWords(count)} ${count === 1 ? 'id' : 'ids'}`;
}

/** A name of each selected paper, in the order of the list. */
export function pickedIn({ get, services }: Store): Id[] {
  const list = pickedFrom(get());
  if (list === undefined) return [];
  const at = new Map([...selectedIds(list.selection)].map((work) => [work, list.view.position(work)]));
  // What the filters of now hide comes last.
  const placeOf = (work: WorkNumber): number => (at.get(work)! < 0 ? Number.POSITIVE_INFINITY : at.get(work)!);
  const works = [...at.keys()].sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  return services.names(works).filter((id) => id !== undefined);
}
