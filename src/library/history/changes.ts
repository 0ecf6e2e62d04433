/**
 * What later readings of services' lists brought: who is new, who is gone, what changed. The query (`new:`, `since:`), the
 * marks of the list and `pith-tui diff` and `update` all ask here.
 */
import type { Id } from '../../hub/record.js';
import { labelWords } from '../../hub/vocabulary.js';
import { type Library, reading } from '../library.js';
import type { News, NewsLine, WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';
import type { WatchedField } from './watched-fields.js';

export interface HubChanges {
  /** Readings of lists since then that had an earlier one of the same service to be compared with. */
  readings: number;
  /** Citing papers no list had before. */
  fresh: WorkNumber[];
  /** Citing papers a service's list no longer has, and the services. */
  gone: { work: WorkNumber; services: string[] }[];
  /** Labels are separated by commas; empty where nothing was or is known. */
  changed: { work: WorkNumber; field: WatchedField; before: string; after: string }[];
}

interface Reading {
  id: number;
  service: number;
  name: string;
  most: number | null;
  started: string;
  finished: string | null;
}

/** Since a day (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) or a full UTC time; or, for null, by the latest update. */
export type Since = string | null;

/** What changed for a paper from a time on: `changesOf` by name. */
export function hubChanges(lib: Library, hub: Id, since: string): HubChanges {
  return reading(lib, () => {
    const cited = workWithId(lib, hub);
    return cited === undefined ? NOTHING : changesOf(lib, cited, since);
  });
}

const NOTHING: HubChanges = { readings: 0, fresh: [], gone: [], changed: [] };

/**
 * What changed for a paper. A service's first reading brings papers, not news: none of them counts as new. Gone are papers
 * that a reading which came to its end no longer met. The latest update is the last reading of each service's list that
 * can be compared with an earlier one: what a service said stays news until it is asked again.
 * @param among only of these citing papers, found without a look at the others
 */
export function changesOf(lib: Library, cited: WorkNumber, since: Since, among?: readonly WorkNumber[]): HubChanges {
  return changesIn(lib, cited, spanOf(lib, cited, since), among);
}

/** The readings that bring the news since then, and all that there were. */
export interface Span {
  all: readonly Reading[];
  later: readonly Reading[];
}

/** Many a day has the same readings since; what `changesIn` finds in them is the same. */
export function spanOf(lib: Library, cited: WorkNumber, since: Since): Span {
  const all = readingsOf(lib, cited);
  return { all, later: since === null ? latest(all) : comparable(all, since) };
}

/** What the latest update said of each of these citing papers, where it said anything. */
export function newsAmong(lib: Library, cited: WorkNumber, works: readonly WorkNumber[]): Map<WorkNumber, News> {
  const { fresh, gone, changed } = changesOf(lib, cited, null, works);
  const news = new Map<WorkNumber, News>();
  for (const { work } of gone) news.set(work, 'gone');
  for (const { work } of changed) news.set(work, 'changed');
  for (const work of fresh) news.set(work, 'new');
  return news;
}

/** All that the latest update said of a citing paper. */
export function newsOf(lib: Library, cited: WorkNumber, citing: WorkNumber): NewsLine[] {
  const all = readingsOf(lib, cited);
  return latest(all).flatMap((one): NewsLine[] => {
    const { fresh, gone, changed } = changesIn(lib, cited, { all, later: [one] }, [citing]);
    if (fresh.length + gone.length + changed.length === 0) return [];
    return [{ service: one.name, at: one.started, fresh: fresh.length > 0, gone: gone.length > 0, changed }];
  });
}

/** UTC time of the latest update, where there was one. */
export function updatedAt(lib: Library, cited: WorkNumber): string | undefined {
  const times = latest(readingsOf(lib, cited)).map((one) => one.started);
  return times.sort().at(-1);
}

/**
 * A change in words, `role background → method` or `now retracted`.
 * @param shown makes a label of outside fit to be shown
 */
export function changeWords(change: NewsLine['changed'][number], shown: (label: string) => string): string {
  const { field, before, after } = change;
  if (field === 'retracted') return after === 'yes' ? 'now retracted' : 'no longer retracted';
  const words = (labels: string): string =>
    labels === ''
      ? 'none'
      : labels
          .split(',')
          .map((label) => shown(labelWords(label)))
          .join(', ');
  return `${field} ${words(before)} → ${words(after)}`;
}

/** Every reading of a list of the paper's citing papers, the oldest first. */
function readingsOf(lib: Library, cited: WorkNumber): Reading[] {
  return lib
    .sql(
      `SELECT fetches.id, service, name, most, started, finished FROM fetches JOIN sources ON sources.id = service
       WHERE paper IN (SELECT scheme || ':' || value FROM aliases WHERE work = ?) ORDER BY fetches.id`,
    )
    .all(cited) as Reading[];
}

/** The readings since a time that have an earlier one to be compared with: only what was read as far before can be told from news. */
function comparable(all: readonly Reading[], since: string): Reading[] {
  return all.filter(
    ({ id, service, most, started }) =>
      started >= since &&
      all.some(
        (other) =>
          other.service === service &&
          other.id < id &&
          (other.finished !== null || (other.most !== null && other.most === most)),
      ),
  );
}

function latest(all: readonly Reading[]): Reading[] {
  return [...new Map(comparable(all, '').map((one) => [one.service, one])).values()];
}

/** What these readings brought; `changesOf` says how it is told. */
export function changesIn(
  lib: Library,
  cited: WorkNumber,
  { all, later }: Span,
  among?: readonly WorkNumber[],
): HubChanges {
  if (later.length === 0) return NOTHING;
  const asked: Asked = {
    lib,
    only: among === undefined ? '' : 'AND citing IN (SELECT value FROM json_each(@among))',
    values: { cited, among: JSON.stringify(among ?? []), ids: JSON.stringify(later.map(({ id }) => id)) },
  };
  const fresh = lib
    .sql(
      `SELECT DISTINCT citing FROM sightings AS s
       WHERE cited = @cited ${asked.only} AND first IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (
         SELECT 1 FROM sightings AS e WHERE e.cited = @cited AND e.citing = s.citing AND e.first < s.first)
       ORDER BY citing`,
    )
    .pluck()
    .all(asked.values) as WorkNumber[];
  return { readings: later.length, fresh, gone: goneIn(asked, all, later), changed: changedIn(asked) };
}

/** Of which citing papers the changes are asked for: a condition for SQL, and the values of all that it may name. */
interface Asked {
  lib: Library;
  only: string;
  values: { cited: WorkNumber; among: string; ids: string };
}

function goneIn({ lib, only, values }: Asked, all: readonly Reading[], later: readonly Reading[]): HubChanges['gone'] {
  const gone = new Map<WorkNumber, string[]>();
  for (const service of new Set(later.map((one) => one.service))) {
    const whole = all.filter((one) => one.service === service && one.finished !== null);
    const newest = whole.at(-1);
    const first = later.find((one) => one.service === service && one.finished !== null);
    if (newest === undefined || first === undefined) continue;
    // Met by the last whole reading before then, or by one since, and not by the newest.
    const from = whole.findLast((one) => one.id < first.id)?.id ?? 0;
    const found = lib
      .sql(
        `SELECT citing FROM sightings
         WHERE cited = @cited ${only} AND service = @service AND last >= @from AND last < @newest ORDER BY citing`,
      )
      .pluck()
      .all({ ...values, service, from, newest: newest.id }) as WorkNumber[];
    for (const work of found) gone.set(work, [...(gone.get(work) ?? []), newest.name]);
  }
  return [...gone].map(([work, services]) => ({ work, services }));
}

/** The first state and the last of each field, where they differ. */
function changedIn({ lib, only, values }: Asked): HubChanges['changed'] {
  const rows = lib
    .sql(
      `SELECT citing AS work, field, before, after FROM changes
       WHERE cited = @cited ${only} AND fetch IN (SELECT value FROM json_each(@ids)) ORDER BY changes.id`,
    )
    .all(values) as HubChanges['changed'];
  const merged = new Map<string, HubChanges['changed'][number]>();
  for (const row of rows) {
    const key = `${row.work} ${row.field}`;
    merged.set(key, { ...row, before: merged.get(key)?.before ?? row.before });
  }
  return [...merged.values()].filter(({ before, after }) => before !== after);
}
