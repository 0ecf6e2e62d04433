/** The ids of works, and the works of ids. */
import { splitId } from '../../hub/ids/identifier.js';
import type { Id } from '../../hub/record.js';
import { type Library, reading } from '../library.js';
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

/** The first id of each of these works at present; undefined of one that is gone. Ids find a work again when it was merged or split. */
export function namesOf(lib: Library, works: readonly WorkNumber[]): (Id | undefined)[] {
  return reading(lib, () => {
    const first = lib
      .sql("SELECT scheme || ':' || value FROM aliases WHERE work = ? ORDER BY position LIMIT 1")
      .pluck();
    return works.map((work) => first.get(work) as Id | undefined);
  });
}

/** The first DOI of each of these works that has one. */
export function doisOf(lib: Library, works: readonly WorkNumber[]): string[] {
  return reading(lib, () => {
    const first = lib
      .sql("SELECT value FROM aliases WHERE work = ? AND scheme = 'doi' ORDER BY position LIMIT 1")
      .pluck();
    return works.flatMap((work) => (first.get(work) as string | undefined) ?? []);
  });
}

/** The works with these ids. */
export function worksNamed(lib: Library, ids: readonly Id[]): (WorkNumber | undefined)[] {
  return reading(lib, () => ids.map((id) => workWithId(lib, id)));
}

/** Those of these works that are in the library no more: they were merged into others. */
export function goneWorks(lib: Library, works: readonly WorkNumber[]): WorkNumber[] {
  return reading(
    lib,
    () =>
      lib
        .sql('SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM works)')
        .pluck()
        .all(JSON.stringify(works)) as WorkNumber[],
  );
}
