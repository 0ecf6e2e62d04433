/** Lines of authors as pages print them. */
import { isGroupName } from '../../../../hub/name.js';
import type { Author, WorkRecord } from '../../../../hub/record.js';
import { plainInformalTex } from '../../../markup/tex.js';
import { listedAuthors } from '../../authors.js';
import { type PageLine, retold } from './lines.js';

const MORE = /^show (\d{1,6}) more authors?$/iu;
/** The same inside a line that names have run into. */
const MORE_IN_LINE = /^(.*?)(show \d{1,6} more authors?)(?!\p{Ll})(.*)$/u;
/** Longer than any name is. */
const LONGEST_NAME = 80;

/** How many authors a line says the page does not show at once; undefined for one that says something else. */
export function moreAuthors(text: string): number | undefined {
  const found = MORE.exec(text);
  return found === null ? undefined : Number(found[1]);
}

/** A line as the names above `show 190 more authors`, that, and the names below it; as it is where it is none of these. */
export function moreAuthorsApart(text: string): string[] {
  const pieces = MORE_IN_LINE.exec(text)?.slice(1) ?? [text];
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '' || pieces.length === 1);
}

/** A line whose elements are a name each with commas between the names, which its text need not have. */
export function withNamesApart(line: PageLine): PageLine {
  const parts = (line.parts ?? []).map((part) => part.replace(/^[\s,;·•]+|[\s,;·•]+$/gu, ''));
  const names = parts.filter((part) => part !== '');
  const areNames = names.length > 1 && names.every((name) => isName(name) && name.includes(' '));
  return areNames ? retold(line, names.join(', ')) : line;
}

/** What a line says of the authors: those it names, and how many it says there are besides; `et al.` does not say how many. */
export interface NamedLine {
  names: string[];
  more: number;
  /** Whether it is more than a name, or has what only lists of names have. */
  isList: boolean;
}

const ET_AL = /[\s,;]+(?:et\.? al\b\.?|and others)$/iu;
const AND_MORE = /[\s,;]+(?:and|&|\+) ?(\d{1,6})(?: (?:more|others?))?(?: (?:co-?)?authors?)?$/iu;
/** `Planck Collaboration: N. Aghanim, …`: whose paper it is before who wrote it. */
const OF_GROUP = /^([^:,;]{3,80}): /u;
/** What refers a name to a note. */
const NOTES = /^[*†‡§¶‖#✉⋆∗⁎\s]+|[*†‡§¶‖#✉⋆∗⁎\s\u00b9\u00b2\u00b3\u2070-\u2079\u1d43-\u1d5b]+$/gu;
/** The number of an affiliation behind a name. */
const AFFILIATION = /(?<=\p{Ll}|\.| )\d{1,2}$/u;

/**
 * The names of a line: `A , B , C`, `X, Y, and Z`, `A and B`, with marks of notes and affiliations or without. Undefined for a line
 * that is no such list.
 */
export function namesOfLine(text: string): NamedLine | undefined {
  const plain = plainInformalTex(text).trim();
  const [listed, more] = withoutOthers(plain);
  const group = OF_GROUP.exec(listed);
  const isOfGroup = group !== null && isGroupName(group[1]!);
  const parts = (isOfGroup ? listed.replace(': ', ', ') : listed)
    .split(/\s*[,;·•]\s*(?:and\s+|&\s+)?|\s+(?:and|&|\|)\s+/u)
    .map((part) => part.replace(NOTES, ''))
    .filter((part) => part !== '');
  const unnumbered = parts
    .filter((part) => !/^\d{1,2}$/u.test(part))
    .map((part) => part.replace(AFFILIATION, '').trim());
  // A group may well have a number: of one name alone it is its own.
  const names = parts.length > 1 ? unnumbered : parts;
  const named = names.filter(isName);
  const areNames = named.length * 2 >= names.length && names.every((name) => isName(name) || isUncapitalised(name));
  if (named.length === 0 || !areNames) return undefined;
  return { names, more, isList: names.length > 1 || listed !== plain };
}

/** A list without what it says of those it does not name, and how many they are as far as it says. */
function withoutOthers(text: string): [listed: string, more: number] {
  const counted = AND_MORE.exec(text);
  if (counted !== null) return [text.slice(0, counted.index), Number(counted[1])];
  return [text.replace(ET_AL, ''), 0];
}

function isName(text: string): boolean {
  return (
    text.length <= LONGEST_NAME &&
    text.split(' ').length <= 6 &&
    /^[\p{L}\p{M}\p{N}'’.()/ -]+$/u.test(text) &&
    (/^[\p{Lu}\p{Lo}]/u.test(text) || (/^(?:\p{Ll}{1,4}[ '’-]+){1,3}\p{Lu}/u.test(text) && !WORDS_OF_TEXTS.test(text)))
  );
}

/** `danah boyd`, which only the capitals of others tell from words of a text. */
function isUncapitalised(text: string): boolean {
  return /^\p{Ll}[\p{Ll}\p{M}'’.-]*(?: \p{Ll}[\p{Ll}\p{M}'’.-]+){1,2}$/u.test(text) && !WORDS_OF_TEXTS.test(text);
}

const WORDS_OF_TEXTS =
  /(?<!\p{L})(?:an?|the|of|in|on|at|to|for|from|by|with|is|are|its?|their|our|other|more|all|no)(?!\p{L})/u;

/**
 * The fields of a work for these names.
 * @param more those that are not named
 * @param isSorted whether the list is known to stand by given names, so that it says nothing of the order
 */
export function authorFields(
  names: readonly string[],
  more = 0,
  isSorted?: boolean,
): Pick<WorkRecord, 'authors' | 'authorSet' | 'authorCount'> {
  const authors = names.map((name): Author => (isGroupName(name) ? { name, group: true } : { name }));
  return {
    ...listedAuthors(authors, isSorted),
    ...(more > 0 && { authorCount: names.length + more }),
  };
}
