/** The names of works, and the works of names. */
import type { Ref } from '../../hub/record.js';
import type { Library } from '../library.js';
import type { WorkId } from '../model.js';

/** All names of a work, the one to show first. */
export function namesOf(lib: Library, id: WorkId): Ref[] {
  const found = lib.sql("SELECT scheme || ':' || value AS ref FROM aliases WHERE work = ? ORDER BY position").all(id);
  return (found as { ref: Ref }[]).map(({ ref }) => ref);
}

/** The work of a name in canonical spelling. */
export function findRef(lib: Library, ref: Ref | null): WorkId | undefined {
  if (ref === null) return undefined;
  const at = ref.indexOf(':');
  const found = lib
    .sql('SELECT work FROM aliases WHERE scheme = ? AND value = ?')
    .get(ref.slice(0, at), ref.slice(at + 1)) as { work: WorkId } | undefined;
  return found?.work;
}
