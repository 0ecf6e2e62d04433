/** A menu of letters over the explorer. */

import type { Corrected, Correction } from '../../hub/decisions/decision.js';
import type { Stance } from '../../hub/stance.js';
import { USUAL_SAMPLE } from '../../library/audit/audits.js';
import type { WorkNumber } from '../../library/model.js';
import type { ClaimLine } from '../../library/reader/claim-links.js';
import { toggleTerm } from '../../query/edit.js';
import type { SortKey } from '../../query/query.js';
import { fit } from '../../text/fit.js';
import type { Line } from '../../text/spans.js';
import { width } from '../../text/width.js';
import type { SheetAsk } from '../sheets/sheet.js';
import { explorerOf } from '../state/app-state.js';
import { type CopyWhat, copyOf } from '../state/copying.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { ask, sortBy } from '../state/filters.js';
import { mergeSelected } from '../state/merging.js';
import { target } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { askQueryName, openSaved, removeQuery, removeQueryMenu } from './decisions/queries.js';
import { askReason, excludeFor, removeReason, removeReasonMenu } from './decisions/reasons.js';
import { askReview, enterReview } from './decisions/reviews.js';
import { fetchWork } from './explorer.js';
import { openExport } from './export.js';
import { type Frame, framed, listPane, overListPane } from './frame.js';
import { type Choosing, openChoice } from './graph/choose.js';
import { openAudit } from './judging/audit.js';
import { axisMenu, correct, revoke } from './judging/correcting.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from './layer.js';
import { link, stanceMenu } from './linking.js';
import { openSheet } from './sheet.js';

/** What an entry of a menu does. */
type MenuChoice =
  | { do: 'toggle'; term: string }
  | { do: 'sort'; key: SortKey }
  | { do: 'merge' }
  | { do: 'quit' }
  /** Asks a saved query; saves the one of now; asks which one is to go; takes one away. */
  | { do: 'savedQuery'; name: string; line: string }
  | { do: 'saveQuery' }
  | { do: 'removeQueries' }
  | { do: 'removeQuery'; name: string }
  | { do: 'export' }
  | { do: 'copy'; what: CopyWhat }
  | { do: 'sheet'; ask: SheetAsk }
  /** Asks for another paper. */
  | { do: 'choose'; choosing: Choosing }
  /** Asks what a paper does to a claim. */
  | { do: 'claim'; claim: ClaimLine; paper: WorkNumber }
  /** Links a paper to a claim; null: no longer. */
  | { do: 'link'; claim: number; paper: WorkNumber; stance: Stance | null }
  /** Asks the services who cites a work, and opens it. */
  | { do: 'fetch'; work: WorkNumber }
  /** Excludes for a reason, or for none: what is selected, or so many papers from the cursor on. */
  | { do: 'exclude'; reason: string | null; count: number }
  | { do: 'addReason' | 'removeReasons'; count: number }
  | { do: 'removeReason'; key: string; count: number }
  /** Has decisions belong to a named review, or to the hub's own. */
  | { do: 'review'; name: string | null }
  | { do: 'newReview' }
  /** Asks what is right, of what is selected or of so many papers from the cursor on; says so; takes it back. */
  | { do: 'correctAxis'; axis: Corrected; count: number }
  | { do: 'correct'; axis: Corrected; to: Correction; count: number }
  | { do: 'revoke'; count: number }
  /** Judges a sample of a hub's labels. */
  | { do: 'audit'; hub: WorkNumber };

export interface MenuEntry {
  /** The letter that chooses it. */
  key: string;
  label: string;
  /** At the right: a count, or which way a sort runs. */
  note?: string;
  /** `included` and `excluded` are marked. */
  state?: 'included' | 'excluded' | null;
  choose: MenuChoice;
}

export interface MenuLayer {
  kind: 'menu';
  title: string;
  entries: MenuEntry[];
  /** A line under the entries that says what else the keys do. */
  hint: string;
  cursor: number;
}

export const menuKind: LayerKind<MenuLayer> = {
  context: () => 'menu',
  frame: menuFrame,
  move(store, layer, motion) {
    const total = layer.entries.length;
    const cursor = Math.max(0, Math.min(target(motion, layer.cursor, 1, total), total - 1));
    store.replace({ ...layer, cursor });
  },
  typing: null,
  /** The letter of an entry; the capital of one excludes. */
  answer(store, layer, key) {
    if (key.text === undefined || key.name === 'paste') return false;
    const exact = layer.entries.find((entry) => entry.key === key.text);
    const entry = exact ?? layer.entries.find((candidate) => candidate.key === key.text?.toLowerCase());
    if (entry === undefined) return false;
    choose(store, entry.choose, exact === undefined ? 'exclude' : 'include');
    return true;
  },
  leave: closeLayer,
  resized: asItWas,
};

/** Chooses the entry under the cursor. */
export function chooseEntry(store: Store, layer: MenuLayer): void {
  const entry = layer.entries[layer.cursor];
  if (entry !== undefined) choose(store, entry.choose, 'include');
}

function choose(store: Store, choice: MenuChoice, side: 'include' | 'exclude'): void {
  store.pop();
  switch (choice.do) {
    case 'sheet':
      openSheet(store, choice.ask);
      break;
    case 'removeQueries':
      removeQueryMenu(store);
      break;
    case 'removeQuery':
      removeQuery(store, choice.name);
      break;
    case 'quit':
      store.set({ exit: 0 });
      break;
    case 'choose':
      openChoice(store, choice.choosing);
      break;
    case 'fetch':
      fetchWork(store, choice.work);
      break;
    case 'claim':
      stanceMenu(store, choice.claim, choice.paper);
      break;
    case 'link':
      link(store, choice.claim, choice.paper, choice.stance);
      break;
    case 'audit':
      openAudit(store, choice.hub, USUAL_SAMPLE);
      break;
    case 'exclude':
      excludeFor(store, choice.reason, choice.count);
      break;
    case 'addReason':
      askReason(store, choice.count);
      break;
    case 'removeReasons':
      removeReasonMenu(store, choice.count);
      break;
    case 'removeReason':
      removeReason(store, choice.key, choice.count);
      break;
    case 'review':
      enterReview(store, choice.name);
      break;
    case 'newReview':
      askReview(store);
      break;
    default: {
      const explorer = explorerOf(store.get());
      if (explorer !== undefined) chooseInHub(store, explorer, choice, side);
    }
  }
}

function chooseInHub(
  store: Store,
  explorer: ExplorerLayer,
  choice: Extract<
    MenuChoice,
    | { do: 'toggle' | 'sort' | 'merge' | 'savedQuery' | 'saveQuery' | 'export' | 'copy' }
    | { do: 'correctAxis' | 'correct' | 'revoke' }
  >,
  side: 'include' | 'exclude',
): void {
  switch (choice.do) {
    case 'toggle':
      ask(store, toggleTerm(explorer.query, choice.term, side), 'follow');
      break;
    case 'sort':
      sortBy(store, explorer, choice.key);
      break;
    case 'merge':
      mergeSelected(store, explorer);
      break;
    case 'savedQuery':
      openSaved(store, explorer, choice.name, choice.line);
      break;
    case 'saveQuery':
      askQueryName(store, explorer);
      break;
    case 'export':
      openExport(store, explorer);
      break;
    case 'correctAxis':
      axisMenu(store, explorer, choice.axis, choice.count);
      break;
    case 'correct':
      correct(store, explorer, choice, side === 'exclude');
      break;
    case 'revoke':
      revoke(store, explorer, choice.count);
      break;
    case 'copy':
      copyOf(store, explorer, choice.what);
  }
}

function menuFrame(menu: MenuLayer, { state, theme, below }: Drawing): Frame {
  const pane = listPane(state);
  const noteWide = Math.max(0, ...menu.entries.map((entry) => width(entry.note ?? '')));
  const labelWide = Math.max(8, ...menu.entries.map((entry) => width(entry.label)));
  const cells = Math.min(
    pane.cells - 2,
    Math.max(labelWide + noteWide + 9, width(menu.hint) + 2, width(menu.title) + 4),
  );
  const room = Math.max(1, state.rows - 4 - (menu.hint === '' ? 0 : 1));
  const top = Math.max(0, Math.min(menu.cursor - room + 1, menu.entries.length - room));
  const body = menu.entries.slice(top, top + room).map((entry, index): Line => {
    const cursor = top + index === menu.cursor;
    const mark =
      entry.state === 'included' ? theme.glyphs.selected : entry.state === 'excluded' ? theme.glyphs.fail : ' ';
    const label = fit(entry.label, Math.max(1, cells - noteWide - 8));
    return [
      { text: ' ' },
      { text: entry.key === '' ? ' ' : entry.key, style: 'key' },
      { text: ' ' },
      { text: mark, style: entry.state === 'excluded' ? 'error' : 'selected' },
      { text: ' ' },
      { text: label, style: cursor ? 'cursor' : undefined },
      { text: '  ' },
      { text: fit(entry.note ?? '', noteWide, 'right'), style: 'muted' },
    ];
  });
  if (menu.hint !== '') body.push([{ text: ` ${menu.hint}`, style: 'muted' }]);
  return overListPane(state, below(), 'menu', framed(menu.title, body, cells, theme), null);
}
