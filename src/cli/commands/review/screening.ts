/** Which review a command is about: one of a name, or the one that a paper has by itself. */
import { reviewName } from '../../../export/flow/remarks.js';
import { cleanWords, reviewScreening, type Screening } from '../../../hub/decisions/decision.js';
import { ownScreening } from '../../../library/decisions/screening.js';
import type { Library } from '../../../library/library.js';
import type { WorkNumber } from '../../../library/model.js';
import type { Invocation, Word } from '../../arguments.js';
import { UserError } from '../../errors.js';
import { EVERYTHING, paperAndQuery } from '../../operands.js';
import { onePaper } from '../../paper.js';
import { cut } from '../../plain.js';

export interface AskedReview {
  screening: Screening;
  /** The paper that was named. */
  hub?: WorkNumber;
  /** For people: `the review “mine”`, `the review of arXiv:1911.11134`. */
  name: string;
}

/** @param words the paper, if any; null is given back where neither a paper nor a review is named */
export function reviewAsked(library: Library, invocation: Invocation, words: readonly Word[]): AskedReview | null {
  const { paper, query } = paperAndQuery(words);
  if (query !== '') throw new UserError(`A review is of a paper, not of a query; leave ${cut(query, 60)} out.`);
  if (paper === EVERYTHING)
    throw new UserError(
      `A review is of one paper, or has a name: name the paper, or give --review NAME, instead of ${EVERYTHING}.`,
    );
  const hub = paper === null ? undefined : onePaper(library, paper, true);
  const given = invocation.values.get('review')?.[0];
  if (given !== undefined) {
    if (cleanWords(given) === '') throw new UserError('--review needs a name with a letter in it.');
    const screening = reviewScreening(given);
    return { screening, name: reviewName(screening), ...(hub !== undefined && { hub }) };
  }
  if (hub === undefined) return null;
  const screening = ownScreening(library, hub);
  return { screening, name: reviewName(screening), hub };
}

/** The same where one has to be named. */
export function requiredReview(library: Library, invocation: Invocation, words: readonly Word[]): AskedReview {
  const asked = reviewAsked(library, invocation, words);
  if (asked !== null) return asked;
  throw new UserError('Say which review: name the paper whose citing papers are screened, or give --review NAME.');
}
