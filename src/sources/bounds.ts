/**
 * How much of anything from outside is taken in: a few times what occurs, so that memory stays below 500 MB whatever comes.
 * What goes beyond ends in a sentence that names the bound, or, where it is one record of many, in a problem with its place.
 */

/** A file read as one piece: a bibliography, an answer of a service, a feed. The largest of them have some 40 MB. */
export const WHOLE_BYTES = 64_000_000;
/** Entries of a list: a person's bibliography has some thousands, that of a whole field (the ACL's) some hundred thousand. */
export const MOST_ENTRIES = 500_000;
/** Entries where all of them are held at once: of a feed, which has at most 2,000, and of a .bib file that is added to. */
export const MOST_HELD = 25_000;
/** How much larger than its archive a file may be, where it is large at all: texts shrink to a tenth, lists seldom to a fiftieth. */
export const MOST_UNPACKED = { times: 200, beyondBytes: 32_000_000 };
/** A line of a dump or a row of a table: works of thousands of authors and references have a few MB. */
export const LINE_BYTES = 32_000_000;
/** Problems in one file, where they are more than what could be read. */
export const MOST_PROBLEMS = 100_000;
/** A row of a table, whose cells each cost more than their bytes; hundreds of ids and authors in a cell occur. */
export const ROW_BYTES = 8_000_000;
export const ROW_COMMAS = 1_000_000;
/** A line of the interchange format: a record of a work with a very long text stays far below. */
export const INTERCHANGE_LINE_BYTES = 8_000_000;
/** JSON nests ten levels, and one record or answer has some hundred thousand values: numbers, texts, lists and objects. */
export const JSON_DEPTH = 100;
export const JSON_VALUES = 1_000_000;
/** Keys of a record of Pith, which has some twenty, and values of what its checksum is of. */
export const RECORD_KEYS = 1_000;
export const CANONICAL_VALUES = 10_000;
/** A saved page and its lines. */
export const PAGE_BYTES = 8_000_000;
export const PAGE_LINES = 100_000;
/** Elements of a page, and how deep they nest. */
export const PAGE_ELEMENTS = 100_000;
export const ELEMENT_DEPTH = 500;
/** An entry of a feed, and its tags. */
export const ENTRY_CHARACTERS = 2_000_000;
export const ENTRY_TAGS = 50_000;
/** Lines of a record of a list, fields of an entry and parts of a value: thousands of authors and keywords occur. */
export const RECORD_LINES = 50_000;
/** How deep braces nest in BibTeX, the strings that one file defines, and the entries of which others inherit. */
export const BRACE_DEPTH = 10_000;
export const MOST_STRINGS = 50_000;
export const MOST_PARENTS = 50_000;
/** A value of a list, of BibTeX with its strings written out, and all that is written out in one file. */
export const VALUE_CHARACTERS = 1_000_000;
export const WRITTEN_OUT_CHARACTERS = 32_000_000;
/** An answer over HTTP, unpacked: the longest list of OpenCitations, 200,000 rows, is about 50 MB. */
export const ANSWER_BYTES = 64_000_000;
/** A file of a hub folder, kept on disk, and its index, read as one piece: a line for each of some hundred thousand hubs. */
export const DOWNLOAD_BYTES = 4_000_000_000;
export const INDEX_LINE_BYTES = 1_000_000;
export const INDEX_HUBS = 5_000_000;
/** Names of a hub in an index, and files of it: an engine with many threads writes some hundred. */
export const INDEX_NAMES = 1_000;
/** Pages in a row of one list that bring nothing new, and those of a list that is read in stretches which overlap. */
export const PAGES_WITHOUT_NEWS = 3;
export const STRETCHES_WITHOUT_NEWS = 400;
/** Citing papers of one list: counts lag behind, but never that far, and the most cited paper has some 300,000. */
export const MOST_CITING = { timesTotal: 10, butAtLeast: 1_000, atAll: 2_000_000 };

/** One value or record that goes beyond a bound; the message completes "line 3: …". */
export class Excess extends Error {
  override name = 'Excess';
}

/** A bound in words, its thousands told apart. */
export function figure(bound: number): string {
  return bound.toLocaleString('en-US');
}
