/** What the screens may ask of the world outside: the library, files, the clipboard. Bound to one library in run.tsx. */
import type { FormatName } from '../../export/formats.js';
import type { Id } from '../../hub/record.js';
import type { Stance } from '../../hub/stance.js';
import type { Details, HubHead, HubLine, Row, View, WorkLine, WorkNumber } from '../../library/model.js';
import type { ClaimLine } from '../../library/reader/claim-links.js';
import type { Unanswerable } from '../../library/search/answerable.js';
import type { Steps } from '../../library/steps.js';
import type { Query } from '../../query/query.js';
import type { SheetAsk } from '../sheets/sheet.js';
import type { SheetData } from '../sheets/sheets.js';
import type { Copied } from '../term/clipboard.js';
import type { Edited } from '../term/editor.js';
import type { DecisionServices } from './decision-services.js';
import type { JudgingServices } from './judging-services.js';

/** How papers are written down. */
export interface How {
  format: FormatName;
  /** With role, verdict, novelty and what the reader decided. */
  annotate: boolean;
}

export interface Services {
  hubs(): HubLine[];
  head(hub: WorkNumber): HubHead;
  /** The works that are meant by an id or by words of a title, else those called most like it. */
  find(text: string): readonly WorkLine[];
  query(hub: WorkNumber, query: Query): View;
  /** Whether the reader, or another one, decided or changed anything since a view was made. */
  isStale(view: View): boolean;
  /** Works out what a query takes that is longer than a key may: done, it is answered at once. */
  preparing(hub: WorkNumber, query: Query): Steps<void>;
  /** Finds the schools of a hub, a slice at a time; true where views have them as a facet from now on and had not before. */
  findSchools(hub: WorkNumber): Promise<boolean>;
  /** Why the library has no answer to a query over a hub, and which condition it is; null where it has one. */
  whyUnanswerable(hub: WorkNumber, query: Query): Unanswerable | null;
  /** Rows in the order asked. */
  rows(hub: WorkNumber, works: readonly WorkNumber[]): Row[];
  details(hub: WorkNumber, work: WorkNumber): Details;
  /** What a sheet shows, worked out in steps. */
  sheet(ask: SheetAsk): Steps<SheetData>;
  /** A name of each of these works by which it is found again, whatever becomes of the library; none of one that is gone. */
  names(works: readonly WorkNumber[]): (Id | undefined)[];
  /** Tells the library's file from another in its place, in which works have other numbers. */
  fileMark(): string;
  /** Those of these works that are in the library no more. */
  gone(works: readonly WorkNumber[]): WorkNumber[];
  /** The works that have these names. */
  named(ids: readonly Id[]): (WorkNumber | undefined)[];
  /** How many papers of the library cite a work. */
  citing(work: WorkNumber): number;
  /** These papers in a format. */
  exported(hub: WorkNumber, ids: Iterable<WorkNumber>, how: How): string;
  /** The citation key each paper gets, in the order asked. */
  keys(hub: WorkNumber, ids: Iterable<WorkNumber>): string[];
  exists(path: string): boolean;
  /** Writes the papers to a file; the sentence says what was done. Throws an Error whose message is a sentence. */
  write(path: string, hub: WorkNumber, ids: Iterable<WorkNumber>, how: How, overwrite: boolean): string;
  /** Adds the papers that are not in a .bib file yet, without touching a byte of what is there. Otherwise as `write`. */
  append(path: string, hub: WorkNumber, ids: Iterable<WorkNumber>, how: How): string;
  /** Puts a text on the clipboard, and says by which way once that is known. */
  copy(text: string): Promise<Copied>;
  /** Opens an address in the browser; false where there is none, as over ssh. */
  browse(url: string): boolean;
  /** Gets the hub's citing papers from the services that know them, or what is new since, in front of the reader. */
  fetch(hub: WorkNumber): Promise<void>;
  /** Makes these one paper. Throws an Error whose message is a sentence. */
  merge(works: readonly WorkNumber[]): void;
  /** The claims of a hub. */
  claims(hub: WorkNumber): ClaimLine[];
  /** Links a citing paper to a claim, as the reader sees it; null: no longer. Throws an Error whose message is a sentence. */
  link(claim: number, citing: WorkNumber, stance: Stance | null): void;
  /** What the reader decided. */
  decisions: DecisionServices;
  /** Lets the reader edit a text in an editor of their own. */
  edit(text: string): Promise<Edited>;
  /** Whose word counts. */
  judging: JudgingServices;
  suspend(): void;
  redraw(): void;
}
