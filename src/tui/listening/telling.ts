/** What a state is to somebody who hears it: plain sentences, each with the name by which it is known whether it was heard before. */
import type { WorkNumber } from '../../library/model.js';
import type { Theme } from '../../text/theme.js';
import type { Services } from '../services/services.js';
import type { AppState } from '../state/app-state.js';

/** Something that holds for a while, and is said when it is otherwise than it was heard last. */
export interface Fact {
  name: string;
  text: string;
  /** What holds unless somebody changed it: said when it has become so, not at first. */
  isUsual: boolean;
}

/** A text of several lines in which the reader goes up and down. */
export interface Reading {
  /** Tells one text from another. */
  name: string;
  lines: readonly string[];
  /** The line one is at. */
  at: number;
}

/** A line that is typed. */
export interface Typed {
  /** What it is for, as in `Search`. */
  label: string;
  text: string;
  cursor: number;
}

/** The paper under the cursor, and what the reader has said of any paper: so that what becomes of one that was left can be told. */
export interface Decidable {
  work: WorkNumber;
  title: string;
  /** `Included`; '' where nothing was said. */
  wordsOf(work: WorkNumber): string;
}

export interface Telling {
  /** Tells one place from another. */
  place: string;
  /** What is said on coming there. */
  opening: readonly string[];
  /** What is said in its place to whoever comes back. */
  again?: string;
  facts: readonly Fact[];
  /** The line under the cursor; '' where there is none. */
  under: string;
  /** The line under the cursor is not said on coming there: the opening has all of them, or one comes to type. */
  isListed?: true;
  reading?: Reading;
  typed?: Typed;
  paper?: Decidable;
  /** What the reader is asked to do next, said last. */
  step?: string;
}

/** What a telling is made of. */
export interface Heard {
  state: AppState;
  services: Services;
  theme: Theme;
}

/** A fact that holds unless somebody changed it. */
export const fact = (name: string, text: string, usual: string): Fact => ({
  name,
  text: text === '' ? usual : text,
  isUsual: text === '',
});
