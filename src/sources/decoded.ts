/** What decoders give, a record or a problem at a time, and what they throw. */
import type { HubLibraryRecord } from '../hub/record.js';
import { asChecked, type Checked, checkedRecord } from '../hub/record-fields.js';

/** What could not be read, and where: `line 17`, `row 3 (“A title”)`. The rest of the source goes on. */
export interface Problem {
  place: string;
  message: string;
}

/** What a decoder gives, piece by piece, in the source's order. isChecked: readRecord() gave it. */
export type Decoded = { record: HubLibraryRecord; isChecked?: true } | { problem: Problem };

export function record(value: HubLibraryRecord): Decoded {
  return { record: value };
}

/** The record that a decoder gave as it can be taken in. */
export function checkedOf({ record: given, isChecked }: Extract<Decoded, { record: unknown }>): Checked {
  return isChecked === true ? asChecked(given) : checkedRecord(given);
}

export function problem(place: string, message: string): Extract<Decoded, { problem: Problem }> {
  return { problem: { place, message } };
}

/** A source that cannot be read at all; the message is one sentence for people. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/** Content that is of no source, or of one that says nothing a library could hold: no fault of a folder's it lies in. */
export class NoSource extends SourceError {
  /** What it is, completing "passed over: it is …". */
  readonly what: string;
  constructor(name: string, what: string, rest: string) {
    super(`${name} is ${what}${rest}`);
    this.what = what;
  }
}
