/** The schools of a hub as a facet: where they are known already, since finding them takes longer than a key may. */
import { NONE } from '../../../hub/vocabulary.js';
import { concernsOnly } from '../../../query/facet.js';
import { printQuery } from '../../../query/print.js';
import type { Query } from '../../../query/query.js';
import { all, conjuncts } from '../../../query/tree.js';
import type { Columns } from '../../derived/columns.js';
import { isEnough, neighbourhoodOf } from '../../graph/neighbourhood.js';
import { namedSchools, schoolLines } from '../../graph/schools/school-lines.js';
import { knownSchools } from '../../graph/schools/schools.js';
import type { Library } from '../../library.js';
import { ALL_WORKS, type Facet, type WorkNumber } from '../../model.js';
import { inSlices } from '../../steps.js';
import { type Matching, matchingOf } from '../filter.js';

/** The schools with how many papers each has under all conditions but those on schools; none where they are not known. */
export function schoolFacet(lib: Library, columns: Columns, query: Query, matching: Matching): Facet[] {
  const schools = knownSchools(columns);
  if (schools === null) return [];
  const terms = conjuncts(query.where);
  const others = terms.filter((term) => !concernsOnly(term, 'school'));
  const { mask } =
    others.length === terms.length ? matching : matchingOf(lib, columns, { where: all(others), sort: null });
  const counts = new Uint32Array(schools.sizes.length);
  for (let place = 0; place < columns.size; place += 1)
    if (mask === null || mask[place] !== 0) counts[schools.of[place]!]! += 1;
  const term = (number: number | null): string => printQuery({ where: { kind: 'school', number }, sort: null });
  const values = schoolLines(lib, columns, schools).map(({ number, words }) => ({
    label: `${number} ${words.join(' ')}`.trim(),
    term: term(number),
    count: counts[number]!,
  }));
  const none = schools.sizes[0] === 0 ? [] : [{ label: NONE, term: term(null), count: counts[0]! }];
  return [{ field: 'school', values: [...values, ...none] }];
}

/** Finds the schools of a hub in slices, so that views from then on have them as a facet. @returns whether there are any that were not known */
export async function findSchools(lib: Library, hub: WorkNumber, signal: AbortSignal): Promise<boolean> {
  if (hub === ALL_WORKS) return false;
  const around = neighbourhoodOf(lib, hub);
  if (!isEnough(around.base) || knownSchools(around.columns) !== null) return false;
  await inSlices(namedSchools(lib, hub), signal);
  return true;
}
