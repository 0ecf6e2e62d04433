/** BibTeX and BibLaTeX, written entry by entry. */
import type { CslItem } from '../csl.js';
import { type PrintEntry, printedEntries } from '../entries.js';
import { groupsOf } from '../judgement-words.js';
import type { Chunk } from '../printed.js';
import { type BibtexOptions, type ExportWarning, entryOf } from './entry.js';
import { assignKeys, type KeyOptions } from './keys.js';
import type { Dialect } from './latex.js';

export interface FileOptions extends BibtexOptions {
  /** The items' keys in their order, where the caller has assigned them; else they are assigned here. */
  keys?: readonly string[] | KeyOptions;
}

/**
 * One piece of text an entry, in the order given: the same items give the same bytes. Keys need a look at all items first,
 * so that these are walked through twice; what can be walked only once is held in memory.
 * @param warn is told everything that did not go over as it was.
 */
export function* bibtex(
  items: Iterable<CslItem>,
  options: FileOptions,
  warn: (warning: ExportWarning) => void,
): Generator<Chunk, void, undefined> {
  const once: unknown = items[Symbol.iterator]();
  const again = once === items ? [...items] : items;
  const keys = Array.isArray(options.keys)
    ? (options.keys as readonly string[])
    : assignKeys(again, options.keys as KeyOptions);
  const groups = new Set<string>();
  // Entries may be made in another order, in which nobody is told of them.
  const warnings = new Map<number, ExportWarning[]>();
  const heard = (at: number, noted: Noted): void => {
    if (typeof noted === 'string') {
      groups.add(noted);
      return;
    }
    const told = warnings.get(at);
    if (told === undefined) warnings.set(at, [noted]);
    else told.push(noted);
  };
  const { dialect } = options;
  const print = dialect === 'bibtex' ? printBibtex : printBiblatex;
  yield* printedEntries(again, { format: dialect, print, options, keys, heard });
  for (const [, told] of [...warnings].sort(([one], [other]) => one - other)) for (const warning of told) warn(warning);
  if (groups.size > 0) yield `\n${groupTree(groups)}`;
}

/** A warning, or a group that the entry is in. */
type Noted = ExportWarning | string;

export const printBibtex = entriesIn('bibtex');
export const printBiblatex = entriesIn('biblatex');

function entriesIn(dialect: Dialect): PrintEntry<Noted> {
  return (item, { key, at }, options, note) => {
    if (options.annotate) for (const group of groupsOf(item)) note(group);
    const entry = bibtexEntry(item, key, { ...options, dialect }, note);
    return at === 0 ? entry : `\n${entry}`;
  };
}

/** JabRef shows groups that the file names; others take no notice of a comment. */
function groupTree(groups: Iterable<string>): string {
  const lines = [...groups].sort().map((group) => `1 StaticGroup:${group}\\;0\\;1\\;\\;\\;\\;;\n`);
  return `@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n${lines.join('')}}\n`;
}

/** The whole file at once, with its warnings. */
export function bibtexFile(
  items: Iterable<CslItem>,
  options: FileOptions,
): { text: string; warnings: ExportWarning[] } {
  const warnings: ExportWarning[] = [];
  let text = '';
  for (const piece of bibtex(items, options, (warning) => warnings.push(warning))) text += piece;
  return { text, warnings };
}

/** One entry with its final line break. */
export function bibtexEntry(
  item: CslItem,
  key: string,
  options: BibtexOptions,
  warn: (warning: ExportWarning) => void,
): string {
  const { type, fields } = entryOf(item, key, options, warn);
  const lines = fields.map(([name, value]) => `\n  ${name} = ${value}`);
  return `@${type}{${key},${lines.join(',')}\n}\n`;
}
