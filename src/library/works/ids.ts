/** The names of a work. */
import type { Ref } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkId } from '../model.js';

/** All names of a work, the one to show first. */
export function namesOf(lib: Library, id: WorkId): Ref[] {
  const found = lib.sql("SELECT scheme || ':' || value AS ref FROM aliases WHERE work = ? ORDER BY position").all(id);
  return (found as { ref: Ref }[]).map(({ ref }) => ref);
}
