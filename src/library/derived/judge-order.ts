/** The order of judges, set by the reader: what is in force follows from it. */
import { JUDGE_KINDS, type JudgeKind } from '../../hub/judging/judges.js';
import { noteWritten } from '../change-triggers.js';
import { explained } from '../error.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { rankOf, saidOf } from '../precedence.js';
import { deriveLabels, deriveListed, deriveStale, staleWorks } from './derive.js';

/** The order in which judges are believed in this library; the kinds that it leaves out are not. */
export function judgeOrder(lib: Library): JudgeKind[] {
  return lib.sql('SELECT kind FROM precedence ORDER BY rank').pluck().all() as JudgeKind[];
}

/**
 * Has judges believed in this order. Where it is another than before, what several judges said is derived anew.
 * @returns whether it was another
 */
export function orderJudges(lib: Library, order: readonly JudgeKind[] = JUDGE_KINDS): boolean {
  try {
    if (judgeOrder(lib).join() === order.join()) return false;
    // A library that cannot be written to is read into memory, where the order may change like that of any other.
    const isSealed = lib.db.memory && lib.db.pragma('query_only', { simple: true }) === 1;
    if (isSealed) lib.db.pragma('query_only = OFF');
    lib.db.transaction(() => reorder(lib, judgeOrder(lib), order)).immediate();
    if (isSealed) lib.db.pragma('query_only = ON');
  } catch (error) {
    throw explained(error, lib.file);
  }
  lib.cache.clear();
  return true;
}

function reorder(lib: Library, before: readonly JudgeKind[], order: readonly JudgeKind[]): void {
  // Whom the order does not concern is not looked at: what only one judge said stays in force, if that judge stays believed.
  const switched = JSON.stringify(JUDGE_KINDS.filter((kind) => before.includes(kind) !== order.includes(kind)));
  const isSwitched = (name: string): string => `max(judge_kind(${name}) IN (SELECT value FROM json_each(@switched)))`;
  const judged = lib
    .sql(
      `SELECT cited, citing, axis FROM (${saidOf('TRUE')}) GROUP BY cited, citing, axis
       HAVING count(DISTINCT judge) > 1 OR ${isSwitched('judge')}`,
    )
    .all({ switched }) as { cited: WorkNumber; citing: WorkNumber; axis: number }[];
  const reviewed = lib
    .sql(
      `SELECT work FROM (SELECT work, source FROM reviews UNION SELECT work, judge FROM corrections WHERE cited = 0)
       GROUP BY work HAVING count(*) > 1 OR ${isSwitched('source')}`,
    )
    .pluck()
    .all({ switched }) as WorkNumber[];
  lib.db.exec('DELETE FROM precedence');
  const put = lib.sql('INSERT INTO precedence(kind, rank) VALUES (?, ?)');
  for (const [rank, kind] of order.entries()) put.run(kind, rank);
  lib.sql(`UPDATE judges SET rank = ${rankOf('name')}`).run();
  noteWritten(lib.db);
  const stale = staleWorks(lib);
  for (const { cited, citing, axis } of judged) {
    deriveLabels(lib, cited, citing, axis);
    stale.add(cited, true);
    stale.add(citing, false);
  }
  for (const work of reviewed) stale.add(work, true);
  deriveListed(lib);
  deriveStale(lib);
}
