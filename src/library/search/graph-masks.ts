/** Conditions of a query that ask how papers stand to other works: what they cite, whose they are, of which school, in which words. */
import type { Leaf } from '../../query/tree.js';
import { type Columns, cachedIn, placeOf } from '../derived/columns.js';
import { selfCitations } from '../graph/authors/authors.js';
import { citedWorks } from '../graph/cited.js';
import { sharedCiters } from '../graph/co-cited.js';
import { bearingWorks, cueSentences } from '../graph/ledger.js';
import { neighbourhoodOf } from '../graph/neighbourhood.js';
import { schoolsOf } from '../graph/schools/schools.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished } from '../steps.js';
import { workWithId } from '../works/ids.js';
import { type Mask, maskAt, newMask } from './masks.js';

export type GraphLeaf = Extract<Leaf, { kind: 'linked' | 'self' | 'school' | 'bears' | 'cue' }>;

/** The papers that meet it, worked out once. */
export function graphMask(lib: Library, columns: Columns, leaf: GraphLeaf): Mask {
  return cachedIn(columns, `graph ${JSON.stringify(leaf)}`, () => {
    switch (leaf.kind) {
      case 'linked': {
        const work = workWithId(lib, leaf.id);
        return work === undefined ? newMask(columns) : linked(lib, columns, leaf.how, work);
      }
      case 'self':
        return atPlaces(columns, selfCitations(lib, columns.hub, leaf.which).places);
      case 'school':
        return ofSchool(lib, columns, leaf.number ?? 0);
      case 'bears':
        return maskAt(columns, bearingWorks(lib, columns.hub, leaf.how));
      case 'cue':
        return maskAt(
          columns,
          cueSentences(lib, columns.hub, leaf.what).sentences.map(({ work }) => work),
        );
    }
  });
}

function linked(lib: Library, columns: Columns, how: 'cites' | 'cited-by' | 'coupled', work: WorkNumber): Mask {
  const around = neighbourhoodOf(lib, columns.hub);
  if (how === 'cites') {
    if (work === columns.hub) return newMask(columns).fill(1, 0, columns.size);
    return atPlaces(columns, sharedCiters(around, work));
  }
  const cited = citedWorks(lib, work);
  if (how === 'cited-by') return maskAt(columns, cited);
  const mask = newMask(columns);
  for (const other of cited)
    if (other !== columns.hub) for (const place of sharedCiters(around, other)) mask[place] = 1;
  const own = placeOf(columns, work);
  if (own >= 0) mask[own] = 0;
  return mask;
}

/** @param number 0: of no school, as all are where too little is known to tell any */
function ofSchool(lib: Library, columns: Columns, number: number): Mask {
  const schools = finished(schoolsOf(neighbourhoodOf(lib, columns.hub)));
  const mask = newMask(columns);
  for (let place = 0; place < columns.size; place += 1)
    mask[place] = (schools.withheld ? 0 : schools.of[place]) === number ? 1 : 0;
  return mask;
}

function atPlaces(columns: Columns, places: Int32Array): Mask {
  const mask = newMask(columns);
  for (const place of places) mask[place] = 1;
  return mask;
}
