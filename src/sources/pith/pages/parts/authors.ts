/** Lines of authors as pages print them. */
import type { Author, WorkRecord } from '../../../../hub/record.js';
import { plainInformalTex } from '../../../tex.js';
import { listedAuthors } from '../../authors.js';

const MORE = /^show (\d{1,6}) more authors?\b/iu;
/** Longer than any name is. */
const LONGEST_NAME = 80;

/** How many authors a line says the page does not show at once; undefined for one that says something else. */
export function moreAuthors(text: string): number | undefined {
  const found = MORE.exec(text);
  return found === null ? undefined : Number(found[1]);
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
