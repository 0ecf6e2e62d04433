/** Merging papers into a .bib file on disk: at any moment it is the old one or the new one, and no writer's entry is lost. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { withLock } from '../../files/lock.js';
import { FileExistsError, writeWhole } from '../../files/write-whole.js';
import { figure, WHOLE_BYTES } from '../../sources/bounds.js';
import type { CslItem } from '../csl.js';
import { receiptFile, withMerging } from '../receipt.js';
import { type MergeOptions, type MergeResult, mergeBib } from './merge.js';

export interface MergeFileOptions extends MergeOptions {
  /** Everything but the writing. */
  dryRun?: boolean;
}

/** Programs that know nothing of our lock may write between our reading and writing; then it is done again. */
const TRIES = 5;

/**
 * Merges into a file, which is made where there is none.
 * @returns what `mergeBib` says; the file has changed where it says so, but for a dry run
 * @throws FileLockedError; FileExistsError for a pipe or a device, which might be read for ever; what the system says where the file cannot be read or written
 */
export function mergeIntoFile(file: string, items: readonly CslItem[], options: MergeFileOptions = {}): MergeResult {
  const target = existsSync(file) ? realpathSync(file) : file;
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile() && !stat.isDirectory())
    throw new FileExistsError(`${file} is a pipe or a device; name a file to add papers to`);
  const read = (): Uint8Array => (existsSync(target) ? readFileSync(target) : new Uint8Array());
  const { dryRun, ...merging } = options;
  if ((stat?.size ?? 0) > WHOLE_BYTES) {
    const message = `the file is larger than the ${figure(WHOLE_BYTES / 1_000_000)} MB that can be read as one piece`;
    return { ok: false, message, line: 1, column: 1 };
  }
  if (dryRun) return mergeBib(read(), items, merging);
  for (let tries = 1; ; tries += 1) {
    const result = withLock(target, (isHeld) => {
      const before = read();
      const merged = mergeBib(before, items, merging);
      if (!merged.ok || !merged.changed) return merged;
      if (!isHeld() || Buffer.compare(before, read()) !== 0) return null;
      writeWhole(target, [merged.bytes], true);
      noteInReceipt(receiptFile(file), before, merged.bytes);
      return merged;
    });
    if (result !== null) return result;
    if (tries === TRIES)
      throw new Error(`${file} is being changed by another program all the time; nothing is written to it.`);
  }
}

/** Tells the receipt beside the file, where there is one, that this program changed it. Without it, it counts as edited. */
function noteInReceipt(receipt: string, before: Uint8Array, after: Uint8Array): void {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  try {
    if (!existsSync(receipt)) return;
    const merging = { at: new Date().toISOString(), sha256: sha256(after) };
    const noted = withMerging(readFileSync(receipt, 'utf8'), sha256(before), merging);
    if (noted !== null) writeWhole(receipt, [noted], true);
  } catch {
    // The papers are in the file; what its receipt says of it is the lesser matter.
  }
}
