/** Numbers as pages print them, and lines of labels with their counts. */
import type { LabelCount } from '../../../../hub/record.js';
import { labelToken } from '../../../../hub/vocabulary.js';

/** `1,234`, `1 234`, `1’234`: a number that stands alone, as the source of a pattern. */
export const COUNT = String.raw`\d{1,3}(?:[,'’ \u00a0\u2009\u202f]\d{3})+|\d{1,15}`;

/** Longer than any label is. */
const LONGEST_LABEL = 60;

export function readCount(text: string): number {
  return Number(text.replace(/\D/gu, ''));
}

/** `background 22 dataset 1`, on one line or many, however it is parted; undefined for a text that says anything else. */
export function labelCounts(text: string): LabelCount[] | undefined {
  const found: LabelCount[] = [];
  let label = '';
  for (const word of words(text)) {
    if (!/^\d/u.test(word)) {
      label = label === '' ? word : `${label} ${word}`;
      if (label.length > LONGEST_LABEL) return undefined;
    } else {
      if (label === '' || !isNumber(word)) return undefined;
      found.push({ label: labelToken(label), count: readCount(word) });
      label = '';
    }
  }
  return label === '' && found.length > 0 ? found : undefined;
}

/** `2026 18 2025 8`: years and their counts. */
export function yearCounts(text: string): LabelCount[] | undefined {
  const all = words(text);
  if (all.length === 0 || all.length % 2 !== 0) return undefined;
  const found: LabelCount[] = [];
  for (let at = 0; at < all.length; at += 2) {
    const [year, count] = [all[at]!, all[at + 1]!];
    if (!/^(?:1[5-9]|20)\d\d$/u.test(year) || !isNumber(count)) return undefined;
    found.push({ label: year, count: readCount(count) });
  }
  return found;
}

/** Counts that end where a page was cut, without the last of them: its number may be the beginning of another. */
export function countsBeforeCut(text: string, ofYears: boolean): string {
  const all = words(text);
  let end = all.length;
  const isDigit = (): boolean => /^\d/u.test(all[end - 1] ?? '');
  if (ofYears) end -= end % 2 === 0 ? 2 : 1;
  else {
    // `1,10` of 1,100 is two numbers to look at.
    while (isDigit()) end -= 1;
    while (end > 0 && !isDigit()) end -= 1;
  }
  return all.slice(0, Math.max(0, end)).join(' ');
}

function isNumber(word: string): boolean {
  return /^(?:\d{1,3}(?:,\d{3})+|\d{1,15})$/u.test(word);
}

/** Words and numbers without what parts them; a label that runs into a number, or a number into a label, is two. */
function words(text: string): string[] {
  return text
    .split(/[\s:;|·•()]+|,(?!\d{3}(?!\d))/u)
    .flatMap((word) => word.split(/(?<=[\p{L}_])(?=\d)|(?<=\d)(?=\p{L})/u))
    .filter((word) => word !== '');
}
