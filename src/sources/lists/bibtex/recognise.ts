/** Whether a text is a BibTeX file, told from how it begins. */
import { scanBibtex } from './scan.js';

/** Lines of free text before the first entry: more of them, and more than entries, make a text that quotes entries. */
const FREE_LINES = 3;
/** As much of a file as is looked at, or nearly: what comes behind it is not known. */
const CUT = 60_000;

export function isBibtex(head: string): boolean {
  if (/^\s*[<{[]/u.test(head)) return false;
  let first: number | undefined;
  let entries = 0;
  for (const scanned of scanBibtex(head)) {
    if ('strings' in scanned) first ??= scanned.start;
    if (!('entry' in scanned)) continue;
    const { start, fields, hasFinalComma } = scanned.entry;
    // `@param {string} name` is an entry without anything in it.
    if (fields.length === 0 && !hasFinalComma) continue;
    first ??= start;
    entries += 1;
  }
  // Everything that is looked at may stand before the first entry.
  if (first === undefined)
    return (
      head.length > CUT && /^\s*(?:(?:%[^\r\n]*[\r\n]\s*)*(?:%[^\r\n]*)?$|@\s*(?:comment|preamble)\b)/iu.test(head)
    );
  const free = head
    .slice(0, first)
    .split(/[\r\n]+/u)
    .filter((line) => /^\s*[^%@\s]/u.test(line));
  return free.length <= Math.max(FREE_LINES, entries);
}
