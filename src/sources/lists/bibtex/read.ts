/** The entries of a BibTeX or BibLaTeX file with what @strings and other entries give them; values still hold their TeX. */
import { MONTHS } from '../../../hub/date.js';
import {
  figure,
  MOST_ENTRIES,
  MOST_PARENTS,
  MOST_STRINGS,
  VALUE_CHARACTERS,
  WRITTEN_OUT_CHARACTERS,
} from '../../bounds.js';
import { inheritance, isWhole, keyOfWhole, keysNamed } from './inherit.js';
import { type Definition, type Fault, type ScannedEntry, scanBibtex } from './scan.js';

export interface Entry {
  /** In lower case, without the `@`. */
  type: string;
  key: string;
  /** By lower-case name, what is inherited too; of a name given twice the first counts. */
  fields: Map<string, string>;
  /** 1-based line where it begins. */
  line: number;
  /** Other entries are parts of it: a volume, a book with its chapters. */
  hasParts?: true;
  /** As it stands in the file. */
  scanned: ScannedEntry;
}

/** An entry, or what is wrong; `fault` where a BibTeX reader would stop at it. */
export type Read = { entry: Entry } | { problem: string; line: number; fault?: Fault };

/** Texts by the lower-case names of @strings. */
export type Strings = Map<string, string>;

/**
 * Entries and problems in the file's order, one at a time: only entries of which others inherit are held.
 * @param strings what other files define, which this one may use; its own are added
 */
export function* readBibtex(text: string, strings: Strings = new Map()): Generator<Read> {
  const { parents, isFull } = parentsIn(text, strings);
  const { fill, lacking } = inheritance(parents.values());
  for (const read of readings(text, strings)) {
    if ('entry' in read) {
      const entry = parents.get(read.entry.scanned.start) ?? read.entry;
      fill(entry);
      yield { entry };
    } else yield read;
  }
  if (isFull)
    yield {
      problem: `entries of this file have something from more than ${figure(MOST_PARENTS)} others, of which the first are taken`,
      line: 1,
    };
  const { first, count } = lacking();
  if (first === undefined) return;
  const all = count === 1 ? 'it lacks' : `it and ${figure(count - 1)} others lack`;
  yield {
    problem: `what the entries of this file have from others comes to more than ${figure(WRITTEN_OUT_CHARACTERS)} characters; ${all} some of it`,
    line: first.line,
  };
}

/** What a file has in which entries inherit. */
const INHERITS = /crossref|xdata/iu;

/** The entries of which others inherit, by their places, as many as may be held; `isFull`: there are more. */
function parentsIn(text: string, strings: Strings): { parents: Map<number, Entry>; isFull: boolean } {
  const parents = new Map<number, Entry>();
  const named = new Set<string>();
  const wholes = new Set<string>();
  let isFull = false;
  if (!INHERITS.test(text)) return { parents, isFull };
  for (const entry of entriesOf(text, strings)) {
    const whole = keyOfWhole(entry.fields)?.toLowerCase();
    if (whole !== undefined && whole !== entry.key.toLowerCase() && wholes.size < MOST_PARENTS) wholes.add(whole);
    for (const key of keysNamed(entry.fields).map((written) => written.toLowerCase()))
      if (named.size < MOST_PARENTS) named.add(key);
      else if (!named.has(key)) isFull = true;
  }
  for (const entry of entriesOf(text, strings)) {
    const key = entry.key.toLowerCase();
    if (!named.has(key)) continue;
    if (wholes.has(key) && isWhole(entry.type)) entry.hasParts = true;
    // A key may be given again and again.
    if (parents.size < MOST_PARENTS) parents.set(entry.scanned.start, entry);
    else isFull = true;
  }
  return { parents, isFull };
}

/** The entries alone, as if the file had not been read. */
function* entriesOf(text: string, strings: Strings): Generator<Entry> {
  let count = 0;
  for (const read of readings(text, new Map(strings))) {
    if (!('entry' in read)) continue;
    yield read.entry;
    count += 1;
    if (count > MOST_ENTRIES) return;
  }
}

/** Entries as they stand in the file, and problems. */
function* readings(text: string, strings: Strings): Generator<Read> {
  const writeOut = writing(strings);
  const lineAt = counting(text);
  let isFull = false;
  for (const scanned of scanBibtex(text)) {
    const line = lineAt('fault' in scanned ? scanned.fault.start : scanned.start);
    const problems: string[] = [];
    const written = ({ name, parts }: Definition): string => {
      const { value, problem } = writeOut(name, parts);
      if (problem !== undefined) problems.push(problem);
      return value;
    };
    let entry: Entry | undefined;
    if ('strings' in scanned) {
      for (const definition of scanned.strings) {
        if (strings.size < MOST_STRINGS || strings.has(definition.name))
          strings.set(definition.name, written(definition));
        else if (!isFull) {
          isFull = true;
          problems.push(`more than ${figure(MOST_STRINGS)} strings are defined, of which the first are taken`);
        }
      }
    } else if ('entry' in scanned) {
      const { type, key } = scanned.entry;
      const fields = new Map<string, string>();
      for (const field of scanned.entry.fields) if (!fields.has(field.name)) fields.set(field.name, written(field));
      entry = { type, key, fields, line, scanned: scanned.entry };
    } else yield { problem: scanned.fault.message, line, fault: scanned.fault };
    for (const problem of problems) yield { problem, line };
    if (entry !== undefined) yield { entry };
  }
}

/** Puts values together. A name that nothing defines is told once, and stands for itself. */
function writing(strings: Strings): (field: string, parts: Definition['parts']) => { value: string; problem?: string } {
  const months = new Map(MONTHS.map((name) => [name, name]));
  const told = new Set<string>();
  let writtenOut = 0;
  return (field, parts) => {
    const texts: string[] = [];
    let problem: string | undefined;
    let length = 0;
    for (const { text, isBare } of parts) {
      const name = text.toLowerCase();
      const said = isBare ? (strings.get(name) ?? months.get(name)) : undefined;
      writtenOut += said?.length ?? 0;
      length += (said ?? text).length;
      if (said !== undefined && writtenOut > WRITTEN_OUT_CHARACTERS)
        problem ??= `the strings of this file have been written out to ${figure(WRITTEN_OUT_CHARACTERS)} characters, and “${field}” is left as it stands`;
      else if (length > VALUE_CHARACTERS) {
        const written = parts.length > 1 ? ', its strings written out,' : '';
        problem ??= `“${field}” has more than ${figure(VALUE_CHARACTERS)} characters${written} and is left out`;
        return { value: '', problem };
      } else if (isBare && said === undefined && !/^\d/u.test(text) && !told.has(name)) {
        told.add(name);
        problem ??= `no @string defines ${text}, which stands as it is in “${field}”; if another file defines it, name that file first`;
      }
      texts.push(said !== undefined && writtenOut <= WRITTEN_OUT_CHARACTERS ? said : text);
    }
    return { value: texts.join(''), ...(problem === undefined ? {} : { problem }) };
  };
}

/** The line of a place; places are asked for in order. */
function counting(text: string): (at: number) => number {
  const end = /\r\n?|\n/gu;
  let line = 1;
  let next = end.exec(text)?.index ?? Number.POSITIVE_INFINITY;
  return (at) => {
    while (next < at) {
      line += 1;
      next = end.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    }
    return line;
  };
}
