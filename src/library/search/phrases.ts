/** Whether words stand one after the other in a text that the library's index has all of them of. */
import { foldText, LONGEST, withFoldedWords } from '../derived/tokens.js';

/** As how much they stand there: the last of them as a whole word, as the beginning of one, or not at all. */
export type Standing = 'whole' | 'beginning' | 'not';

/** How folded words stand in a folded text. */
export function standingIn(text: string, words: string): Standing {
  const spaced = ` ${text} `;
  if (spaced.includes(` ${words} `)) return 'whole';
  return spaced.includes(` ${words}`) ? 'beginning' : 'not';
}

/** What parts words where withFoldedWords was. */
const BETWEEN = '[\\0-/:-`{-\\x7f]';

/** How folded words stand in a text: what standingIn says of the folded text, most often without folding it. */
export function phraseIn(words: readonly string[]): (text: string) => Standing {
  const wanted = words.join(' ');
  // The text may have a longer word, of which the folded text has so much.
  if (words.some((word) => word.length >= LONGEST)) return (text) => standingIn(foldText(text), wanted);
  const asWritten = ` ${wanted} `;
  const inOrder = words.map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, '\\$&')).join(`${BETWEEN}+`);
  const beginning = new RegExp(`(?:^|${BETWEEN})${inOrder}`);
  const whole = new RegExp(`${beginning.source}(?:$|${BETWEEN})`);
  return (text) => {
    // Where nothing is TeX, a blank parts words in any text.
    if (text.includes(asWritten) && !text.includes('\\')) return 'whole';
    const folded = withFoldedWords(text);
    if (folded === null) return standingIn(foldText(text), wanted);
    if (!beginning.test(folded)) return 'not';
    return whole.test(folded) ? 'whole' : 'beginning';
  };
}
