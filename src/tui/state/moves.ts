/** Moving: the cursor, pages, panes, from one layer to the next and back. */
import type { WorkNumber } from '../../library/model.js';
import { parseQuery } from '../../query/parse.js';
import type { Query } from '../../query/query.js';
import { detailLines } from '../panes/details.js';
import { helpEntries } from '../screens/help.js';
import { overviewLines } from '../screens/overview.js';
import type { Services } from '../services.js';
import { facetLines, moveFacet, movePages, moveTo, openExplorer, paperUnderCursor } from './explorer.js';
import { ask } from './filters.js';
import { scrollTo } from './geometry.js';
import { contextOf, type ExplorerLayer, explorerOf, type Layer, type Pane, type Scroll } from './layers.js';
import type { Store } from './store.js';

/** How far a motion goes: lines, pages, or an end. */
type Motion = { lines: number } | { pages: number } | { to: 'top' | 'bottom' | number };

function target(motion: Motion, from: number, page: number, total: number): number {
  if ('lines' in motion) return from + motion.lines;
  // Half a page is a whole number of lines, so that up undoes down.
  if ('pages' in motion) return from + Math.trunc(motion.pages * page);
  return motion.to === 'top' ? 0 : motion.to === 'bottom' ? total - 1 : motion.to;
}

function scrolled(scroll: Scroll, motion: Motion, page: number, total: number, margin: number): Scroll {
  const cursor = Math.max(0, Math.min(target(motion, scroll.cursor, page, total), total - 1));
  return { cursor, top: scrollTo(cursor, scroll.top, page, total, margin) };
}

/** Lines of a plain list of hubs or papers: the screen less head, frame and footer. */
export function choosePage(rows: number): number {
  return Math.max(1, rows - 6);
}

export function move(store: Store, motion: Motion): void {
  const layer = store.top();
  const { rows } = store.get();
  if (layer.kind === 'explorer') moveInExplorer(store, layer, motion);
  else if (layer.kind === 'hubs') {
    store.replace({ ...layer, scroll: scrolled(layer.scroll, motion, choosePage(rows), layer.shown.length, 2) });
  } else if (layer.kind === 'pick') {
    store.replace({ ...layer, scroll: scrolled(layer.scroll, motion, choosePage(rows), layer.works.length, 2) });
  } else if (layer.kind === 'help') {
    const total = helpEntries(layer.context, layer.filter.text, store.theme.glyphs).length;
    store.replace({ ...layer, scroll: scrolled(layer.scroll, motion, Math.max(1, rows - 5), total, 2) });
  } else if (layer.kind === 'menu') {
    const cursor = Math.max(
      0,
      Math.min(target(motion, layer.cursor, 1, layer.entries.length), layer.entries.length - 1),
    );
    store.replace({ ...layer, cursor });
  } else if (layer.kind === 'overview') {
    const total = overviewLines(layer.overview, store.get().columns, store.theme).length;
    store.replace({ ...layer, top: scrollText(layer.top, motion, Math.max(1, rows - 3), total) });
  }
}

/** The first line shown of a text of `total` lines. */
function scrollText(top: number, motion: Motion, page: number, total: number): number {
  return Math.max(0, Math.min(target(motion, top, page, total), total - page));
}

function moveInExplorer(store: Store, explorer: ExplorerLayer, motion: Motion): void {
  const { page, body } = store.geometry();
  const pane = contextOf(explorer);
  if (pane === 'details') {
    scrollDetails(store, motion);
  } else if (pane === 'facets') {
    const values = facetLines(explorer.view.facets).filter((line) => line.kind === 'value').length;
    store.replace(moveFacet(explorer, target(motion, explorer.facet.cursor, body, values), body));
  } else if ('pages' in motion && Number.isInteger(motion.pages)) {
    store.replace(movePages(explorer, motion.pages, page));
  } else {
    store.replace(moveTo(explorer, target(motion, explorer.scroll.cursor, page, explorer.view.total), page));
  }
}

export function scrollDetails(store: Store, motion: Motion): void {
  store.explorer((explorer) => {
    const paper = paperUnderCursor(explorer);
    if (paper === undefined) return explorer;
    const geometry = store.geometry();
    const { columns } = store.get();
    const cells = explorer.zoomed || !geometry.split ? columns : geometry.details;
    const details = store.services.details(explorer.hub, paper);
    const total = detailLines(details, explorer.head, explorer.query, cells, store.theme).length;
    return { ...explorer, detailTop: scrollText(explorer.detailTop, motion, geometry.body, total) };
  });
}

/** Another paper while the details have the keys. */
export function stepPaper(store: Store, lines: number): void {
  const { page } = store.geometry();
  store.explorer((explorer) => moveTo(explorer, explorer.scroll.cursor + lines, page));
}

const PANES: readonly Pane[] = ['facets', 'list', 'details'];

/** The focus `step` panes on. In a narrow terminal the facets come over the list, and the details take the screen. */
export function focusPane(store: Store, step: number): void {
  const { split } = store.geometry();
  store.explorer((explorer) => {
    const current = explorer.zoomed ? 'details' : explorer.focus;
    const next = PANES[(PANES.indexOf(current) + step + PANES.length) % PANES.length]!;
    return focused(explorer, next, split);
  });
}

function focused(explorer: ExplorerLayer, pane: Pane, split: boolean): ExplorerLayer {
  if (split) return { ...explorer, focus: pane, zoomed: false, facetsOpen: false };
  if (pane === 'details') return { ...explorer, focus: 'list', zoomed: true, facetsOpen: false };
  return { ...explorer, focus: pane, zoomed: false, facetsOpen: pane === 'facets' };
}

export function toggleFacetsPane(store: Store): void {
  const { split } = store.geometry();
  store.explorer((explorer) => focused(explorer, explorer.focus === 'facets' ? 'list' : 'facets', split));
}

export function zoom(store: Store): void {
  store.explorer((explorer) => ({
    ...explorer,
    zoomed: !explorer.zoomed,
    focus: 'list',
    facetsOpen: false,
  }));
}

/** A hub opened with a query line; a line that does not parse shows all. */
export function hubLayer(services: Services, hub: WorkNumber, line: string): ExplorerLayer {
  const parsed = parseQuery(line);
  const query: Query = parsed.ok ? parsed.query : { where: null, sort: null };
  return openExplorer(services.head(hub), query, services.query(hub, query));
}

function openHub(store: Store, hub: WorkNumber, line: string): void {
  store.push(hubLayer(store.services, hub, line));
}

export function openChosen(store: Store): void {
  const layer = store.top();
  if (layer.kind === 'hubs') {
    const hub = layer.shown[layer.scroll.cursor];
    if (hub === undefined) store.toast('No hub to open: Esc clears what was typed.', 'warning');
    else openHub(store, hub.id, '');
  } else if (layer.kind === 'pick') {
    const work = layer.works[layer.scroll.cursor];
    if (work !== undefined) openHub(store, work.id, layer.line);
  }
}

export function openCiter(store: Store): void {
  const explorer = explorerOf(store.get());
  const paper = explorer === undefined ? undefined : paperUnderCursor(explorer);
  if (explorer === undefined || paper === undefined) return;
  const row = store.services.rows(explorer.hub, [paper])[0];
  if (row === undefined || row.citing === 0)
    store.toast('This library has no papers citing this one; pith-tui fetch brings them.', 'warning');
  else openHub(store, paper, '');
}

/** Asks the services who cites the hub, then shows what is known now. */
export function fetchHub(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  void store.services.fetch(explorer.hub).then(() => {
    store.explorer((ex) => ({ ...ex, head: store.services.head(ex.hub) }));
    ask(store, explorer.query, 'follow');
    store.tell();
  });
}

export function openOverview(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer !== undefined) store.push({ kind: 'overview', overview: store.services.overview(explorer.hub), top: 0 });
}

export function openHelp(store: Store, below: Layer, filter: { text: string; cursor: number }): void {
  store.push({ kind: 'help', context: contextOf(below), filter, scroll: { cursor: 0, top: 0 } });
}

/** To the layer below; from the last one, out. */
export function back(store: Store): void {
  const layer = store.top();
  if (layer.kind === 'explorer' && layer.zoomed) {
    store.replace({ ...layer, zoomed: false });
  } else if (layer.kind === 'explorer' && layer.facetsOpen) {
    store.replace({ ...layer, facetsOpen: false, focus: 'list' });
  } else if (store.get().layers.length > 1) {
    store.pop();
  } else {
    store.set({ exit: 0 });
  }
}
