/** What a source of files is: how it is recognised, and how it is decoded. */
import type { Id } from '../hub/record.js';
import type { ServiceName } from '../hub/services.js';
import type { Decoded } from './decoded.js';
import type { Input } from './input.js';

/** What of a dump is wanted, where it is larger than a library should be (`--hub`). */
export interface Wanted {
  /** The hubs, each by all its known names. */
  hubs: readonly (readonly Id[])[];
  /** Whether the library has a work of this name, or it is one of the hubs. */
  knows(id: Id): boolean;
}

/** Kept while a source is read, to be shown to the person. */
export interface Reading {
  /** Lines or rows looked at. */
  lines: number;
  /** What was left out on purpose, in words (`of other papers`), and how many of each. */
  passed: Map<string, number>;
  /** Sentences on what a page or record lacked, or was: each completes "FILE: …". */
  notes: string[];
}

export function newReading(): Reading {
  return { lines: 0, passed: new Map(), notes: [] };
}

export function pass(reading: Reading, what: string): void {
  reading.passed.set(what, (reading.passed.get(what) ?? 0) + 1);
}

export interface DecodeOptions {
  /** The cited work, for sources that do not name it themselves, and to name a hub known only by its title. */
  cited?: Id;
  /** Date of this import, `YYYY-MM-DD`: when judgements were made that carry no date of their own. */
  at: string;
  /** Dumps leave out the rest; without it all is read. */
  wanted?: Wanted;
  reading?: Reading;
  /** What @strings of the BibTeX files read before define; files add their own. */
  strings?: Map<string, string>;
}

/**
 * Dumps come in many files, and the order of their kinds matters: citations say which papers are wanted, the papers bring
 * their proper names, and the rest is added to what is there.
 */
export const TURNS = ['citations', 'papers', 'additions'] as const;
export type Turn = (typeof TURNS)[number];

/** A form of a source: one entry in the table of detect.ts. */
export interface Source {
  /** Who says what is in it; records carry it as their origin. */
  id: ServiceName | 'bibliography' | 'interchange';
  /** Of a dump: its kind. A dump may be larger than one transaction should be. */
  turn?: Turn;
  /** The form found, in words, where content beginning with `head` (without byte order mark) is this source's. */
  recognise(head: string): string | undefined;
  /** @throws SourceError where the content turns out unreadable as a whole; single records become problems. */
  decode(input: Input, options: DecodeOptions): AsyncGenerator<Decoded>;
}
