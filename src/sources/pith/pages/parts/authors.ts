/** Lines of authors as pages print them. */
import type { Author, WorkRecord } from '../../../../hub/record.js';
import { plainInformalTex } from '../../../tex.js';
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

/**
 * The names of a line: `A , B , C`, `X, Y, and Z`, `A and B`. Undefined for a line that is no such list.
 */
export function namesOfLine(text: string): string[] | undefined {
  const names = plainInformalTex(text)
    .split(/\s*[,;·•]\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every(isName) ? names : undefined;
}

function isName(text: string): boolean {
  return (
    text.length <= LONGEST_NAME &&
    text.split(' ').length <= 6 &&
    /^[\p{L}\p{M}\p{N}'’.()/ -]+$/u.test(text) &&
    /^(?:\p{Lu}|\p{Lo}|\p{Ll}{1,4}[ '’-]+\p{Lu})/u.test(text)
  );
}

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
  const authors = names.map((name): Author => ({ name }));
  return {
    ...listedAuthors(authors, isSorted),
    ...(more > 0 && { authorCount: names.length + more }),
  };
}
