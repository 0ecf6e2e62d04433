/** Where the reader is, as it is written down. */
import type { Id } from '../../hub/record.js';
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import type { Services } from '../services/services.js';
import type { AppState } from '../state/app-state.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { countSelected, type Matched, type Selection, selectedIds } from '../state/selection.js';
import type { Step, Steps } from '../state/undo/past.js';
import { restoredStep } from './restoring.js';
import { EVERY_WORK, MOST, type Saved, type SavedList, type SavedSelection, type SavedStep } from './saved.js';

type Naming = Pick<Services, 'names' | 'query' | 'decisions'>;

/** All lists of this session and what belongs to none. @param at UTC time */
export function savedState(state: AppState, services: Naming, at: string): Saved {
  const lists = new Map<WorkNumber, ExplorerLayer>(state.left);
  for (const layer of state.layers) {
    if (layer.kind !== 'explorer' || layer.opened !== null) continue;
    lists.delete(layer.hub);
    lists.set(layer.hub, layer);
  }
  const saved = [...lists.values()].reverse().flatMap((list) => savedList(list, services, at) ?? []);
  return {
    history: [...state.history],
    exported: state.exported,
    looks: [...state.looks],
    review: services.decisions.review(),
    facetPane: state.facetPane,
    blind: state.hidden.length > 0,
    last: saved[0]?.hub ?? null,
    lists: saved,
  };
}

/** The name of a list's hub; undefined where the library has it no more. */
export const hubName = ({ hub }: Pick<ExplorerLayer, 'hub'>, services: Pick<Services, 'names'>): string | undefined =>
  hub === ALL_WORKS ? EVERY_WORK : services.names([hub])[0];

/** A list as its last step left it: a line that is being typed is nobody's wish yet. */
function savedList(list: ExplorerLayer, services: Naming, at: string): SavedList | null {
  const hub = hubName(list, services);
  if (hub === undefined) return null;
  const { past } = list;
  const { scroll, under } = past.place;
  const selection = savedSelection(past.selection, list.hub, services);
  // Where the selection has become names, a step that turned round what was not one of a query would do so to another.
  const isKept = past.selection.all === null || selection.all !== null;
  const steps = (of: Steps): SavedStep[] => savedSteps(of, services, isKept);
  return {
    hub,
    at,
    query: printQuery(past.query),
    paper: under === null ? null : (services.names([under])[0] ?? null),
    line: scroll.cursor - scroll.top,
    focus: list.focus,
    zoomed: list.zoomed,
    selection,
    undo: steps(past.done),
    redo: steps(past.undone),
  };
}

const selections = new WeakMap<Selection, SavedSelection>();

function savedSelection(selection: Selection, hub: WorkNumber, services: Naming): SavedSelection {
  const known = selections.get(selection);
  if (known !== undefined) return known;
  const made = namedSelection(selection, hub, services);
  selections.set(selection, made);
  return made;
}

function namedSelection(selection: Selection, hub: WorkNumber, services: Naming): SavedSelection {
  const { all, toggled } = selection;
  if (toggled.size <= MOST.papers && (all === null || isWhatMatches(all, hub, services)))
    return {
      all: all && { query: printQuery(all.query), total: all.view.total },
      papers: namesOf(services, [...toggled]),
      lost: 0,
    };
  const total = countSelected(selection);
  if (total > MOST.papers) return { all: null, papers: [], lost: total };
  return { all: null, papers: namesOf(services, [...selectedIds(selection)]), lost: 0 };
}

/** Whether a query still brings as many papers as were selected by it. */
const isWhatMatches = ({ query, view }: Matched, hub: WorkNumber, services: Naming): boolean =>
  services.query(hub, query).total === view.total;

const namesOf = (services: Naming, works: readonly WorkNumber[]): Id[] =>
  services.names(works).filter((name) => name !== undefined);

/** The steps up to the first that cannot be named, newest first. */
function savedSteps(steps: Steps, services: Naming, isKept: boolean): SavedStep[] {
  const saved: SavedStep[] = [];
  let papers = 0;
  for (let rest = steps; rest !== null && saved.length < MOST.steps; rest = rest.rest) {
    // Counted before they are named, which is what takes time.
    papers += (restoredStep(rest)?.selection?.papers ?? rest.step.selection?.turned ?? []).length;
    if (papers > MOST.papers) break;
    const step = savedStep(rest, services);
    if ((step.lasting?.length ?? 0) > MOST.lasting || papers > MOST.papers || (step.selection !== undefined && !isKept))
      break;
    saved.push(step);
  }
  return saved;
}

const named = new WeakMap<Step, SavedStep>();

/** A step with its papers' names, found once. */
function savedStep(steps: NonNullable<Steps>, services: Naming): SavedStep {
  const restored = restoredStep(steps);
  if (restored !== undefined) return restored;
  const { step } = steps;
  const known = named.get(step);
  if (known !== undefined) return known;
  const { query, selection, lasting, place, what } = step;
  const name = (work: WorkNumber | null): Id | null => (work === null ? null : (services.names([work])[0] ?? null));
  const line = (all: Matched | null): string | null => all && printQuery(all.query);
  const made: SavedStep = {
    what,
    ...(query && { query: [printQuery(query.from), printQuery(query.to)] }),
    ...(selection && {
      selection: {
        ...(selection.all && { all: [line(selection.all.from), line(selection.all.to)] }),
        papers: namesOf(services, [...selection.turned]),
      },
    }),
    ...(lasting && { lasting: [...lasting] }),
    from: name(place.from.under),
    to: name(place.to.under),
  };
  named.set(step, made);
  return made;
}
