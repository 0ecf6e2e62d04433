/** Names of people: taken apart from how sources print them, and as short as readers know them. */

/** Words before a family name that belong to it. */
const PARTICLES = new Set(
  "ab abu abd af al am ap auf av bin bint da dal dalla das de degli dei del dela della dello den der di do dos du el ibn ben im la las le lo los op san santa st te ten ter tho thoe van vande vanden vander vom von zu zum zur ’t 't".split(
    ' ',
  ),
);
/** Those that people also write with a capital; others are more often given names. */
const CAPITAL_PARTICLES = new Set('Van Von Der Den De Del Della Di Dos Du La Le El Ten Ter Vander Vanden'.split(' '));

const SUFFIX = String.raw`(?:[Jj]n?r|[Ss]n?r|JR|SR|Esq|Ph\.? ?D|M\.? ?D|[Jj]unior|[Ss]enior)\.?|II|III|IV|VI{1,3}|2nd|3rd|4th`;
const IS_SUFFIX = new RegExp(`^(?:${SUFFIX})$`, 'u');
const IS_SUFFIX_AFTER_COMMA = new RegExp(`^(?:${SUFFIX}|V|I)$`, 'u');

/** Whether a word in lower case belongs to the family name behind it: `van`. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

/** Whether a word is of the kind of `Jr.` and `III`. @param afterComma where a fifth and a first are, too */
export function isNameSuffix(word: string, afterComma = false): boolean {
  return (afterComma ? IS_SUFFIX_AFTER_COMMA : IS_SUFFIX).test(word);
}

export interface PrintedName {
  /** With its particles. */
  family: string;
  /** Empty for a single name, and where names of the language are not parted by blanks. */
  given: string;
  suffix?: string;
}

/** `Given von Family Jr.`, or with the suffix apart; nothing is known of languages that put the family first. */
export function splitPrintedName(text: string, suffix?: string): PrintedName {
  const words = text.split(/\s+/u);
  const last = suffix ?? (words.length > 2 && isNameSuffix(words.at(-1)!) ? words.pop() : undefined);
  const parts = (at: number, to = words.length): PrintedName => ({
    family: words.slice(at, to).join(' '),
    given: [...words.slice(0, at), ...words.slice(to)].join(' '),
    ...(last !== undefined && { suffix: last }),
  });
  if (words.length === 1 || /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\s·]+$/u.test(words.join(' ')))
    return parts(0);
  // Indexes of medicine turn names round without a comma: `Wang J.-H.`
  if (/^(?:\p{Lu}\.-?){1,4}$/u.test(words.at(-1)!) && !/\./u.test(words.slice(0, -1).join(' ')))
    return parts(0, words.length - 1);
  let at = words.length - 1;
  while (at > 1 && (isParticle(words[at - 1]!) || CAPITAL_PARTICLES.has(words[at - 1]!))) at -= 1;
  // José Ortega y Gasset
  if (at > 2 && /^[ye]$/u.test(words[at - 1]!)) at -= 2;
  if (at === 1 && /^\p{Ll}/u.test(words[0]!) && isParticle(words[0]!)) at = 0;
  return parts(at);
}

/** The family name of a name as printed: «Laurens van der Maaten» → «van der Maaten», «Heath, R. W.» → «Heath». */
export function familyName(name: string): string {
  const [before, after] = name.split(/\s*,\s*/u, 2);
  const text = before!.trim();
  return after === undefined || text === '' || isNameSuffix(after.trim(), true)
    ? splitPrintedName(text || name.trim()).family
    : text;
}
