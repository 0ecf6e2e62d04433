/** What may change of a citing paper from one reading of a list to the next, and what did. */
import type { HubLibraryRecord, Id } from '../../hub/record.js';
import { CLEAN } from '../../hub/vocabulary.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { workWithId } from '../works/ids.js';

/** The fields that are watched: labels in force, the verdict in force, the gravest finding, and retractions. */
const WATCHED_FIELDS = ['role', 'polarity', 'verdict', 'integrity', 'retracted'] as const;
export type WatchedField = (typeof WATCHED_FIELDS)[number];

/** Labels separated by commas, `yes`, or empty where nothing is known. */
type State = Record<WatchedField, string>;

export interface States {
  cited: WorkNumber;
  citing: WorkNumber;
  state: State;
}

/** How the citing papers these records speak of stand, those that the library has. */
export function statesOf(lib: Library, records: readonly HubLibraryRecord[]): States[] {
  return records.flatMap((record): States[] => {
    if (record.type !== 'citation') return [];
    const cited = workWithId(lib, record.cited);
    const citing = workWithId(lib, record.citing);
    if (cited === undefined || citing === undefined) return [];
    if (lib.sql('SELECT 1 FROM citations WHERE cited = ? AND citing = ?').get(cited, citing) === undefined) return [];
    return statesOfWorks(lib, record.cited, [citing]);
  });
}

/** How these works stand as papers citing one; that one itself may be among them. */
export function statesOfWorks(lib: Library, hub: Id, works: readonly WorkNumber[]): States[] {
  const cited = workWithId(lib, hub);
  if (cited === undefined) return [];
  return works.flatMap((citing): States[] => {
    const state = stateOf(lib, cited, citing);
    return state === undefined ? [] : [{ cited, citing, state }];
  });
}

/** Undefined where there is no such work, or no longer: it turned out to be another. */
function stateOf(lib: Library, cited: WorkNumber, citing: WorkNumber): State | undefined {
  const row = lib
    .sql('SELECT verdict, integrity, retracted FROM works JOIN listed ON work = id WHERE id = ?')
    .get(citing) as { verdict: string | null; integrity: string | null; retracted: number | null } | undefined;
  if (row === undefined) return undefined;
  const labels = (axis: number): string =>
    (
      lib
        .sql('SELECT label FROM effective WHERE cited = ? AND citing = ? AND axis = ? ORDER BY label')
        .pluck()
        .all(cited, citing, axis) as string[]
    ).join(',');
  return {
    role: labels(0),
    polarity: labels(1),
    verdict: row.verdict ?? '',
    // That nothing was found is no news.
    integrity: row.integrity === null || row.integrity === CLEAN ? '' : row.integrity,
    retracted: row.retracted === 1 ? 'yes' : '',
  };
}

/** Notes what has become of these papers since, as changed by this reading of a list. */
export function noteChanges(lib: Library, fetch: number, before: readonly States[]): void {
  const note = lib.sql('INSERT INTO changes(fetch, cited, citing, field, before, after) VALUES (?, ?, ?, ?, ?, ?)');
  for (const { cited, citing, state } of before) {
    const now = stateOf(lib, cited, citing);
    if (now === undefined) continue;
    for (const field of WATCHED_FIELDS)
      if (now[field] !== state[field]) note.run(fetch, cited, citing, field, state[field], now[field]);
  }
}
