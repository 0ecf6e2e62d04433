/** Names of authors as bibliographies write them. */
import { isEastAsianPerson, isGroupName, isNameSuffix, isOthers, printedName } from '../../hub/name.js';
import type { Author } from '../../hub/record.js';
import { cleanLine } from '../../hub/text.js';
import { decodeReferences } from '../../text/entities.js';
import { plainTex } from '../markup/tex.js';

/** Stands behind the names of a list that goes on. */
const OTHERS: Author = { name: 'others' };

/**
 * The names of a BibTeX field, apart by `and` outside of braces, and those of lists in any other manner people write; behind
 * those of a list that is cut stands `others`.
 */
export function bibtexNames(field: string): Author[] {
  const text = (field.includes('&') ? decodeReferences(field) : field).replace(/\s+/gu, ' ');
  const plain = (tex: string): string => cleanLine(plainTex(tex));
  const all = apart(text, ';').flatMap((part) => listParts(part));
  const names = all.filter((name) => !isOthers(plain(name)));
  const found = namesIn(names, plain);
  return names.length < all.length ? [...found.filter((author) => author !== OTHERS), OTHERS] : found;
}

function namesIn(names: readonly string[], plain: (tex: string) => string): Author[] {
  // One name without a comma says that commas part names, not families from given names.
  const isPrinted = names.some((name) => !/[{},]/u.test(name) && name.includes(' '));
  if (
    names.length > 1 &&
    names.every((name) => apart(name, ',').every((part) => /^\s*$/u.test(part) || INDEXED.test(plain(part))))
  )
    return names.flatMap(
      (name) =>
        listOf(
          apart(name, ',')
            .map(plain)
            .filter((part) => part !== ''),
          true,
        ) ?? [],
    );
  return names.flatMap((name) => namesOf(name, plain, isPrinted));
}

/** The names in a field of its own for each, into which people put lists, too. */
export function listedNames(field: string): Author[] {
  return apart(field, ';').flatMap((name) => namesOf(cleanLine(name), (text) => text, false));
}

/** An author whose name comes in parts, any of them empty. */
export function familyFirst(family: string, given: string, suffix = ''): Author[] {
  const name = printedName(family, given, suffix);
  if (name === '') return [];
  return [{ name, ...(family !== '' && given !== '' ? { family, given } : {}) }];
}

/** A name that comes in one piece and is said to be no person's, which a name in Chinese letters may be all the same. */
export function oneName(name: string): Author {
  return isEastAsianPerson(name) ? { name } : { name, group: true };
}

const ET_AL = /[,;]?\s+(?:et\.?\s?al(?:ii|ia)?\.?|and others|u\.\s?a\.)$/iu;

/** The names of a stretch, with what says that they are not all. @param isPrinted names beside it are in the order of print, without commas */
function namesOf(given: string, plain: (text: string) => string, isPrinted: boolean): Author[] {
  const named = given.trim().replace(ET_AL, '');
  const isWhole = named === given.trim() && !isOthers(plain(named));
  const names = namesBefore(named, plain, isPrinted);
  return isWhole ? names : [...names, OTHERS];
}

function namesBefore(given: string, plain: (text: string) => string, isPrinted: boolean): Author[] {
  const isCut = /[,;]\s*$/u.test(given);
  const text = given.trim().replace(/^[\s,;&]+|(?<![\s,;])[\s,;]+$/gu, '');
  if (text === '' || isOthers(plain(text))) return [];
  // A name all in braces is no person's: {The ATLAS Collaboration}.
  if (isInBraces(text)) {
    const name = plain(text);
    return name === '' ? [] : [oneName(name)];
  }
  const fields = apart(text, ',').map((part) => part.trim());
  const extended = fields[0]!.includes('=') ? extendedName(fields, plain) : undefined;
  if (extended !== undefined) return extended;
  const parts = fields.map(plain).filter((part) => part !== '' && !isOthers(part));
  if (parts.length < 2) return parts.map((name) => ({ name }));
  if (isGroupName(parts.join(', '))) return [{ name: parts.join(', '), group: true }];
  const several = listOf(parts, isCut || isPrinted);
  if (several !== undefined) return several;
  // `Last, First`, `Last, Jr, First` or `Last, First, Jr`; `First von Last` stays in one piece.
  const [family = '', ...rest] = parts;
  // `Martin King, Jr.`, as it is printed.
  if (rest.length === 1 && isNameSuffix(rest[0]!) && family.includes(' ')) return [{ name: `${family} ${rest[0]}` }];
  if (rest.length > 1 && isNameSuffix(rest.at(-1)!, true) && !isNameSuffix(rest[0]!, true))
    return familyFirst(family, rest[0]!, rest.at(-1)!);
  return familyFirst(family, rest.at(-1) ?? '', rest.length > 1 ? rest[0]! : '');
}

const WORD = String.raw`[\p{L}'’.-]+`;
/** `Wik E`, as indexes of medicine have names. */
const INDEXED = new RegExp(String.raw`^\p{L}${WORD}(?: ${WORD}){0,2} \p{Lu}{1,4}$`, 'u');
/** `K. A. Brook` */
const INITIALS_FIRST = new RegExp(String.raw`^(?:\p{Lu}\.[ -]?){1,4} ?\p{L}${WORD}(?: ${WORD}){0,2}$`, 'u');
const GIVEN = /^\p{Lu}[\p{L}.]*(?:[ -]\p{Lu}[\p{L}.]*){0,2}$/u;

/** The names of a list parted by commas; undefined for the parts of one name. @param isList something else says that it is a list */
function listOf(parts: readonly string[], isList: boolean): Author[] | undefined {
  const all = (pattern: RegExp): boolean => parts.every((part) => pattern.test(part));
  if (parts.slice(1).some((part) => isNameSuffix(part, true))) return undefined;
  if (all(INDEXED))
    return parts.map((name) => {
      const at = name.lastIndexOf(' ');
      return familyFirst(name.slice(0, at), name.slice(at + 1))[0]!;
    });
  if (all(INITIALS_FIRST) || (all(/\S \S/u) && (parts.length > 2 || isList))) return parts.map((name) => ({ name }));
  const given = parts.filter((_, at) => at % 2 === 1);
  if (parts.length > 3 && parts.length % 2 === 0 && given.every((part) => GIVEN.test(part)))
    return given.flatMap((part, at) => familyFirst(parts[2 * at]!, part));
  return undefined;
}

/** BibLaTeX's `family=Berg, given=Jan, prefix=van der`; undefined for what is none. */
function extendedName(fields: readonly string[], plain: (text: string) => string): Author[] | undefined {
  const named = new Map(
    fields.flatMap((field) => {
      const found = /^([a-z-]+)\s*=\s*"?(.*?)"?$/u.exec(field);
      return found === null ? [] : [[found[1]!, plain(found[2]!)] as const];
    }),
  );
  if (!named.has('family') && !named.has('given')) return undefined;
  const part = (name: string): string => named.get(name) ?? '';
  const family = [part('prefix'), part('family')].filter((word) => word !== '').join(' ');
  return familyFirst(family, part('given'), part('suffix'));
}

/** Whether the brace that opens a text is closed by its last sign. */
function isInBraces(text: string): boolean {
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  for (let at = 0, depth = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

/** The stretches between the words `and` that stand outside of braces; a doubled one parts nothing from nothing. */
export function listParts(text: string): string[] {
  const names: string[][] = [[]];
  for (const word of apart(text, ' ')) {
    const isAnd = /^and$/iu.test(word) || (/^\\?&$/u.test(word) && names.at(-1)!.at(-1)?.endsWith(',') === true);
    if (isAnd) names.push([]);
    else if (word !== '') names.at(-1)!.push(word);
  }
  return names.map((words) => words.join(' ')).filter((name) => name !== '');
}

/** The stretches between separators of one sign that stand outside of braces. */
function apart(text: string, separator: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && text[at] === separator) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  found.push(text.slice(from));
  return found;
}
