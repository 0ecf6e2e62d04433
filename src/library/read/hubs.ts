/** The hubs of a library and their heads. */
import type { HubRecord, Id } from '../../hub/record.js';
import { LibraryError } from '../error.js';
import { updatedAt } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type HubHead, type HubLine, type WorkNumber } from '../model.js';
import { listedTwice } from '../works/descriptions.js';
import { printedOf } from '../works/printed.js';

/** A work with this many citing papers is listed as a hub though no source called it one (the site's own measure). */
export const HUB_FROM = 10;

interface HeadRow {
  id: WorkNumber;
  ref: Id;
  title: string | null;
  date: string | null;
  /** A JSON array. */
  authors: string;
  citing: number;
  classified: number;
  importedAt: string | null;
}

const HEAD = `
  SELECT works.id, ref, title, date, citing, classified, imports.at AS importedAt,
    (SELECT json_group_array(name ORDER BY position) FROM authors WHERE work = works.id) AS authors
  FROM works JOIN listed ON listed.work = works.id LEFT JOIN imports ON imports.id = works.import`;

/** Works that a source presented as hubs. How many references a paper has, which its page counts, too, makes it none. */
const PRESENTED = `
  SELECT DISTINCT work FROM hubs WHERE EXISTS (SELECT 1 FROM json_each(printed) WHERE key NOT IN ('counts', 'lacked'))
    OR NOT EXISTS (SELECT 1 FROM json_each(printed, '$.counts'))
    OR EXISTS (SELECT 1 FROM json_each(printed, '$.counts') WHERE value ->> 'label' NOT GLOB 'references_*')`;

/**
 * All hubs: first those that a source presented as one, then works with ten or more citing papers; the most cited of each
 * first. Tier and total are the sources' own and absent where none gave them.
 */
export function listHubs(lib: Library): HubLine[] {
  return reading(lib, () => {
    const found = lib
      .sql(
        `${HEAD} WHERE works.id IN (SELECT work FROM listed WHERE citing >= ${HUB_FROM} UNION ${PRESENTED})
         ORDER BY works.id NOT IN (${PRESENTED}), citing DESC, title_key, works.id`,
      )
      .all() as HeadRow[];
    const presented = new Set(lib.sql(PRESENTED).pluck().all() as WorkNumber[]);
    return found.map((row) => {
      const {
        sentence: _,
        headline: __,
        ...line
      } = head(lib, row, presented.has(row.id) ? printedOf(lib, row.id) : []);
      return line;
    });
  });
}

/** The head of any work as a hub; of ALL_WORKS what stands over a list of them. */
export function hubHead(lib: Library, work: WorkNumber): HubHead {
  return reading(lib, () => {
    if (work === ALL_WORKS) return allWorks(lib);
    const row = lib.sql(`${HEAD} WHERE works.id = ?`).get(work) as HeadRow | undefined;
    if (row === undefined) throw new LibraryError(`The library ${lib.file} has no work ${work}; open the paper again.`);
    const updated = updatedAt(lib, work);
    return { ...head(lib, row, printedOf(lib, work)), ...(updated !== undefined && { updatedAt: updated }) };
  });
}

function allWorks(lib: Library): HubHead {
  const citing = lib.sql('SELECT count(*) FROM works').pluck().get() as number;
  const title = 'All works of the library';
  return {
    work: ALL_WORKS,
    id: '',
    title,
    authors: [],
    date: '',
    presented: false,
    citing,
    classified: 0,
    importedAt: '',
  };
}

function head(lib: Library, row: HeadRow, printed: readonly HubRecord[]): HubHead {
  const first = <K extends keyof HubRecord>(field: K): Partial<Pick<HubRecord, K>> => {
    const value = printed.find((record) => record[field] !== undefined)?.[field];
    return (value === undefined ? {} : { [field]: value }) as Partial<Pick<HubRecord, K>>;
  };
  const totalled = printed.find(({ total }) => total !== undefined);
  const external = printed.flatMap(({ counts = [] }) => counts).find(({ label }) => label === 'external')?.count;
  const missing = (totalled?.total ?? 0) - row.citing;
  const again = missing > 0 ? Math.min(missing, listedTwice(lib, row.id, totalled!.source)) : 0;
  return {
    work: row.id,
    id: row.ref,
    title: row.title ?? row.ref,
    authors: JSON.parse(row.authors) as string[],
    date: row.date ?? '',
    presented: printed.length > 0,
    citing: row.citing,
    classified: row.classified,
    importedAt: row.importedAt ?? '',
    ...first('tier'),
    ...first('class'),
    ...first('total'),
    ...(external !== undefined && { external }),
    ...(again > 0 && { listedTwice: { papers: again, source: totalled!.source } }),
    ...first('sentence'),
    ...first('headline'),
  };
}
