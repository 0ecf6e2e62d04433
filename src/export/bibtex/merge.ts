/**
 * Papers into a .bib file that is somebody's own: appended at its end, or their missing fields filled in. Not a byte of what
 * is there is changed: comments, @strings, order, formatting, line ends, byte order mark and encoding stay.
 */

import { figure, MOST_HELD } from '../../sources/bounds.js';
import {
  BIBLATEX_ONLY,
  BIBTEX_ONLY,
  isOfArchive,
  SAME_FIELDS,
  VENUE_FIELDS,
} from '../../sources/lists/bibtex/names.js';
import { type Entry, readBibtex } from '../../sources/lists/bibtex/read.js';
import type { ScannedEntry } from '../../sources/lists/bibtex/scan.js';
import { decodeText } from '../../sources/markup/text.js';
import type { CslItem } from '../csl.js';
import { bibtexEntry } from './bibtex.js';
import { type BibEntry, type BibtexOptions, type ExportWarning, entryOf } from './entry.js';
import { assignKeys } from './keys.js';
import type { Dialect } from './latex.js';
import { type Match, type MatchedBy, matchesOf } from './merge-matches.js';

export interface MergeOptions extends Pick<BibtexOptions, 'annotate' | 'ascii' | 'abbreviateAuthors'> {
  /** What new entries are written in; else what the file is in, and BibTeX where it is empty. */
  dialect?: Dialect;
  /** Fields that an entry lacks are filled in where the paper is there already. */
  update?: boolean;
  /** The keys of new entries, by their places among the items; no two equal, and none that is taken. */
  keys?: (added: readonly number[], taken: readonly string[]) => readonly string[];
  /** The keys that the paper of an item, by its place, was given before. */
  known?: (item: number) => readonly string[];
}

/** A paper's way into the file, by its place among the items. */
export type Merged =
  | { item: number; kind: 'added'; key: string }
  | { item: number; kind: 'present'; key: string; by: MatchedBy }
  | { item: number; kind: 'refused'; reason: string };

/** Lines that an existing entry gets, and where. */
interface Filled {
  key: string;
  /** 1-based, of the old file. */
  line: number;
  lines: string[];
}

export interface MergeReport {
  /** In the order of the items. */
  papers: Merged[];
  filled: Filled[];
  warnings: ExportWarning[];
}

export type MergeResult =
  | { ok: true; bytes: Uint8Array; changed: boolean; report: MergeReport }
  | { ok: false; message: string; line: number; column: number };

/** The new file, whole, or what keeps the old one from being read. Where nothing is new, the bytes are the old ones. */
export function mergeBib(target: Uint8Array, items: readonly CslItem[], options: MergeOptions = {}): MergeResult {
  const file = Buffer.from(target.buffer, target.byteOffset, target.byteLength);
  if ((file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff))
    return { ok: false, message: 'the file is in UTF-16, which BibTeX cannot read', line: 1, column: 1 };
  const text = file.toString('latin1');
  const isUtf8 = isValidUtf8(file);
  // No encoding that BibTeX reads has such bytes in it; others may be Latin-1.
  const nul = file.indexOf(0);
  if (nul >= 0) return { ok: false, message: 'it is a binary file, not BibTeX', ...placeOf(file, isUtf8, nul) };
  const entries: Entry[] = [];
  for (const read of readBibtex(text)) {
    if ('entry' in read) entries.push(read.entry);
    else if (read.fault !== undefined)
      return { ok: false, message: read.fault.message, ...placeOf(file, isUtf8, read.fault.at) };
    if (entries.length > MOST_HELD)
      return { ok: false, message: `the file holds more than ${figure(MOST_HELD)} entries`, line: 1, column: 1 };
  }
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return { ok: true, ...merge({ file, text, isUtf8, entries, lineEnd }, items, options) };
}

type Plan = Omit<Extract<MergeResult, { ok: true }>, 'ok'>;

/** The file as it is. */
interface Target {
  file: Buffer;
  /** One character a byte. */
  text: string;
  isUtf8: boolean;
  entries: readonly Entry[];
  /** What new lines end in. */
  lineEnd: string;
}

function merge(target: Target, items: readonly CslItem[], options: MergeOptions): Plan {
  const { update, keys: giveKeys, known: _, ...look } = options;
  const { entries } = target;
  const warnings: ExportWarning[] = [];
  const writing = {
    ...look,
    dialect: look.dialect ?? dialectOf(entries.map(({ scanned }) => scanned)),
    // A file in Latin-1 takes new entries in ASCII.
    ascii: look.ascii === true || !target.isUtf8,
  };
  // First who is new, then their keys, then how they look.
  const matches = matchesOf(entries, items, (item) => options.known?.(item) ?? [], decoded);
  const added = matches.flatMap((match, i) => (match === undefined ? [i] : []));
  const taken = entries.map(({ key }) => decoded(key));
  const keys =
    giveKeys?.(added, taken) ??
    assignKeys(
      added.map((i) => items[i]!),
      { taken },
    );
  const keyOf = new Map(added.map((item, i) => [item, keys[i]!]));
  const { appended, refused } = newEntries(target, items, keyOf, writing, (warning) => void warnings.push(warning));
  const { insertions, filled } = update ? fillings(target, items, matches, writing) : { insertions: [], filled: [] };
  const papers = items.map((_, i) => mergedPaper(target, i, matches[i], keyOf, refused));
  const report = { papers, filled, warnings };
  if (appended === '' && insertions.length === 0) return { bytes: target.file, changed: false, report };
  return { bytes: spliced(target, insertions, appended), changed: true, report };
}

/** The text of bytes that are a character each. */
function decoded(value: string): string {
  return decodeText(Buffer.from(value, 'latin1'));
}

/** The text of the new entries, and why some of them cannot stand in this file, by item. */
function newEntries(
  { isUtf8 }: Target,
  items: readonly CslItem[],
  keyOf: ReadonlyMap<number, string>,
  writing: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): { appended: string; refused: Map<number, string> } {
  const written: string[] = [];
  const refused = new Map<number, string>();
  for (const [i, key] of keyOf) {
    const entry = bibtexEntry(items[i]!, key, writing, warn);
    const foreign = isUtf8 ? undefined : /[^\x00-\x7f]/u.exec(entry)?.[0];
    if (foreign === undefined) written.push(entry);
    else refused.set(i, `the file is in Latin-1, which has no ${foreign}`);
  }
  return { appended: written.join('\n'), refused };
}

interface Insertion {
  at: number;
  text: string;
}

/** The fields that entries lack and their items have. */
function fillings(
  target: Target,
  items: readonly CslItem[],
  matches: readonly (Match | undefined)[],
  writing: BibtexOptions,
): { insertions: Insertion[]; filled: Filled[] } {
  const { text, entries, isUtf8, lineEnd } = target;
  const insertions: Insertion[] = [];
  const filled: Filled[] = [];
  const done = new Set<number>();
  for (const [i, match] of matches.entries()) {
    if (match === undefined || match.at < 0 || match.twice || done.has(match.at)) continue;
    done.add(match.at);
    const entry = entries[match.at]!;
    const { scanned } = entry;
    const dialect = dialectOf([scanned], writing.dialect);
    const said = entryOf(items[i]!, entry.key, { ...writing, dialect }, () => {});
    const fields = missingFields(entry, said).filter(([, value]) => isUtf8 || /^[\x00-\x7f]*$/u.test(value));
    if (fields.length === 0) continue;
    const { before, lines, after } = fieldLines(text, scanned, fields);
    insertions.push({ at: scanned.contentEnd, text: before + lines.map((line) => lineEnd + line).join(',') + after });
    filled.push({ key: decoded(entry.key), line: entry.line, lines });
  }
  return { insertions, filled };
}

function mergedPaper(
  target: Target,
  item: number,
  match: Match | undefined,
  keyOf: ReadonlyMap<number, string>,
  refused: ReadonlyMap<number, string>,
): Merged {
  const first = match !== undefined && match.at < 0 ? -1 - match.at : item;
  const reason = refused.get(first);
  if (reason !== undefined) return { item, kind: 'refused', reason };
  if (match === undefined) return { item, kind: 'added', key: keyOf.get(item)! };
  const key = match.at < 0 ? keyOf.get(first)! : decoded(target.entries[match.at]!.key);
  return { item, kind: 'present', key, by: match.by };
}

/** The file's bytes with what is inserted and appended. */
function spliced({ file, text, lineEnd }: Target, insertions: readonly Insertion[], appended: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const insertion of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(file.subarray(from, insertion.at), Buffer.from(insertion.text));
    from = insertion.at;
  }
  parts.push(file.subarray(from));
  if (appended !== '') {
    const isEmpty = text.replace(/^\xef\xbb\xbf/, '') === '';
    const gap = isEmpty || /(?:^|\n)\r?\n$/.test(text) ? '' : /\n$/.test(text) ? lineEnd : lineEnd + lineEnd;
    parts.push(Buffer.from(gap + appended.replaceAll('\n', lineEnd)));
  }
  return Buffer.concat(parts);
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Line and column of a byte, as an editor counts them. */
function placeOf(file: Buffer, isUtf8: boolean, at: number): { line: number; column: number } {
  const before = file.toString('latin1', 0, at);
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const line = isUtf8 ? file.toString('utf8', from, at).replace('\ufeff', '') : before.slice(from);
  return { line: lineAt(before, at), column: [...line].length + 1 };
}

function lineAt(text: string, at: number): number {
  return (text.slice(0, at).match(/\r\n?|\n/g)?.length ?? 0) + 1;
}

/** By the fields that only one of the two has; where there are none, the other way round is told. */
function dialectOf(entries: readonly ScannedEntry[], otherwise: Dialect = 'bibtex'): Dialect {
  let modern = 0;
  let classic = 0;
  for (const { fields } of entries)
    for (const { name } of fields) {
      if (BIBLATEX_ONLY.has(name)) modern += 1;
      if (BIBTEX_ONLY.has(name)) classic += 1;
    }
  return modern > classic ? 'biblatex' : classic > modern ? 'bibtex' : otherwise;
}

/** What an entry that refers to another one gets from there. */
const isInherited = (field: string): boolean =>
  !isOfArchive(field) && !/^(?:doi|eprint|url|keywords|annote|annotation)$/.test(field);

function missingFields({ fields: has }: Entry, said: BibEntry): [string, string][] {
  const inherits = has.has('crossref') || has.has('xdata');
  return said.fields.filter(([name, value]) => {
    if (has.has(name) || name === 'key' || name === 'pubstate' || name === 'type') return false;
    if (inherits && isInherited(name)) return false;
    // Some write the whole date where the year belongs.
    if (name === 'month' && /\d\D+\d|\p{L}{3}/u.test(has.get('year') ?? '')) return false;
    // Where something was published, a preprint's server too, is said once.
    if (name === 'howpublished' && VENUE_FIELDS.some((field) => has.has(field))) return false;
    // An address says nothing where the entry has a DOI, and a number's archive nothing where it has none of ours.
    if (name === 'url' && (has.has('doi') || saysAddress(has, value))) return false;
    // A number of before 2007 says its class itself.
    if (isOfArchive(name) && /^\W*(?:arxiv:)?[a-z.-]+\//iu.test(has.get('eprint') ?? '')) return false;
    if (isOfArchive(name) && has.has('eprint') && !/arxiv/i.test(archiveOf(has))) return false;
    return !SAME_FIELDS.some(
      (names) => names.includes(name) && names.some((other) => other !== name && has.has(other)),
    );
  });
}

/** Whether the address stands in any field, `howpublished = {\url{…}}` or a note. */
function saysAddress(fields: ReadonlyMap<string, string>, address: string): boolean {
  const bare = (text: string): string => text.replace(/[\s{}\\]/gu, '');
  return [...fields.values()].some((value) => bare(value).includes(bare(address)));
}

function archiveOf(fields: ReadonlyMap<string, string>): string {
  return fields.get('archiveprefix') ?? fields.get('eprinttype') ?? 'arXiv';
}

/** The new fields in the manner of the entry: its indentation, its comma at the end or none. */
function fieldLines(
  text: string,
  entry: ScannedEntry,
  fields: readonly [string, string][],
): { before: string; lines: string[]; after: string } {
  const last = entry.fields.at(-1);
  const lead = last === undefined ? '' : /(?:^|\n)([ \t]*)$/.exec(text.slice(entry.start, last.start))?.[1];
  const indent = lead ?? '  ';
  const sign = last === undefined ? ' = ' : (/^[^=]*?(\s*=\s*)/.exec(text.slice(last.start, last.end))?.[1] ?? ' = ');
  const column =
    /^\s*=\s?$/.test(sign) && lead !== undefined && last !== undefined ? last.name.length + sign.indexOf('=') : 0;
  const isAligned = / {2,}=/.test(sign);
  const lines = fields.map(
    ([name, value]) =>
      `${indent}${isAligned ? `${`${name} `.padEnd(column)}=${sign.slice(sign.indexOf('=') + 1)}` : `${name}${/[\r\n]/.test(sign) ? ' = ' : sign}`}${value}`,
  );
  return { before: entry.hasFinalComma ? '' : ',', lines, after: entry.hasFinalComma ? ',' : '' };
}
