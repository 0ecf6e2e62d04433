import type { Ref } from '../hub/record.js';
import type { Decoded } from './decoded.js';
import type { Input } from './input.js';

export interface DecodeOptions {
  /** The cited work, for sources that do not name it themselves, and to name a hub known only by its title. */
  cited?: Ref;
  /** Date of this import, `YYYY-MM-DD`: when judgements were made that carry no date of their own. */
  at: string;
}

/** A source of hubs: one folder, one entry in the table of detect.ts. */
export interface Source {
  /** The folder's name; records of the source carry it as their origin. */
  id: string;
  /** What a person would have to give, completing "expected …". */
  expects: string;
  /** The form found, in words, where content beginning with `head` (without byte order mark) is this source's. */
  recognise(head: string): string | undefined;
  /** @throws SourceError where the content turns out unreadable as a whole; single records become problems. */
  decode(input: Input, options: DecodeOptions): AsyncGenerator<Decoded>;
}
