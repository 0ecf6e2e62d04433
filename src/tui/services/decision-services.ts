/** What the screens ask of the library about what the reader decided. */
import type { Asked, Corrected, Correction, Decision } from '../../hub/decisions/decision.js';
import type { WorkLine, WorkNumber } from '../../library/model.js';
import type { LinkedClaim } from '../../library/reader/claim-links.js';
import type { Steps } from '../../library/steps.js';

/** What the reader has said of a paper, as far as its row shows it. */
export interface Decided {
  decision?: Decision;
  starred: boolean;
  tagged: boolean;
  noted: boolean;
}

/** All that the reader has said of a paper. */
export interface Said {
  decision?: Decision;
  /** Who decided, and when, in UTC. */
  by?: { who: string; at: string };
  starred: boolean;
  tags: readonly string[];
  note: string;
  /** The claims of the hub that it is linked to; without an author, by this reader. */
  claims: readonly (Omit<LinkedClaim, 'author'> & { author?: string })[];
  /** Its place on the reading list, from 1. */
  toRead?: number;
}

/** How far the screening of a hub has come. The statuses and `unscreened` add up to the papers at hand. */
export interface Progress {
  /** How many were excluded for each reason, the most frequent first; '' without one. */
  excluded: readonly { reason: string; count: number }[];
  included: number;
  maybe: number;
  later: number;
  conflict: number;
  unscreened: number;
  /** Records of all sources; those beyond one a paper are duplicates that were merged. Null where they are still to be counted. */
  records: number | null;
  /** Whether the reader has said anything at all of any of its papers. */
  begun: boolean;
}

/** A reason for excluding, with the key that gives it. */
interface Reason {
  key: string;
  words: string;
}

/** What came of taking steps back. */
export interface Undone {
  /** The steps that took them back; none where everybody changed since what a step did. */
  steps: string[];
  /** Changes that stay, because they were changed since. */
  left: number;
  /** Words for what the steps did, or for what taking them back does, as was asked. */
  words: string[];
}

/** Everything that changes anything makes one step of the journal, and throws an Error whose message is a sentence. */
export interface DecisionServices {
  /** The named review that decisions belong to; null for the one that each hub has by itself. */
  review(): string | null;
  enterReview(name: string | null): void;
  /** The steps of the journal that were recorded since it was last asked: what undo takes back. */
  takeSteps(): string[];
  /** How many lines these steps have. */
  linesOf(steps: readonly string[]): number;
  /** Takes steps of the journal back, in this order, each by another step. @param told what is to be told of it: what they did, or what this does */
  undo(steps: readonly string[], told: 'did' | 'does'): Undone;
  /** Whether somebody else has changed anything since this was asked last; asking costs next to nothing. */
  changedElsewhere(): boolean;
  /** Has what others decide from now on left unread, until what is returned is called: it is taken in in slices meanwhile. */
  leaveUnread(): () => void;
  /** The saved queries, those on a number key first. */
  queries(): { name: string; line: string; key?: number }[];
  /** Saves a query under a name, on the first number key that is free; `before` is the line it replaces. Throws an Error whose message is a sentence. */
  saveQuery(name: string, line: string): { name: string; before: string | null; key?: number };
  removeQuery(name: string): void;
  /** The named reviews, with how many papers are decided on in each. */
  reviews(): { name: string; decided: number }[];
  decided(hub: WorkNumber, works: readonly WorkNumber[]): Decided[];
  said(hub: WorkNumber, work: WorkNumber): Said;
  progress(hub: WorkNumber): Progress;
  /** Counts in steps the records that `progress` has none of: all sources of a hub are gone through. */
  countRecords(hub: WorkNumber): Steps<void>;
  /** Papers decided on in the review that a hub has by itself; null in a named one, whose decisions are of many hubs. */
  decidedIn(hub: WorkNumber): number | null;
  /** Null: no decision. @returns how many papers this changed */
  decide(hub: WorkNumber, works: readonly WorkNumber[], decision: Asked | null): number;
  star(works: readonly WorkNumber[], starred: boolean): number;
  /** All tags in use, the most frequent first. */
  allTags(): { tag: string; papers: number }[];
  /** The tags that all of these papers have. */
  commonTags(works: readonly WorkNumber[]): string[];
  /** @returns how many papers this changed */
  tag(works: readonly WorkNumber[], add: readonly string[], remove: readonly string[]): number;
  /** An empty one takes it away. */
  note(work: WorkNumber, text: string): void;
  reasons(): Reason[];
  /** @returns its words as they are kept, null where nothing is left of them */
  addReason(words: string): string | null;
  removeReason(key: string): void;
  /** What is right, in the reader's own word. @returns how many corrections this changed */
  correct(hub: WorkNumber, corrections: readonly { work: WorkNumber; axis: Corrected; to: Correction }[]): number;
  /** Takes all corrections of these papers, as citing this hub, back. @returns how many there were */
  revoke(hub: WorkNumber, works: readonly WorkNumber[]): number;
  /** Rises whenever something was corrected, by whomever. */
  corrected(): number;
  /** The reading list in its order. */
  reading(): WorkLine[];
  putOnReading(works: readonly WorkNumber[], on: boolean): number;
  isOnReading(work: WorkNumber): boolean;
  /** Moves a paper of the reading list so many places down, or up. */
  moveReading(work: WorkNumber, places: number): void;
}
