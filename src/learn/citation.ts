/** What is learned from, and what is labelled: citations with the sentences in which they are made. */

export interface Sentence {
  text: string;
  section?: string;
  /** Roles given to this very sentence. */
  roles?: readonly string[];
}

export interface Citation {
  /** The papers by their numbers. */
  citing: number;
  cited: number;
  sentences: readonly Sentence[];
}

/** A citation whose roles somebody gave. */
export interface KnownCitation extends Citation {
  roles: readonly string[];
}

/**
 * A computation in steps, for whoever runs it to show how far it is or to leave it: yields how much is done, from 0 to 1.
 */
export type Steps<T> = Generator<number, T, void>;
