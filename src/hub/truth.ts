/** What people write for yes and no, wherever they write it: in settings, in variables, in queries. */

const YES: readonly string[] = ['yes', 'y', 'true', 'on', '1'];
const NO: readonly string[] = ['no', 'n', 'false', 'off', '0'];

/** Whether a word says yes; undefined where it says neither yes nor no. */
export function truthOf(word: string): boolean | undefined {
  const typed = word.trim().toLowerCase();
  if (YES.includes(typed)) return true;
  return NO.includes(typed) ? false : undefined;
}
