/** What the screens may ask of the world outside: the library, files, the clipboard. Bound to one library in run.tsx. */
import type { FormatName } from '../../export/formats.js';
import type { Id } from '../../hub/record.js';
import type { Stance } from '../../hub/stance.js';
import type { Details, HubHead, HubLine, Row, View, WorkLine, WorkNumber } from '../../library/model.js';
import type { ClaimLine } from '../../library/reader/claim-links.js';
import type { Unanswerable } from '../../library/search/answerable.js';
import type { Named } from '../../library/search/names.js';
import type { Steps } from '../../library/steps.js';
import type { Query } from '../../query/query.js';
import type { Hidden } from '../blind.js';
import type { SheetAsk } from '../sheets/sheet.js';
import type { SheetData } from '../sheets/sheets.js';
import type { Asked, TaskName, Tasks } from '../tasks/tasks.js';
import type { Running } from '../tasks/thread.js';
import type { Copied } from '../term/clipboard.js';
import type { Edited } from '../term/editor.js';
import type { DecisionServices } from './decision-services.js';
import type { FetchServices } from './fetch-services.js';
import type { JudgingServices } from './judging-services.js';

/** A format papers can be written in from the screen. */
export type ExportChoice = FormatName | 'notes';

/** How papers are written down. */
export interface How {
  format: FormatName;
  /** With role, verdict, novelty and what the reader decided. */
  annotate: boolean;
}

export interface Services {
  /** Runs what asks many times, as a frame does: what another program wrote is looked for and taken in once. */
  atOneMoment<T>(ask: () => T): T;
  hubs(most?: number): HubLine[];
  /** A few of the hubs with these words in their titles or ids, the most cited first. */
  hubsCalled(text: string): WorkLine[];
  head(hub: WorkNumber): HubHead;
  /** The works that are meant by an id or by words of a title, else those called most like it. */
  find(text: string): readonly WorkLine[];
  query(hub: WorkNumber, query: Query): View;
  /**
   * Says what is hidden: words are then not searched among the names of authors, and where an order would tell it, the newest come
   * first. Views made before that changed are stale.
   */
  hide(fields: Hidden): void;
  /** Whether the reader, or another one, decided or changed anything since a view or a sheet was made. */
  isStale(made: View | SheetData): boolean;
  /** Works out what a query takes that is longer than a key may: done, it is answered at once. */
  preparing(hub: WorkNumber, query: Query): Steps<void>;
  /** Reads what words are looked for in, in steps; what is read already is not read again. */
  readingWords(hub: WorkNumber): Steps<void>;
  /** Finds the schools of a hub, a slice at a time; true where views have them as a facet from now on and had not before. */
  findSchools(hub: WorkNumber, signal: AbortSignal): Promise<boolean>;
  /** Why the library has no answer to a query over a hub, and which condition it is; null where it has one. */
  whyUnanswerable(hub: WorkNumber, query: Query): Unanswerable | null;
  /** Rows in the order asked. */
  rows(hub: WorkNumber, works: readonly WorkNumber[]): Row[];
  details(hub: WorkNumber, work: WorkNumber): Details;
  /** What a sheet shows, worked out in steps. */
  sheet(ask: SheetAsk): Steps<SheetData>;
  /** A name of each of these works by which it is found again, whatever becomes of the library; none of one that is gone. */
  names(works: readonly WorkNumber[]): (Id | undefined)[];
  /** The DOIs of these works; one that has none gives none. */
  dois(works: readonly WorkNumber[]): string[];
  /** Tells the library's file from another in its place, in which works have other numbers. */
  fileMark(): string;
  /** Those of these works that are in the library no more. */
  gone(works: readonly WorkNumber[]): WorkNumber[];
  /** The works that have these names. */
  named(ids: readonly Id[]): (WorkNumber | undefined)[];
  /** The authors or the venues of the papers that cite a hub, the most frequent first. */
  namesOf(hub: WorkNumber, field: 'author' | 'venue'): Steps<readonly Named[]>;
  /** How many papers of the library cite a work. */
  citing(work: WorkNumber): number;
  /** What may take long where many papers are meant, done here and now. */
  tasks: Tasks;
  /** The same beside the screen; null where that cannot be, and it is done here and now. */
  beside<K extends TaskName>(asked: Asked<K>): Running<ReturnType<Tasks[K]>> | null;
  /** Has what does tasks beside the screen there before it is needed. */
  getReady(): void;
  /** Whether writing there would replace a file; of a folder, writing says so itself. */
  replaces(path: string): boolean;
  /** Why a file cannot be written there, as far as that is seen before it is; null where nothing speaks against it. */
  whyNotWritten(path: string): string | null;
  /** Where a path as it is typed leads. */
  place(path: string): string;
  /** A paper as it will be written; nothing is kept for that. */
  preview(hub: WorkNumber, work: WorkNumber, format: ExportChoice, annotate: boolean): string;
  /** Puts a text on the clipboard, and says by which way once that is known. */
  copy(text: string): Promise<Copied>;
  /** Opens an address in the browser; false where there is none, as over ssh. */
  browse(url: string): boolean;
  /** Gets a work's citing papers from the services that know them, or what is new since. */
  fetching: FetchServices;
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
