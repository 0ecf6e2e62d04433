/** What a table of decisions says of a paper: who decided what, with which reason, tags and notes. */
import type { Status } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';

export interface Vote {
  /** The reader as the table names them; absent where it names none. */
  who?: string;
  status: Status;
  reason?: string;
  /** UTC time to the millisecond, where the table has one. */
  at?: string;
}

/** What readers said. */
export interface Said {
  votes: Vote[];
  tags: string[];
  notes: string[];
}

/** A row, or a record, with what its paper is told by. */
export interface DecidedPaper extends Said {
  place: string;
  ids: Id[];
  title?: string;
  year?: number;
}

/** A row or a record as every reader of decisions is given it. */
export interface Entry {
  /** A cell by the name of its column in lower case; '' in records of tags. */
  cell: (name: string) => string;
  /** Free text: of the column of notes, of every N1. */
  notes: readonly string[];
  /** Words that stand on it: manual tags, every KW. */
  words: readonly string[];
}

/** Characters of a note that are looked at: of Rayyan's, which have all of a paper's decisions in them, some thousand occur. */
export const NOTE_CHARACTERS = 200_000;
