/** Where a reader was in a library, as plain data that outlives the program: papers by their names, queries as lines. */
import { FORMATS, type FormatName } from '../../export/formats.js';
import type { Id } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';

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

export interface SavedList {
  hub: string;
  /** UTC time when it was changed last. */
  at: string;
  query: string;
  /** The paper under the cursor, and on which line of the list. */
  paper: Id | null;
  line: number;
  focus: (typeof PANES)[number];
  zoomed: boolean;
  selection: SavedSelection;
  undo: SavedStep[];
  redo: SavedStep[];
}

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
  /** Steps of the journal. */
  lasting?: string[];
  /** The papers the cursor was on. */
  from: Id | null;
  to: Id | null;
}

const PANES = ['facets', 'list', 'details'] as const;

/** What a file may hold: more is none of this program's. */
export const MOST = {
  history: 500,
  lists: 200,
  papers: 20_000,
  steps: 10_000,
  lasting: 100,
  looks: 500,
  packed: 300_000,
  line: 20_000,
  bytes: 8_000_000,
} as const;

const FORMAT = 'pith-tui-state';
const VERSION = 1;

/** What is wrong with a file, to stand in a sentence. */
export class NotSaved extends Error {
  override name = 'NotSaved';
}

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
        FORMATS.map(({ name }) => name),
        'exported.format',
      ),
      annotate: truth(exported.annotate, 'exported.annotate'),
    },
    looks: array(file.looks, 'looks', MOST.looks).map(lookOf),
    review: file.review === null ? null : words(file.review, 'review'),
    facetPane: file.facetPane == null ? null : truth(file.facetPane, 'facetPane'),
    blind: truth(file.blind, 'blind'),
    last: file.last === null ? null : words(file.last, 'last'),
    lists: array(file.lists, 'lists', MOST.lists).map(listOf),
  };
}

function listOf(value: unknown): SavedList {
  const list = object(value, 'lists');
  return {
    hub: words(list.hub, 'hub'),
    at: words(list.at, 'at'),
    query: words(list.query, 'query'),
    paper: id(list.paper, 'paper'),
    line: count(list.line, 'line'),
    focus: oneOf(list.focus, PANES, 'focus'),
    zoomed: truth(list.zoomed, 'zoomed'),
    selection: selectionOf(list.selection),
    undo: array(list.undo, 'undo', MOST.steps).map(stepOf),
    redo: array(list.redo, 'redo', MOST.steps).map(stepOf),
  };
}

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

function wrong(field: string, what: string): never {
  throw new NotSaved(`its ${field} is not ${what}`);
}

function object(value: unknown, field: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : wrong(field, 'an object');
}

function array(value: unknown, field: string, most: number): unknown[] {
  return Array.isArray(value) && value.length <= most ? value : wrong(field, `a list of at most ${most}`);
}

/** One line that can stand on a screen. */
function words(value: unknown, field: string): string {
  return typeof value === 'string' && value.length <= MOST.line ? cleanLine(value) : wrong(field, 'a line of text');
}

function id(value: unknown, field: string): Id | null {
  if (value === null) return null;
  return typeof value === 'string' && value.length <= 2000 && /^[a-z][a-z0-9-]*:./u.test(value)
    ? value
    : wrong(field, 'an id');
}

function count(value: unknown, field: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : wrong(field, 'a number from 0 on');
}

function truth(value: unknown, field: string): boolean {
  return typeof value === 'boolean' ? value : wrong(field, 'true or false');
}

function oneOf<T extends string>(value: unknown, known: readonly T[], field: string): T {
  return known.find((one) => one === value) ?? wrong(field, `one of ${known.join(', ')}`);
}
