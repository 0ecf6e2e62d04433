/** `pith-tui export`: the citing papers that match, or named ones, in a format that other programs read. */
import path from 'node:path';
import { bibtex, type ExportWarning } from '../export/bibtex.js';
import { FileExistsError, writeWhole } from '../export/file.js';
import { cslItems } from '../export/items.js';
import { DEFAULT_KEY_PATTERN, type KeyPattern, readKeyPattern } from '../export/key-pattern.js';
import { libraryKeys } from '../export/library-keys.js';
import type { View, WorkId } from '../library/model.js';
import type { Library } from '../library/open.js';
import { hubRecords } from '../library/records.js';
import { runQuery } from '../library/view.js';
import { encodeInterchange } from '../sources/interchange/encode.js';
import type { Invocation } from './arguments.js';
import { EXPORT_FORMATS, type ExportFormat } from './commands.js';
import { EXIT, UserError } from './errors.js';
import { libraryPlace, readyLibrary, shownPath } from './library.js';
import { nothingFound } from './list.js';
import { counted, print, say } from './output.js';
import { markedMistake, onePaper, readQuery, requiredPaper } from './paper.js';
import { cut } from './plain.js';
import { jsonArray } from './row-format.js';

/** Remarks shown of one export. */
const SHOWN_WARNINGS = 20;

export async function exportPapers(invocation: Invocation): Promise<number> {
  const operands = requiredPaper(invocation);
  const target = invocation.values.get('output')?.[0] ?? '-';
  const format = formatOf(invocation.values.get('format')?.[0], target);
  const named = invocation.values.get('ids')?.flatMap((ids) => ids.split(',').filter((id) => id.trim() !== ''));
  if (format === 'hub' && (operands.query !== '' || named !== undefined))
    throw new UserError(
      'The hub format holds the whole hub; leave the query and --ids out, or choose another --format.',
    );
  const query = readQuery(operands.query);
  const pattern = patternOf(invocation.values.get('key-pattern')?.[0]);
  const { library, notice } = await readyLibrary(libraryPlace(invocation));
  if (notice !== undefined) say(notice);
  const hub = onePaper(library, operands.paper, invocation.named);
  const view = runQuery(library, hub, query);
  const ids = named === undefined ? view.ids(0, view.total) : chosen(library, view, named);
  if (ids.length === 0) {
    say(nothingFound(library, hub, query));
    return EXIT.nothing;
  }
  const warnings: ExportWarning[] = [];
  const pieces = encoded(library, hub, ids, format, pattern, invocation.switches.has('annotate'), warnings);
  if (target === '-') await print(pieces);
  else write(target, pieces, invocation.switches.has('force'));
  for (const { key, field, message } of warnings.slice(0, SHOWN_WARNINGS))
    say(`  ${cut(key, 60)}, ${field}: ${cut(message, 300)}`);
  if (warnings.length > SHOWN_WARNINGS) say(`  … and ${counted(warnings.length - SHOWN_WARNINGS, 'more remark')}`);
  if (target !== '-') say(`Wrote ${counted(ids.length, 'paper')} to ${target}.`);
  return EXIT.ok;
}

function write(target: string, pieces: Iterable<string>, replace: boolean): void {
  try {
    writeWhole(target, pieces, replace);
  } catch (error) {
    if (error instanceof FileExistsError)
      throw new UserError(`${error.message}; --force replaces it, -o names another file.`);
    const reason = /^E[A-Z]+: ([^,]+)/u.exec((error as Error).message)?.[1];
    if (reason === undefined) throw error;
    throw new UserError(`${target} cannot be written: ${reason}.`);
  }
}

function encoded(
  library: Library,
  hub: WorkId,
  ids: readonly WorkId[],
  format: ExportFormat,
  pattern: KeyPattern,
  annotate: boolean,
  warnings: ExportWarning[],
): Iterable<string> {
  if (format === 'hub') return encodeInterchange(hubRecords(library, hub));
  const items = cslItems(library, hub, ids);
  if (format === 'csl') return jsonArray(items);
  const { keys, kept } = libraryKeys(library, hub, ids, { pattern });
  if (!kept)
    say(
      `The library ${shownPath(library.file)} cannot be written to, so that it does not keep the keys of this export.`,
    );
  return bibtex(items, { dialect: 'bibtex', annotate, keys }, (warning) => warnings.push(warning));
}

/** @throws UserError with the pattern and a mark under the mistake. */
function patternOf(text: string | undefined): KeyPattern {
  if (text === undefined) return DEFAULT_KEY_PATTERN;
  const read = readKeyPattern(text);
  if ('pattern' in read) return read.pattern;
  const { message, column } = read.mistake;
  throw new UserError(markedMistake(message, text, column));
}

/** The papers of --ids in the order given, each once. */
function chosen(library: Library, view: View, named: readonly string[]): WorkId[] {
  const ids = named.map((text) => {
    const id = onePaper(library, text.trim(), true);
    if (view.position(id) < 0)
      throw new UserError(`${cut(text.trim(), 100)} is not among the citing papers that match.`, EXIT.nothing);
    return id;
  });
  return [...new Set(ids)];
}

/** By --format, else by the ending of the file, else BibTeX. */
function formatOf(named: string | undefined, target: string): ExportFormat {
  const byName = EXPORT_FORMATS.find((format) => format.name === named);
  if (byName !== undefined) return byName.name;
  if (target === '-') return 'bibtex';
  const endings = EXPORT_FORMATS.flatMap((format) => format.endings.map((ending) => ({ ending, name: format.name })));
  // The longest ending says most: .hub.jsonl before .jsonl.
  endings.sort((a, b) => b.ending.length - a.ending.length);
  const byEnding = endings.find(({ ending }) => target.toLowerCase().endsWith(ending));
  if (byEnding !== undefined) return byEnding.name;
  if (path.extname(target) === '') return 'bibtex';
  throw new UserError(
    `The ending of ${target} names no format; end it in ${endings.map(({ ending }) => ending).join(', ')}, or add --format.`,
  );
}
