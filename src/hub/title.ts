/** Titles as evidence of which paper one is. */

const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
/** Every CJK character is a word of its own. */
const WORD = new RegExp(String.raw`${CJK}|(?:(?!${CJK})[\p{L}\p{N}\p{M}])+`, 'gu');

/** Whether a title is long enough to tell papers apart, as `Editorial` and `Deep Learning` are not. */
export function isTellingTitle(title: string): boolean {
  const words = title.match(WORD) ?? [];
  return words.length >= 3 && words.join(' ').length >= 15;
}
