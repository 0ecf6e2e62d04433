/** The ids of works, and the works of ids. */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';

/** All ids of a work, the one to show first. */
export function idsOf(lib: Library, work: WorkNumber): Id[] {
  return lib
    .sql("SELECT scheme || ':' || value FROM aliases WHERE work = ? ORDER BY position")
    .pluck()
    .all(work) as Id[];
}

/** The work with this id. */
export function workWithId(lib: Library, id: Id | null): WorkNumber | undefined {
  if (id === null) return undefined;
  const { scheme, value } = splitId(id);
  const found = lib.sql('SELECT work FROM aliases WHERE scheme = ? AND value = ?').get(scheme, value) as
    | { work: WorkNumber }
    | undefined;
  return found?.work;
}
