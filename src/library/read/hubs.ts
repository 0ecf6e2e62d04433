/** The hubs of a library and their heads. */
import type { HubRecord, Id } from '../../hub/record.js';
import { foldText } from '../derived/tokens.js';
import { GoneError } from '../error.js';
import { updatedAt } from '../history/changes.js';
import { type Library, reading } from '../library.js';
import { ALL_WORKS, type HubHead, type HubLine, type WorkLine, type WorkNumber } from '../model.js';
import { computedByHub, computedOf } from '../works/computed-roles.js';
import { listedTwice } from '../works/descriptions.js';
import { printedOf } from '../works/printed.js';
import { workLines } from './rows.js';

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

const HUBS = `SELECT work FROM listed WHERE citing >= ${HUB_FROM} UNION ${PRESENTED}`;

/**
 * All hubs: first those that a source presented as one, then works with ten or more citing papers; the most cited of each
 * first. Tier and total are the sources' own and absent where none gave them.
 * @param most no more of them; -1: all
 */
export const listHubs = (lib: Library, most = -1): HubLine[] => linesOf(lib, HUBS, most);

/** Those that a source presented, in the same order: few, where a large library has tens of thousands of hubs. */
export const presentedHubs = (lib: Library): HubLine[] => linesOf(lib, PRESENTED, -1);

/** How many hubs there are. */
export function countHubs(lib: Library): number {
  return reading(lib, () => lib.sql(`SELECT count(*) FROM (${HUBS})`).pluck().get() as number);
}

function linesOf(lib: Library, works: string, most: number): HubLine[] {
  return reading(lib, () => {
    const found = lib
      .sql(
        `${HEAD} WHERE works.id IN (${works})
         ORDER BY works.id NOT IN (${PRESENTED}), citing DESC, title_key, works.id LIMIT ?`,
      )
      .all(most) as HeadRow[];
    const presented = new Set(lib.sql(PRESENTED).pluck().all() as WorkNumber[]);
    const computed = computedByHub(lib);
    return found.map((row) => {
      const {
        sentence: _,
        headline: __,
        ...line
      } = head(lib, row, presented.has(row.id) ? printedOf(lib, row.id) : [], computed.get(row.id) ?? 0);
      return line;
    });
  });
}

/** Those of the works that are listed as hubs. */
export function hubsAmong(lib: Library, works: readonly WorkNumber[]): Set<WorkNumber> {
  const found = lib
    .sql(
      `SELECT work FROM listed WHERE work IN (SELECT value FROM json_each(?))
         AND (citing >= ${HUB_FROM} OR work IN (${PRESENTED}))`,
    )
    .pluck()
    .all(JSON.stringify(works)) as WorkNumber[];
  return new Set(found);
}

/** Hubs that are named by words. */
const CALLED = 20;

/** Works that are hubs by their citing papers, with all words of the text in their folded titles or their ids, the most cited first. */
export function hubsCalled(lib: Library, text: string): WorkLine[] {
  return reading(lib, () => {
    const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
    const has = words.map(() => '(instr(title_key, ?) > 0 OR instr(lower(ref), ?) > 0)');
    const works = lib
      .sql(
        `SELECT work FROM listed WHERE citing >= ${HUB_FROM} ${has.map((one) => `AND ${one}`).join(' ')}
         ORDER BY citing DESC, work LIMIT ${CALLED}`,
      )
      .pluck()
      .all(...words.flatMap((word) => [foldText(word) || word, word])) as WorkNumber[];
    return workLines(lib, works);
  });
}

/** The head of any work as a hub; of ALL_WORKS what stands over a list of them. */
export function hubHead(lib: Library, work: WorkNumber): HubHead {
  return reading(lib, () => {
    if (work === ALL_WORKS) return { ...allWorks(lib), ...whatAnyHas(lib, work) };
    const row = lib.sql(`${HEAD} WHERE works.id = ?`).get(work) as HeadRow | undefined;
    if (row === undefined) throw new GoneError(lib.file, work);
    const updated = updatedAt(lib, work);
    return {
      ...head(lib, row, printedOf(lib, work), computedOf(lib, work)),
      ...(updated !== undefined && { updatedAt: updated }),
      ...whatAnyHas(lib, work),
    };
  });
}

/** Papers looked at for dates, and for citers: a list opens at once, however long it is. */
const LOOKED_AT = 2000;

const TO_THE_MONTH = (papers: string): string =>
  `SELECT 1 FROM (${papers} LIMIT ${LOOKED_AT}) CROSS JOIN works ON id = paper WHERE length(date) > 4`;
const CITED = 'SELECT work AS paper FROM listed WHERE citing > 0 LIMIT';
/** Where more works are cited than are looked at, some of the hub's are taken to be among them. */
const OPENING = `
  SELECT 1 FROM (${CITED} ${LOOKED_AT}) CROSS JOIN citations ON cited = @work AND citing = paper
  UNION ALL SELECT 1 FROM (${CITED} 1 OFFSET ${LOOKED_AT})`;

/** What the list has a column for because any of its papers has it. */
function whatAnyHas(lib: Library, work: WorkNumber): Pick<HubHead, 'months' | 'opening' | 'owning'> {
  const is = (sql: string): boolean => lib.sql(`SELECT EXISTS(${sql})`).pluck().get({ work }) === 1;
  const all = work === ALL_WORKS;
  return {
    ...(is(
      TO_THE_MONTH(all ? 'SELECT id AS paper FROM works' : 'SELECT citing AS paper FROM citations WHERE cited = @work'),
    ) && {
      months: true,
    }),
    ...(is(all ? `${CITED} 1` : OPENING) && { opening: true }),
    ...(is('SELECT 1 FROM owned') && { owning: true }),
  };
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
    computed: 0,
    importedAt: '',
  };
}

function head(lib: Library, row: HeadRow, printed: readonly HubRecord[], computed: number): HubHead {
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
    classified: row.classified - computed,
    computed,
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
