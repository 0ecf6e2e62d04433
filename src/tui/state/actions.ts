/** Every action of the key table, by name. */
import type { Settled } from '../../hub/decisions/decision.js';
import { tierWords } from '../../hub/share.js';
import { toggleBlind } from '../blind.js';
import { decide, star, toRead, unscreened } from '../layers/decisions/deciding.js';
import { keepLine } from '../layers/decisions/keeping.js';
import { completeTag } from '../layers/decisions/line.js';
import { editNote, openNote } from '../layers/decisions/notes.js';
import { queriesMenu } from '../layers/decisions/queries.js';
import { moveInReading, openReadingList, openToRead, readAgain, takeOff } from '../layers/decisions/reading.js';
import { reasonMenu } from '../layers/decisions/reasons.js';
import { reviewMenu } from '../layers/decisions/reviews.js';
import { openTags } from '../layers/decisions/tagging.js';
import { nextScope, openExport, stepFormat, toClipboard, toggleAnnotate, write } from '../layers/exporting/export.js';
import { beginFetch } from '../layers/fetching/fetch.js';
import { stepMatch } from '../layers/finding/matches.js';
import { openPalette, runCommand } from '../layers/finding/palette.js';
import { showMoreKeys } from '../layers/finding/which-key.js';
import { takeChoice } from '../layers/graph/choose.js';
import { helpLayer, runHelp } from '../layers/help.js';
import { narrow, openAllWorks, openHub } from '../layers/home/hubs.js';
import { openPicked } from '../layers/home/pick.js';
import { stepQuestion, takeBack } from '../layers/judging/audit.js';
import { correctMenu } from '../layers/judging/correcting.js';
import { kindOf } from '../layers/kinds.js';
import { claimMenu } from '../layers/linking.js';
import { chooseEntry, explainMenu, type MenuLayer } from '../layers/menu.js';
import { acceptPrompt, completePrompt, openPrompt, stepPrompt } from '../layers/prompt.js';
import { aboutOf, nextSection, reorder, sideways } from '../layers/sheet.js';
import {
  back,
  fetchHere,
  openCompared,
  openDoor,
  openOverview,
  openReferences,
  openUnder,
  sheetMenuOf,
  walkBack,
  walkForward,
} from '../layers/walking.js';
import { skipStep } from '../tutorial/walk.js';
import { EDITS, type EditName, sameLine } from '../typed-line.js';
import { explorerOf, type Layer, type LayerOf } from './app-state.js';
import { browse, copyMenuOf } from './copying.js';
import type { ExplorerLayer } from './explorer.js';
import { aboutOrder, clear, influential, labelMenuOf, reverseSort, sortMenuOf, toggleFacet } from './filters.js';
import { invert, mark, range, toggleAll } from './marks.js';
import { mergeMenu } from './merging.js';
import type { Motion } from './motion.js';
import {
  focusNumbered,
  focusPane,
  scrollDetails,
  stepPaper,
  toggleFacetPane,
  toggleFacetsPane,
  zoom,
} from './panes.js';
import type { Store } from './store.js';
import { redo, undo } from './undo/undo.js';

/** `count` is the number typed before the key, or null. */
type Action = (store: Store, count: number | null) => void;

/** An action of one kind of layer: it does nothing under others. */
function on<K extends Layer['kind']>(kind: K, act: (store: Store, layer: LayerOf<K>) => void): Action {
  return (store) => {
    const layer = store.top();
    if (layer.kind === kind) act(store, layer as LayerOf<K>);
  };
}

/** An action on the open hub. */
function onHub(act: (store: Store, explorer: ExplorerLayer) => void): Action {
  return (store) => {
    const explorer = explorerOf(store.get());
    if (explorer !== undefined) act(store, explorer);
  };
}

/** Moves the cursor of a sheet by so many steps. */
function inSheet(move: (store: Store, sheet: LayerOf<'sheet'>, step: 1 | -1) => void, step: 1 | -1): Action {
  return (store, count) => {
    for (let left = Math.min(count ?? 1, MOST_STEPS); left > 0; left -= 1) {
      const layer = store.top();
      if (layer.kind === 'sheet') move(store, layer, step);
    }
  };
}

/** More steps than any sheet is wide. */
const MOST_STEPS = 1000;

/** Decides on the selection, or on as many papers from the cursor on as the count says. */
function deciding(decision: Settled | null): Action {
  return (store, count) => {
    const explorer = explorerOf(store.get());
    if (explorer !== undefined) decide(store, explorer, decision, count ?? 1);
  };
}

/** Opens a menu about the open hub, where there is one. */
const opening = (menuOf: (explorer: ExplorerLayer) => MenuLayer | null): Action =>
  onHub((store, explorer) => {
    const menu = menuOf(explorer);
    if (menu !== null) store.push(menu);
  });

/** The same of an action on papers. */
function onPapers(act: (store: Store, explorer: ExplorerLayer, count: number) => void): Action {
  return (store, count) => {
    const explorer = explorerOf(store.get());
    if (explorer !== undefined) act(store, explorer, count ?? 1);
  };
}

/** Undoes or redoes what was done in the list, or in the reading list over it. */
function turning(act: (store: Store, explorer: ExplorerLayer) => void): Action {
  return (store) => {
    const explorer = explorerOf(store.get());
    if (explorer !== undefined) act(store, explorer);
    const top = store.top();
    if (top.kind === 'reading') readAgain(store, top, top.scroll.cursor);
  };
}

/** Moves the paper under the cursor of the reading list. */
function reordering(step: 1 | -1): Action {
  return (store, count) => {
    const layer = store.top();
    if (layer.kind === 'reading') moveInReading(store, layer, step * (count ?? 1));
  };
}

/** Moves in the top layer by a motion that the count makes. */
function moving(motionOf: (count: number | null) => Motion): Action {
  return (store, count) => {
    const layer = store.top();
    kindOf(layer).move?.(store, layer, motionOf(count));
  };
}

/** Edits the line of the top layer. */
function editing(edit: EditName): Action {
  return (store) => {
    const layer = store.top();
    const { typing } = kindOf(layer);
    const line = typing?.line(layer) ?? null;
    if (line === null) return;
    const edited = EDITS[edit](line);
    if (!sameLine(edited, line)) typing?.typed(store, layer, edited, false);
  };
}

const edits = Object.fromEntries(Object.keys(EDITS).map((name) => [name, editing(name as EditName)])) as Record<
  EditName,
  Action
>;

export const actions = {
  ...edits,
  down: moving((count) => ({ lines: count ?? 1 })),
  up: moving((count) => ({ lines: -(count ?? 1) })),
  pageDown: moving((count) => ({ pages: count ?? 1 })),
  pageUp: moving((count) => ({ pages: -(count ?? 1) })),
  halfDown: moving((count) => ({ pages: (count ?? 1) / 2 })),
  halfUp: moving((count) => ({ pages: -(count ?? 1) / 2 })),
  top: moving((count) => ({ to: count === null ? 'top' : count - 1 })),
  bottom: moving((count) => ({ to: count === null ? 'bottom' : count - 1 })),
  detailsDown: (store, count) => scrollDetails(store, { lines: 3 * (count ?? 1) }),
  detailsUp: (store, count) => scrollDetails(store, { lines: -3 * (count ?? 1) }),
  nextPaper: (store, count) => stepPaper(store, count ?? 1),
  previousPaper: (store, count) => stepPaper(store, -(count ?? 1)),
  nextPane: (store, count) => (count === null ? focusPane(store, 1) : focusNumbered(store, count)),
  previousPane: (store) => focusPane(store, -1),
  filtersPane: (store) => focusNumbered(store, 1),
  listPane: (store) => focusNumbered(store, 2),
  detailsPane: (store) => focusNumbered(store, 3),
  nextMatch: onPapers(stepMatch),
  previousMatch: onPapers((store, explorer, count) => stepMatch(store, explorer, -count)),
  facets: toggleFacetsPane,
  facetPane: toggleFacetPane,
  zoom,
  openHub: on('hubs', openHub),
  allWorks: on('hubs', openAllWorks),
  openPicked: on('pick', openPicked),
  narrow: on('hubs', narrow),
  openUnder,
  openReferences,
  openCompared,
  takeChoice: on('choose', takeChoice),
  openDoor: on('sheet', openDoor),
  nextSection: inSheet(nextSection, 1),
  previousSection: inSheet(nextSection, -1),
  columnRight: inSheet(sideways, 1),
  columnLeft: inSheet(sideways, -1),
  reorder: on('sheet', reorder),
  overview: openOverview,
  sheetMenu: (store) => {
    const menu = sheetMenuOf(store);
    if (menu !== null) store.push(menu);
  },
  fetch: fetchHere,
  beginFetch: on('fetch', beginFetch),
  linkClaim: claimMenu,
  merge: onHub(mergeMenu),
  back,
  walkBack,
  walkForward,
  escape: (store) => {
    const layer = store.top();
    kindOf(layer).leave(store, layer);
  },
  quit: (store) => store.set({ exit: 130 }),
  help: (store) => {
    const layer = store.top();
    const about =
      layer.kind === 'sheet'
        ? aboutOf(layer, store.get(), store.theme)
        : layer.kind === 'explorer'
          ? `${aboutOrder(layer)} ${tierWords()}`
          : layer.kind === 'hubs'
            ? tierWords()
            : '';
    const without = [
      ...(store.get().step === null ? (['skipStep'] as const) : []),
      ...(layer.kind === 'sheet' && layer.ask.sheet !== 'claims' ? (['linkClaim'] as const) : []),
    ];
    store.push(helpLayer(kindOf(layer).context(layer), about, without));
  },
  runHelp: on('help', runHelp),
  moreKeys: (store) => showMoreKeys(store, kindOf(store.top()).context(store.top())),
  palette: (store) => openPalette(store, kindOf(store.top()).context(store.top())),
  runCommand: on('palette', runCommand),
  search: onHub((store, explorer) => openPrompt(store, explorer, 'search')),
  editQuery: onHub((store, explorer) => openPrompt(store, explorer, 'query')),
  accept: on('prompt', acceptPrompt),
  completeNext: on('prompt', (store, prompt) => completePrompt(store, prompt, 1)),
  completePrevious: on('prompt', (store, prompt) => completePrompt(store, prompt, -1)),
  promptDown: on('prompt', (store, prompt) => stepPrompt(store, prompt, 1)),
  promptUp: on('prompt', (store, prompt) => stepPrompt(store, prompt, -1)),
  roleMenu: opening((explorer) => labelMenuOf(explorer, 'role')),
  polarityMenu: opening((explorer) => labelMenuOf(explorer, 'polarity')),
  verdictMenu: opening((explorer) => labelMenuOf(explorer, 'verdict')),
  sortMenu: opening(sortMenuOf),
  reverseSort: onHub(reverseSort),
  influential: onHub(influential),
  toggleFacet: onHub((store, explorer) => toggleFacet(store, explorer, 'include')),
  excludeFacet: onHub((store, explorer) => toggleFacet(store, explorer, 'exclude')),
  clear: onHub(clear),
  savedQueries: onHub(queriesMenu),
  undo: turning(undo),
  redo: turning(redo),
  chooseEntry: on('menu', chooseEntry),
  explainMenu: on('menu', explainMenu),
  correct: onPapers(correctMenu),
  nextQuestion: on('audit', (store, audit) => stepQuestion(store, audit, 1)),
  previousQuestion: on('audit', (store, audit) => stepQuestion(store, audit, -1)),
  takeBack: on('audit', takeBack),
  mark: (store, count) => mark(store, count ?? 1),
  range,
  selectAll: toggleAll,
  invert,
  include: deciding({ status: 'included' }),
  exclude: deciding({ status: 'excluded' }),
  excludeBecause: (store, count) => reasonMenu(store, count ?? 1),
  maybe: deciding({ status: 'maybe' }),
  later: deciding({ status: 'later' }),
  undecide: deciding(null),
  unscreened: onHub(unscreened),
  star: onPapers(star),
  tags: onPapers(openTags),
  note: onHub(openNote),
  toRead: onPapers(toRead),
  readingList: openReadingList,
  reviewMenu,
  blind: toggleBlind,
  openToRead: on('reading', openToRead),
  moveDown: reordering(1),
  moveUp: reordering(-1),
  takeOff: on('reading', takeOff),
  keepLine: on('line', keepLine),
  editNote: on('line', editNote),
  completeTag: on('line', completeTag),
  copy: onPapers((store, explorer, count) => store.push(copyMenuOf(explorer, count))),
  browse: onHub(browse),
  export: onHub(openExport),
  nextScope: on('export', nextScope),
  nextFormat: on('export', (store, dialog) => stepFormat(store, dialog, 1)),
  previousFormat: on('export', (store, dialog) => stepFormat(store, dialog, -1)),
  annotate: on('export', toggleAnnotate),
  toClipboard: on('export', toClipboard),
  write: on('export', (store, dialog) => write(store, dialog, null)),
  overwrite: on('export', (store, dialog) => write(store, dialog, 'overwrite')),
  append: on('export', (store, dialog) => write(store, dialog, 'append')),
  skipStep,
  redraw: (store) => store.services.redraw(),
  suspend: (store) => store.services.suspend(),
} satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;
