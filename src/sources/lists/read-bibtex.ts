/** The entries of a BibTeX or BibLaTeX file with what @strings and other entries give them; values still hold their TeX. */
import { MONTHS } from '../../hub/date.js';
import { figure, MOST_ENTRIES, MOST_STRINGS, VALUE_CHARACTERS, WRITTEN_OUT_CHARACTERS } from '../bounds.js';
import { inherit } from './inherit-bibtex.js';
import { type Definition, type Fault, type ScannedEntry, scanBibtex } from './scan-bibtex.js';

export interface Entry {
  /** In lower case, without the `@`. */
  type: string;
  key: string;
  /** By lower-case name, what is inherited too; of a name given twice the first counts. */
  fields: Map<string, string>;
  /** 1-based line where it begins. */
  line: number;
  /** As it stands in the file. */
  scanned: ScannedEntry;
}

/** An entry, or what is wrong; `fault` where a BibTeX reader would stop at it. */
export type Read = { entry: Entry } | { problem: string; line: number; fault?: Fault };

/** Texts by the lower-case names of @strings. */
export type Strings = Map<string, string>;

/**
 * Entries and problems in the file's order; of a file with more than MOST_ENTRIES of them, one more than that.
 * @param strings what other files define, which this one may use; its own are added
 */
export function readBibtex(text: string, strings: Strings = new Map()): Read[] {
  const writeOut = writing(strings);
  const lineAt = counting(text);
  const found: Read[] = [];
  const entries: Entry[] = [];
  let isFull = false;
  for (const scanned of scanBibtex(text)) {
    if (found.length > MOST_ENTRIES) break;
    const line = lineAt('fault' in scanned ? scanned.fault.start : scanned.start);
    const written = ({ name, parts }: Definition): string => {
      const { value, problem } = writeOut(name, parts);
      if (problem !== undefined) found.push({ problem, line });
      return value;
    };
    if ('fault' in scanned) found.push({ problem: scanned.fault.message, line, fault: scanned.fault });
    else if ('strings' in scanned)
      for (const definition of scanned.strings) {
        if (strings.size < MOST_STRINGS || strings.has(definition.name))
          strings.set(definition.name, written(definition));
        else if (!isFull) {
          isFull = true;
          found.push({
            problem: `more than ${figure(MOST_STRINGS)} strings are defined, of which the first are taken`,
            line,
          });
        }
      }
    else {
      const { type, key } = scanned.entry;
      const fields = new Map<string, string>();
      for (const field of scanned.entry.fields) if (!fields.has(field.name)) fields.set(field.name, written(field));
      const entry = { type, key, fields, line, scanned: scanned.entry };
      entries.push(entry);
      found.push({ entry });
    }
  }
  const [first, ...others] = inherit(entries);
  if (first !== undefined) {
    const all = others.length === 0 ? 'it lacks' : `it and ${figure(others.length)} others lack`;
    found.push({
      problem: `what the entries of this file have from others comes to more than ${figure(WRITTEN_OUT_CHARACTERS)} characters; ${all} some of it`,
      line: first.line,
    });
  }
  return found;
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
