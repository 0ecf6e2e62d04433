/** The explorer's state, and pure functions from one state of it to the next. */
import { highlightTerms } from '../../library/derived/tokens.js';
import type { Facet, FacetValue, HubHead, View, WorkNumber } from '../../library/model.js';
import type { Query } from '../../query/query.js';
import type { Services } from '../services/services.js';
import { type ExplorerGeometry, scrollTo } from './geometry.js';
import { AT_TOP, type Scroll, scrolled } from './motion.js';
import { NOTHING_SELECTED, type Selection } from './selection.js';
import { noPast, type Past } from './undo/past.js';

export type Pane = 'facets' | 'list' | 'details';

/** A hub's citing papers: facets, list and details. */
export interface ExplorerLayer {
  kind: 'explorer';
  hub: WorkNumber;
  head: HubHead;
  query: Query;
  view: View;
  scroll: Scroll;
  /** The paper under the cursor, so that the cursor stays on it when the list changes. */
  under: WorkNumber | null;
  /** The paper the reader put it on: where a filter hides that, the cursor comes back to it when it is there again. */
  anchor: WorkNumber | null;
  focus: Pane;
  /** The details take the whole screen. */
  zoomed: boolean;
  facet: Scroll;
  detailTop: number;
  selection: Selection;
  /** The query line it was opened with from a sheet, to which Escape goes back; null where it was opened by itself. */
  opened: string | null;
  /** Where a range of marks was begun, or null. */
  rangeFrom: number | null;
  /** The paper to which the key for the next match went, and what of it is marked. */
  found: { work: WorkNumber; terms: readonly string[] } | null;
  /** What was done here and can be undone. */
  past: Past;
}

/** Lines kept between the cursor and the edge of the list. */
const MARGIN = 3;

export function openExplorer(head: HubHead, query: Query, view: View): ExplorerLayer {
  const first = view.works(0, 1)[0] ?? null;
  return {
    kind: 'explorer',
    hub: head.work,
    head,
    query,
    view,
    scroll: AT_TOP,
    under: first,
    anchor: first,
    focus: 'list',
    zoomed: false,
    facet: AT_TOP,
    detailTop: 0,
    selection: NOTHING_SELECTED,
    opened: null,
    rangeFrom: null,
    found: null,
    past: noPast(query, { under: first, scroll: AT_TOP }),
  };
}

/** The reader puts the cursor on position `to`; the list is scrolled no further than needed. */
export function moveTo(explorer: ExplorerLayer, to: number, page: number): ExplorerLayer {
  return anchored(brought(explorer, to, page));
}

/** The reader puts the cursor on a position that is seen: nothing is scrolled. */
export const pointTo = (explorer: ExplorerLayer, to: number): ExplorerLayer =>
  anchored(at(explorer, Math.max(0, Math.min(to, explorer.view.total - 1)), explorer.scroll.top));

/** The list scrolled under the cursor, which stays on its paper as long as that is seen. */
export function scrollList(explorer: ExplorerLayer, lines: number, page: number): ExplorerLayer {
  const { cursor, top } = scrolled(explorer.scroll, lines, page, explorer.view.total);
  const there = at(explorer, cursor, top);
  return cursor === explorer.scroll.cursor ? there : anchored(there);
}

const anchored = (explorer: ExplorerLayer): ExplorerLayer => ({ ...explorer, anchor: explorer.under });

/** The cursor on position `to`, where the list brought it. */
function brought(explorer: ExplorerLayer, to: number, page: number): ExplorerLayer {
  const { view } = explorer;
  const cursor = Math.max(0, Math.min(to, view.total - 1));
  const top = scrollTo(cursor, explorer.scroll.top, page, view.total, MARGIN);
  return at(explorer, cursor, top);
}

/** `pages` pages on: the first line of the page comes to the top, and the cursor keeps its place on the page. */
export function movePages(explorer: ExplorerLayer, pages: number, page: number): ExplorerLayer {
  const { view, scroll } = explorer;
  const last = Math.max(0, Math.ceil(view.total / page) - 1);
  const current = Math.floor(scroll.cursor / page);
  const next = Math.max(0, Math.min(current + pages, last));
  if (next === current) return moveTo(explorer, pages > 0 ? view.total - 1 : 0, page);
  const cursor = Math.min(next * page + (scroll.cursor % page), view.total - 1);
  return anchored(at(explorer, cursor, Math.max(0, Math.min(next * page, view.total - page))));
}

function at(explorer: ExplorerLayer, cursor: number, top: number): ExplorerLayer {
  const under = explorer.view.works(cursor, 1)[0] ?? null;
  const detailTop = under === explorer.under ? explorer.detailTop : 0;
  return { ...explorer, scroll: { cursor, top }, under, detailTop };
}

/** Where the cursor goes in another list of the same hub: after its paper, to the best match, to the top, or nowhere. */
export type CursorAfter = 'follow' | 'first' | 'top' | 'stay';

/**
 * Another query over the same hub. `follow`: the cursor goes to the paper it was put on, else it stays on the one it is on, else it
 * goes to the first. `first`: it goes to the first, and comes back when the words are gone. `top`: it was put at the top.
 * `stay`: nobody asked for anything else, so it stays on its paper or, where that is gone, on its line.
 */
export function withView(
  explorer: ExplorerLayer,
  query: Query,
  view: View,
  page: number,
  after: CursorAfter,
): ExplorerLayer {
  const wanted = { follow: [explorer.anchor, explorer.under], stay: [explorer.under], first: [], top: [] }[after];
  const found = wanted.map((work) => (work === null ? -1 : view.position(work))).find((position) => position >= 0);
  // The paper stays on the line of the screen where it was, if the list is long enough.
  const line = explorer.scroll.cursor - explorer.scroll.top;
  const cursor = found ?? (after === 'stay' ? Math.max(0, Math.min(explorer.scroll.cursor, view.total - 1)) : 0);
  const changed: ExplorerLayer = {
    ...explorer,
    query,
    view,
    rangeFrom: null,
    scroll: { cursor, top: Math.max(0, cursor - line) },
  };
  const placed = brought(changed, cursor, page);
  return after === 'top' ? anchored(placed) : placed;
}

/** A list with the counts of its hub as they are by a new view: another program may have brought papers, or merged some. */
export const recounted = (services: Services, list: ExplorerLayer, { papers }: View): ExplorerLayer =>
  papers === list.head.citing ? list : { ...list, head: services.head(list.hub) };

/** The words that are marked in the papers of a list: those searched for, and those that mistyped ones were taken for. */
export const termsOf = (query: Query, view: View): string[] => [
  ...highlightTerms(query),
  ...view.forgiven().flatMap(({ taken }) => taken),
];

/** The words that are marked in a paper: those of the list, or those it was found by. */
export const markedTerms = ({ query, view, found }: ExplorerLayer, work: WorkNumber): readonly string[] =>
  found?.work === work ? found.terms : termsOf(query, view);

/** The keys of a pane that is not on the screen any more are the list's. */
export const focusedInSight = (explorer: ExplorerLayer, { split }: Pick<ExplorerGeometry, 'split'>): ExplorerLayer =>
  explorer.focus === 'details' && !split ? { ...explorer, focus: 'list' } : explorer;

/** After a resize, everything is still where the cursor can be seen. */
export function refit(explorer: ExplorerLayer, geometry: ExplorerGeometry): ExplorerLayer {
  const fitted = brought(focusedInSight(explorer, geometry), explorer.scroll.cursor, geometry.page);
  return moveFacet(fitted, fitted.facet.cursor, geometry.body);
}

/** A line of the facet pane: a facet's name, one of its values, the blank between two facets, or those without data. */
type FacetLine =
  | { kind: 'name'; facet: Facet }
  | { kind: 'value'; facet: Facet; value: FacetValue; index: number }
  | { kind: 'blank' }
  | { kind: 'absent'; facets: Facet[]; first: boolean; last: boolean };

/** The labels of facet values that stand for papers without any. */
const ABSENT = new Set(['none', 'not reviewed', 'not_reviewed']);

/** Whether any paper of the hub has a value in this facet. */
export function isIndexed(facet: Facet): boolean {
  return facet.values.some((value) => !isAbsent(value));
}

/** Whether a value of a facet stands for the papers that have none. */
export const isAbsent = ({ label }: FacetValue): boolean => ABSENT.has(label);

/** The facet pane's lines. Facets in which no paper has a value are named in the last ones: empty is not zero. */
export function facetLines(facets: readonly Facet[]): FacetLine[] {
  const lines: FacetLine[] = [];
  let index = 0;
  for (const facet of facets.filter(isIndexed)) {
    if (lines.length > 0) lines.push({ kind: 'blank' });
    lines.push({ kind: 'name', facet });
    for (const value of facet.values) lines.push({ kind: 'value', facet, value, index: index++ });
  }
  const absent = facets.filter((facet) => !isIndexed(facet));
  if (absent.length > 0) lines.push({ kind: 'blank' });
  for (let at = 0; at < absent.length; ) {
    const end = at === 0 ? 1 : at + fitting(absent.slice(at));
    lines.push({ kind: 'absent', facets: absent.slice(at, end), first: at === 0, last: end >= absent.length });
    at = end;
  }
  return lines;
}

/** Cells that the narrowest pane has for names; beside the words "no data" there is room for one. */
const NAMES = 19;

/** How many of these facets are named in a line: as many as there is room for, one at least. */
function fitting(absent: readonly Facet[]): number {
  let cells = 0;
  const found = absent.findIndex(({ field }, at) => {
    cells += field.length + (at === 0 ? 0 : 2);
    return at > 0 && cells > NAMES;
  });
  return found < 0 ? absent.length : found;
}

/** The cursor of the facet pane on its `to`th value. */
export function moveFacet(explorer: ExplorerLayer, to: number, body: number): ExplorerLayer {
  const lines = facetLines(explorer.view.facets);
  const values = lines.filter((line) => line.kind === 'value').length;
  const cursor = Math.max(0, Math.min(to, values - 1));
  const line = lines.findIndex((entry) => entry.kind === 'value' && entry.index === cursor);
  // The facet's name stays in sight over its first value.
  const top = scrollTo(Math.max(0, line), explorer.facet.top, body, lines.length, 2);
  return { ...explorer, facet: { cursor, top } };
}

/** The pane of facets scrolled, its cursor on the nearest value that is seen. */
export function scrollFacets(explorer: ExplorerLayer, by: number, body: number): ExplorerLayer {
  const lines = facetLines(explorer.view.facets);
  const { top } = scrolled({ cursor: 0, top: explorer.facet.top }, by, body, lines.length);
  const seen = lines.slice(top, top + body).flatMap((line) => (line.kind === 'value' ? [line.index] : []));
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return { ...explorer, facet: { ...explorer.facet, top } };
  return { ...explorer, facet: { cursor: Math.max(first, Math.min(explorer.facet.cursor, last)), top } };
}

export function facetUnderCursor(explorer: ExplorerLayer): FacetValue | null {
  const line = facetLines(explorer.view.facets).find(
    (entry) => entry.kind === 'value' && entry.index === explorer.facet.cursor,
  );
  return line?.kind === 'value' ? line.value : null;
}

/** The positions between the range's begin and the cursor, both included. */
export function rangeOf(explorer: ExplorerLayer): { from: number; count: number } {
  const start = explorer.rangeFrom ?? explorer.scroll.cursor;
  const from = Math.min(start, explorer.scroll.cursor);
  return { from, count: Math.abs(start - explorer.scroll.cursor) + 1 };
}

/** The paper under the cursor; undefined where nothing matches. */
export function paperUnderCursor(explorer: ExplorerLayer): WorkNumber | undefined {
  return explorer.view.works(explorer.scroll.cursor, 1)[0];
}
