/** What a source printed of a hub, one row for each day, and for each filter of its page. */
import type { Facets, HubRecord, LabelCount, ViewFilter } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from './ids.js';

/** The fields of a printed hub that say what was printed, and not of which page. */
export type Printed = Omit<HubRecord, 'type' | 'work' | 'source' | 'at' | 'view'>;

/** Counts of one kind each: every page prints numbers of its own, and the later of a kind is in force. */
export function countsTogether(
  before: readonly LabelCount[],
  now: readonly LabelCount[],
  inForce = (_before: number, now: number): number => now,
): LabelCount[] {
  const counts = new Map<string, number>();
  for (const { label, count } of [...before, ...now]) counts.set(label, inForce(counts.get(label) ?? count, count));
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => (a.label < b.label ? -1 : 1));
}

const LISTS = ['roles', 'polarities', 'coCited', 'representative', 'sentences'] as const satisfies (keyof Printed)[];

/**
 * What one capture of a page says beside what others of it said before: a list that ends where the page was cut does not replace
 * the whole one, nor one facet the others, and what any of them had the page does not lack.
 */
export function besideBefore(before: Printed, now: Printed): Printed {
  const said = { ...now };
  for (const field of LISTS) if (isBeginning(now[field], before[field])) delete said[field];
  if (now.facets !== undefined) {
    said.facets = { ...before.facets };
    for (const field of Object.keys(now.facets) as (keyof Facets)[])
      if (!isBeginning(now.facets[field], before.facets?.[field])) said.facets[field] = now.facets[field]!;
  }
  if (now.lacked !== undefined && before.lacked !== undefined)
    said.lacked = now.lacked.filter((what) => before.lacked!.includes(what));
  return said;
}

/**
 * What two captures without a date say together. A work is cited and classified ever more, so the one with greater numbers is the
 * later, and holds, whichever came first; of two with the same numbers each field has what says most.
 */
export function undatedTogether(one: Printed, other: Printed): Printed {
  const order = byGrowth(one, other);
  const [early, late] = order > 0 ? [other, one] : [one, other];
  const said = order === 0 ? { ...late, ...fullerFields(early, late) } : besideBefore(early, late);
  const facets = { ...early.facets, ...said.facets };
  const counts = countsTogether(late.counts ?? [], early.counts ?? [], Math.max);
  const lacked = late.lacked?.filter((what) => early.lacked?.includes(what) ?? true);
  return {
    ...early,
    ...said,
    ...(Object.keys(facets).length > 0 && { facets }),
    ...(counts.length > 0 && { counts }),
    ...(lacked !== undefined && { lacked }),
  };
}

/** Below 0 where the second capture is of a later state than the first, 0 where nothing tells. */
function byGrowth(one: Printed, other: Printed): number {
  // A reading view may have lost its total: the rest then tells.
  const haveTotals = one.total !== undefined && other.total !== undefined;
  const state = ({ total = 0, roles = [], polarities = [], headline }: Printed): number[] => [
    haveTotals ? total : 0,
    sum(roles),
    sum(polarities),
    headline === undefined ? 0 : 1,
  ];
  const [first, second] = [state(one), state(other)];
  return first.map((figure, at) => figure - second[at]!).find((difference) => difference !== 0) ?? 0;
}

function sum(counts: readonly LabelCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

/** Of each field of both the value that says more; which of two that say as much does not depend on which came first. */
function fullerFields<T extends object>(one: T, other: T): Partial<T> {
  const shared = (Object.keys(one) as (keyof T)[]).filter((field) => other[field] !== undefined);
  return Object.fromEntries(
    shared.map((field) => {
      if (field === 'facets')
        return [
          field,
          { ...one[field], ...other[field], ...fullerFields(one[field] as object, other[field] as object) },
        ];
      const [a, b] = [one, other].map((fields) => JSON.stringify(fields[field])) as [string, string];
      return [field, a.length > b.length || (a.length === b.length && a > b) ? one[field] : other[field]];
    }),
  ) as Partial<T>;
}

function isBeginning(now: readonly unknown[] | undefined, before: readonly unknown[] | undefined): boolean {
  if (now === undefined || before === undefined || now.length >= before.length) return false;
  return now.every((one, at) => JSON.stringify(one) === JSON.stringify(before[at]));
}

/** What sources printed of a hub: the site's own first, then the newest; of a day the whole page before views of it. */
export function printedOf(lib: Library, work: WorkNumber): HubRecord[] {
  const [id = ''] = idsOf(lib, work);
  const found = lib
    .sql("SELECT source, at, view, printed FROM hubs WHERE work = ? ORDER BY source <> 'pith', at DESC, source, view")
    .all(work) as { source: string; at: string; view: string; printed: string }[];
  return found.map(({ source, at, view, printed }) => ({
    type: 'hub',
    work: id,
    source,
    ...(at !== '' && { at }),
    ...(view !== '' && { view: JSON.parse(view) as ViewFilter[] }),
    ...(JSON.parse(printed) as Printed),
  }));
}

/** After two works became one: what both had of one page becomes one; what the survivor has of it holds. */
export function joinPrinted(lib: Library, survivor: WorkNumber, gone: WorkNumber): void {
  const shared = lib
    .sql(
      `SELECT own.source, own.at, own.view, own.printed, other.printed AS other FROM hubs AS own JOIN hubs AS other
         ON other.source = own.source AND other.at = own.at AND other.view = own.view
       WHERE own.work = ? AND other.work = ?`,
    )
    .all(survivor, gone) as { source: string; at: string; view: string; printed: string; other: string }[];
  for (const { source, at, view, printed, other } of shared) {
    const [own, theirs] = [printed, other].map((text) => JSON.parse(text) as Printed) as [Printed, Printed];
    const counts = countsTogether(theirs.counts ?? [], own.counts ?? []);
    const both = at === '' ? undatedTogether(theirs, own) : { ...theirs, ...own, ...(counts.length > 0 && { counts }) };
    lib
      .sql('UPDATE hubs SET printed = ? WHERE work = ? AND source = ? AND at = ? AND view = ?')
      .run(inNameOrder(both), survivor, source, at, view);
  }
  lib.sql('UPDATE OR IGNORE hubs SET work = ? WHERE work = ?').run(survivor, gone);
  lib.sql('DELETE FROM hubs WHERE work = ?').run(gone);
}

/** Fields as JSON in an order that does not depend on which came first. */
export function inNameOrder(fields: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
}
