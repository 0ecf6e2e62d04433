/** A list as it was when it was left, from what was written down of it. */
import { countWords } from '../../hub/share.js';
import { ALL_WORKS, type View, type WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import type { Query } from '../../query/query.js';
import type { Services } from '../services/services.js';
import { type ExplorerLayer, openExplorer, withView } from '../state/explorer.js';
import type { ExplorerGeometry } from '../state/geometry.js';
import { AT_TOP } from '../state/motion.js';
import { type Matched, NOTHING_SELECTED, type Selection } from '../state/selection.js';
import type { Step, Steps } from '../state/undo/past.js';
import { EVERY_WORK, type SavedSelection, type SavedStep, type SavedView } from './saved.js';

/** The hub of a list; undefined where the library does not have it any more. */
export function hubOfSaved({ hub }: Pick<SavedView, 'hub'>, services: Services): WorkNumber | undefined {
  return hub === EVERY_WORK ? ALL_WORKS : services.named([hub])[0];
}

export interface Restored {
  list: ExplorerLayer;
  /** What is not as it was, as sentences. */
  notes: string[];
}

/** The list of a hub, with query, cursor, panes, selection and steps as they were. */
export function restoredList(
  saved: SavedView,
  hub: WorkNumber,
  services: Services,
  geometry: ExplorerGeometry,
): Restored {
  const notes: string[] = [];
  const asked = answerable(saved.query, hub, services);
  if (asked === null) notes.push(`The query ${saved.query} has no answer here any more.`);
  const query = asked ?? { where: null, sort: null };
  const head = services.head(hub);
  const view = services.query(hub, query);
  const under = saved.paper === null ? null : (services.named([saved.paper])[0] ?? null);
  const fresh = openExplorer(head, query, view);
  // The list is scrolled as if the cursor had always been on this line of it.
  const before = { ...fresh, anchor: under, scroll: { cursor: saved.line, top: 0 } };
  const placed = withView(before, query, view, geometry.page, 'follow');
  const selection = restoredSelection(saved.selection, hub, services, notes);
  const isNarrow = !geometry.split;
  const list: ExplorerLayer = {
    ...placed,
    selection,
    focus: isNarrow && saved.focus === 'details' ? 'list' : saved.focus,
    zoomed: saved.zoomed || (isNarrow && saved.focus === 'details'),
    past: {
      done: chained(saved.undo, 0, hub, services),
      undone: chained(saved.redo, 0, hub, services),
      query,
      selection,
      review: saved.review,
      place: { under: placed.under, scroll: placed.scroll },
    },
  };
  return { list, notes };
}

/** A query that can be asked of the hub; null where it cannot. */
export function answerable(line: string, hub: WorkNumber, services: Services): Query | null {
  const parsed = parseQuery(line);
  if (!parsed.ok || services.whyUnanswerable(hub, parsed.query) !== null) return null;
  return parsed.query;
}

function restoredSelection(saved: SavedSelection, hub: WorkNumber, services: Services, notes: string[]): Selection {
  if (saved.lost > 0) notes.push(`The selection of ${countWords(saved.lost)} papers was too large to keep.`);
  const toggled = new Set(services.named(saved.papers).filter((work) => work !== undefined));
  if (saved.all === null) return toggled.size === 0 ? NOTHING_SELECTED : { all: null, toggled };
  const query = answerable(saved.all.query, hub, services);
  if (query === null) {
    notes.push(`The selection of all that matched ${saved.all.query} has no answer here any more.`);
    return NOTHING_SELECTED;
  }
  const view = services.query(hub, query);
  if (view.total !== saved.all.total)
    notes.push(
      `Selected were all ${countWords(saved.all.total)} papers that matched; ${countWords(view.total)} match now.`,
    );
  return { all: { query, view }, toggled };
}

const restored = new WeakMap<object, SavedStep>();

/** What a step of a chain was restored from; undefined where it was made in this session. */
export const restoredStep = (steps: NonNullable<Steps>): SavedStep | undefined => restored.get(steps);

/** Steps as they were written, each looked up in the library when it is undone: most never are. */
function chained(saved: readonly SavedStep[], at: number, hub: WorkNumber, services: Services): Steps {
  const own = saved[at];
  if (own === undefined) return null;
  let step: Step | undefined;
  let rest: Steps | undefined;
  const steps = {
    get step() {
      step ??= stepOf(own, hub, services);
      return step;
    },
    get rest() {
      if (rest === undefined) rest = chained(saved, at + 1, hub, services);
      return rest;
    },
  };
  restored.set(steps, own);
  return steps;
}

function stepOf(
  { what, query, selection, review, lasting, from, to }: SavedStep,
  hub: WorkNumber,
  services: Services,
): Step {
  const asked = (line: string): Query => answerable(line, hub, services) ?? { where: null, sort: null };
  const matched = (line: string | null): Matched | null => {
    if (line === null) return null;
    const one = asked(line);
    return { query: one, view: whenAsked(() => services.query(hub, one)) };
  };
  const place = (paper: string | null): Step['place']['from'] => ({
    under: paper === null ? null : (services.named([paper])[0] ?? null),
    scroll: AT_TOP,
  });
  return {
    what,
    ...(query && { query: { from: asked(query[0]), to: asked(query[1]) } }),
    ...(selection && {
      selection: {
        all: selection.all ? { from: matched(selection.all[0]), to: matched(selection.all[1]) } : null,
        turned: Int32Array.from(services.named(selection.papers).filter((work) => work !== undefined)),
      },
    }),
    ...(review && { review: { from: review[0], to: review[1] } }),
    ...(lasting && { lasting }),
    place: { from: place(from), to: place(to) },
  };
}

/** A view that is asked for when it is looked at. */
function whenAsked(run: () => View): View {
  let view: View | undefined;
  const now = (): View => {
    view ??= run();
    return view;
  };
  return {
    get total() {
      return now().total;
    },
    get papers() {
      return now().papers;
    },
    get facets() {
      return now().facets;
    },
    get order() {
      return now().order;
    },
    get fuzzy() {
      return now().fuzzy;
    },
    forgiven: () => now().forgiven(),
    left: () => now().left(),
    orderBase: () => now().orderBase(),
    bases: () => now().bases(),
    works: (from, count) => now().works(from, count),
    position: (work) => now().position(work),
    readOn: () => now().readOn(),
  };
}
