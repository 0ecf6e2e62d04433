/** Which screening is meant where nobody names a review, and by what names its lines are found. */
import { hubScreening, type Screening } from '../../hub/decisions/decision.js';
import type { Library } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { idsOf, workWithId } from '../works/ids.js';

/** The screening that a hub has by itself, or that of the whole library. */
export function ownScreening(lib: Library, hub: WorkNumber): Screening {
  return hub === ALL_WORKS ? 'hub:*' : hubScreening(idsOf(lib, hub)[0]!);
}

/** All names under which a screening's lines are found: a hub has those of its paper. */
export function namesOfScreening(lib: Library, screening: Screening | ''): string[] {
  if (!screening.startsWith('hub:')) return [screening];
  const work = workWithId(lib, screening.slice('hub:'.length));
  const own = work === undefined ? [] : idsOf(lib, work).map((id) => `hub:${id}`);
  return [...new Set([screening, ...own])];
}
