/**
 * A sheet: a screen of sections whose lines are doors. Enter on a line opens exactly the papers behind its number. What a sheet
 * shows is plain data, so that a test can walk over all doors.
 */
import type { Screening } from '../../hub/decisions/decision.js';
import type { CoCitedOrder } from '../../library/graph/co-cited.js';
import type { Stack } from '../../library/graph/time.js';
import type { Library } from '../../library/library.js';
import type { WorkNumber } from '../../library/model.js';
import type { Steps } from '../../library/steps.js';
import { printTerm } from '../../query/print.js';
import type { Term } from '../../query/query.js';
import type { Glyphs } from '../../text/look/glyphs.js';
import type { Line } from '../../text/spans.js';
import type { Hidden } from '../blind.js';

/** Sheets of which a hub has one. */
type Plain = 'overview' | 'schools' | 'authors' | 'claims' | 'suggested' | 'flow';

/** Which sheet of which work. @typeParam Work how works are told: numbers, or names that outlive the program */
export type SheetAsk<Work = WorkNumber> =
  | { [S in Plain]: { sheet: S; work: Work } }[Plain]
  | { sheet: 'timeline'; work: Work; stack: Stack }
  | { sheet: 'cocited'; work: Work; order: CoCitedOrder }
  /** The papers of the hub that share references with one of them. */
  | { sheet: 'coupled'; work: Work; paper: Work }
  /** What a work cites; `shared`: of that what another cites, too, but for the hub that both are known to cite. */
  | { sheet: 'references'; work: Work; shared?: { with: Work; hub: Work } }
  /** A hub beside one or two others. */
  | { sheet: 'compare'; work: Work; others: readonly Work[] }
  /** From one work to another, by what is cited. */
  | { sheet: 'path'; work: Work; to: Work };

export type SheetName = SheetAsk['sheet'];
type AskOf<S extends SheetName> = Extract<SheetAsk, { sheet: S }>;

/** What Enter on a line opens. */
export type Door =
  /** The citing papers of a hub that match a query line: so many. */
  | { opens: 'papers'; hub: WorkNumber; query: string; count: number }
  /** A paper among those citing papers of a hub that match a query line. */
  | { opens: 'paper'; hub: WorkNumber; paper: WorkNumber; query: string }
  | { opens: 'sheet'; ask: SheetAsk }
  /** Nothing: a number whose papers are not known here. */
  | { opens: 'nothing'; why: string };

/** What the cursor stands on as a whole. */
export interface Item {
  lines: readonly Line[];
  door?: Door;
  /** The work it names, to walk on to. */
  work?: WorkNumber;
  /** What the lines below those that stand side by side say while the cursor is on it. */
  tells?: readonly Line[];
}

export interface Section {
  title: string;
  /** Names of columns, below the title; the cursor passes them. */
  heads?: readonly Line[];
  items: readonly Item[];
  /** Its items stand side by side: what is to the left of them, a line for each of theirs, and what is below them all. */
  across?: { left: readonly Line[]; below: readonly Line[] };
}

/** A sheet as drawn into a width. */
export interface Drawn {
  sections: readonly Section[];
  /** How its numbers are made and what they are out of: one key away. */
  about: string;
}

/** What sheets are drawn with. */
export interface Look {
  glyphs: Glyphs;
  /** What a blind screen tells of no paper. */
  hidden: Hidden;
}

/** One kind of sheet. */
export interface SheetKind<S extends SheetName, Data> {
  /** What it is called. */
  name: string | ((ask: AskOf<S>) => string);
  /** @param screening in which the reader decides about the papers of the hub */
  read(library: Library, ask: AskOf<S>, screening: Screening): Steps<Data>;
  /** @param page lines of the screen, for what is drawn as high as there is room */
  draw(data: Data, ask: AskOf<S>, cells: number, look: Look, page: number): Drawn;
  /** The same in the next order, as far as what is shown allows one; null where there is one only. */
  reordered: ((ask: AskOf<S>, data: Data) => AskOf<S> | null) | null;
  /** Whether its sections may stand in two columns; a list is read downwards. */
  isWide: boolean;
}

/** What is computed in one step. */
// biome-ignore lint/correctness/useYield: it has nothing to wait for
export function* atOnce<T>(compute: () => T): Steps<T> {
  return compute();
}

/** Lines that count nothing, each an item of its own. */
export const plainItems = (lines: readonly Line[]): Item[] => lines.map((line) => ({ lines: [line] }));

/** The papers of a hub that meet a condition. */
export function papers(hub: WorkNumber, where: Term | null, count: number): Door {
  return { opens: 'papers', hub, query: where === null ? '' : printTerm(where), count };
}
