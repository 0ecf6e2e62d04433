/** Where a reader was in a library, as plain data that outlives the program: papers by their names, queries as lines. */
import { FORMAT_TABLE, type FormatName } from '../../export/format-table.js';
import type { Id } from '../../hub/record.js';
import { array, count, id, MOST, NotSaved, object, oneOf, truth, words, wrong } from './parts.js';
import { type SavedSheet, savedSheetOf } from './saved-sheet.js';

export interface Saved {
  /** Lines typed into prompts, newest first. */
  history: string[];
  exported: { format: FormatName; annotate: boolean };
  /** What saved queries brought when they were looked at last. */
  looks: SavedLook[];
  /** The named review that decisions belonged to; null for the one each hub has by itself. */
  review: string | null;
  /** Whether the pane of facets is on the screen; null where the reader never said. */
  facetPane: boolean | null;
  /** Whether fields were hidden. */
  blind: boolean;
  /** The list that was open last, by its hub; null where none was. */
  last: string | null;
  /** The lists that lay below it, by their hubs, the undermost first. */
  way: string[];
  /** The lists, the one left last first. */
  lists: SavedList[];
}

export interface SavedLook {
  hub: string;
  /** Of the saved query. */
  name: string;
  /** UTC time. */
  at: string;
  /** The very file in which the numbers of works mean these papers. */
  file: string;
  /** The papers that matched, packed (looks.ts). */
  papers: string;
}

/** Stands for the list of all works, which has no hub. */
export const EVERY_WORK = '*';

/** A list of a hub's papers as it was seen. */
export interface SavedView {
  hub: string;
  query: string;
  /** The paper under the cursor, and on which line of the list. */
  paper: Id | null;
  line: number;
  focus: (typeof PANES)[number];
  zoomed: boolean;
  selection: SavedSelection;
  /** In which its decisions were made; absent where an older program did not write it down. */
  review?: string | null;
  undo: SavedStep[];
  redo: SavedStep[];
}

/** The list of a hub by itself. */
export interface SavedList extends SavedView {
  /** UTC time when it was changed last. */
  at: string;
  /** The paper under the cursor, from 1, and among how many; null where an older program did not write it down. */
  place: { paper: number; of: number } | null;
  /** What lay over it when it was left, up to where the list of another hub was opened by itself. */
  walk: SavedStop[];
}

/** A sheet, or the papers that were opened from one. `opened`: with which query */
export type SavedStop = ({ stop: 'sheet' } & SavedSheet) | ({ stop: 'papers'; opened: string } & SavedView);

export interface SavedSelection {
  /** All papers that match a query, and how many they were; but for `papers`. */
  all: { query: string; total: number } | null;
  /** Selected one by one, or taken out of `all`. */
  papers: Id[];
  /** So many were selected that their names are not kept; 0 where they are. */
  lost: number;
}

export interface SavedStep {
  what: string;
  query?: [from: string, to: string];
  selection?: { all?: [from: string | null, to: string | null]; papers: Id[] };
  review?: [from: string | null, to: string | null];
  /** Steps of the journal. */
  lasting?: string[];
  /** The papers the cursor was on. */
  from: Id | null;
  to: Id | null;
}

const PANES = ['facets', 'list', 'details'] as const;

const FORMAT = 'pith-tui-state';
const VERSION = 1;

/** The text of a file. */
export function savedText(saved: Saved): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...saved })}\n`;
}

/** What a file's text says. @throws NotSaved */
export function parseSaved(text: string): Saved {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new NotSaved('it is not JSON');
  }
  const file = object(found, 'it');
  if (file.format !== FORMAT) throw new NotSaved('it is no state of pith-tui');
  if (file.version !== VERSION) throw new NotSaved('another version of pith-tui wrote it');
  const exported = object(file.exported, 'exported');
  return {
    history: array(file.history, 'history', MOST.history).map((line) => words(line, 'history')),
    exported: {
      format: oneOf(
        exported.format,
        FORMAT_TABLE.map(({ name }) => name),
        'exported.format',
      ),
      annotate: truth(exported.annotate, 'exported.annotate'),
    },
    looks: array(file.looks, 'looks', MOST.looks).map(lookOf),
    review: reviewOf(file.review, 'review'),
    facetPane: file.facetPane == null ? null : truth(file.facetPane, 'facetPane'),
    blind: truth(file.blind, 'blind'),
    last: file.last === null ? null : words(file.last, 'last'),
    // Earlier versions wrote no way.
    way: array(file.way ?? [], 'way', MOST.walk).map((hub) => words(hub, 'way')),
    lists: array(file.lists, 'lists', MOST.lists).map(listOf),
  };
}

function listOf(value: unknown): SavedList {
  const list = object(value, 'lists');
  return {
    ...viewOf(list),
    at: words(list.at, 'at'),
    place: placeOf(list.place ?? null),
    walk: array(list.walk ?? [], 'walk', MOST.walk).map(stopOf),
  };
}

function placeOf(value: unknown): SavedList['place'] {
  if (value === null) return null;
  const place = object(value, 'place');
  return { paper: count(place.paper, 'place.paper'), of: count(place.of, 'place.of') };
}

function stopOf(value: unknown): SavedStop {
  const stop = object(value, 'walk');
  const kind = oneOf(stop.stop, ['sheet', 'papers'], 'walk.stop');
  return kind === 'sheet'
    ? { stop: kind, ...savedSheetOf(stop) }
    : { stop: kind, opened: words(stop.opened, 'walk.opened'), ...viewOf(stop) };
}

function viewOf(list: Record<string, unknown>): SavedView {
  return {
    hub: words(list.hub, 'hub'),
    query: words(list.query, 'query'),
    paper: id(list.paper, 'paper'),
    line: count(list.line, 'line'),
    focus: oneOf(list.focus, PANES, 'focus'),
    zoomed: truth(list.zoomed, 'zoomed'),
    selection: selectionOf(list.selection),
    ...(list.review !== undefined && { review: reviewOf(list.review, 'review') }),
    undo: array(list.undo, 'undo', MOST.steps).map(stepOf),
    redo: array(list.redo, 'redo', MOST.steps).map(stepOf),
  };
}

const reviewOf = (value: unknown, name: string): string | null => (value === null ? null : words(value, name));

function lookOf(value: unknown): SavedLook {
  const look = object(value, 'looks');
  const { papers: packed } = look;
  return {
    hub: words(look.hub, 'looks.hub'),
    name: words(look.name, 'looks.name'),
    at: words(look.at, 'looks.at'),
    file: words(look.file, 'looks.file'),
    papers:
      typeof packed === 'string' && packed.length <= MOST.packed && /^[\w+/=]*$/u.test(packed)
        ? packed
        : wrong('looks.papers', 'a packed list'),
  };
}

function selectionOf(value: unknown): SavedSelection {
  const selection = object(value, 'selection');
  const all = selection.all === null ? null : object(selection.all, 'selection.all');
  return {
    all: all && { query: words(all.query, 'selection.all.query'), total: count(all.total, 'selection.all.total') },
    papers: papers(selection.papers),
    lost: count(selection.lost, 'selection.lost'),
  };
}

function stepOf(value: unknown): SavedStep {
  const step = object(value, 'undo');
  const made: SavedStep = { what: words(step.what, 'what'), from: id(step.from, 'from'), to: id(step.to, 'to') };
  if (step.query !== undefined) {
    const [from, to] = array(step.query, 'undo.query', 2);
    made.query = [words(from, 'undo.query'), words(to, 'undo.query')];
  }
  if (step.review !== undefined) {
    const [from, to] = array(step.review, 'undo.review', 2);
    made.review = [reviewOf(from, 'undo.review'), reviewOf(to, 'undo.review')];
  }
  if (step.lasting !== undefined)
    made.lasting = array(step.lasting, 'undo.lasting', MOST.lasting).map((name) => words(name, 'undo.lasting'));
  if (step.selection !== undefined) {
    const selection = object(step.selection, 'undo.selection');
    made.selection = { papers: papers(selection.papers) };
    if (selection.all !== undefined) {
      const side = (line: unknown): string | null => (line === null ? null : words(line, 'undo.selection.all'));
      const [from, to] = array(selection.all, 'undo.selection.all', 2);
      made.selection.all = [side(from), side(to)];
    }
  }
  return made;
}

const papers = (value: unknown): Id[] =>
  array(value, 'papers', MOST.papers).map((one) => id(one, 'papers') ?? wrong('papers', 'ids'));
