/** The named reviews, and who decided what stands in one. */
import { reviewScreening, type Screening } from '../../hub/decisions/decision.js';
import { type Library, reading } from '../library.js';
import type { WorkNumber } from '../model.js';
import { idsOf } from '../works/ids.js';
import { AUTHOR } from './heads.js';
import { screeningsBehind } from './screening.js';

/** The named reviews in which anything is decided, by name, with how many papers that is. */
export function namedReviews(lib: Library): { name: string; decided: number }[] {
  const before = reviewScreening('').length;
  return reading(
    lib,
    () =>
      lib
        .sql(
          `SELECT substr(standing.screening, ?) AS name, count(DISTINCT standing.work) AS decided
           FROM standing JOIN journal USING (seq)
           WHERE standing.kind = 'decide' AND standing.screening >= 'review:' AND standing.screening < 'review;'
             AND journal."to" IS NOT NULL
           GROUP BY standing.screening ORDER BY standing.screening`,
        )
        .all(before + 1) as { name: string; decided: number }[],
  );
}

/** The named reviews in which anything was ever decided, taken back or not. */
export function begunReviews(lib: Library): Screening[] {
  return reading(
    lib,
    () =>
      lib
        .sql(
          `SELECT DISTINCT screening FROM standing
           WHERE kind = 'decide' AND screening >= 'review:' AND screening < 'review;' ORDER BY screening`,
        )
        .pluck()
        .all() as Screening[],
  );
}

/** Who decided last on a paper that stands decided, and when. */
export function decidedBy(
  lib: Library,
  screening: Screening,
  work: WorkNumber,
): { who: string; at: string } | undefined {
  return reading(
    lib,
    () =>
      lib
        .sql(
          `SELECT ${AUTHOR} AS who, at FROM standing JOIN journal USING (seq) JOIN steps ON steps.id = journal.step
           WHERE standing.kind = 'decide' AND standing.screening IN (SELECT value FROM json_each(?))
             AND standing.work IN (SELECT value FROM json_each(?)) AND journal."to" IS NOT NULL
           ORDER BY at DESC LIMIT 1`,
        )
        .get(JSON.stringify(screeningsBehind(lib, screening)), JSON.stringify(idsOf(lib, work))) as
        | { who: string; at: string }
        | undefined,
  );
}
