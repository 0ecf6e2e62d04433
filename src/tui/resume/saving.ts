/** Where the reader is, as it is written down. */
import type { Id } from '../../hub/record.js';
import { ALL_WORKS, type WorkNumber } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import type { Services } from '../services/services.js';
import { type AppState, isStop, type StopLayer } from '../state/app-state.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { countSelected, type Matched, type Selection, selectedIds } from '../state/selection.js';
import type { Step, Steps } from '../state/undo/past.js';
import { MOST } from './parts.js';
import { restoredStep } from './restoring.js';
import {
  EVERY_WORK,
  type Saved,
  type SavedList,
  type SavedSelection,
  type SavedStep,
  type SavedStop,
  type SavedView,
} from './saved.js';
import { askWith } from './saved-sheet.js';

type Naming = Pick<Services, 'names' | 'query' | 'decisions'>;

/** All lists of this session and what belongs to none. @param at UTC time */
export function savedState(state: AppState, services: Naming, at: string): Saved {
  const lists = new Map<WorkNumber, Left>([...state.left].map(([hub, list]) => [hub, { list, over: [] }]));
  const open: WorkNumber[] = [];
  for (const layer of state.layers.filter(isStop)) {
    if (layer.kind === 'sheet' || layer.opened !== null) {
      lists.get(open.at(-1) ?? -1)?.over.push(layer);
      continue;
    }
    // Where one came round to a hub again, what was done there last is kept.
    if (open.includes(layer.hub)) open.splice(open.indexOf(layer.hub), 1);
    open.push(layer.hub);
    lists.delete(layer.hub);
    lists.set(layer.hub, { list: layer, over: [] });
  }
  const saved = [...lists.values()].reverse().flatMap((left) => savedList(left, services, at) ?? []);
  const way = open.slice(-MOST.walk - 1, -1).flatMap((hub) => hubName({ hub }, services) ?? []);
  return {
    history: [...state.history],
    exported: state.exported,
    looks: [...state.looks],
    review: services.decisions.review(),
    facetPane: state.facetPane,
    blind: state.hidden.length > 0,
    last: saved[0]?.hub ?? null,
    way,
    lists: saved,
  };
}

/** The name of a list's hub; undefined where the library has it no more. */
export const hubName = ({ hub }: Pick<ExplorerLayer, 'hub'>, services: Pick<Services, 'names'>): string | undefined =>
  hub === ALL_WORKS ? EVERY_WORK : services.names([hub])[0];

/** A list that was opened by itself, and what lay over it when it was left. */
interface Left {
  list: ExplorerLayer;
  over: StopLayer[];
}

function savedList({ list, over }: Left, services: Naming, at: string): SavedList | null {
  const view = savedView(list, services);
  return view && { ...view, at, place: savedPlace(list, services), walk: savedWalk(over, services) };
}

function savedPlace({ hub, past, query, view }: ExplorerLayer, services: Naming): SavedList['place'] {
  const { total } = query === past.query ? view : services.query(hub, past.query);
  return total === 0 ? null : { paper: Math.min(past.place.scroll.cursor + 1, total), of: total };
}

/** The stops up to the first whose works have no name. */
function savedWalk(over: readonly StopLayer[], services: Naming): SavedStop[] {
  const walk: SavedStop[] = [];
  for (const layer of over.slice(0, MOST.walk)) {
    const stop = savedStop(layer, services);
    if (stop === null) break;
    walk.push(stop);
  }
  return walk;
}

function savedStop(layer: StopLayer, services: Naming): SavedStop | null {
  if (layer.kind === 'sheet') {
    const ask = askWith(layer.ask, (hub: WorkNumber) => hubName({ hub }, services));
    return ask && { stop: 'sheet', ask, at: layer.at, top: layer.top };
  }
  const view = savedView(layer, services);
  return view && { stop: 'papers', ...view, opened: layer.opened ?? '' };
}

/** A list as its last step left it: a line that is being typed is nobody's wish yet. */
function savedView(list: ExplorerLayer, services: Naming): SavedView | null {
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
    query: printQuery(past.query),
    paper: under === null ? null : (services.names([under])[0] ?? null),
    line: scroll.cursor - scroll.top,
    focus: list.focus,
    zoomed: list.zoomed,
    selection,
    ...(past.review !== undefined && { review: past.review }),
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
  const { query, selection, review, lasting, place, what } = step;
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
    ...(review && { review: [review.from, review.to] }),
    ...(lasting && { lasting: [...lasting] }),
    from: name(place.from.under),
    to: name(place.to.under),
  };
  named.set(step, made);
  return made;
}
