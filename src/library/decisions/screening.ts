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

/**
 * Where what holds in a screening was decided: under any of its names, and over the whole library in any hub, since nobody who asks there
 * for what was included means only what was included there.
 */
export function screeningsBehind(lib: Library, screening: Screening | ''): string[] {
  if (screening !== 'hub:*') return namesOfScreening(lib, screening);
  return lib
    .sql("SELECT DISTINCT screening FROM standing WHERE kind = 'decide' AND screening >= 'hub:' AND screening < 'hub;'")
    .pluck()
    .all() as string[];
}
