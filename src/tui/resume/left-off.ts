/** Where the lists of hubs were left: in this session, or as the file of the one before says. */
import type { WorkNumber } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import type { Services } from '../services/services.js';
import type { AppState } from '../state/app-state.js';
import { countSelected } from '../state/selection.js';
import { hubOfSaved } from './restoring.js';
import type { Saved, SavedList } from './saved.js';

/** How far a reader came in the list of a hub. */
export interface LeftOff {
  query: string;
  /** The paper under the cursor, from 1, and among how many; null where that was not written down. */
  place: { paper: number; of: number } | null;
  /** Papers selected. */
  selected: number;
  /** The day it was left; null: in this session. */
  day: string | null;
}

type Known = Pick<AppState, 'saved' | 'left'>;

const known = new WeakMap<Saved, Map<WorkNumber, SavedList>>();

/** The lists of sessions before by their hubs, the one left last first. */
function savedLists(saved: Saved | null, services: Services): ReadonlyMap<WorkNumber, SavedList> {
  if (saved === null) return new Map();
  const found =
    known.get(saved) ??
    new Map(
      saved.lists.flatMap((list): [WorkNumber, SavedList][] => {
        const hub = hubOfSaved(list, services);
        return hub === undefined ? [] : [[hub, list]];
      }),
    );
  known.set(saved, found);
  return found;
}

/** The hubs whose lists were open in sessions before, the last one first. */
export const recentHubs = (saved: Saved | null, services: Services): WorkNumber[] => [
  ...savedLists(saved, services).keys(),
];

/** Where a hub's list was left; undefined where it never was open. */
export function leftOff({ left, saved }: Known, hub: WorkNumber, services: Services): LeftOff | undefined {
  const own = left.get(hub);
  if (own !== undefined) {
    const { scroll, view } = own;
    const place = view.total === 0 ? null : { paper: scroll.cursor + 1, of: view.total };
    return { query: printQuery(own.query), place, selected: countSelected(own.selection), day: null };
  }
  const list = savedLists(saved, services).get(hub);
  if (list === undefined) return undefined;
  const { all, papers, lost } = list.selection;
  const selected = all === null ? papers.length + lost : Math.max(0, all.total - papers.length);
  return { query: list.query, place: list.place, selected, day: list.at.slice(0, 10) };
}
