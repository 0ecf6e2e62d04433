/** Names of people: taken apart from how sources print them, and as short as readers know them. */

import { countWords } from './share.js';

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

/** Words in Latin letters with single blanks between them that begin with capitals, the last of them no initial. */
const CAPITALISED =
  /^[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ.'-]*(?: [A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ.'-]*)*? [A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'-]*$/;

/** `Given Middle Family` as most names are, in which no word is a particle or suffix; null for any other. */
function plainName(text: string): PrintedName | null {
  if (!CAPITALISED.test(text)) return null;
  const end = text.lastIndexOf(' ');
  const before = text.lastIndexOf(' ', end - 1);
  const family = text.slice(end + 1);
  if (before >= 0 && (isNameSuffix(family) || CAPITAL_PARTICLES.has(text.slice(before + 1, end)))) return null;
  return { family, given: text.slice(0, end) };
}

/** `Given von Family Jr.`, or with the suffix apart; nothing is known of languages that put the family first. */
export function splitPrintedName(text: string, suffix?: string): PrintedName {
  const plain = suffix === undefined ? plainName(text) : null;
  if (plain !== null) return plain;
  const words = text.split(/\s+/u);
  const last = suffix ?? (words.length > 2 && isNameSuffix(words.at(-1)!) ? words.pop() : undefined);
  const parts = (at: number, to = words.length): PrintedName => ({
    family: words.slice(at, to).join(' '),
    given: [...words.slice(0, at), ...words.slice(to)].join(' '),
    ...(last !== undefined && { suffix: last }),
  });
  if (words.length === 1 || (text > '\x7f' && isEastAsian(words.join(' ')))) return parts(0);
  // Indexes of medicine turn names round without a comma: `Wang J.-H.`
  if (/^(?:\p{Lu}\.-?){1,4}$/u.test(words.at(-1)!) && !/\./u.test(words.slice(0, -1).join(' ')))
    return parts(0, words.length - 1);
  let at = words.length - 1;
  while (at > 1 && (isParticle(words[at - 1]!) || CAPITAL_PARTICLES.has(words[at - 1]!))) at -= 1;
  // José Ortega y Gasset
  if (at > 2 && /^[ye]$/u.test(words[at - 1]!)) at -= 2;
  if (at === 1 && isParticle(words[0]!) && /^\p{Ll}/u.test(words[0]!)) at = 0;
  return parts(at);
}

/** What names of Chinese, Japanese and Korean institutes, companies and committees end in. */
const EAST_ASIAN_GROUP =
  /(?:大学|大學|学院|学校|研究|公司|会社|委员会|委員会|学会|協会|协会|中心|集团|組|组|部|院|局|省|厅|庁|社|団|团|会|所|室|연구소|학교|학회|회사)$/u;

/** Whether a name is written in Chinese, Japanese or Korean letters, which put the family first and need no blank. */
function isEastAsian(name: string): boolean {
  // Made where it is needed, since its classes of characters take a while.
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\s·・ー゠]+$/u.test(name);
}

/** Whether such a name is a person's: a few letters, and no institute's ending. */
export function isEastAsianPerson(name: string): boolean {
  return isEastAsian(name) && !EAST_ASIAN_GROUP.test(name) && /^\S{2,5}$|^\S{1,6}[\s·・]\S{1,6}$/u.test(name);
}

/** A person's name from its parts, as it is printed. */
export function printedName(family: string, given: string, suffix = ''): string {
  if (suffix === '' && family !== '' && isEastAsian(`${family}${given}`)) return family + given;
  return [given, family, suffix].filter((part) => part !== '').join(' ');
}

/** What stands behind a name's parts in print: `Jr.`. */
export function suffixOf({
  name,
  family = '',
  given = '',
}: {
  name: string;
  family?: string;
  given?: string;
}): string | undefined {
  const parts = printedName(family, given);
  return parts !== '' && name.startsWith(`${parts} `) ? name.slice(parts.length + 1) : undefined;
}

const GROUP =
  /\b(?:Collaborations?|Consortium|Consortia|Teams?|Working Group|Study Group|Research Group|Task Force|Group|Project|Committee|Commission|Council|Institut(?:e|ion)?|University|Universit[àäé]t?|Universidad|Laborator(?:y|ies)|Labs?|Incorporated|Inc|Ltd|GmbH|LLC|Corporation|Company|Network|Organi[sz]ation|Association|Cent(?:er|re)|Foundation|Society|Department|Ministry|Agency|Observatory|Survey|Initiative|Alliance|Partnership|Participants|Contributors|Investigators|Community|Editors?|Board)\b/u;

/**
 * Whether a name is a group's, by the words in it: `Alibaba Group, Inc.`, but not `Group, Anna`: a family of one or two words
 * before a comma is a person's.
 */
export function isGroupName(name: string): boolean {
  if (!GROUP.test(name)) return false;
  const [family = '', ...rest] = name.split(',').map((part) => part.trim());
  return rest.filter((part) => part !== '').length !== 1 || GROUP.test(family) || family.split(' ').length > 2;
}

/** "et al." and its like, which stand where a list of authors is cut and are nobody. */
export function isOthers(text: string): boolean {
  return /^(?:and |& )?others\.?$|^(?:and |& )?et\.?\s?al(?:ii|ia|\.)?$|^…$|^\.\.\.$/iu.test(text);
}

/** What follows the names that are shown of those known, where there are more; one that nobody names stands for any number. */
export function furtherNames(all: number, known: number, shown = known): string {
  if (all - known === 1) return ' and others';
  return all > shown ? ` and ${countWords(all - shown)} more` : '';
}

/** The family name of a name as printed: «Laurens van der Maaten» → «van der Maaten», «Heath, R. W.» → «Heath». */
export function familyName(name: string): string {
  const [before, after] = name.split(/\s*,\s*/u, 2);
  const text = before!.trim();
  return after === undefined || text === '' || isNameSuffix(after.trim(), true)
    ? splitPrintedName(text || name.trim()).family
    : text;
}
