/** Asking another question of the open hub: searches, facets, sorts. */
import { baseWords, countWords } from '../../hub/share.js';
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
  cycleInfluential,
  freeText,
  isActive,
  toggleTerm,
  withoutLast,
  withoutText,
  withSort,
} from '../../query/edit.js';
import { ORDER_RULES, UNASKED_ORDER } from '../../query/order-rules.js';
import { parseQuery } from '../../query/parse.js';
import { printQuery, printTerm } from '../../query/print.js';
import { beginsHigh, type Query, type Sort, type SortKey } from '../../query/query.js';
import { conjuncts } from '../../query/tree.js';
import { hiddenInOrder, hiddenOrderWords } from '../blind.js';
import type { MenuEntry, MenuLayer } from '../layers/menu.js';
import { computedCount, FACETS } from '../panes/facets.js';
import { explorerOf, facetsStay } from './app-state.js';
import { type CursorAfter, type ExplorerLayer, facetUnderCursor, moveFacet, recounted, withView } from './explorer.js';
import { countSelected, NOTHING_SELECTED } from './selection.js';
import type { Store } from './store.js';

/**
 * Runs `query` over the open hub.
 * @param then what follows, at once or when it is worked out
 */
export function ask(store: Store, query: Query, after: CursorAfter, then: () => void = () => {}): void {
  const asked = explorerOf(store.get());
  if (asked === undefined) return;
  store.wait(store.services.preparing(asked.hub, query), () => {
    store.explorer((explorer) => {
      const view = store.services.query(explorer.hub, query);
      const { page, body } = store.geometry();
      const changed = withView(recounted(store.services, explorer, view), query, view, page, after);
      return moveFacet(changed, changed.facet.cursor, body);
    });
    then();
  });
}

/** The axes whose labels have a menu, with the labels everybody knows. */
const LABELS = { role: ROLES, polarity: POLARITIES, verdict: VERDICTS } satisfies Partial<
  Record<FacetField, readonly KnownLabel[]>
>;

/** A menu of the labels that papers of the hub have. */
export function labelMenuOf(explorer: ExplorerLayer, field: keyof typeof LABELS): MenuLayer | null {
  const facet = explorer.view.facets.find((entry) => entry.field === field);
  if (facet === undefined) return null;
  const known = LABELS[field];
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
      note: `${countWords(value.count)}${value.computed === undefined ? '' : `${computedCount(value)} computed`}`,
      state: isActive(explorer.query, value.term),
      help: `${known.find((one) => one.label === label)?.means ?? 'A label as its source writes it'}.`,
      choose: { do: 'toggle', term: value.term },
    });
  }
  return {
    kind: 'menu',
    title: FACETS[field].name,
    entries,
    hint: 'letter: only these · capital: not these',
    cursor: 0,
  };
}

const SORTS: readonly { key: SortKey; letter: string; rising: string; falling: string; help: string }[] = [
  {
    key: 'novelty',
    letter: 'n',
    rising: 'lowest first',
    falling: 'highest first',
    help: 'By the novelty score of the latest review.',
  },
  {
    key: 'date',
    letter: 'd',
    rising: 'oldest first',
    falling: 'newest first',
    help: 'By the date of publication, as far as it is known.',
  },
  { key: 'title', letter: 't', rising: 'A to Z', falling: 'Z to A', help: 'By the words of the title.' },
  {
    key: 'citations',
    letter: 'c',
    rising: 'least cited first',
    falling: 'most cited first',
    help: 'By how often the citing paper itself is cited, as sources count it.',
  },
  {
    key: 'local',
    letter: 'l',
    rising: 'least cited in the hub first',
    falling: 'most cited in the hub first',
    help: 'By how many of the other papers here cite it.',
  },
  {
    key: 'pagerank',
    letter: 'p',
    rising: 'lowest first',
    falling: 'highest first',
    help: 'By how central it is among the papers here: cited by those that are cited.',
  },
  {
    key: 'reading',
    letter: 'o',
    rising: 'next to read first',
    falling: 'last to read first',
    help: 'By your reading list; the others follow, the newest first.',
  },
  {
    key: 'relevance',
    letter: 'r',
    rising: 'worst match first',
    falling: 'best match first',
    help: 'By how well it matches the words searched for.',
  },
];

/** `by date, newest first` */
export function sortWords({ key, descending }: Sort): string {
  const { rising, falling } = SORTS.find((sort) => sort.key === key)!;
  return `by ${key}, ${descending ? falling : rising}`;
}

/** By what the list is ordered, of how many papers that is known, and what holds without a sort, for the help. */
export function aboutOrder({ view }: ExplorerLayer): string {
  const rule = ORDER_RULES[view.order.key];
  const base = view.orderBase();
  if (base === null) return `${rule} ${UNASKED_ORDER}`;
  const { what, known, of } = base;
  const papers =
    known === of
      ? `all ${countWords(of)} papers`
      : `${countWords(known)} of ${countWords(of)} papers; the others come last`;
  return `${rule} ${what} for ${papers}. ${UNASKED_ORDER}`;
}

export function sortMenuOf(explorer: ExplorerLayer): MenuLayer {
  const current = explorer.view.order;
  const entries: MenuEntry[] = SORTS.filter((sort) => sort.key !== 'relevance' || freeText(explorer.query) !== '').map(
    (sort) => ({
      key: sort.letter,
      label: sort.key,
      note: sort.key === current.key ? (current.descending ? sort.falling : sort.rising) : '',
      state: sort.key === current.key ? ('included' as const) : null,
      help: sort.help,
      choose: { do: 'sort', key: sort.key },
    }),
  );
  return { kind: 'menu', title: 'Sort', entries, hint: 'the same again reverses', cursor: 0 };
}

/** In another order a cursor at the top stays there: whoever sorts looks at what comes first. */
const afterSort = ({ scroll }: ExplorerLayer): CursorAfter => (scroll.cursor === 0 ? 'top' : 'follow');

/** The same key again reverses; a new one starts with what people look for first. */
export function sortBy(store: Store, explorer: ExplorerLayer, key: SortKey): void {
  const { query } = explorer;
  const descending = query.sort?.key === key ? !query.sort.descending : beginsHigh(key);
  ask(store, withSort(query, { key, descending }), afterSort(explorer), () => sayWithheld(store));
}

/** That the order that was asked for is withheld, and why; null where it is not. */
export function withheldWords(store: Store): string | null {
  const { view, query } = explorerOf(store.get()) ?? {};
  if (query?.sort == null) return null;
  const field = hiddenInOrder(query.sort, store.get().hidden);
  if (field !== null) return hiddenOrderWords(field);
  if (view?.withheld === undefined) return null;
  const known = baseWords(`${view.withheld.what} known`, view.withheld, 'papers');
  return `The newest come first: ${known}, too few to sort by ${query.sort.key}.`;
}

/** Says so where the order that was asked for is withheld. */
export function sayWithheld(store: Store): void {
  const words = withheldWords(store);
  if (words !== null) store.toast(words, 'warning');
}

export function reverseSort(store: Store, explorer: ExplorerLayer): void {
  const { query, view } = explorer;
  const { key, descending } = view.order;
  ask(store, withSort(query, { key, descending: !descending }), afterSort(explorer));
}

export function influential(store: Store, { query }: ExplorerLayer): void {
  ask(store, cycleInfluential(query), 'follow');
}

/** Filters by the facet value under the cursor. */
export function toggleFacet(store: Store, explorer: ExplorerLayer, side: 'include' | 'exclude'): void {
  const value = facetUnderCursor(explorer);
  if (value !== null) ask(store, toggleTerm(explorer.query, value.term, side), 'follow');
}

export function clear(store: Store, { query }: ExplorerLayer): void {
  ask(store, clearAll(query), 'follow');
}

/** The query a list was opened with from a sheet, or all papers. */
function leastOf({ opened }: ExplorerLayer): Query {
  const parsed = parseQuery(opened ?? '');
  return parsed.ok ? parsed.query : { where: null, sort: null };
}

/** Without the last condition; a list opened from a sheet keeps those it was opened with, and gets them back where they are gone. */
function oneLess(explorer: ExplorerLayer): Query {
  const { query } = explorer;
  const least = leastOf(explorer).where;
  const [own, kept] = [conjuncts(query.where), conjuncts(least)].map((terms) => terms.map(printTerm));
  const isAdded = own!.length > kept!.length && kept!.every((term, at) => term === own![at]);
  return isAdded || least === null ? withoutLast(query) : { ...query, where: least };
}

/** Whether words were searched for that the list was not opened with. */
const isSearched = (explorer: ExplorerLayer): boolean =>
  freeText(explorer.query) !== '' && freeText(leastOf(explorer)) === '';

/** One step back in the explorer: what lies over the list, then to the sheet it was opened from, or the search, the last filter, the selection. */
export function undoOneStep(store: Store, explorer: ExplorerLayer): void {
  if (explorer.zoomed)
    store.explorer((ex) => ({ ...ex, zoomed: false, focus: store.geometry().split ? ex.focus : 'list' }));
  else if (explorer.focus === 'facets' && !facetsStay(store.get())) store.explorer((ex) => ({ ...ex, focus: 'list' }));
  else if (explorer.rangeFrom !== null) store.explorer((ex) => ({ ...ex, rangeFrom: null }));
  else if (explorer.opened === printQuery({ ...explorer.query, sort: null })) store.pop();
  else if (isSearched(explorer)) ask(store, withoutText(explorer.query), 'follow');
  else if (explorer.opened !== null || explorer.query.where !== null) ask(store, oneLess(explorer), 'follow');
  else if (countSelected(explorer.selection) > 0) store.explorer((ex) => ({ ...ex, selection: NOTHING_SELECTED }));
  else if (explorer.focus !== 'list') store.explorer((ex) => ({ ...ex, focus: 'list' }));
}
