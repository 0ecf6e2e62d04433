/** What a list of authors says: who they are, and in which order where that is the paper's. */
import type { Author, WorkRecord } from '../../hub/record.js';

/**
 * Authors as a record has them: a list that stands by given names says who they are and no more.
 * @param isSorted whether the source sorts its lists; undefined where it does so with some of them
 */
export function listedAuthors(authors: Author[], isSorted?: boolean): Pick<WorkRecord, 'authors' | 'authorSet'> {
  if (authors.length === 0) return {};
  const isSet = authors.length > 1 && (isSorted ?? standsByGivenName(authors));
  return isSet ? { authorSet: authors } : { authors };
}

/** Databases sort by the letters alone: `Yuchen Fan`, `Yu Cheng`. */
const LETTERS = new Intl.Collator('en', { ignorePunctuation: true });

/** Whether names stand in the order of the alphabet, by letters, with blanks between them or without, or by their codes. */
function standsByGivenName(authors: readonly Author[]): boolean {
  const sorted = (before: (a: string, b: string) => boolean): boolean =>
    authors.every(({ name }, at) => at === 0 || before(authors[at - 1]!.name, name));
  return (
    sorted((a, b) => a.localeCompare(b, 'en') <= 0) ||
    sorted((a, b) => LETTERS.compare(a, b) <= 0) ||
    sorted((a, b) => a <= b)
  );
}
