/** What later readings of services' lists brought: who is new, who is gone, what changed. */
import type { Ref } from '../hub/record.js';
import { namesFor } from './fetches.js';
import { findRef } from './find.js';
import type { WorkId } from './model.js';
import { type Library, reading } from './open.js';
import type { WatchedField } from './states.js';

export interface HubChanges {
  /** Readings of lists since then that had an earlier one of the same service to be compared with. */
  readings: number;
  /** Citing papers no list had before. */
  fresh: WorkId[];
  /** Citing papers a service's list no longer has, and the services. */
  gone: { id: WorkId; services: string[] }[];
  /** Labels are separated by commas; empty where nothing was or is known. */
  changed: { id: WorkId; field: WatchedField; before: string; after: string }[];
}

interface Reading {
  id: number;
  service: number;
  name: string;
  most: number | null;
  started: string;
  finished: string | null;
}

/**
 * What changed for a paper from a time on. A service's first reading brings papers, not news: none of them counts as new.
 * Gone are papers that a reading which came to its end no longer met.
 * @param since `YYYY-MM-DD` or a full UTC time
 */
export function hubChanges(lib: Library, hub: Ref, since: string): HubChanges {
  return reading(lib, () => {
    const cited = findRef(lib, hub);
    const readings = lib
      .sql(
        `SELECT fetches.id, service, name, most, started, finished FROM fetches JOIN sources ON sources.id = service
         WHERE paper IN (SELECT value FROM json_each(?)) ORDER BY fetches.id`,
      )
      .all(JSON.stringify(namesFor(lib, hub))) as Reading[];
    // Only what has been read as far before can be told from news.
    const hasEarlier = ({ id, service, most }: Reading): boolean =>
      readings.some(
        (other) =>
          other.service === service &&
          other.id < id &&
          (other.finished !== null || (other.most !== null && other.most === most)),
      );
    const later = readings.filter((one) => one.started >= since && hasEarlier(one));
    if (cited === undefined || later.length === 0) return { readings: 0, fresh: [], gone: [], changed: [] };
    const ids = JSON.stringify(later.map(({ id }) => id));
    const fresh = lib
      .sql(
        `SELECT citing FROM sightings WHERE cited = ? GROUP BY citing
         HAVING min(first) IN (SELECT value FROM json_each(?)) ORDER BY citing`,
      )
      .pluck()
      .all(cited, ids) as WorkId[];
    return {
      readings: later.length,
      fresh,
      gone: goneSince(lib, cited, readings, later),
      changed: changedIn(lib, cited, ids),
    };
  });
}

function goneSince(
  lib: Library,
  cited: WorkId,
  all: readonly Reading[],
  later: readonly Reading[],
): HubChanges['gone'] {
  const gone = new Map<WorkId, string[]>();
  for (const service of new Set(later.map((one) => one.service))) {
    const whole = all.filter((one) => one.service === service && one.finished !== null);
    const newest = whole.at(-1);
    const first = later.find((one) => one.service === service && one.finished !== null);
    if (newest === undefined || first === undefined) continue;
    // Met by the last whole reading before then, or by one since, and not by the newest.
    const from = whole.findLast((one) => one.id < first.id)?.id ?? 0;
    const found = lib
      .sql('SELECT citing FROM sightings WHERE cited = ? AND service = ? AND last >= ? AND last < ? ORDER BY citing')
      .pluck()
      .all(cited, service, from, newest.id) as WorkId[];
    for (const id of found) gone.set(id, [...(gone.get(id) ?? []), newest.name]);
  }
  return [...gone].map(([id, services]) => ({ id, services }));
}

/** The first state and the last of each field, where they differ. */
function changedIn(lib: Library, cited: WorkId, ids: string): HubChanges['changed'] {
  const rows = lib
    .sql(
      `SELECT citing AS id, field, before, after FROM changes
       WHERE cited = ? AND fetch IN (SELECT value FROM json_each(?)) ORDER BY changes.id`,
    )
    .all(cited, ids) as HubChanges['changed'];
  const merged = new Map<string, HubChanges['changed'][number]>();
  for (const row of rows) {
    const key = `${row.id} ${row.field}`;
    merged.set(key, { ...row, before: merged.get(key)?.before ?? row.before });
  }
  return [...merged.values()].filter(({ before, after }) => before !== after);
}
