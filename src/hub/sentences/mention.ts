/** Where a citing sentence speaks of the cited work: a guess from its first author, year and name, for marking only. */
import { familyName } from '../name.js';

export interface MentionOf {
  /** The cited work's title and the first author's name as printed. */
  title: string;
  firstAuthor: string;
  year?: number;
}

/**
 * Half-open ranges of `sentence` that name the work: «Evci et al., 2020», the short name before the title's colon, or the
 * only bracketed reference there is. Empty where nothing certain is found.
 */
export function mentionRanges(sentence: string, work: MentionOf): [number, number][] {
  const found: [number, number][] = [];
  const family = familyName(work.firstAuthor);
  // V8 takes a millisecond for an expression about all letters there are; most sentences have those of English alone.
  const [letter, capital] = /^[\0-\x7f]*$/u.test(sentence)
    ? ['A-Za-z', 'A-Z']
    : [String.raw`\p{L}`, String.raw`\p{Lu}`];
  if (family !== '' && sentence.includes(family)) {
    // Years of preprint and publication differ, so any year near the name will do; without one, "et al." or "&" must follow.
    const name = escapeRegExp(family);
    const after = String.raw`(?:\s+(?:et\s+al\.?|and\s+[${capital}][${letter}-]+|&\s+[${capital}][${letter}-]+))?(?:,?\s*(?:\d{4}[a-z]?|\(\d{4}[a-z]?\)|\[\d{4}[a-z]?\]))?`;
    for (const match of sentence.matchAll(new RegExp(`(?<![${letter}-])${name}(?![${letter}-])${after}`, 'gu'))) {
      if (match[0].length > family.length) found.push([match.index, match.index + match[0].length]);
    }
  }
  const short = shortName(work.title);
  if (short !== '' && sentence.includes(short)) {
    for (const match of sentence.matchAll(
      new RegExp(String.raw`(?<![${letter}\d-])${escapeRegExp(short)}(?![${letter}\d])`, 'gu'),
    )) {
      found.push([match.index, match.index + match[0].length]);
    }
  }
  if (found.length > 0) return found.sort((a, b) => a[0] - b[0]);
  const brackets = [...sentence.matchAll(/\[\d{1,3}\]/gu)];
  const only = brackets.length === 1 ? brackets[0] : undefined;
  return only === undefined ? [] : [[only.index, only.index + only[0].length]];
}

/** «BERT» of «BERT: Pre-training of …»: one word with a capital that is not an ordinary one. */
function shortName(title: string): string {
  const before = /^([^:]{2,24}):/u.exec(title)?.[1]?.trim() ?? '';
  return /^[^\s]+$/u.test(before) && /\p{Lu}.*[\p{Lu}\d]|\d/u.test(before) ? before : '';
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&').replace(/\\-/gu, '-');
}
