/** The papers around a hub that can be asked for by names of one scheme. */
import type { Id } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';

export interface NamedWork {
  work: WorkNumber;
  /** All of its names of the scheme. */
  ids: Id[];
}

/**
 * The next of the hub and its citing papers with a name of this scheme. Their order is that in which they came into the
 * library, so that papers which come while one goes through them are met too, and none twice.
 * @param after the last one met before; 0 at the beginning
 */
export function askableWorks(lib: Library, hub: Id, scheme: string, after: WorkNumber, most: number): NamedWork[] {
  const cited = workWithId(lib, hub);
  if (cited === undefined) return [];
  const works = lib
    .sql(
      `SELECT id FROM (
         SELECT citing AS id FROM citations WHERE cited = @cited AND citing > @after UNION ALL SELECT @cited WHERE @cited > @after
       ) WHERE EXISTS (SELECT 1 FROM aliases WHERE work = id AND scheme = @scheme) ORDER BY id LIMIT @most`,
    )
    .pluck()
    .all({ cited, after, scheme, most }) as WorkNumber[];
  const names = lib
    .sql('SELECT scheme || ? || value FROM aliases WHERE work = ? AND scheme = ? ORDER BY position')
    .pluck();
  return works.map((work) => ({ work, ids: names.all(':', work, scheme) as Id[] }));
}

/** How many there are of them in all. */
export function countAskable(lib: Library, hub: Id, scheme: string): number {
  return lib
    .sql(
      `SELECT count(DISTINCT work) FROM aliases WHERE scheme = @scheme
         AND (work = @cited OR work IN (SELECT citing FROM citations WHERE cited = @cited))`,
    )
    .pluck()
    .get({ cited: workWithId(lib, hub) ?? null, scheme }) as number;
}
