/** How many papers went through a screening, from who lists them to what was decided. */
import type { Screening } from '../../hub/decisions/decision.js';
import type { Id } from '../../hub/record.js';
import { ownSchemes } from '../../hub/services.js';
import { readersIn } from '../decisions/agreement.js';
import { decisionCodesIn } from '../decisions/codes.js';
import { countsOf, type ScreeningCounts } from '../decisions/counts.js';
import { decisionsIn, liveIn } from '../decisions/live.js';
import { columnsOf, keptIn, placeOf } from '../derived/columns.js';
import { lastFetch, NO_LISTS } from '../history/fetches.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { finished, partOf, type Steps } from '../steps.js';
import { type ListedAgain, listedAgain, listedTwice } from '../works/descriptions.js';
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
  /** Whose listings these are, where it is not the source itself: files hand on what a service lists. */
  listedBy?: string;
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

/** The records of all sources that are one of a hub's papers, in steps; those beyond one a paper are duplicates. Kept until facts change. */
export function* recordsIn(lib: Library, hub: WorkNumber): Steps<number> {
  const { lists, files } = yield* broughtIn(lib, hub);
  const sum = (brought: readonly Brought[]): number =>
    brought.reduce((total, { papers, twice }) => total + papers + twice, 0);
  return sum(lists) + sum(files);
}

/** What the flow of a hub's papers through a screening is made of. */
export const flowOf = (lib: Library, hub: WorkNumber, screening: Screening): Flow =>
  finished(flowIn(lib, hub, screening));

/** The same in steps: what takes long is kept, so that the last step has but to put it together. */
export function* flowIn(lib: Library, hub: WorkNumber, screening: Screening): Steps<Flow> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  yield* partOf(broughtIn(lib, hub), 0, 0.5);
  yield* partOf(liveIn(lib, screening), 0.5, 0.6);
  yield* partOf(decisionCodesIn(lib, columns, screening), 0.6, 0.7);
  yield* partOf(readersIn(lib, screening, columns), 0.7, 1);
  return reading(lib, () => flowNow(lib, hub, screening));
}

function flowNow(lib: Library, hub: WorkNumber, screening: Screening): Flow {
  const { id, title, date } = hubHead(lib, hub);
  const columns = columnsOf(lib, hub);
  const brought = finished(broughtIn(lib, hub));
  const lists = listsOf(lib, hub, brought.lists);
  const sources = [...lists, ...filesOf(brought.files)];
  const identified = sources.reduce((sum, { records }) => sum + records, 0);
  const counts = countsOf(lib, screening, hub);
  const { values: decisions } = decisionsIn(lib, screening);
  const seeds = lib.sql(READ_LISTS).pluck().all() as WorkNumber[];
  const isIncluded = (work: WorkNumber): boolean =>
    decisions.get(work)?.status === 'included' && placeOf(columns, work) >= 0;
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
    elsewhere: decisions.size - (counts.total - counts.unscreened),
    readers: finished(readersIn(lib, screening, columns)),
    furtherSeeds: seeds.filter(isIncluded).length,
    byHand: { merged: one('SELECT count(*) FROM merges'), keptApart: one('SELECT count(*) FROM kept_apart') },
  };
}

/** The works whose list of citing papers a service was read for to its end. */
const READ_LISTS = `
  SELECT DISTINCT work FROM fetches JOIN sources ON sources.id = service
    JOIN aliases ON aliases.scheme = substr(paper, 1, instr(paper, ':') - 1) AND aliases.value = substr(paper, instr(paper, ':') + 1)
  WHERE finished IS NOT NULL AND name NOT IN ${NO_LISTS}`;

/** What a source brought of a hub's papers: how many, and the listings beyond the first of those it lists several times. */
interface Brought {
  name: string;
  papers: number;
  twice: number;
}

/** What files brought, by the source that brought a paper first. */
interface BroughtByFile extends Brought {
  /** Whose listings those beyond the first are. */
  by: string;
  at: string | null;
}

/** Papers looked at in one step. */
const A_STEP = 500;

/** What each source brought of a hub's papers, in steps; kept until facts change. */
function broughtIn(lib: Library, hub: WorkNumber): Steps<{ lists: Brought[]; files: BroughtByFile[] }> {
  const columns = reading(lib, () => columnsOf(lib, hub));
  return keptIn(columns, 'brought', function* () {
    const { ids } = columns;
    const lists = new Map<string, number>();
    const files = new Map<string, { papers: number; at: string | null }>();
    const again: ListedAgain[] = [];
    for (let from = 0; from < ids.length; from += A_STEP) {
      const among = { hub, from: ids[from]!, to: ids[Math.min(ids.length, from + A_STEP) - 1]! };
      reading(lib, () => {
        for (const { name, papers } of lib.sql(IN_LISTS).all(among) as { name: string; papers: number }[])
          lists.set(name, (lists.get(name) ?? 0) + papers);
        for (const { name, papers, at } of lib.sql(IN_FILES).all(among) as {
          name: string;
          papers: number;
          at: string | null;
        }[]) {
          const before = files.get(name);
          files.set(name, { papers: (before?.papers ?? 0) + papers, at: later(before?.at ?? null, at) });
        }
        again.push(...listedAgain(lib, hub, among.from, among.to));
      });
      yield from / ids.length;
    }
    return {
      lists: mostFirst([...lists].map(([name, papers]) => ({ name, papers, twice: twiceBy(again, name) }))),
      files: withAgain(files, againInFiles(again)),
    };
  });
}

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

const mostFirst = <B extends Brought>(brought: readonly B[]): B[] =>
  brought.toSorted((a, b) => b.papers - a.papers || (a.name < b.name ? -1 : 1));

const twiceBy = (again: readonly ListedAgain[], name: string): number =>
  again.reduce((sum, one) => sum + (one.source === name ? one.again : 0), 0);

/** How many of these papers each service's list that was read has. */
const IN_LISTS = `
  SELECT name, count(*) AS papers FROM sightings JOIN citations USING (cited, citing) JOIN sources ON sources.id = service
  WHERE cited = @hub AND citing BETWEEN @from AND @to GROUP BY name`;

/** Those of these papers that no service's list that was read has, by who brought them first. */
const IN_FILES = `
  SELECT name, count(*) AS papers, max(imports.at) AS at
  FROM citations JOIN sources ON sources.id = citations.source JOIN works ON works.id = citing LEFT JOIN imports ON imports.id = works.import
  WHERE cited = @hub AND citing BETWEEN @from AND @to
    AND NOT EXISTS (SELECT 1 FROM sightings WHERE cited = @hub AND citing = citations.citing)
  GROUP BY name`;

/** The services whose lists were read, with the papers in them that are at hand. */
function listsOf(lib: Library, hub: WorkNumber, lists: readonly Brought[]): FlowSource[] {
  return lists.map(({ name, papers, twice }) => {
    const run = lastFetch(lib, idsOf(lib, hub), name);
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

/**
 * The papers that no service's list that was read has: they came in files. Of each only the source that brought it first is known;
 * what others list several times beside that is a record more each.
 */
const filesOf = (files: readonly BroughtByFile[]): FlowSource[] =>
  files.map(({ name, papers, twice, by, at }) => ({
    source: name,
    kind: 'files',
    records: papers + twice,
    listedTwice: twice,
    ...(by !== name && { listedBy: by }),
    ...(at !== null && { at }),
  }));

type Again = ReadonlyMap<string, { by: string; twice: number }>;

function withAgain(found: ReadonlyMap<string, { papers: number; at: string | null }>, again: Again): BroughtByFile[] {
  const brought = [...found].map(([name, { papers, at }]) => ({
    name,
    papers,
    at,
    ...(again.get(name) ?? { by: name, twice: 0 }),
  }));
  const only = [...again].filter(([file]) => !found.has(file));
  return [...mostFirst(brought), ...only.map(([name, own]) => ({ name, papers: 0, at: null, ...own }))];
}

/** By whose file it is: the listings beyond the first of papers, and who lists them so. */
function againInFiles(again: readonly ListedAgain[]): Again {
  const files = new Map<string, Map<string, number>>();
  for (const { file: first, source, again: listings } of again) {
    if (first === null) continue;
    // A file of no service hands on what one lists; a service has its own listings alone.
    const file = ownSchemes(first).length === 0 ? first : source;
    const own = files.get(file) ?? new Map<string, number>();
    files.set(file, own.set(source, (own.get(source) ?? 0) + listings));
  }
  // Where several services list the same papers several times, the file had each of them once.
  const most = (own: ReadonlyMap<string, number>): { by: string; twice: number } =>
    [...own].map(([by, twice]) => ({ by, twice })).reduce((one, other) => (other.twice > one.twice ? other : one));
  return new Map([...files].map(([file, own]) => [file, most(own)]));
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
