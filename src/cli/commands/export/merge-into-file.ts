/** `pith-tui export --append` and `--update`: papers into a .bib file that is somebody's own. */

import { existsSync, readFileSync } from 'node:fs';
import type { ExportWarning } from '../../../export/bibtex/entry.js';
import { insertionDiff } from '../../../export/bibtex/insertion-diff.js';
import { libraryKeys } from '../../../export/bibtex/library-keys.js';
import type { Merged, MergeReport } from '../../../export/bibtex/merge.js';
import { type MergeFileOptions, mergeIntoFile } from '../../../export/bibtex/merge-file.js';
import { cslItems } from '../../../export/csl-items.js';
import type { ExportSettings } from '../../../export/receipt.js';
import { FileLockedError } from '../../../files/lock.js';
import { systemReason } from '../../../files/system-error.js';
import { FileExistsError } from '../../../files/write-whole.js';
import { counted } from '../../../hub/share.js';
import type { Library } from '../../../library/library.js';
import { adoptKeys, keysOf } from '../../../library/reader/citation-keys.js';
import { displayText } from '../../../text/width.js';
import { EXIT, UserError } from '../../errors.js';
import { shownPath } from '../../library.js';
import { print, say } from '../../output.js';
import { cut } from '../../plain.js';
import { type Chosen, keyPatternOf } from './papers.js';

/** Warnings, and papers of one kind, shown of one export. */
const SHOWN = 20;

export interface Merging {
  target: string;
  /** The format was named and is no guess: the dialect new entries are in, whatever the file's. */
  named: boolean;
  update: boolean;
  dryRun: boolean;
}

export async function mergePapers(
  library: Library,
  { hub, screening, ids: works }: Chosen,
  settings: ExportSettings,
  { target, named, update, dryRun }: Merging,
): Promise<number> {
  const { format, annotate, ascii, abbreviateAuthors } = settings;
  const pattern = keyPatternOf(settings.keyPattern);
  let keysKept = true;
  const options: MergeFileOptions = {
    annotate,
    ascii,
    update,
    dryRun,
    ...(abbreviateAuthors === undefined ? {} : { abbreviateAuthors }),
    ...(named ? { dialect: format === 'biblatex' ? 'biblatex' : 'bibtex' } : {}),
    keys(added, taken) {
      const papers = added.map((at) => works[at]!);
      const given = libraryKeys(library, hub, papers, { pattern, taken, keep: !dryRun });
      keysKept = given.kept;
      return given.keys;
    },
    known: (at) => keysOf(library, pattern.text, works[at]!),
  };
  const before = dryRun && existsSync(target) ? readFileSync(target) : Buffer.alloc(0);
  const result = merged(target, () => mergeIntoFile(target, [...cslItems(library, hub, works, screening)], options));
  if (!result.ok)
    throw new UserError(
      `${target}, line ${result.line}, column ${result.column}: ${result.message}; the file is left as it was.`,
    );
  const { report } = result;
  if (dryRun) {
    const lines = insertionDiff(before.toString(), Buffer.from(result.bytes).toString());
    const head = lines.length === 0 ? [] : [`--- ${displayText(target)}`, `+++ ${displayText(target)}`];
    await print(
      [...head, ...lines.map((line) => line.split('\n').map(displayText).join('\n'))].map((line) => `${line}\n`),
    );
  } else {
    const present = report.papers.filter((paper) => paper.kind === 'present');
    adoptKeys(
      library,
      pattern.text,
      present.map(({ item, key }) => ({ id: works[item]!, key })),
    );
    if (!keysKept) sayKeysLost(library);
  }
  sayWarnings(report.warnings);
  sayRefused(report.papers);
  say(summary(target, report, dryRun));
  return report.papers.some(({ kind }) => kind === 'refused') ? EXIT.trouble : EXIT.ok;
}

/** @throws UserError saying what the system or another program is in the way with */
function merged<T>(target: string, merge: () => T): T {
  try {
    return merge();
  } catch (error) {
    if (error instanceof FileLockedError || error instanceof FileExistsError) throw new UserError(`${error.message}.`);
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UserError(`${target} cannot be written: ${reason}.`);
  }
}

/** `Added 3 papers to refs.bib; 2 are there already; 1 entry filled in.` */
function summary(target: string, { papers, filled }: MergeReport, dryRun: boolean): string {
  const count = (kind: Merged['kind']): number => papers.filter((paper) => paper.kind === kind).length;
  const [added, present] = [count('added'), count('present')];
  const parts = [
    `${dryRun ? 'Would add' : 'Added'} ${counted(added, 'paper')} to ${displayText(target)}`,
    ...(present > 0 ? [`${counted(present, 'paper')} ${present === 1 ? 'is' : 'are'} there already`] : []),
    ...(filled.length > 0
      ? [`${dryRun ? 'would fill in' : 'filled in'} ${counted(filled.length, 'entry', 'entries')}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

function sayRefused(papers: readonly Merged[]): void {
  const refused = papers.filter((paper) => paper.kind === 'refused');
  for (const { item, reason } of refused.slice(0, SHOWN)) say(`  paper ${item + 1} was left out: ${cut(reason, 300)}`);
  if (refused.length > SHOWN) say(`  … and ${counted(refused.length - SHOWN, 'more paper')} left out`);
}

/** What could not go over as it was, by key and field. */
export function sayWarnings(warnings: readonly ExportWarning[]): void {
  for (const { key, field, message } of warnings.slice(0, SHOWN))
    say(`  ${cut(key, 60)}, ${field}: ${cut(message, 300)}`);
  if (warnings.length > SHOWN) say(`  … and ${counted(warnings.length - SHOWN, 'more warning')}`);
}

export function sayKeysLost(library: Library): void {
  say(`The library ${shownPath(library.file)} cannot be written to, so the citation keys of this export are not kept.`);
}
