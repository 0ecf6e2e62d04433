/** `pith-tui export`: the citing papers that match, or named ones, in a format that other programs read. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ExportWarning } from '../../export/bibtex/bibtex.js';
import { DEFAULT_KEY_FORMULA } from '../../export/bibtex/key-words.js';
import { type ExportRequest, type ExportSettings, printReceipt, receiptFile } from '../../export/receipt.js';
import { FileExistsError, writeWhole } from '../../files/write-whole.js';
import { libraryDigest } from '../../library/read/digest.js';
import { hubHead } from '../../library/read/hubs.js';
import { sourcesOf } from '../../library/read/provenance.js';
import { printQuery } from '../../query/print.js';
import { countFlag, type Invocation } from '../arguments.js';
import { EXPORT_FORMATS, type ExportFormat } from '../commands.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { counted, print, say } from '../output.js';
import { onePaper, readQuery, requiredPaper } from '../paper.js';
import { version } from '../version.js';
import { mergePapers, sayKeysLost, sayWarnings } from './export/merge-into-file.js';
import { chosenPapers, keyPatternOf, papersText, receiptPapers } from './export/papers.js';
import { nothingFound } from './list.js';

export async function exportPapers(invocation: Invocation): Promise<number> {
  const operands = requiredPaper(invocation);
  const target = invocation.values.get('output')?.[0] ?? '-';
  const isForced = invocation.switches.has('force');
  const settings = settingsOf(invocation, target);
  const named = invocation.values
    .get('ids')
    ?.flatMap((ids) => ids.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (settings.format === 'hub' && (operands.query !== '' || named !== undefined))
    throw new UserError(
      'The hub format holds the whole hub; leave the query and --ids out, or choose another --format.',
    );
  const hasReceipt = invocation.switches.has('receipt');
  if (hasReceipt && target === '-')
    throw new UserError('A receipt is written beside a file; name it with -o FILE, or leave --receipt out.');
  if (hasReceipt && !isForced && existsSync(receiptFile(target)))
    throw new UserError(`${receiptFile(target)} exists already; --force replaces it, -o names another file.`);
  const merge = mergeOf(invocation, target);
  const isNamed = invocation.values.has('format');
  const query = readQuery(operands.query);
  const library = await libraryFor(invocation);
  const hub = onePaper(library, operands.paper, invocation.named);
  const head = hubHead(library, hub);
  const request: ExportRequest = {
    paper: head.ref,
    query: printQuery(query),
    ...(named === undefined ? {} : { ids: named }),
    settings,
  };
  const chosen = chosenPapers(library, hub, request);
  const { ids, matching } = chosen;
  if (ids.length === 0) {
    say(nothingFound(library, hub, query));
    return EXIT.nothing;
  }
  if (merge !== null) return mergePapers(library, chosen, settings, { target, named: isNamed, ...merge });
  const warnings: ExportWarning[] = [];
  const { pieces, keys, keysKept } = papersText(library, chosen, settings, true, (warning) => warnings.push(warning));
  if (!keysKept) sayKeysLost(library);
  const hash = createHash('sha256');
  if (target === '-') await print(pieces);
  else write(target, hasReceipt ? hashed(pieces, hash) : pieces, isForced);
  if (hasReceipt) {
    const papers = receiptPapers(library, chosen, settings, keys);
    const receipt = printReceipt({
      program: `pith-tui ${version()}`,
      written: new Date().toISOString(),
      file: path.basename(target),
      sha256: hash.digest('hex'),
      request: { ...request, ...(named === undefined ? {} : { ids: papers.map(({ id }) => id) }) },
      library: { digest: libraryDigest(library, hub) },
      sources: sourcesOf(library, hub),
      counts: {
        citing: head.citing,
        matching,
        exported: ids.length,
        excluded: [
          { why: 'does not match the query', papers: head.citing - matching },
          { why: 'not among the papers named by --ids', papers: matching - ids.length },
        ].filter(({ papers }) => papers > 0),
      },
      papers,
    });
    write(receiptFile(target), [receipt], isForced);
  }
  sayWarnings(warnings);
  const beside = hasReceipt ? `, with ${path.basename(receiptFile(target))} beside it` : '';
  if (target !== '-') say(`Wrote ${counted(ids.length, 'paper')} to ${target}${beside}.`);
  return EXIT.ok;
}

/** What --append, --update and --dry-run ask for; null where a file of its own is to be written. */
function mergeOf(invocation: Invocation, target: string): { update: boolean; dryRun: boolean } | null {
  const { switches } = invocation;
  const dryRun = switches.has('dry-run');
  const flag = ['update', 'append'].find((name) => switches.has(name));
  if (flag === undefined) {
    if (dryRun) throw new UserError('--dry-run shows what --append or --update would do to a file; add one of them.');
    return null;
  }
  if (target === '-') throw new UserError(`--${flag} adds to a file; name it with -o FILE.`);
  for (const other of ['force', 'receipt'])
    if (switches.has(other))
      throw new UserError(
        `--${flag} leaves what is in ${target} as it is, so that --${other} has no meaning; leave it out.`,
      );
  return { update: flag === 'update', dryRun };
}

function* hashed(pieces: Iterable<string>, hash: ReturnType<typeof createHash>): Generator<string> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
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

function settingsOf(invocation: Invocation, target: string): ExportSettings {
  const format = formatOf(invocation.values.get('format')?.[0], target);
  const isBib = format === 'bibtex' || format === 'biblatex';
  for (const flag of ['ascii', 'abbreviate-authors', 'append', 'update'])
    if (!isBib && (invocation.switches.has(flag) || invocation.values.has(flag)))
      throw new UserError(`--${flag} is for BibTeX and BibLaTeX; leave it out, or choose --format bibtex.`);
  for (const flag of ['annotate', 'key-pattern'])
    if (format === 'hub' && (invocation.switches.has(flag) || invocation.values.has(flag)))
      throw new UserError(`--${flag} says nothing to the hub format, which holds everything as it is; leave it out.`);
  const abbreviateAuthors = countFlag(invocation, 'abbreviate-authors');
  return {
    format,
    annotate: invocation.switches.has('annotate'),
    ascii: invocation.switches.has('ascii'),
    ...(abbreviateAuthors === undefined ? {} : { abbreviateAuthors }),
    keyPattern: keyPatternOf(invocation.values.get('key-pattern')?.[0] ?? DEFAULT_KEY_FORMULA).text,
  };
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
