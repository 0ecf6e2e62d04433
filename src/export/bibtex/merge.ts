/**
 * Papers into a .bib file that is somebody's own: appended at its end, or their missing fields filled in. Not a byte of what
 * is there is changed: comments, @strings, order, formatting, line ends, byte order mark and encoding stay.
 */

import { type CslItem, datesOf } from '../csl.js';
import { doiOf, eprintOf, isArxivDoi } from '../eprint.js';
import { parseMarkup } from '../rich-text/markup.js';
import { mathOf } from '../rich-text/math.js';
import type { Piece } from '../rich-text/rich-text.js';
import { BibSyntaxError, type ScannedEntry, scanBib } from './bib-scan.js';
import { type BibEntry, type BibtexOptions, bibtexEntry, type ExportWarning, entryOf } from './bibtex.js';
import { assignKeys } from './keys.js';
import type { Dialect } from './latex.js';

export interface MergeOptions extends Pick<BibtexOptions, 'annotate' | 'ascii' | 'abbreviateAuthors'> {
  /** What new entries are written in; else what the file is in, and BibTeX where it is empty. */
  dialect?: Dialect;
  /** Fields that an entry lacks are filled in where the paper is there already. */
  update?: boolean;
  /** The keys of new entries, by their places among the items; no two equal, and none that is taken. */
  keys?: (added: readonly number[], taken: readonly string[]) => readonly string[];
}

/** A paper's way into the file, by its place among the items. */
export type Merged =
  | { item: number; kind: 'added'; key: string }
  | { item: number; kind: 'present'; key: string; by: 'DOI' | 'arXiv number' | 'title and year' }
  | { item: number; kind: 'refused'; reason: string };

/** Lines that an existing entry gets, and where. */
export interface Filled {
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
  let entries: ScannedEntry[];
  try {
    entries = scanBib(text);
  } catch (error) {
    if (!(error instanceof BibSyntaxError)) throw error;
    return { ok: false, message: error.message, ...placeOf(file, isUtf8, error.at) };
  }
  return { ok: true, ...merge(file, text, isUtf8, entries, items, options) };
}

interface Plan {
  bytes: Uint8Array;
  changed: boolean;
  report: MergeReport;
}

function merge(
  file: Buffer,
  text: string,
  isUtf8: boolean,
  entries: readonly ScannedEntry[],
  items: readonly CslItem[],
  { update, keys: giveKeys, ...look }: MergeOptions,
): Plan {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const warnings: ExportWarning[] = [];
  const warn = (warning: ExportWarning): void => void warnings.push(warning);
  const writing = {
    ...look,
    dialect: look.dialect ?? dialectOf(entries),
    // A file in Latin-1 takes new entries in ASCII.
    ascii: look.ascii === true || !isUtf8,
  };
  const decode = (value: string): string => (isUtf8 ? Buffer.from(value, 'latin1').toString('utf8') : value);
  const index = new Index();
  for (const [at, entry] of entries.entries()) index.add(itemOf(entry, decode), at);

  // First who is new, then their keys, then how they look.
  const found = items.map((item, at) => {
    const match = index.find(item);
    if (match === undefined) index.add(item, -1 - at);
    return match;
  });
  const added = found.flatMap((match, at) => (match === undefined ? [at] : []));
  const taken = entries.map(({ key }) => decode(key));
  const keys =
    giveKeys?.(added, taken) ??
    assignKeys(
      added.map((at) => items[at]!),
      { taken },
    );
  const keyOf = new Map(added.map((at, i) => [at, keys[i]!]));

  const filled: Filled[] = [];
  const insertions: { at: number; text: string }[] = [];
  let appended = '';
  const refused = new Map<number, string>();
  for (const at of added) {
    const entry = bibtexEntry(items[at]!, keyOf.get(at)!, writing, warn);
    const foreign = isUtf8 ? undefined : /[^\x00-\x7f]/u.exec(entry)?.[0];
    if (foreign !== undefined) {
      refused.set(at, `the file is in Latin-1, which has no ${foreign}`);
      continue;
    }
    appended += `${appended === '' ? '' : '\n'}${entry}`;
  }
  if (update) {
    const done = new Set<number>();
    for (const [i, match] of found.entries()) {
      if (match === undefined || match.at < 0 || done.has(match.at)) continue;
      done.add(match.at);
      const entry = entries[match.at]!;
      const said = entryOf(
        items[i]!,
        entry.key,
        { ...writing, dialect: dialectOf([entry], writing.dialect) },
        () => {},
      );
      const fields = missingFields(entry, said).filter(([, value]) => isUtf8 || /^[\x00-\x7f]*$/u.test(value));
      if (fields.length === 0) continue;
      const { before, lines, after } = fieldLines(text, entry, fields);
      insertions.push({ at: entry.contentEnd, text: before + lines.map((line) => lineEnd + line).join(',') + after });
      filled.push({ key: decode(entry.key), line: lineAt(text, entry.start), lines });
    }
  }
  const papers = items.map((_, at): Merged => {
    const match = found[at];
    const reason = refused.get(at);
    if (reason !== undefined) return { item: at, kind: 'refused', reason };
    if (match === undefined) return { item: at, kind: 'added', key: keyOf.get(at)! };
    const earlier = -1 - match.at;
    const refusedToo = match.at < 0 ? refused.get(earlier) : undefined;
    if (refusedToo !== undefined) return { item: at, kind: 'refused', reason: refusedToo };
    return {
      item: at,
      kind: 'present',
      key: match.at < 0 ? keyOf.get(earlier)! : decode(entries[match.at]!.key),
      by: match.by,
    };
  });
  const report = { papers, filled, warnings };
  if (appended === '' && insertions.length === 0) return { bytes: file, changed: false, report };

  const encode = (part: string): Buffer => Buffer.from(part, 'utf8');
  const parts: Buffer[] = [];
  let from = 0;
  for (const insertion of insertions.sort((a, b) => a.at - b.at)) {
    parts.push(file.subarray(from, insertion.at), encode(insertion.text));
    from = insertion.at;
  }
  parts.push(file.subarray(from));
  if (appended !== '') {
    const isEmpty = text.replace(/^\xef\xbb\xbf/, '') === '';
    const gap = isEmpty ? '' : /(?:^|\n)\r?\n$/.test(text) ? '' : /\n$/.test(text) ? lineEnd : lineEnd + lineEnd;
    parts.push(encode(gap + appended.replaceAll('\n', lineEnd)));
  }
  return { bytes: Buffer.concat(parts), changed: true, report };
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

const MODERN_FIELDS = new Set([
  'date',
  'journaltitle',
  'eprinttype',
  'eprintclass',
  'location',
  'institution',
  'annotation',
  'pubstate',
]);
const CLASSIC_FIELDS = new Set([
  'year',
  'month',
  'journal',
  'archiveprefix',
  'primaryclass',
  'address',
  'school',
  'annote',
]);

/** By the fields that only one of the two has; where there are none, the other way round is told. */
function dialectOf(entries: readonly ScannedEntry[], otherwise: Dialect = 'bibtex'): Dialect {
  let modern = 0;
  let classic = 0;
  for (const { fields } of entries)
    for (const { name } of fields) {
      if (MODERN_FIELDS.has(name)) modern += 1;
      if (CLASSIC_FIELDS.has(name)) classic += 1;
    }
  return modern > classic ? 'biblatex' : classic > modern ? 'bibtex' : otherwise;
}

/** Of an entry what papers are told by. */
function itemOf(entry: ScannedEntry, decode: (value: string) => string): CslItem {
  const field = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = entry.fields.find((one) => one.name === name)?.value;
      if (value !== undefined && value.trim() !== '') return decode(value);
    }
    return undefined;
  };
  const bare = (value: string | undefined): string | undefined =>
    value?.replace(/\\(?:url|href)\s*/gu, '').replace(/[{}\\]/gu, '');
  const item: CslItem = { id: entry.key, type: entry.type };
  const year = /-?\d{3,4}/.exec(field('year', 'date') ?? '')?.[0];
  const prefix = bare(field('eprinttype', 'archiveprefix', 'archive'));
  const eprint = bare(field('eprint', 'arxiv', 'arxivid'));
  const set = (
    name: 'title' | 'DOI' | 'URL' | 'container-title' | 'volume' | 'note' | 'number',
    value: string | undefined,
  ): void => {
    if (value !== undefined) item[name] = value;
  };
  set('title', field('title'));
  set('DOI', bare(field('doi')));
  set('URL', bare(field('url', 'ee', 'howpublished')));
  set('container-title', bare(field('journal', 'journaltitle')));
  set('volume', bare(field('volume')));
  set('number', bare(field('number')));
  set('note', bare(field('note')));
  if (year !== undefined) item.issued = { 'date-parts': [[Number(year)]] };
  if (eprint !== undefined && (prefix === undefined || /arxiv/iu.test(prefix))) {
    item.archive = 'arXiv';
    item.archive_location = eprint;
  }
  // An address of the resolver is a DOI too.
  if (item.DOI === undefined && /^\s*https?:\/\/(?:dx\.)?doi\.org\//iu.test(item.URL ?? '')) item.DOI = item.URL!;
  return item;
}

interface Match {
  at: number;
  by: 'DOI' | 'arXiv number' | 'title and year';
}

/** Papers by what tells them apart; of several with the same name the first counts. */
class Index {
  readonly #dois = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #titles = new Map<string, { at: number; names: Names }[]>();

  add(item: CslItem, at: number): void {
    const names = namesOf(item);
    if (names.doi !== undefined && !this.#dois.has(names.doi)) this.#dois.set(names.doi, at);
    if (names.number !== undefined && !this.#numbers.has(names.number)) this.#numbers.set(names.number, at);
    if (names.title === undefined) return;
    const same = this.#titles.get(names.title);
    if (same === undefined) this.#titles.set(names.title, [{ at, names }]);
    else same.push({ at, names });
  }

  find(item: CslItem): Match | undefined {
    const names = namesOf(item);
    const byDoi = names.doi === undefined ? undefined : this.#dois.get(names.doi);
    if (byDoi !== undefined) return { at: byDoi, by: 'DOI' };
    const byNumber = names.number === undefined ? undefined : this.#numbers.get(names.number);
    if (byNumber !== undefined) return { at: byNumber, by: 'arXiv number' };
    // Every year has its Editorials: those with different names are different papers.
    const byTitle = this.#titles.get(names.title ?? '')?.find((one) => !differ(one.names, names));
    return byTitle === undefined ? undefined : { at: byTitle.at, by: 'title and year' };
  }
}

function differ(a: Names, b: Names): boolean {
  const both = (x: string | undefined, y: string | undefined): boolean => x !== undefined && y !== undefined && x !== y;
  return both(a.doi, b.doi) || both(a.number, b.number);
}

interface Names {
  doi?: string;
  number?: string;
  title?: string;
}

function namesOf(item: CslItem): Names {
  const doi = doiOf(item);
  const number = eprintOf(item)?.number;
  const year = datesOf(item.issued)[0]?.year;
  const title = item.title === undefined ? '' : titleName(parseMarkup(item.title));
  return {
    ...(doi === null || isArxivDoi(doi) ? {} : { doi: doi.toLowerCase() }),
    ...(number === undefined ? {} : { number }),
    ...(title === '' || year === undefined ? {} : { title: `${title} ${year}` }),
  };
}

/** A title's words without punctuation and letter case; a sign and its command are the same. */
function titleName(pieces: readonly Piece[]): string {
  const letters = (list: readonly Piece[]): string =>
    list
      .map((piece) => {
        if (piece.kind === 'text') return piece.text.replace(/[^\x00-\x7f]/gu, (sign) => mathOf(sign) ?? sign);
        if (piece.kind === 'math') return piece.tex;
        return piece.kind === 'logo' ? piece.name : letters(piece.pieces);
      })
      .join('');
  const whole = letters(pieces)
    .replace(/\\(?:math[a-z]+|mbox)/gu, '')
    .normalize('NFKD')
    .toLowerCase();
  // Of a title without letters the signs.
  const words = whole
    .replace(/[^\p{L}\p{N}\s]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return words || whole.replace(/[\s–—-]+/gu, '-');
}

/** Fields that say the same: where an entry has one, it does not lack the others. */
const SAME: readonly (readonly string[])[] = [
  ['journal', 'journaltitle', 'booktitle'],
  ['year', 'date'],
  ['month', 'date'],
  ['address', 'location'],
  ['school', 'institution', 'publisher', 'organization', 'howpublished'],
  ['archiveprefix', 'eprinttype'],
  ['primaryclass', 'eprintclass'],
  ['annote', 'annotation'],
  ['author', 'editor'],
  ['pages', 'eid', 'articleno'],
  ['number', 'issue'],
  ['key', 'sortkey'],
];
/** What an entry that refers to another one gets from there. */
const INHERITED =
  /^(?!(?:doi|eprint|archiveprefix|eprinttype|primaryclass|eprintclass|url|keywords|annote|annotation)$)/;

function missingFields(entry: ScannedEntry, said: BibEntry): [string, string][] {
  const has = new Set(entry.fields.map(({ name }) => name));
  const inherits = has.has('crossref') || has.has('xdata');
  return said.fields.filter(([name]) => {
    if (has.has(name) || name === 'key' || name === 'pubstate') return false;
    if (inherits && INHERITED.test(name)) return false;
    // An address says nothing where the entry has a DOI, and a number's archive nothing where it has none of ours.
    if (name === 'url' && has.has('doi')) return false;
    if (
      /^(?:archiveprefix|eprinttype|primaryclass|eprintclass)$/.test(name) &&
      has.has('eprint') &&
      !/arxiv/i.test(archiveOf(entry))
    )
      return false;
    return !SAME.some((names) => names.includes(name) && names.some((other) => other !== name && has.has(other)));
  });
}

function archiveOf(entry: ScannedEntry): string {
  return entry.fields.find(({ name }) => name === 'archiveprefix' || name === 'eprinttype')?.value ?? 'arXiv';
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
