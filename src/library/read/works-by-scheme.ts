/** The papers around a hub that can be asked for by names of one scheme. */
import type { Ref } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkId } from '../model.js';
import { findRef } from '../works/ids.js';

export interface NamedWork {
  id: WorkId;
  /** All of its names of the scheme. */
  names: Ref[];
}

/**
 * The next of the hub and its citing papers with a name of this scheme. Their order is that in which they came into the
 * library, so that papers which come while one goes through them are met too, and none twice.
 * @param after the last one met before; 0 at the beginning
 */
export function askableWorks(lib: Library, hub: Ref, scheme: string, after: WorkId, most: number): NamedWork[] {
  const cited = findRef(lib, hub);
  if (cited === undefined) return [];
  const ids = lib
    .sql(
      `SELECT id FROM (
         SELECT citing AS id FROM citations WHERE cited = @cited AND citing > @after UNION ALL SELECT @cited WHERE @cited > @after
       ) WHERE EXISTS (SELECT 1 FROM aliases WHERE work = id AND scheme = @scheme) ORDER BY id LIMIT @most`,
    )
    .pluck()
    .all({ cited, after, scheme, most }) as WorkId[];
  const names = lib
    .sql('SELECT scheme || ? || value FROM aliases WHERE work = ? AND scheme = ? ORDER BY position')
    .pluck();
  return ids.map((id) => ({ id, names: names.all(':', id, scheme) as Ref[] }));
}

/** How many there are of them in all. */
export function countAskable(lib: Library, hub: Ref, scheme: string): number {
  return lib
    .sql(
      `SELECT count(DISTINCT work) FROM aliases WHERE scheme = @scheme
         AND (work = @cited OR work IN (SELECT citing FROM citations WHERE cited = @cited))`,
    )
    .pluck()
    .get({ cited: findRef(lib, hub) ?? null, scheme }) as number;
}
