/** Which pane of the explorer has the keys, and what the keys move in it. */
import type { WorkNumber } from '../../library/model.js';
import type { Line } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import type { Hidden } from '../blind.js';
import { spoken } from '../listening/words.js';
import { detailLines } from '../panes/details.js';
import type { Services } from '../services/services.js';
import { type AppState, explorerOf, facetsStay, geometryOf, inSight, isListCovered } from './app-state.js';
import {
  type ExplorerLayer,
  facetLines,
  markedTerms,
  moveFacet,
  movePages,
  moveTo,
  type Pane,
  paperUnderCursor,
  refit,
  scrollFacets,
  scrollList,
} from './explorer.js';
import { type Motion, movedText, target } from './motion.js';
import type { Store } from './store.js';

/** The pane that has the keys. */
export function paneOf(explorer: ExplorerLayer): Pane {
  return explorer.zoomed ? 'details' : explorer.focus;
}

/** Moves the cursor or the text of the pane that has the keys. */
export function moveInPane(store: Store, explorer: ExplorerLayer, motion: Motion): void {
  if ('scroll' in motion) {
    scrollPane(store, paneOf(explorer), motion.scroll);
    return;
  }
  const { page, body } = store.geometry();
  switch (paneOf(explorer)) {
    case 'details':
      scrollDetails(store, motion);
      break;
    case 'facets': {
      const values = facetLines(explorer.view.facets).filter((line) => line.kind === 'value').length;
      store.replace(moveFacet(explorer, target(motion, explorer.facet.cursor, body, values), body));
      break;
    }
    case 'list':
      if ('pages' in motion && Number.isInteger(motion.pages)) store.replace(movePages(explorer, motion.pages, page));
      else store.replace(moveTo(explorer, target(motion, explorer.scroll.cursor, page, explorer.view.total), page));
  }
}

/** All that the details of a paper say. */
export function paperLines(
  explorer: ExplorerLayer,
  paper: WorkNumber,
  services: Services,
  hidden: Hidden,
  cells: number,
  theme: Theme,
): Line[] {
  const { hub, head } = explorer;
  const said = services.decisions.said(hub, paper);
  const terms = markedTerms(explorer, paper);
  return detailLines(services.details(hub, paper), { hub: head, terms, said, hidden, cells, theme });
}

/** The details of a paper as they are on the screen, how many lines a page of them has, and how many are in sight at once. */
export function detailsText(
  { state, services, theme }: { state: AppState; services: Services; theme: Theme },
  explorer: ExplorerLayer,
  paper: WorkNumber,
): { lines: Line[]; height: number; sight: number } {
  const geometry = geometryOf(state);
  const isWhole = explorer.zoomed || !geometry.split;
  const cells = isWhole ? state.columns : geometry.details;
  const all = paperLines(explorer, paper, services, state.hidden, cells, theme);
  // Nobody hears where a line is empty.
  const lines = state.listens ? all.filter((line) => spoken(line) !== '') : all;
  const height = isWhole ? geometry.reading : geometry.body;
  return { lines, height, sight: inSight(state, height) };
}

export function scrollDetails(store: Store, motion: Motion): void {
  store.explorer((explorer) => {
    const paper = paperUnderCursor(explorer);
    if (paper === undefined) return explorer;
    const { lines, height, sight } = detailsText({ ...store, state: store.get() }, explorer, paper);
    return { ...explorer, detailTop: movedText(explorer.detailTop, motion, height, lines.length, sight) };
  });
}

/** Scrolls a pane by so many lines, wherever the keys are. */
export function scrollPane(store: Store, pane: Pane, lines: number): void {
  const { page, body, split } = store.geometry();
  store.explorer((explorer) => {
    if (pane === 'list') return scrollList(explorer, lines, page);
    return pane === 'facets' ? scrollFacets(explorer, lines, body) : explorer;
  });
  // Where the details are only a few lines below the list, there is nothing to scroll.
  if (pane === 'details' && (split || explorerOf(store.get())?.zoomed)) scrollDetails(store, { lines });
}

/** Another paper while the details have the keys. */
export function stepPaper(store: Store, lines: number): void {
  const { page } = store.geometry();
  store.explorer((explorer) => moveTo(explorer, explorer.scroll.cursor + lines, page));
}

const PANES: readonly Pane[] = ['facets', 'list', 'details'];

/** The focus `step` panes on. Facets that are not there come for as long as they have it; in a narrow terminal the details take the screen. */
export function focusPane(store: Store, step: number): void {
  const { split } = store.geometry();
  store.explorer((explorer) => {
    const next = PANES[(PANES.indexOf(paneOf(explorer)) + step + PANES.length) % PANES.length]!;
    return focused(explorer, next, split);
  });
  withSchools(store);
}

/** The focus on the pane of a number: 1 the filters, 2 the list, 3 the details. */
export function focusNumbered(store: Store, number: number): void {
  const pane = PANES[number - 1];
  if (pane === undefined) {
    store.toast('There are three panes: 1 the filters, 2 the list, 3 the details.', 'warning');
    return;
  }
  const { split } = store.geometry();
  store.explorer((explorer) => focused(explorer, pane, split));
  withSchools(store);
}

function focused(explorer: ExplorerLayer, pane: Pane, split: boolean): ExplorerLayer {
  if (!split && pane === 'details') return { ...explorer, focus: 'list', zoomed: true };
  return { ...explorer, focus: pane, zoomed: false };
}

/** The focus on a pane that is on the screen. */
export function focusOn(store: Store, pane: Pane): void {
  const { split } = store.geometry();
  store.explorer((explorer) =>
    explorer.zoomed || (pane === 'details' && !split) ? explorer : { ...explorer, focus: pane },
  );
}

export function toggleFacetsPane(store: Store): void {
  const { split } = store.geometry();
  store.explorer((explorer) => focused(explorer, explorer.focus === 'facets' ? 'list' : 'facets', split));
  withSchools(store);
}

/** Puts the pane of facets on the screen for good, or away. */
export function toggleFacetPane(store: Store): void {
  const wanted = !facetsStay(store.get());
  store.set({ facetPane: wanted });
  if (!wanted) store.explorer((explorer) => (explorer.focus === 'facets' ? { ...explorer, focus: 'list' } : explorer));
}

/** Among the facets, whoever looks at them finds the hub's schools: they take longer than a key may, and come when they are found. */
function withSchools({ services, ...store }: Store): void {
  const asked = explorerOf(store.get());
  if (asked?.focus !== 'facets') return;
  services
    .findSchools(asked.hub, store.ended)
    .then((found) => {
      if (!found) return;
      store.explorer((explorer) =>
        explorer.hub === asked.hub
          ? refit({ ...explorer, view: services.query(explorer.hub, explorer.query) }, store.geometry())
          : explorer,
      );
      store.tell();
    })
    // What the library cannot tell, the next key says.
    .catch(() => {});
}

export function zoom(store: Store): void {
  store.explorer((explorer) => ({
    ...explorer,
    zoomed: !explorer.zoomed,
    focus: 'list',
  }));
}

/** Puts away what lies over the list; false where nothing does. */
export function closePane(store: Store): boolean {
  const explorer = explorerOf(store.get());
  if (explorer === undefined || !isListCovered(store.get(), explorer)) return false;
  store.explorer((ex) => (ex.zoomed ? { ...ex, zoomed: false } : { ...ex, focus: 'list' }));
  return true;
}
