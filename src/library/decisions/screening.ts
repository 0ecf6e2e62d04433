/** Which screening is meant, where nobody names a review. */
import { hubScreening, type Screening } from '../../hub/decisions/decision.js';
import type { Library } from '../library.js';
import { ALL_WORKS, type WorkNumber } from '../model.js';
import { idsOf } from '../works/ids.js';

/** The screening that a hub has by itself, or that of the whole library. */
export function ownScreening(lib: Library, hub: WorkNumber): Screening {
  return hub === ALL_WORKS ? 'hub:*' : hubScreening(idsOf(lib, hub)[0]!);
}
