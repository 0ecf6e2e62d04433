/** Walking from work to work: through doors, to who cites a paper, to what it cites, and back and forward again. */
import { counted } from '../../hub/share.js';
import type { WorkNumber } from '../../library/model.js';
import { printQuery } from '../../query/print.js';
import { keyFor } from '../keymap.js';
import { reopen } from '../resume/reopen.js';
import type { Door, SheetAsk } from '../sheets/sheet.js';
import { sheetName } from '../sheets/sheets.js';
import { explorerOf } from '../state/app-state.js';
import { type ExplorerLayer, moveTo, paperUnderCursor } from '../state/explorer.js';
import { closePane } from '../state/panes.js';
import { countSelected } from '../state/selection.js';
import type { Store } from '../state/store.js';
import { openList } from './explorer.js';
import { openFetch } from './fetching/fetch.js';
import { openChoice } from './graph/choose.js';
import type { SheetLayer } from './graph/sheet-layer.js';
import type { MenuEntry, MenuLayer } from './menu.js';
import { openSheet, stopUnder } from './sheet.js';

/** To the layer below; from the last one, out. */
export function back(store: Store): void {
  if (store.top().kind === 'explorer' && closePane(store)) return;
  if (store.get().layers.length > 1) store.pop();
  else leaveLast(store);
}

/** What is done beside the screen, and that the program can be left all the same. */
const doingMenu = (doing: string): MenuLayer => ({
  kind: 'menu',
  title: `${doing}: not done yet`,
  entries: [
    {
      key: keyFor('back', 'list'),
      label: 'leave it and quit',
      help: 'Ends the program; nothing half done stays.',
      choose: { do: 'quit' },
    },
  ],
  hint: `${keyFor('escape', 'menu')} lets it go on`,
  cursor: 0,
});

/** Out of the program; from a list with a selection not without a question, but where it was made to be printed. */
function leaveLast(store: Store): void {
  const layer = store.top();
  const doing = store.doing();
  if (doing !== null) {
    store.push(doingMenu(doing));
    return;
  }
  const selected = layer.kind === 'explorer' ? countSelected(layer.selection) : 0;
  if (selected === 0 || store.get().picking) {
    store.set({ exit: 0 });
    return;
  }
  store.push({
    kind: 'menu',
    title: `${counted(selected, 'paper')} ${selected === 1 ? 'is' : 'are'} selected`,
    entries: [
      {
        key: keyFor('back', 'list'),
        label: `quit: ${selected === 1 ? 'it is' : 'they are'} selected again next time`,
        help: 'Ends the program.',
        choose: { do: 'quit' },
      },
      {
        key: keyFor('export', 'list'),
        label: 'export them first',
        help: 'Opens the export of what is selected.',
        choose: { do: 'export' },
      },
    ],
    hint: `${keyFor('escape', 'menu')} stays here`,
    cursor: 0,
  });
}

/** To the layer below; on the last one that is said. */
export function walkBack(store: Store): void {
  if (store.top().kind === 'explorer' && closePane(store)) return;
  if (store.get().layers.length > 1) store.pop();
  else store.toast(`This is where you began; ${keyFor('back', 'list')} quits.`, 'warning');
}

export function walkForward(store: Store): void {
  store.forward();
}

/** Opens the papers behind the line under the cursor. */
export function openDoor(store: Store, layer: SheetLayer): void {
  const stop = stopUnder(store, layer);
  if (stop?.door !== undefined) goThrough(store, stop.door);
  else if (stop?.work !== undefined) openWork(store, stop.work);
  else store.toast('This line counts no papers.', 'warning');
}

function goThrough(store: Store, door: Door): void {
  switch (door.opens) {
    case 'nothing':
      store.toast(door.why, 'warning');
      break;
    case 'sheet':
      openSheet(store, door.ask);
      break;
    case 'paper':
      open(store, door.hub, door.query, (explorer) => {
        const at = explorer.view.position(door.paper);
        return { ...moveTo(explorer, Math.max(0, at), store.geometry().page), zoomed: true };
      });
      break;
    case 'papers': {
      if (door.count === 0) {
        noCiters(store, door.hub, door.query);
        break;
      }
      open(store, door.hub, door.query, (explorer) => explorer);
    }
  }
}

/** Opens a list from a sheet: Escape comes back to that. What is selected in the hub stays selected. */
function open(store: Store, hub: WorkNumber, line: string, at: (explorer: ExplorerLayer) => ExplorerLayer): void {
  openList(store, hub, line, (explorer) => {
    const below = explorerOf(store.get());
    const selection = below?.hub === hub ? below.selection : explorer.selection;
    store.push(at({ ...explorer, selection, opened: printQuery(explorer.query) }));
  });
}

function noCiters(store: Store, hub: WorkNumber, query: string): void {
  if (query === '') openWork(store, hub);
  else store.toast('No paper: there is nothing to open.', 'warning');
}

/** Opens a work as a hub; where nobody is known to cite it, asks what to do. */
function openWork(store: Store, work: WorkNumber): void {
  if (store.services.citing(work) > 0) {
    reopen(store, work);
    return;
  }
  store.push({
    kind: 'menu',
    title: 'No papers that cite this one are known here',
    entries: [
      {
        key: 'f',
        label: 'fetch them from the services',
        help: 'Asks the services who cites it, and opens what they know.',
        choose: { do: 'fetch', work },
      },
      {
        key: 'r',
        label: 'what it cites itself',
        help: 'Its references, as far as they are known here.',
        choose: { do: 'sheet', ask: { sheet: 'references', work } },
      },
    ],
    hint: `${keyFor('escape', 'menu')} leaves it`,
    cursor: 0,
  });
}

/** The work under the cursor, of a list or a sheet. */
function under(store: Store): WorkNumber | undefined {
  const layer = store.top();
  if (layer.kind === 'sheet') return stopUnder(store, layer)?.work;
  return layer.kind === 'explorer' ? paperUnderCursor(layer) : undefined;
}

/** Opens the work under the cursor as a hub. */
export function openUnder(store: Store): void {
  const work = under(store);
  if (work === undefined) store.toast('No work stands on this line.', 'warning');
  else openWork(store, work);
}

/** Asks the services: of a hub in its list, of the work under the cursor in a sheet, and of the sheet's own work else. */
export function fetchHere(store: Store): void {
  const layer = store.top();
  const explorer = explorerOf(store.get());
  if (layer.kind !== 'sheet') {
    if (explorer !== undefined) openFetch(store, explorer.hub, 'list');
    return;
  }
  const work = stopUnder(store, layer)?.work;
  if (work !== undefined) openFetch(store, work, 'open');
  else openFetch(store, layer.ask.work, 'sheet');
}

/** What the work under the cursor cites; on a line without one, what the hub cites. */
export function openReferences(store: Store): void {
  const layer = store.top();
  const work = under(store) ?? (layer.kind === 'sheet' ? layer.ask.work : undefined);
  if (work === undefined) store.toast('No paper is under the cursor.', 'warning');
  else openSheet(store, { sheet: 'references', work });
}

/** The hub that the top layer is about. */
function hubOf(store: Store): WorkNumber | undefined {
  const layer = store.top();
  return layer.kind === 'sheet' ? layer.ask.work : explorerOf(store.get())?.hub;
}

/** The overview of the open hub. */
export function openOverview(store: Store): void {
  const hub = hubOf(store);
  if (hub !== undefined) openSheet(store, { sheet: 'overview', work: hub });
}

/** The hub beside the work under the cursor, or one that is chosen; in a comparison of two, a third. */
export function openCompared(store: Store): void {
  const layer = store.top();
  const [hub, other] = [hubOf(store), under(store)];
  if (layer.kind === 'sheet' && layer.ask.sheet === 'compare') {
    if (layer.ask.others.length === 1) openChoice(store, layer.ask);
    else store.toast('Three papers are compared already: that is as many as can be.', 'warning');
  } else if (hub !== undefined && (other === undefined || other === hub))
    openChoice(store, { sheet: 'compare', work: hub, others: [] });
  else if (hub !== undefined && other !== undefined) openSheet(store, { sheet: 'compare', work: hub, others: [other] });
}

/** What each sheet shows. */
const SHEET_HELP: Record<SheetAsk['sheet'], string> = {
  overview: 'The hub in numbers: roles, years, claims, works cited with it.',
  timeline: 'The citing papers by years and months.',
  cocited: 'The works that the citing papers cite beside the hub.',
  coupled: 'The citing papers that share references with this one.',
  schools: 'Groups of citing papers that cite each other and the same works.',
  authors: 'Who cites the hub most, and how far it is its own authors.',
  claims: 'What the hub claims, and who supports, extends, contrasts or refutes it.',
  compare: 'Who cites only one of two papers, and who cites both.',
  path: 'The way from one paper to another, by what is cited.',
  references: 'What a work cites itself, as far as it is known here.',
  suggested: 'Papers that many here cite and that you might read next.',
  flow: 'How many papers were screened, excluded and included: the boxes of PRISMA 2020.',
};

/** A menu of all that is counted around the hub, and the work under the cursor. */
export function sheetMenuOf(store: Store): MenuLayer | null {
  const hub = hubOf(store);
  if (hub === undefined) return null;
  const own = under(store);
  const entry = (key: string, ask: SheetAsk, note = ''): MenuEntry => ({
    key,
    help: SHEET_HELP[ask.sheet],
    label: sheetName(ask).toLowerCase(),
    note,
    choose: { do: 'sheet', ask },
  });
  const about: MenuEntry[] =
    own === undefined || own === hub
      ? []
      : [
          entry('p', { sheet: 'coupled', work: hub, paper: own }, 'this paper'),
          entry('r', { sheet: 'references', work: own }, 'this paper'),
          {
            ...entry('m', { sheet: 'compare', work: hub, others: [own] }, 'with this paper'),
            label: 'compared',
          },
        ];
  return {
    kind: 'menu',
    title: 'Around the hub',
    entries: [
      entry('o', { sheet: 'overview', work: hub }),
      entry('t', { sheet: 'timeline', work: hub, stack: 'role' }),
      entry('c', { sheet: 'cocited', work: hub, order: 'shared' }),
      entry('s', { sheet: 'schools', work: hub }),
      entry('a', { sheet: 'authors', work: hub }),
      entry('l', { sheet: 'claims', work: hub }),
      entry('g', { sheet: 'suggested', work: hub }),
      entry('f', { sheet: 'flow', work: hub }),
      {
        key: 'x',
        label: 'audit of the roles',
        help: 'You judge a sample without seeing the labels, and see how far judges agree with you.',
        note: 'a blind sample',
        choose: { do: 'audit', hub },
      },
      ...(about.length > 0 ? about : [entry('r', { sheet: 'references', work: hub })]),
      {
        key: 'w',
        label: 'path to another paper',
        help: SHEET_HELP.path,
        note: own === undefined || own === hub ? '' : 'from this',
        choose: { do: 'choose', choosing: { sheet: 'path', work: own ?? hub } },
      },
    ],
    hint: 'Enter on any number opens its papers',
    cursor: 0,
  };
}
