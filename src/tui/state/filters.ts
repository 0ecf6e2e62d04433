/** Asking another question of the open hub: searches, facets, sorts. */
import { countWords } from '../../hub/share.js';
import {
  inVocabularyOrder,
  type KnownLabel,
  labelToken,
  labelWords,
  lettersFor,
  POLARITIES,
  ROLES,
  VERDICTS,
} from '../../hub/vocabulary.js';
import type { FacetField } from '../../library/model.js';
import {
  clearAll,
  freeText,
  isActive,
  toggleInfluential,
  toggleTerm,
  withoutText,
  withSort,
} from '../../query/edit.js';
import { printQuery } from '../../query/print.js';
import type { Query, Sort, SortKey } from '../../query/query.js';
import { promptState } from '../prompt.js';
import { facetUnderCursor, moveFacet, withView } from './explorer.js';
import { explorerOf, type MenuEntry, type PromptLayer } from './layers.js';
import { countSelected, NOTHING_SELECTED } from './selection.js';
import type { Store } from './store.js';

/** Runs `query` over the open hub. `follow` keeps the cursor on its paper; `first` puts it on the best one. */
export function ask(store: Store, query: Query, cursor: 'follow' | 'first'): void {
  store.explorer((explorer) => {
    const view = store.services.query(explorer.hub, query);
    const { page, body } = store.geometry();
    const changed = withView(explorer, query, view, page, cursor === 'follow');
    return moveFacet(changed, changed.facet.cursor, body);
  });
}

function openPrompt(store: Store, mode: PromptLayer['mode']): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const { query, scroll, under } = explorer;
  const text = mode === 'search' ? freeText(query) : printQuery(query);
  const padded = mode === 'query' && text !== '' ? `${text} ` : text;
  store.push({
    kind: 'prompt',
    mode,
    input: promptState(padded),
    before: { query, scroll, under },
    error: null,
    recall: -1,
  });
}

export function search(store: Store): void {
  const top = store.top();
  if (top.kind === 'hubs') store.replace({ ...top, typing: true });
  else openPrompt(store, 'search');
}

export function editQuery(store: Store): void {
  openPrompt(store, 'query');
}

function labelMenu(store: Store, field: FacetField, title: string, known: readonly KnownLabel[]): void {
  const explorer = explorerOf(store.get());
  const facet = explorer?.view.facets.find((entry) => entry.field === field);
  if (explorer === undefined || facet === undefined) return;
  if (facet.values.length === 0) {
    store.toast(`No paper of this hub has a ${field} yet.`, 'warning');
    return;
  }
  const byLabel = new Map(facet.values.map((value) => [labelToken(value.label), value]));
  const labels = inVocabularyOrder([...byLabel.keys()], known);
  const letters = lettersFor(labels, known);
  const entries: MenuEntry[] = [];
  for (const label of labels) {
    const value = byLabel.get(label);
    if (value === undefined) continue;
    entries.push({
      key: letters.get(label) ?? '',
      label: labelWords(label),
      note: countWords(value.count),
      state: isActive(explorer.query, value.term),
      choose: { do: 'toggle', term: value.term },
    });
  }
  store.push({ kind: 'menu', title, entries, hint: 'letter: only these · capital: not these', cursor: 0 });
}

export const roleMenu = (store: Store): void => labelMenu(store, 'role', 'Role', ROLES);
export const polarityMenu = (store: Store): void => labelMenu(store, 'polarity', 'Polarity', POLARITIES);
export const verdictMenu = (store: Store): void => labelMenu(store, 'verdict', 'Verdict', VERDICTS);

const SORTS: readonly { key: SortKey; letter: string; rising: string; falling: string }[] = [
  { key: 'novelty', letter: 'n', rising: 'lowest first', falling: 'highest first' },
  { key: 'date', letter: 'd', rising: 'oldest first', falling: 'newest first' },
  { key: 'title', letter: 't', rising: 'A to Z', falling: 'Z to A' },
  { key: 'citations', letter: 'c', rising: 'least cited first', falling: 'most cited first' },
  { key: 'relevance', letter: 'r', rising: 'worst match first', falling: 'best match first' },
];

/** The order in force: the one asked for, else what the query's kind brings. */
export function sortInForce(query: Query): Sort {
  if (query.sort !== null) return query.sort;
  return { key: freeText(query) === '' ? 'novelty' : 'relevance', descending: true };
}

export function sortMenu(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const current = sortInForce(explorer.query);
  const entries: MenuEntry[] = SORTS.filter((sort) => sort.key !== 'relevance' || freeText(explorer.query) !== '').map(
    (sort) => ({
      key: sort.letter,
      label: sort.key,
      note: sort.key === current.key ? (current.descending ? sort.falling : sort.rising) : '',
      state: sort.key === current.key ? ('included' as const) : null,
      choose: { do: 'sort', key: sort.key },
    }),
  );
  store.push({ kind: 'menu', title: 'Sort', entries, hint: 'the same again reverses', cursor: 0 });
}

export function reverseSort(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  const current = sortInForce(explorer.query);
  ask(store, withSort(explorer.query, { key: current.key, descending: !current.descending }), 'follow');
}

export function influential(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer !== undefined) ask(store, toggleInfluential(explorer.query), 'follow');
}

function toggleUnderCursor(store: Store, mode: 'include' | 'exclude'): void {
  const explorer = explorerOf(store.get());
  const value = explorer === undefined ? null : facetUnderCursor(explorer);
  if (explorer !== undefined && value !== null) ask(store, toggleTerm(explorer.query, value.term, mode), 'follow');
}

export const toggleFacet = (store: Store): void => toggleUnderCursor(store, 'include');
export const excludeFacet = (store: Store): void => toggleUnderCursor(store, 'exclude');

export function clear(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  if (explorer.query.where === null) store.toast('No filter is set.', 'warning');
  else ask(store, clearAll(explorer.query), 'follow');
}

/** One step back in the explorer: what lies over the list, then the search, the filters, the selection. */
export function undoOneStep(store: Store): void {
  const explorer = explorerOf(store.get());
  if (explorer === undefined) return;
  if (explorer.zoomed)
    store.explorer((ex) => ({ ...ex, zoomed: false, focus: store.geometry().split ? ex.focus : 'list' }));
  else if (explorer.facetsOpen) store.explorer((ex) => ({ ...ex, facetsOpen: false, focus: 'list' }));
  else if (explorer.rangeFrom !== null) store.explorer((ex) => ({ ...ex, rangeFrom: null }));
  else if (freeText(explorer.query) !== '') ask(store, withoutText(explorer.query), 'follow');
  else if (explorer.query.where !== null) ask(store, clearAll(explorer.query), 'follow');
  else if (countSelected(explorer.selection) > 0) store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED }));
  else if (explorer.focus !== 'list') store.explorer((ex) => ({ ...ex, focus: 'list' }));
}
