/**
 * THE table of why a key does nothing now: pressed, it says so; the help and the palette show it dimmed, and the footer has no
 * hint for it. An action without an entry can always be tried.
 */
import { countWords } from '../../hub/share.js';
import { ALL_WORKS, type Facet } from '../../library/model.js';
import { keyFor } from '../keymap.js';
import { wordsOf } from '../layers/finding/matches.js';
import { isReady } from '../layers/graph/sheet-layer.js';
import { reordered } from '../sheets/sheets.js';
import { typed } from '../term/shell.js';
import type { ActionName } from './actions.js';
import { type AppState, explorerOf, facetsStay, type Layer } from './app-state.js';
import { type ExplorerLayer, isIndexed } from './explorer.js';
import { countSelected } from './selection.js';

/** A sentence, or null where the key does something. */
type Reason = (state: AppState) => string | null;

/** Why nothing is linked to a claim. */
export const NO_CITER = 'Put the cursor on a citing paper, in its list or in the claims ledger, to link it to a claim.';

/** More than this are no records of one paper, but a selection made for something else. */
const MOST_MERGED = 10;

/** What the keys are about: the layer under what lists them. */
const subject = ({ layers }: AppState): Layer | undefined =>
  layers.findLast(({ kind }) => kind !== 'help' && kind !== 'palette');

/** A reason of the open list. */
const ofList =
  (reason: (explorer: ExplorerLayer, state: AppState) => string | null): Reason =>
  (state) => {
    const explorer = explorerOf(state);
    return explorer === undefined ? null : reason(explorer, state);
  };

/** No paper of the hub has what the key filters by. */
const lacking = (field: Facet['field'], sentence: (state: AppState) => string): Reason =>
  ofList(({ view }, state) => {
    const facet = view.facets.find((one) => one.field === field);
    return facet === undefined || isIndexed(facet) ? null : sentence(state);
  });

const judged = (field: Facet['field']): Reason =>
  lacking(field, () => `No paper of this hub has a ${field} yet; ${keyFor('correct', 'list')} gives one by hand.`);

const nothingMatches = (): string => `No paper matches: ${keyFor('escape', 'list')} goes back.`;

const onPaper: Reason = ofList(({ view }) => (view.total === 0 ? nothingMatches() : null));

const onPapers: Reason = ofList(({ view, selection }) =>
  view.total === 0 && countSelected(selection) === 0 ? nothingMatches() : null,
);

const searched: Reason = ofList((explorer, state) =>
  wordsOf(state, explorer) === ''
    ? `Nothing was searched for yet: ${keyFor('search', 'list')} does.`
    : explorer.view.total === 0
      ? nothingMatches()
      : null,
);

const inSearch: Reason = (state) => {
  const layer = subject(state);
  return layer?.kind === 'prompt' && layer.mode === 'search'
    ? `Here all is words; ${keyFor('editQuery', 'list')} takes fields and completes them.`
    : null;
};

/** Not over all works; a sheet is always of a hub. */
const ofHub: Reason = (state) =>
  subject(state)?.kind !== 'sheet' && explorerOf(state)?.hub === ALL_WORKS
    ? `These are all works of the library; ${keyFor('openUnder', 'list')} opens one as a hub.`
    : null;

const REASONS: Partial<Record<ActionName, Reason>> = {
  roleMenu: judged('role'),
  polarityMenu: judged('polarity'),
  verdictMenu: judged('verdict'),
  influential: lacking(
    'influential',
    (state) =>
      `Of no citation here is it known whether it is influential; ${keyFor('fetch', 'list', state)} asks the services.`,
  ),
  clear: ofList(({ query }) => (query.where === null ? 'No filter is set.' : null)),
  undo: ofList(({ past }) =>
    past.done === null ? `Nothing to undo in this list; what commands did, ${typed('undo')} takes back.` : null,
  ),
  redo: ofList(({ past }) => (past.undone === null ? 'Nothing to redo in this list.' : null)),
  merge: ofList(({ selection }, state) => {
    const marked = countSelected(selection);
    if (marked < 2)
      return `Select at least two records of the same paper with ${keyFor('mark', 'list')}, then press ${keyFor('merge', 'list', state)}.`;
    return marked > MOST_MERGED
      ? `${countWords(marked)} papers are selected: at most ${MOST_MERGED} can be merged at once.`
      : null;
  }),
  facetPane: ofList((_, state) =>
    facetsStay({ ...state, facetPane: true }) ? null : 'This terminal is too narrow for the filters beside the list.',
  ),
  walkForward: ({ ahead }) =>
    ahead.length === 0 ? 'There is nothing ahead: you have not come back from anywhere.' : null,
  overview: ofHub,
  sheetMenu: ofHub,
  openCompared: ofHub,
  fetch: ofHub,
  beginFetch: (state) => {
    const layer = subject(state);
    return layer?.kind === 'fetch' && layer.plan.asked.length === 0
      ? `Nobody can be asked; ${keyFor('escape', 'fetch')} closes this.`
      : null;
  },
  reorder: (state) => {
    const layer = subject(state);
    if (layer?.kind !== 'sheet' || !isReady(layer.data)) return null;
    return reordered(layer.ask, layer.data) === null ? 'There is no other order here.' : null;
  },
  linkClaim: (state) => {
    const layer = subject(state);
    return layer?.kind === 'sheet' && layer.ask.sheet !== 'claims' ? NO_CITER : onPaper(state);
  },
  takeBack: (state) => {
    const layer = subject(state);
    return layer?.kind === 'audit' && layer.questions[layer.at]?.answer === undefined
      ? 'Nothing is answered here yet.'
      : null;
  },
  skipStep: ({ step }) => (step === null ? `There is no step to pass over: ${typed('tutorial')} has some.` : null),
  deleteToStart: (state) => {
    const layer = subject(state);
    return layer?.kind === 'hubs' && !layer.typing
      ? `Nothing is typed: ${keyFor('narrow', 'hubs')} narrows the hubs by what is.`
      : null;
  },
  completeNext: inSearch,
  completePrevious: inSearch,
  nextMatch: searched,
  previousMatch: searched,
  // From the whole screen it leads back to the list.
  zoom: ofList(({ view, zoomed }) => (view.total === 0 && !zoomed ? nothingMatches() : null)),
  mark: onPaper,
  range: onPaper,
  selectAll: onPaper,
  invert: onPaper,
  note: onPaper,
  browse: onPaper,
  include: onPapers,
  exclude: onPapers,
  excludeBecause: onPapers,
  maybe: onPapers,
  later: onPapers,
  undecide: onPapers,
  correct: onPapers,
  star: onPapers,
  tags: onPapers,
  toRead: onPapers,
  copy: onPapers,
  export: onPapers,
};

/** Why an action can do nothing now, as a sentence; null where it can. */
export const whyNot = (action: ActionName, state: AppState): string | null => REASONS[action]?.(state) ?? null;
