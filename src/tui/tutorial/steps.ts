/** The steps of the tutorial: what the reader is asked to do, and the state by which it is seen to be done, whichever keys did it. */
import type { WorkNumber } from '../../library/model.js';
import { freeText, isActive } from '../../query/edit.js';
import { keyFor } from '../keymap.js';
import type { Services } from '../services/services.js';
import { type AppState, explorerOf, type Layer } from '../state/app-state.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { typed } from '../term/shell.js';

/** What a step looks at. */
interface Seen {
  top: Layer;
  list: ExplorerLayer;
  services: Services;
}

interface Step {
  /** What to do, in a line of a terminal of 80 columns. */
  words: string;
  isDone(seen: Seen): boolean;
}

const key = (action: Parameters<typeof keyFor>[0], context: Parameters<typeof keyFor>[1] = 'list'): string =>
  keyFor(action, context);

const inList = ({ top, list }: Seen): boolean => top.kind === 'explorer' && !list.zoomed && list.focus === 'list';
const excluded = ({ services, list }: Seen): number =>
  services.decisions.progress(list.hub).excluded.reduce((sum, { count }) => sum + count, 0);

export const STEPS: readonly Step[] = [
  {
    words: `${key('down')} and ${key('up')}, or the arrows, move: go to the third paper.`,
    isDone: ({ list }) => list.scroll.cursor >= 2,
  },
  {
    words: `${key('zoom')} shows all of a paper: review, role, citing sentences.`,
    isDone: ({ list }) => list.zoomed,
  },
  { words: `${key('escape')} takes one thing back, as everywhere: go to the list.`, isDone: inList },
  {
    words: `${key('roleMenu')} asks for a role: take m, papers that use its method.`,
    isDone: ({ list }) => isActive(list.query, 'role:method') === 'included',
  },
  {
    words: `The line above the list is what you asked; ${key('escape')} takes it back.`,
    isDone: ({ top, list }) => top.kind === 'explorer' && list.query.where === null,
  },
  {
    words: `${key('search')} finds words as you type them: type gate, then ${key('accept', 'prompt')}.`,
    isDone: ({ top, list }) => top.kind === 'explorer' && freeText(list.query) !== '',
  },
  {
    words: `${key('clear')} clears all that the list is narrowed by.`,
    isDone: ({ top, list }) => top.kind === 'explorer' && list.query.where === null,
  },
  {
    words: `${key('sortMenu')} asks for an order: take d, the newest first.`,
    isDone: ({ top, list }) => top.kind === 'explorer' && list.view.order.key === 'date',
  },
  {
    words: `${key('include')} includes the paper under the cursor, and goes on.`,
    isDone: ({ services, list }) => services.decisions.progress(list.hub).included > 0,
  },
  {
    words: `${key('excludeBecause')} excludes with a reason: take one by its letter.`,
    isDone: (seen) => excluded(seen) > 0,
  },
  {
    words: `${key('undo')} takes back what you did last, whatever it was.`,
    isDone: (seen) => excluded(seen) === 0,
  },
  {
    words: `${key('facets')} goes to the filters: choose one with ${key('toggleFacet', 'facets')}.`,
    isDone: ({ list }) => list.query.where !== null,
  },
  {
    words: `${key('overview')} is the hub’s overview: Enter opens what a number counts.`,
    isDone: ({ top }) => top.kind === 'sheet',
  },
  {
    words: `${key('escape', 'sheet')} comes back from it; ${key('clear')} clears the filter.`,
    isDone: ({ top, list }) => top.kind === 'explorer' && list.query.where === null,
  },
  {
    words: `${key('export')} writes BibTeX for your paper: open it, ${key('escape', 'export')} leaves it.`,
    isDone: ({ top }) => top.kind === 'export',
  },
  {
    words: `${key('help')} tells all keys, ${key('palette')} finds a command: try one.`,
    isDone: ({ top }) => top.kind === 'help' || top.kind === 'palette',
  },
];

/** What is said when all is done. */
const END = `That was all. ${key('back')} leaves; ${typed('fetch PAPER')} brings who cites your paper.`;

/** What the reader is asked to do at a step; behind the last one, that it is over. */
export const stepWords = (at: number): string => STEPS[at]?.words ?? END;

/** The step the reader is at: `at`, or so many further as are done already. The hub is that of the walk. */
export function reached(at: number, hub: WorkNumber, state: AppState, services: Services): number {
  const top = state.layers.at(-1);
  const list = explorerOf(state);
  if (top === undefined || list?.hub !== hub) return at;
  const left = STEPS.slice(at).findIndex((step) => !step.isDone({ top, list, services }));
  return left < 0 ? STEPS.length : at + left;
}
