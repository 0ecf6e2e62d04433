/** Screening blind: what is hidden because it biases. */
import { type Scheme, splitId } from '../hub/ids/identifier.js';
import type { Id } from '../hub/record.js';
import { isOnlyId, type WorkLine } from '../library/model.js';
import type { Sort, SortKey } from '../query/query.js';
import { keyFor } from './keymap.js';
import { explorerOf } from './state/app-state.js';
import type { Store } from './state/store.js';

/** Who wrote a paper, where it appeared, and how often it is cited. */
export const BLIND_FIELDS = ['authors', 'venue', 'citations'] as const;
export type BlindField = (typeof BLIND_FIELDS)[number];

/** The fields that are hidden; none while the screen is not blind. */
export type Hidden = readonly BlindField[];

/** What stands in the place of a field that is hidden. */
export const HIDDEN = 'hidden';
/** The same where the place does not say what would stand in it. */
export const AUTHORS_HIDDEN = 'authors hidden';

const NAMES: Readonly<Record<BlindField, string>> = {
  authors: 'Authors are',
  venue: 'The venue is',
  citations: 'How often papers are cited is',
};

/** What is said where there is nothing but what is hidden. */
export const hiddenWords = (field: BlindField): string =>
  `${NAMES[field]} hidden; ${keyFor('blind', 'list')} in a list of papers shows ${field === 'authors' ? 'them' : 'it'} again.`;

/** What orders tell of papers: the most cited among those of a list are mostly the most cited. */
const TOLD_BY_ORDER: Readonly<Partial<Record<SortKey, BlindField>>> = {
  citations: 'citations',
  local: 'citations',
  pagerank: 'citations',
};

/** What is hidden and would be told by an order, which is withheld then; null where nothing is. */
export function hiddenInOrder(sort: Sort | null, hidden: Hidden): BlindField | null {
  const field = sort === null ? undefined : TOLD_BY_ORDER[sort.key];
  return field !== undefined && hidden.includes(field) ? field : null;
}

/** Why an order is withheld. */
export const hiddenOrderWords = (field: BlindField): string =>
  `The newest come first: ${NAMES[field][0]!.toLowerCase()}${NAMES[field].slice(1)} hidden.`;

/** What ids of each scheme tell of a paper: DOIs and keys name the venue, numbers of arXiv that it is a preprint. */
const TOLD_BY: Readonly<Record<Scheme, readonly BlindField[]>> = {
  arxiv: ['venue'],
  doi: ['venue'],
  acl: ['venue'],
  dblp: ['venue', 'authors'],
  pmid: [],
  pmcid: [],
  pith: [],
  uuid: [],
  openalex: [],
  s2: [],
  corpus: [],
  mag: [],
  omid: [],
  key: [],
  synthetic: [],
};

/** Whether an id tells what is hidden. */
export const isIdHidden = (id: Id, hidden: Hidden): boolean =>
  (TOLD_BY[splitId(id).scheme as Scheme] ?? []).some((field) => hidden.includes(field));

/** Whether all that is known of a paper is an id that tells what is hidden. */
export const isTitleHidden = (work: Pick<WorkLine, 'id' | 'title'>, hidden: Hidden): boolean =>
  isOnlyId(work) && isIdHidden(work.id, hidden);

/** What is hidden when a session begins: what the setting names, or all where the one before ended blind. */
export const hiddenFirst = (setting: Hidden, saved: { blind?: boolean | undefined } | null | undefined): Hidden =>
  saved?.blind && setting.length === 0 ? BLIND_FIELDS : setting;

/** Hides what the setting names, or shows it again. */
export function toggleBlind(store: Store): void {
  const { hidden } = store.get();
  const now = hidden.length > 0 ? [] : store.blind;
  store.set({ hidden: now });
  store.services.hide(now);
  const field = hiddenInOrder(explorerOf(store.get())?.query.sort ?? null, now);
  const withheld = field === null ? '' : ` ${hiddenOrderWords(field)}`;
  store.toast(now.length > 0 ? `Hidden now: ${now.join(', ')}.${withheld}` : 'Nothing is hidden now.');
}
