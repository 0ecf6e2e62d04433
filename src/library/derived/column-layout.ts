/** What the arrays of a hub are: what makes them (make-columns.ts) and what reads them (columns.ts) agree on this. */
import type { AskedAs } from '../../hub/work-fields.js';
import type { FacetField } from '../model.js';
import type { LateOutline } from './patching/postings.js';
import type { ReferencesOutline } from './references.js';
import { fewOf, putAll, type Shelf } from './shelf/segments.js';
import type { PairsOutline } from './words/pairs.js';

/** Bumped whenever what make-columns.ts makes changes: what an older program made is made anew. */
export const VERSION = 7;
export const isReadable = (version: unknown): boolean => version === VERSION;
/** A hub with this many citing papers keeps its arrays in the library; those of a smaller one are made in a few milliseconds. */
export const STORED_FROM = 500;
/** From this size an import makes them at once; before, whoever opens the hub first waits no longer than a few frames. */
export const MADE_AT_ONCE_FROM = 5000;

/**
 * The fields that facets count, packed: papers that agree in all fields of a group are one class. So a filter is a table
 * over classes, and one pass over the papers counts every facet.
 */
const GROUP: Readonly<Record<FacetField, number>> = {
  role: 0,
  polarity: 0,
  verdict: 0,
  influential: 0,
  year: 1,
  category: 1,
  novelty: 2,
  integrity: 2,
  retracted: 2,
};
export const FACET_FIELDS = Object.keys(GROUP) as FacetField[];
export const GROUPS: readonly (readonly FacetField[])[] = [...new Set(Object.values(GROUP))].map((group) =>
  FACET_FIELDS.filter((field) => GROUP[field] === group),
);

/** The different values of each field, that classes and codes point to. null: unknown. */
export interface Values
  extends Record<AskedAs<{ as: 'label' }>, (string | null)[]>,
    Record<AskedAs<{ as: 'flag' }>, (boolean | null)[]> {
  /** Different sets of labels. */
  role: string[][];
  polarity: string[][];
  verdict: (string | null)[];
  influential: (boolean | null)[];
  integrity: (string | null)[];
  /** These rise, with null last. */
  year: (number | null)[];
  novelty: (number | null)[];
  /** Citations a source counts, else citers in this library. */
  citations: (number | null)[];
  refs: (number | null)[];
  venue: (string | null)[];
}

/** What very many papers have, in the order in which it lies there: the beginnings of words, then whole words. */
export interface CommonOutline {
  beginnings: readonly string[];
  words: readonly string[];
}

/** What is known before any array is loaded. */
export interface Outline {
  size: number;
  values: Values;
  /** Classes of each group. */
  classes: number[];
  words: {
    size: number;
    letters: number;
    postings: number;
    /** Bytes of them. */
    tokens: number;
    /** Numbers that stand among the tokens, where these are not as many as there are words. */
    numbers?: number;
    /** Where papers were replaced since the arrays were made: their tokens are the last ones. */
    late?: LateOutline;
    /** Of a hub whose arrays are stored. */
    common?: CommonOutline;
  };
  /** Where the arrays are stored, by a program that knows of them: how large those of references are. */
  references?: ReferencesOutline;
  /** Where the hub is large, and no paper was replaced since: how large what is known of common words in abstracts is. */
  pairs?: PairsOutline;
}

/** A code for each paper. */
export type Codes = Uint16Array | Int32Array;

/** Whether codes of so many values have room in two bytes. */
const isNarrow = (count: number): boolean => count <= 65_536;

/** Codes take as little room as they can. */
export function narrow(codes: Int32Array, count: number): Codes {
  return isNarrow(count) ? new Uint16Array(codes) : codes;
}

/** Room for the codes of so many papers. @param count how many values they stand for */
export function codesFor(count: number, size: number): Codes {
  return isNarrow(count) ? new Uint16Array(size) : new Int32Array(size);
}

/** In which of a paper's texts a word is. */
export const WHERE = { title: 1, author: 2, summary: 4 } as const;
/** Between the texts of a paper among the tokens. */
export const END = -1;
/** In which text the words are that come after END: there may be several summaries. */
export const textAfter = (where: number): number => Math.min(where * 2, WHERE.summary);

/** Bits of the column of flags. */
export const FLAGS = ['context', 'abstract', 'summary', 'review', 'doi', 'arxiv', 'claims'] as const;

/** The classes of the papers of a hub in a few fields. */
export interface Group {
  /** The class of each paper. */
  codes: Codes;
  /** For each field of the group the value of each class. */
  fields: Int32Array[];
  /** Papers of each class. */
  papers: Int32Array;
}

const countsName = (field: FacetField): string => `counts ${field}`;

/** Puts the classes of a group away, with how many papers have each value. @param before the classes that lie there already */
export function putClasses(shelf: Shelf, number: number, group: Group, before?: Group): void {
  putAll(shelf, `group ${number}`, group.codes, before?.codes);
  putAll(shelf, `papers ${number}`, group.papers);
  for (const [at, field] of GROUPS[number]!.entries()) {
    const values = group.fields[at]!;
    putAll(shelf, `class ${field}`, values);
    putAll(
      shelf,
      countsName(field),
      summed(
        group.papers,
        values,
        values.reduce((most, one) => Math.max(most, one + 1), 0),
      ),
    );
  }
}

/** How many papers have each value, by how many each class has. @param size how many values there are */
function summed(papers: Int32Array, values: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (let cls = 0; cls < papers.length; cls += 1) counts[values[cls]!]! += papers[cls]!;
  return counts;
}

/** How many papers have each value of a field; undefined where that was not kept. */
export function countsOfValues(shelf: Shelf, field: FacetField, values: Values): Int32Array | undefined {
  return fewOf(shelf, countsName(field), values[field].length);
}

/** The same, counted. */
export function countsOfClasses(groups: readonly Group[], field: FacetField, values: Values): Int32Array {
  const { papers, fields } = groups[GROUP[field]]!;
  return summed(papers, fields[GROUPS[GROUP[field]]!.indexOf(field)]!, values[field].length);
}
