/** What a work cites, as far as the library knows. */
import { inVocabularyOrder, POLARITIES, ROLES } from '../../hub/vocabulary.js';
import { type Library, reading } from '../library.js';
import type { Row, WorkNumber } from '../model.js';
import { hubsAmong } from '../read/hubs.js';
import { rows } from '../read/rows.js';

/** The works that a work cites, those with most citing papers in the library first. */
export function citedWorks(lib: Library, work: WorkNumber): WorkNumber[] {
  return reading(
    lib,
    () =>
      lib
        .sql(
          `SELECT cited FROM citations JOIN listed ON listed.work = cited
           WHERE citations.citing = ? ORDER BY listed.citing DESC, cited`,
        )
        .pluck()
        .all(work) as WorkNumber[],
  );
}

/** Of the works that a work cites those that are hubs, in the same order. */
export function citedHubs(lib: Library, work: WorkNumber): WorkNumber[] {
  return reading(lib, () => {
    const cited = citedWorks(lib, work);
    const hubs = hubsAmong(lib, cited);
    return cited.filter((one) => hubs.has(one));
  });
}

/** Rows of these works, with what is known of their citation by another. */
export function citedRows(lib: Library, citing: WorkNumber, works: readonly WorkNumber[]): Row[] {
  return reading(lib, () => {
    const labels = lib.sql('SELECT label FROM effective WHERE cited = ? AND citing = ? AND axis = ?').pluck();
    const citation = lib.sql('SELECT places, influential FROM citations WHERE cited = ? AND citing = ?');
    return rows(lib, null, works).map((row): Row => {
      const { places, influential } = citation.get(row.work, citing) as {
        places: number | null;
        influential: number | null;
      };
      return {
        ...row,
        roles: inVocabularyOrder(labels.all(row.work, citing, 0) as string[], ROLES),
        polarities: inVocabularyOrder(labels.all(row.work, citing, 1) as string[], POLARITIES),
        ...(influential !== null && { influential: influential === 1 }),
        ...(places !== null && { refs: places }),
      };
    });
  });
}
