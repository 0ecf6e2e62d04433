/** `pith-tui export`: the citing papers that match, or named ones, in a format that other programs read. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ExportWarning } from '../../export/bibtex/entry.js';
import { DEFAULT_KEY_FORMULA } from '../../export/bibtex/key-pattern-parts.js';
import { formatByEnding, NETWORK_TABLE } from '../../export/format-table.js';
import type { Chunk } from '../../export/printed.js';
import {
  type ExportRequest,
  type ExportSettings,
  printReceipt,
  type Receipt,
  receiptFile,
} from '../../export/receipt.js';
import { counted } from '../../hub/share.js';
import type { Library } from '../../library/library.js';
import { libraryDigest } from '../../library/read/digest.js';
import { hubHead } from '../../library/read/hubs.js';
import { sourcesOf } from '../../library/read/provenance.js';
import { printQuery } from '../../query/print.js';
import { listWords } from '../../text/list-words.js';
import { countFlag, type Invocation, isGiven } from '../arguments.js';
import { EXPORT_FORMATS, type ExportFormat } from '../commands.js';
import { EXIT, UserError } from '../errors.js';
import { libraryFor } from '../library.js';
import { EVERYTHING } from '../operands.js';
import { print, say, writeFileWhole } from '../output.js';
import { checkQuery, hubAsked, queryAsked, requiredPaper, sayForgiven } from '../paper.js';
import { version } from '../version.js';
import { screeningRead } from './decisions/decided.js';
import { mergePapers, sayKeysLost, sayWarnings } from './export/merge-into-file.js';
import { exportNotes } from './export/notes.js';
import { type Chosen, chosenPapers, keyPatternOf, papersText, receiptPapers } from './export/papers.js';
import { nothingFound } from './list.js';

/** What the flags ask for. */
interface Wanted {
  /** A path, or `-` for standard output. */
  target: string;
  settings: ExportSettings;
  /** The papers of --ids. */
  ids: string[] | undefined;
  hasReceipt: boolean;
  isForced: boolean;
  /** Set where papers are merged into a file of the reader's own. */
  merge: { update: boolean; dryRun: boolean } | null;
}

export async function exportPapers(invocation: Invocation): Promise<number> {
  const { paper, query: line } = requiredPaper(invocation);
  const wanted = readFlags(invocation, line);
  const { target, settings, hasReceipt, isForced } = wanted;
  checkQuery(line);
  const library = await libraryFor(invocation);
  const query = queryAsked(library, line);
  const hub = hubAsked(library, paper, query, line, invocation.named);
  const review = invocation.values.get('review')?.[0];
  screeningRead(library, hub, invocation);
  const request: ExportRequest = {
    paper: hubHead(library, hub).id,
    query: printQuery(query),
    ...(wanted.ids === undefined ? {} : { ids: wanted.ids }),
    ...(review === undefined ? {} : { review }),
    settings,
  };
  const chosen = chosenPapers(library, hub, request);
  if (chosen.ids.length === 0) {
    say(nothingFound(library, hub, query));
    return EXIT.nothing;
  }
  sayForgiven({ ...chosen, total: chosen.ids.length });
  if (wanted.merge !== null) {
    const named = invocation.values.has('format');
    return mergePapers(library, chosen, settings, { target, named, ...wanted.merge });
  }
  if (settings.format === 'notes') return exportNotes(library, chosen, settings, target);
  const warnings: ExportWarning[] = [];
  const { pieces, keys, keysKept } = papersText(library, chosen, settings, true, (warning) => warnings.push(warning));
  if (!keysKept) sayKeysLost(library);
  const hash = createHash('sha256');
  if (target === '-') await print(pieces);
  else if (hasReceipt)
    // The receipt goes first: where it cannot be written, the file must not have changed either.
    writeFileWhole(target, hashed(pieces, hash), isForced, () => {
      const receipt = receiptOf(library, chosen, request, { target, sha256: hash.digest('hex'), keys });
      writeFileWhole(receiptFile(target), [printReceipt(receipt)], isForced);
    });
  else writeFileWhole(target, pieces, isForced);
  sayWarnings(warnings);
  const beside = hasReceipt ? `, with ${path.basename(receiptFile(target))} beside it` : '';
  if (target !== '-') say(`Wrote ${counted(chosen.ids.length, 'paper')} to ${target}${beside}.`);
  return EXIT.ok;
}

/** @throws UserError for flags that do not go together, before a library is opened */
function readFlags(invocation: Invocation, query: string): Wanted {
  const target = invocation.values.get('output')?.[0] ?? '-';
  const isForced = invocation.switches.has('force');
  const hasReceipt = invocation.switches.has('receipt');
  const settings = settingsOf(invocation, target);
  const paper = invocation.words[0]?.text;
  if (paper === EVERYTHING && (settings.format === 'hub' || hasReceipt))
    throw new UserError(
      `${hasReceipt ? 'A receipt' : 'The hub format'} is of one hub, and all works of the library are asked for; name a paper instead of ${EVERYTHING}.`,
    );
  const ids = invocation.values
    .get('ids')
    ?.flatMap((list) => list.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (settings.format === 'hub' && (query !== '' || ids !== undefined))
    throw new UserError(
      'The hub format holds the whole hub; leave the query and --ids out, or choose another --format.',
    );
  if (hasReceipt && target === '-')
    throw new UserError('A receipt is written beside a file; name the file with -o FILE, or leave --receipt out.');
  if (hasReceipt && !isForced && existsSync(receiptFile(target)))
    throw new UserError(
      `${receiptFile(target)} already exists; use --force to replace it, or name another file with -o.`,
    );
  return { target, settings, ids, hasReceipt, isForced, merge: mergeOf(invocation, target) };
}

function receiptOf(
  library: Library,
  chosen: Chosen,
  request: ExportRequest,
  written: { target: string; sha256: string; keys: readonly string[] | undefined },
): Receipt {
  const { citing } = hubHead(library, chosen.hub);
  const exported = chosen.ids.length;
  const papers = receiptPapers(library, chosen, request.settings, written.keys);
  return {
    program: `pith-tui ${version()}`,
    written: new Date().toISOString(),
    file: path.basename(written.target),
    sha256: written.sha256,
    request: { ...request, ...(request.ids === undefined ? {} : { ids: papers.map(({ id }) => id) }) },
    library: { digest: libraryDigest(library, chosen.hub) },
    sources: sourcesOf(library, chosen.hub),
    counts: {
      citing,
      matching: chosen.matching,
      exported,
      excluded: [
        { why: 'does not match the query', papers: citing - chosen.matching },
        { why: 'not among the papers named by --ids', papers: chosen.matching - exported },
      ].filter((left) => left.papers > 0),
    },
    papers,
  };
}

/** What --append, --update and --dry-run ask for; null where a file of its own is to be written. */
function mergeOf(invocation: Invocation, target: string): Wanted['merge'] {
  const { switches } = invocation;
  const dryRun = switches.has('dry-run');
  const flag = (['update', 'append'] as const).find((name) => switches.has(name));
  if (flag === undefined) {
    if (dryRun) throw new UserError('--dry-run shows what --append or --update would do to a file; add one of them.');
    return null;
  }
  if (target === '-') throw new UserError(`--${flag} adds to a file; name it with -o FILE.`);
  for (const other of ['force', 'receipt'] as const)
    if (switches.has(other))
      throw new UserError(
        `--${flag} leaves what is in ${target} as it is, so --${other} makes no sense; leave it out.`,
      );
  return { update: flag === 'update', dryRun };
}

function* hashed(pieces: Iterable<Chunk>, hash: ReturnType<typeof createHash>): Generator<Chunk> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function settingsOf(invocation: Invocation, target: string): ExportSettings {
  const format = formatOf(invocation.values.get('format')?.[0], target);
  const isBib = format === 'bibtex' || format === 'biblatex';
  for (const flag of ['ascii', 'abbreviate-authors', 'append', 'update'] as const)
    if (!isBib && isGiven(invocation, flag))
      throw new UserError(`--${flag} is for BibTeX and BibLaTeX; leave it out, or choose --format bibtex.`);
  for (const flag of ['annotate', 'key-pattern'] as const)
    if (format === 'hub' && isGiven(invocation, flag))
      throw new UserError(`--${flag} has no effect on the hub format, which holds everything as it is; leave it out.`);
  if (format === 'notes') {
    if (target === '-') throw new UserError('--format notes writes a folder of notes; name it with -o FOLDER.');
    for (const flag of ['annotate', 'receipt', 'force'] as const)
      if (isGiven(invocation, flag))
        throw new UserError(`--${flag} has no effect on notes, which are kept up to date as they are; leave it out.`);
  }
  const isNetwork = NETWORK_TABLE.some(({ name }) => name === format);
  for (const flag of ['annotate', 'key-pattern'] as const)
    if (isNetwork && isGiven(invocation, flag))
      throw new UserError(`--${flag} has no effect on ${format}, which has labels and no keys; leave it out.`);
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
  const byEnding = formatByEnding(target, EXPORT_FORMATS);
  if (byEnding !== undefined) return byEnding;
  if (path.extname(target) === '') return 'bibtex';
  throw new UserError(
    `The ending of ${target} names no format; end it in ${listWords(
      EXPORT_FORMATS.flatMap(({ endings }) => endings),
      'or',
    )}, or add --format.`,
  );
}
