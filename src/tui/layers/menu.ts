/** A menu of letters over the explorer. */

import type { Asked, Corrected, Correction } from '../../hub/decisions/decision.js';
import type { Stance } from '../../hub/stance.js';
import { USUAL_SAMPLE } from '../../library/audit/audits.js';
import type { WorkNumber } from '../../library/model.js';
import type { ClaimLine } from '../../library/reader/claim-links.js';
import { toggleTerm } from '../../query/edit.js';
import type { SortKey } from '../../query/query.js';
import { fit, truncate } from '../../text/fit.js';
import { fitLine, type Line, lineWidth, wrapLine } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import { width } from '../../text/width.js';
import { type Context, keyLabel } from '../keymap.js';
import { aimed } from '../mouse/target.js';
import type { SheetAsk } from '../sheets/sheet.js';
import { explorerOf } from '../state/app-state.js';
import { type CopyWhat, copyOf } from '../state/copying.js';
import type { ExplorerLayer } from '../state/explorer.js';
import { ask, sortBy } from '../state/filters.js';
import { mergeSelected } from '../state/merging.js';
import { target } from '../state/motion.js';
import type { Store } from '../state/store.js';
import { decide, star, toRead } from './decisions/deciding.js';
import { askQueryName, openSaved, removeQuery, removeQueryMenu } from './decisions/queries.js';
import { askReason, excludeFor, removeReason, removeReasonMenu } from './decisions/reasons.js';
import { askReview, enterReview } from './decisions/reviews.js';
import { openExport } from './exporting/export.js';
import { openFetch } from './fetching/fetch.js';
import { type Frame, framed, listPane, overListPane } from './frame.js';
import { type Choosing, openChoice } from './graph/choose.js';
import { openAudit } from './judging/audit.js';
import { axisMenu, correct, revoke } from './judging/correcting.js';
import { asItWas, closeLayer, type Drawing, type LayerKind } from './layer.js';
import { link, stanceMenu } from './linking.js';
import { swallow } from './refused.js';
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
  | { do: 'copy'; what: CopyWhat; count: number }
  /** Decides on many papers, stars them, puts them on the reading list: the answer to a question. */
  | { do: 'decide'; decision: Asked | null; count: number }
  | { do: 'star' | 'toRead'; count: number }
  | { do: 'nothing' }
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
  /** What it does, as a sentence. */
  help: string;
  /** Why it cannot be chosen now. */
  why?: string;
  choose: MenuChoice;
}

export interface MenuLayer {
  kind: 'menu';
  title: string;
  entries: MenuEntry[];
  /** A line under the entries that says what else the keys do. */
  hint: string;
  cursor: number;
  /** Each entry has its sentence below it. */
  explained?: boolean;
  /** There is nothing to choose, and why; whether a letter was to follow or a line. */
  refused?: { why: string; after: 'letter' | 'line' };
}

const contextOf = ({ refused }: MenuLayer): Context => (refused === undefined ? 'menu' : 'refused');

export const menuKind: LayerKind<MenuLayer> = {
  context: contextOf,
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
    if (layer.refused !== undefined) {
      swallow(store, layer, key.name);
      return true;
    }
    const exact = layer.entries.findIndex((entry) => entry.key === key.text);
    const at = exact >= 0 ? exact : layer.entries.findIndex((entry) => entry.key === key.text?.toLowerCase());
    if (at < 0) store.toast(`Nothing here has the key ${keyLabel(key.name, store.get())}.`, 'warning');
    else chooseAt(store, layer, at, exact < 0 ? 'exclude' : 'include');
    return true;
  },
  leave: closeLayer,
  resized: asItWas,
};

/** Has each entry explained, or no longer. */
export function explainMenu(store: Store, layer: MenuLayer): void {
  store.replace({ ...layer, explained: layer.explained !== true });
}

/** Chooses the entry under the cursor. */
export function chooseEntry(store: Store, layer: MenuLayer): void {
  chooseAt(store, layer, layer.cursor, 'include');
}

/** One that cannot be chosen says why, and the menu stays: what is typed on is nothing else's. */
function chooseAt(store: Store, layer: MenuLayer, at: number, side: 'include' | 'exclude'): void {
  const entry = layer.entries[at];
  if (entry?.why !== undefined) {
    store.replace({ ...layer, cursor: at });
    store.toast(entry.why, 'warning');
  } else if (entry !== undefined) choose(store, entry.choose, side);
}

/** Puts the menu away and does what an entry says. */
export function choose(store: Store, choice: MenuChoice, side: 'include' | 'exclude'): void {
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
      openFetch(store, choice.work, 'open');
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
    case 'nothing':
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
    | { do: 'correctAxis' | 'correct' | 'revoke' | 'decide' | 'star' | 'toRead' }
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
      askQueryName(store);
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
      copyOf(store, explorer, choice.what, choice.count);
      break;
    case 'decide':
      decide(store, explorer, choice.decision, choice.count, 'asked');
      break;
    case 'star':
      star(store, explorer, choice.count, 'asked');
      break;
    case 'toRead':
      toRead(store, explorer, choice.count, 'asked');
  }
}

/** So many lines of the parts, with all of the one under the cursor and as much as there is room for before it. */
function partsAround(parts: readonly Line[][], cursor: number, room: number): Line[] {
  const end = parts.slice(0, cursor + 1).flat().length;
  const all = parts.flat();
  const top = Math.max(0, Math.min(end - room, all.length - room));
  return all.slice(top, top + room);
}

/** What the marks before its entries mean, where it has any. */
function marksLine({ entries }: MenuLayer, { glyphs }: Theme): Line {
  if (entries.every(({ state }) => state === undefined)) return [];
  const isFilter = entries.some(({ choose }) => choose.do === 'toggle');
  return [
    { text: ` ${glyphs.asked}`, style: 'selected' },
    { text: isFilter ? ' asked for  ' : ' as it is now', style: 'muted' },
    ...(isFilter
      ? ([
          { text: glyphs.without, style: 'error' },
          { text: ' left out', style: 'muted' },
        ] as const)
      : []),
  ];
}

function menuFrame(menu: MenuLayer, { state, theme, below }: Drawing): Frame {
  const pane = listPane(state);
  const noteWide = Math.max(0, ...menu.entries.map((entry) => width(entry.note ?? '')));
  const labelWide = Math.max(8, ...menu.entries.map((entry) => width(entry.label)));
  // Why one cannot be chosen is always said.
  const saidOf = ({ help, why }: MenuEntry): string => why ?? (menu.explained ? help : '');
  const helpWide = Math.max(0, ...menu.entries.map((entry) => width(saidOf(entry)) + 8));
  const cells = Math.min(
    pane.cells - 2,
    Math.max(labelWide + noteWide + 9, helpWide, width(menu.hint) + 2, width(menu.title) + 4),
  );
  const marks = menu.explained ? marksLine(menu, theme) : [];
  const hint = wrapLine([{ text: menu.hint, style: 'muted' }], cells - 2)
    .filter((line) => lineWidth(line) > 0)
    .map((line): Line => [{ text: ' ' }, ...line]);
  const room = Math.max(1, state.rows - 4 - hint.length - (marks.length === 0 ? 0 : 1));
  const parts = menu.entries.map((entry, index): Line[] => {
    const cursor = index === menu.cursor;
    const mark =
      entry.state === 'included' ? theme.glyphs.asked : entry.state === 'excluded' ? theme.glyphs.without : ' ';
    const label = fit(entry.label, Math.max(1, cells - noteWide - 8));
    const line: Line = [
      { text: ' ' },
      { text: entry.key === '' ? ' ' : entry.key, style: 'key' },
      { text: ' ' },
      { text: mark, style: entry.state === 'excluded' ? 'error' : 'selected' },
      { text: ' ' },
      { text: label, style: cursor ? 'cursor' : entry.why === undefined ? undefined : 'muted' },
      { text: '  ', style: cursor ? 'cursor' : undefined },
      { text: fit(entry.note ?? '', noteWide, 'right'), style: cursor ? 'cursor' : 'muted' },
    ];
    const own = saidOf(entry);
    const help = own === '' ? [] : wrapLine([{ text: own, style: 'muted' }], Math.max(8, cells - 7));
    const lines = [line, ...help.map((said): Line => [{ text: '      ' }, ...said])];
    return lines.map((one) => aimed(fitLine(one, cells), { does: { on: 'item', item: index, does: 'chooseEntry' } }));
  });
  const body = partsAround(parts, menu.cursor, room);
  // Where it is cut, the place among all entries says that there are others.
  const place = body.length < parts.flat().length ? ` ${menu.cursor + 1}/${menu.entries.length}` : '';
  const title = `${truncate(menu.title, cells - width(place) - 4)}${place}`;
  body.push(...hint);
  if (marks.length > 0) body.push(marks);
  return overListPane(state, below(), contextOf(menu), framed(title, body, cells, theme), null);
}
