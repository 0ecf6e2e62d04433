/** How many papers went through a screening, from who lists them to what was decided. */
import type { Screening } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import { readersIn } from '../decisions/agreement.js';
import { countsOf, type ScreeningCounts } from '../decisions/counts.js';
import { decisionsIn } from '../decisions/live.js';
import { columnsOf, placeOf } from '../derived/columns.js';
import { lastFetch, NO_LISTS } from '../history/fetches.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { listedTwice } from '../works/descriptions.js';
import { idsOf } from '../works/ids.js';
import { printedOf } from '../works/printed.js';
import { hubHead } from './hubs.js';

/** What one source brought of the papers that cite a hub. */
export interface FlowSource {
  source: string;
  /** A service's list that was read, or files, of which only what no service listed is told apart. */
  kind: 'list' | 'files';
  /** Records: the papers it lists, and the listings beyond the first of those it lists several times. */
  records: number;
  listedTwice: number;
  /** How many there are in all, as the source says. */
  total?: number;
  /** UTC time of the last reading or import. */
  at?: string;
  /** Absent where nobody reads a list: whether it was read to its end, and what is missing and why. */
  reading?: { finished: boolean; most?: number; notes: string[] };
}

export interface PrintedTotal {
  source: string;
  total: number;
  /** Papers that the source is known to list twice, which the total has twice as well. */
  listedTwice?: number;
}

export interface Flow {
  paper: { id: Id; title: string; date: string };
  screening: Screening;
  sources: FlowSource[];
  /** How many there are in all, as pages and files print it whose lists were not read. */
  printed: PrintedTotal[];
  /** The records of all sources; those of papers that others list, too; both come to the papers at hand. */
  identified: number;
  duplicates: number;
  counts: ScreeningCounts;
  /** Papers of this screening about which something was decided, and which do not cite the paper here. */
  elsewhere: number;
  /** Who decided, and of how many papers something of theirs stands or stood. */
  readers: { who: string; papers: number }[];
  /** Included papers whose own citing papers were fetched, too. */
  furtherSeeds: number;
  /** Papers that the reader merged or kept apart by hand. */
  byHand: { merged: number; keptApart: number };
}

const recordsIn = (sources: readonly FlowSource[]): number => sources.reduce((sum, { records }) => sum + records, 0);

/** The records of all sources that are one of a hub's papers; those beyond one a paper are duplicates. */
export function recordsOf(lib: Library, hub: WorkNumber): number {
  return reading(lib, () => recordsIn([...listsOf(lib, hub), ...filesOf(lib, hub)]));
}

/** What the flow of a hub's papers through a screening is made of. */
export function flowOf(lib: Library, hub: WorkNumber, screening: Screening): Flow {
  return reading(lib, () => {
    const { id, title, date } = hubHead(lib, hub);
    const lists = listsOf(lib, hub);
    const sources = [...lists, ...filesOf(lib, hub)];
    const identified = recordsIn(sources);
    const counts = countsOf(lib, screening, hub);
    const columns = columnsOf(lib, hub);
    const isCiting = (work: WorkNumber): boolean => placeOf(columns, work) >= 0;
    const decisions = [...decisionsIn(lib, screening).values];
    const included = decisions.filter(([work, { status }]) => status === 'included' && isCiting(work));
    const seeds = new Set(lib.sql(READ_LISTS).pluck().all() as WorkNumber[]);
    const one = (sql: string): number => lib.sql(sql).pluck().get() as number;
    return {
      paper: { id, title, date },
      screening,
      sources,
      printed: printedTotals(lib, hub, counts.total).filter(
        ({ source }) => !lists.some((list) => list.source === source),
      ),
      identified,
      duplicates: identified - counts.total,
      counts,
      elsewhere: decisions.filter(([work]) => !isCiting(work)).length,
      readers: readersIn(lib, screening, isCiting),
      furtherSeeds: included.filter(([work]) => seeds.has(work)).length,
      byHand: { merged: one('SELECT count(*) FROM merges'), keptApart: one('SELECT count(*) FROM kept_apart') },
    };
  });
}

/** The works whose list of citing papers a service was read for to its end. */
const READ_LISTS = `
  SELECT DISTINCT work FROM fetches JOIN sources ON sources.id = service
    JOIN aliases ON aliases.scheme = substr(paper, 1, instr(paper, ':') - 1) AND aliases.value = substr(paper, instr(paper, ':') + 1)
  WHERE finished IS NOT NULL AND name NOT IN ${NO_LISTS}`;

/** The services whose lists were read, with the papers in them that are at hand. */
function listsOf(lib: Library, hub: WorkNumber): FlowSource[] {
  const found = lib
    .sql(
      `SELECT name, count(*) AS papers FROM sightings JOIN citations USING (cited, citing) JOIN sources ON sources.id = service
       WHERE cited = ? GROUP BY name ORDER BY papers DESC, name`,
    )
    .all(hub) as { name: string; papers: number }[];
  return found.map(({ name, papers }) => {
    const run = lastFetch(lib, idsOf(lib, hub), name);
    const twice = listedTwice(lib, hub, name);
    return {
      source: name,
      kind: 'list',
      records: papers + twice,
      listedTwice: twice,
      ...(run?.total !== undefined && { total: run.total }),
      ...(run !== undefined && {
        at: run.updatedAt,
        reading: {
          finished: run.finishedAt !== undefined,
          ...(run.max !== undefined && { most: run.max }),
          notes: run.notes,
        },
      }),
    };
  });
}

/** The papers that no service's list that was read has: they came in files. */
function filesOf(lib: Library, hub: WorkNumber): FlowSource[] {
  const found = lib
    .sql(
      `SELECT name, count(*) AS papers, max(imports.at) AS at FROM citations JOIN sources ON sources.id = citations.source
         JOIN works ON works.id = citing LEFT JOIN imports ON imports.id = works.import
       WHERE cited = @hub AND citing NOT IN (SELECT citing FROM sightings WHERE cited = @hub)
       GROUP BY name ORDER BY papers DESC, name`,
    )
    .all({ hub }) as { name: string; papers: number; at: string | null }[];
  return found.map(({ name, papers, at }) => {
    const twice = listedTwice(lib, hub, name);
    return {
      source: name,
      kind: 'files',
      records: papers + twice,
      listedTwice: twice,
      ...(at !== null && { at }),
    };
  });
}

/** The newest total that each source printed. */
function printedTotals(lib: Library, hub: WorkNumber, here: number): PrintedTotal[] {
  const totals = new Map<string, number>();
  for (const { source, total } of printedOf(lib, hub))
    if (total !== undefined && !totals.has(source)) totals.set(source, total);
  return [...totals].map(([source, total]) => {
    const again = total > here ? Math.min(total - here, listedTwice(lib, hub, source)) : 0;
    return { source, total, ...(again > 0 && { listedTwice: again }) };
  });
}
