/** Names of people and groups: taken apart from how sources print them, and put together as BibTeX reads them. */
import { isGroupName, isNameSuffix, isOthers, isParticle, splitPrintedName } from '../../hub/name.js';
import { plain } from '../rich-text/markup.js';
import { type Encoding, encodeText } from './latex.js';

/** A name as CSL-JSON has it: parts of a person's, or `literal`, a group's or one that cannot be taken apart. */
export interface CslName {
  family?: string;
  given?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
  suffix?: string;
  literal?: string;
}

/** The author list of a source ended in "et al.". */
export const OTHERS: CslName = { literal: 'others' };

/** Marks of affiliation and footnotes that listings leave behind names: `(1 and 2)`, `*`, `†`, `¹`. */
const MARKS =
  /\s*(?:\((?:[\d\s,;*†‡§¶]|and|&)+\)|\[(?:[\d\s,;])+\]|(?<![*†‡§¶¹²³⁰⁴-⁹])[*†‡§¶¹²³⁰⁴-⁹]+|(?<=\p{L}{2})\d(?:\s*,\s*\d)+)(?=\s|,|$)/gu;
const EMOJI = /\s*(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u{1f1e6}-\u{1f1ff}]|\u200d|\ufe0f)+/gu;

const LATIN = /^(?!.* {2})[A-Za-zÀ-ÖØ-öø-ÿ](?:[A-Za-zÀ-ÖØ-öø-ÿ .'-]*[A-Za-zÀ-ÖØ-öø-ÿ.])?$/;

/** Nothing to do, as with most names: Latin letters and initials between single blanks. */
function isOrdinaryName(text: string): boolean {
  return LATIN.test(text) && (!text.includes("''") || !/[ .]{2}/.test(text));
}

/** One part of a name as plain text: no markup, no marks, no commas at its ends. */
function part(text: string): string {
  if (isOrdinaryName(text)) return text;
  const name = plain(text)
    .replace(MARKS, '')
    .replace(EMOJI, '')
    .replace(/[{}]+/gu, '')
    .replace(/~/gu, ' ')
    .replace(/(?<![\s,;])[\s,;]+$|^[\s,;]+/gu, '')
    .replace(/\s+/gu, ' ');
  // A dash alone is no name, and BibTeX stops at it.
  return /[\p{L}\p{N}…]/u.test(name) ? name : '';
}

/** A name in one string, as printed or turned round: `Charles L. Webber Jr.`, `van der Waals, J. D.`; null for nothing. */
export function parseName(text: string): CslName | null {
  const name = part(text);
  if (name === '') return null;
  if (isOthers(name)) return OTHERS;
  if (isGroupName(name)) return { literal: name };
  if (!name.includes(',')) return printedName(name);
  const pieces = name.split(/\s*,\s*/u).filter((piece) => piece !== '');
  if (pieces.length === 2 && !isNameSuffix(pieces[1]!, true)) return personOf(pieces[0]!, pieces[1]!);
  if (pieces.length === 3 && isNameSuffix(pieces[1]!, true)) return personOf(pieces[0]!, pieces[2]!, pieces[1]);
  if (pieces.length === 3 && isNameSuffix(pieces[2]!, true)) return personOf(pieces[0]!, pieces[1]!, pieces[2]);
  if (pieces.length > 2) return { literal: name };
  return printedName(pieces[0]!, pieces[1]);
}

/** `Given von Family Jr.`, without markup. */
function printedName(text: string, after?: string): CslName {
  const { family, given, suffix } = splitPrintedName(text, after);
  const isOne = given === '' && !isParticle(family.split(' ')[0]!);
  return isOne && suffix === undefined ? { literal: text } : person(family, given, suffix);
}

/**
 * A person from the parts a source gives. What belongs elsewhere goes there: `Jr.` from the family or given name to the
 * suffix, particles of lower case from the family name or the end of the given name to the particle; commas go, since BibTeX
 * takes them for ends of parts.
 */
export function personOf(family: string, given: string, suffix?: string): CslName {
  let first = part(given);
  let last = part(family);
  let jr = suffix === undefined ? '' : part(suffix);
  const move = (text: string): string => {
    const at = Math.max(text.lastIndexOf(' '), text.lastIndexOf(','));
    let end = at + 1;
    while (end > 0 && /[ ,]/.test(text[end - 1]!)) end -= 1;
    const last = text.slice(at + 1);
    if (end === 0 || jr !== '' || !isNameSuffix(last, text.slice(end, at + 1).includes(','))) return text;
    jr = last;
    return text.slice(0, end);
  };
  const leading = /^(\S+?)\s*,\s*(.+)$/u.exec(first);
  if (leading !== null && jr === '' && isNameSuffix(leading[1]!, true)) {
    jr = leading[1]!;
    first = leading[2]!;
  }
  last = move(last);
  first = move(first);
  if (jr === '' && isNameSuffix(first) && last.includes(' ')) {
    // `Webber Charles, Jr.`: what stood behind the comma was no given name.
    jr = first;
    first = '';
  }
  return person(withoutCommas(last), withoutCommas(first), jr === '' ? undefined : withoutCommas(jr));
}

function person(family: string, given: string, suffix: string | undefined): CslName {
  if (family === '' && given === '') return { literal: suffix ?? '' };
  const parted = !family.includes(' ') ? null : /^((?:\p{Ll}[\p{L}’']*\s+)+)(?=\p{Lu}|\p{Lo})(.+)$/u.exec(family);
  const particle = parted !== null && parted[1]!.trim().split(/\s+/u).every(isParticle) ? parted[1]!.trim() : '';
  const behind = particle === '' ? particlesBehind(given) : null;
  const first = behind?.given ?? given;
  const name: CslName = {};
  if (family !== '') name.family = particle === '' ? family : parted![2]!;
  if (first !== '') name.given = first;
  if (particle !== '') name['non-dropping-particle'] = particle;
  if (behind !== null) name['non-dropping-particle'] = behind.particle;
  if (suffix !== undefined && suffix !== '') name.suffix = suffix;
  return name;
}

/** `Ursula von der` without its particles; null where the words of lower case at its end are not all such. */
function particlesBehind(given: string): { given: string; particle: string } | null {
  const blank = given.lastIndexOf(' ');
  if (blank < 0 || !/^\p{Ll}/u.test(given.slice(blank + 1))) return null;
  const words = given.split(/\s+/u);
  let at = words.length;
  while (at > 1 && /^\p{Ll}\p{L}*$/u.test(words[at - 1]!)) at -= 1;
  const particles = words.slice(at);
  if (particles.length === 0 || !particles.every(isParticle)) return null;
  return { given: words.slice(0, at).join(' '), particle: particles.join(' ') };
}

function withoutCommas(text: string): string {
  return text.replace(/\s*[,;]+\s*/gu, ' ').trim();
}

const NAME_FIELDS = [
  'family',
  'given',
  'suffix',
  'non-dropping-particle',
  'dropping-particle',
  'literal',
  'name',
] as const;

/** A name of foreign CSL-JSON in whatever shape; null where it names nobody. */
export function readName(raw: unknown): CslName | null {
  if (typeof raw === 'string') return parseName(raw);
  if (typeof raw !== 'object' || raw === null) return null;
  const parts = Object.fromEntries(
    NAME_FIELDS.map((field) => {
      const value = (raw as Record<string, unknown>)[field];
      return [field, typeof value === 'string' || typeof value === 'number' ? String(value) : ''];
    }),
  ) as Record<(typeof NAME_FIELDS)[number], string>;
  const family = part(parts.family);
  const given = part(parts.given);
  if (family === '' && given === '') {
    const literal = part(parts.literal || parts.name);
    return literal === '' ? null : isOthers(literal) ? OTHERS : { literal };
  }
  if (isOthers(family) && given === '') return OTHERS;
  const name = personOf(parts.family, parts.given, parts.suffix || undefined);
  if (name.literal !== undefined) return name.literal === '' ? null : name;
  const particle = part(parts['non-dropping-particle']);
  const dropping = part(parts['dropping-particle']);
  if (particle !== '') name['non-dropping-particle'] = joined(particle, name['non-dropping-particle'] ?? '');
  if (dropping !== '') name['dropping-particle'] = dropping;
  return name;
}

/** Elided particles stand close: `d'Alembert`, `al-Khwarizmi`. */
function joined(particle: string, family: string): string {
  if (particle === '' || family === '') return particle + family;
  return /['’-]$/u.test(particle) ? particle + family : `${particle} ${family}`;
}

/** The family name with its particles, as it is printed. */
export function familyOf(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const family = name.family ?? name.given ?? '';
  return joined(name['dropping-particle'] ?? '', joined(name['non-dropping-particle'] ?? '', family));
}

/** A name as people read it, given name first. */
export function printedNameOf(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const given = name.family === undefined ? '' : (name.given ?? '');
  const printed = given === '' ? familyOf(name) : `${given} ${familyOf(name)}`;
  return name.suffix === undefined ? printed : `${printed} ${name.suffix}`;
}

/** A name the other way round, `van der Waals, J. D., Jr.`: how RIS and indexes have it. */
export function invertedNameOf(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const given = name.family === undefined ? '' : (name.given ?? '');
  return [familyOf(name), given, name.suffix ?? ''].filter((words) => words !== '').join(', ');
}

/** One unit for BibTeX: a word that is `and` would part the list, a word in lower case would become the `von`. */
function unit(text: string, encoding: Encoding, missing?: (character: string) => void): string {
  return `{${encodeText(text, encoding, missing)}}`;
}

const HAS_AND = /(?:^|\s)and(?:\s|$)/iu;

/**
 * `von Last, Jr., First` as BibTeX splits names; groups and single names in braces. At most two commas, since biber counts
 * them in braces too.
 */
export function bibName(name: CslName, dialect: Encoding, missing?: (character: string) => void): string {
  const encoding = { ...dialect, isName: true };
  const encode = (text: string): string =>
    HAS_AND.test(text) ? unit(text, encoding, missing) : encodeText(text, encoding, missing);
  if (name.literal !== undefined) {
    const commas = name.literal.match(/,/gu)?.length ?? 0;
    return unit(commas > 1 ? withoutCommas(name.literal) : name.literal, encoding, missing);
  }
  const family = familyOf(name);
  const given = name.family === undefined ? '' : (name.given ?? '');
  if (given === '' && name.suffix === undefined) {
    const isOne = !/\s/u.test(family) && !HAS_AND.test(family) && !/^\p{Ll}/u.test(family) && !isOthers(family);
    return isOne ? encode(family) : unit(family, encoding, missing);
  }
  const isMixed = /^\p{Lu}\S*\s(?:.*\s)?\p{Ll}\S*\s/u.test(family) || /\s\p{Ll}\S*$/u.test(family);
  const last = isMixed ? unit(family, encoding, missing) : encode(family);
  return [
    last,
    ...(name.suffix === undefined ? [] : [encode(name.suffix)]),
    ...(given === '' ? [] : [encode(given)]),
  ].join(', ');
}
