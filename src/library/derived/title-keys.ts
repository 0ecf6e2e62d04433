/** Titles and authors as they are compared; these are functions in SQL, too (open.ts). */
import { familyName } from '../../hub/name.js';
import { isTellingTitle } from '../../hub/title.js';
import { foldText } from './tokens.js';

/** A title as it is compared: case, accents, TeX and punctuation make no difference. Empty where there is none. */
export function titleKey(title: string | null): string {
  return title === null ? '' : foldText(title);
}

/** A number for titles long enough to tell papers apart, equal for equal ones and hardly ever for others; else null. */
export function matchKey(titleKey: string): number | null {
  if (!isTellingTitle(titleKey)) return null;
  // Two FNV-1a hashes, put together to the 53 bits that a number holds.
  let [one, two] = [0x811c9dc5, 0xcbf29ce4];
  for (let i = 0; i < titleKey.length; i += 1) {
    const code = titleKey.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  return (one >>> 0) * 2 ** 21 + (two >>> 11);
}

/**
 * An author's family name as it is compared where there are only names to go by: its last word, since particles are held for a
 * part of it here and not there. Null where there is none.
 */
export function authorKey(name: string): string | null {
  return foldText(familyName(name)).split(' ').at(-1) || null;
}
