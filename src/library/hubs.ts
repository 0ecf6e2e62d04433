/** The hubs of a library and their heads. */
import type { HubRecord } from '../hub/record.js';
import type { HubHead, HubLine, WorkId } from './model.js';
import { type Library, reading } from './open.js';
import { namesOf, workLines } from './rows.js';

/** A work with this many citing papers is listed as a hub though no source called it one (the site's own measure). */
const HUB_FROM = 10;

/** What sources printed of a hub: the site's own first, then the newest. */
export function printedOf(lib: Library, id: WorkId): HubRecord[] {
  const [work = ''] = namesOf(lib, id);
  const found = lib
    .sql("SELECT source, at, printed FROM hubs WHERE work = ? ORDER BY source <> 'pith', at DESC, source")
    .all(id) as { source: string; at: string; printed: string }[];
  return found.map(({ source, at, printed }) => ({
    type: 'hub',
    work,
    source,
    ...(at !== '' && { at }),
    ...(JSON.parse(printed) as Omit<HubRecord, 'type' | 'work' | 'source'>),
  }));
}

/**
 * All hubs: first those that a source presented as one, then works with ten or more citing papers; the most cited of each
 * first. Tier and total are the sources' own and absent where none gave them.
 */
export function listHubs(lib: Library): HubLine[] {
  return reading(lib, () => {
    const ids = lib
      .sql(
        `SELECT work FROM listed
         WHERE work IN (SELECT work FROM listed WHERE citing >= ${HUB_FROM} UNION SELECT work FROM hubs)
         ORDER BY work NOT IN (SELECT work FROM hubs), citing DESC, title_key, work`,
      )
      .pluck()
      .all() as WorkId[];
    const presented = new Set(lib.sql('SELECT DISTINCT work FROM hubs').pluck().all() as WorkId[]);
    return ids.map((id) => {
      const { sentence: _, headline: __, ...line } = head(lib, id, presented.has(id) ? printedOf(lib, id) : []);
      return line;
    });
  });
}

/** The head of any work as a hub. */
export function hubHead(lib: Library, id: WorkId): HubHead {
  return reading(lib, () => head(lib, id, printedOf(lib, id)));
}

function head(lib: Library, id: WorkId, printed: readonly HubRecord[]): HubHead {
  const [line] = workLines(lib, [id]);
  const counts = lib
    .sql(
      `SELECT citing, classified, imports.at AS importedAt
       FROM listed JOIN works ON works.id = listed.work LEFT JOIN imports ON imports.id = works.import WHERE work = @id`,
    )
    .get({ id }) as { citing: number; classified: number; importedAt: string | null };
  const first = <K extends keyof HubRecord>(field: K): Partial<Pick<HubRecord, K>> => {
    const value = printed.find((record) => record[field] !== undefined)?.[field];
    return (value === undefined ? {} : { [field]: value }) as Partial<Pick<HubRecord, K>>;
  };
  return {
    ...line!,
    presented: printed.length > 0,
    citing: counts.citing,
    classified: counts.classified,
    importedAt: counts.importedAt ?? '',
    ...first('tier'),
    ...first('class'),
    ...first('total'),
    ...first('sentence'),
    ...first('headline'),
  };
}
