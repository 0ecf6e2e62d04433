/** Citations whose role in force a computation gave: they are counted apart from those that somebody looked at. */
import { type Columns, cachedIn, placeOf } from '../derived/columns.js';
import type { Library } from '../library.js';
import type { WorkNumber } from '../model.js';
import { isHeard, rankOf } from '../precedence.js';

/** Whom to believe before a computation said something of the same citation, or the reader corrected it. */
const COMPUTED = (where: string): string => `
  SELECT DISTINCT own.cited, own.citing FROM judgements AS own JOIN judges ON judges.id = own.judge
  WHERE own.axis = 0 AND judge_kind(judges.name) = 'computed' AND ${isHeard('judges.rank')} AND ${where}
    AND NOT EXISTS (
      SELECT 1 FROM judgements AS other JOIN judges AS before ON before.id = other.judge
      WHERE other.cited = own.cited AND other.citing = own.citing AND other.axis = 0 AND before.rank < judges.rank)
    AND NOT EXISTS (
      SELECT 1 FROM corrections
      WHERE corrections.work = own.citing AND corrections.cited = own.cited AND corrections.axis = 0
        AND ${rankOf('corrections.judge')} < judges.rank)`;

/** Most libraries have no such judge, and need not be asked whose each role is. */
const hasAny = (lib: Library): boolean =>
  lib.sql("SELECT 1 FROM judges WHERE judge_kind(name) = 'computed' LIMIT 1").get() !== undefined;

/** How many citing papers of each hub have a computed role. */
export function computedByHub(lib: Library): ReadonlyMap<WorkNumber, number> {
  if (!hasAny(lib)) return new Map();
  const counted = lib.sql(`SELECT cited, count(*) AS papers FROM (${COMPUTED('TRUE')}) GROUP BY cited`);
  return new Map((counted.all() as { cited: WorkNumber; papers: number }[]).map((row) => [row.cited, row.papers]));
}

/** How many citing papers of a hub have a computed role. */
export function computedOf(lib: Library, hub: WorkNumber): number {
  if (!hasAny(lib)) return 0;
  return lib
    .sql(`SELECT count(*) FROM (${COMPUTED('own.cited = ?')})`)
    .pluck()
    .get(hub) as number;
}

/** The papers of a hub whose role was computed, a byte for each place; null where there are none. */
export function computedPapers(lib: Library, columns: Columns): Uint8Array | null {
  return cachedIn(columns, 'computed roles', () => {
    if (!hasAny(lib)) return null;
    const found = lib.sql(COMPUTED('own.cited = ?')).all(columns.hub) as { citing: WorkNumber }[];
    const papers = new Uint8Array(columns.size);
    let count = 0;
    for (const { citing } of found) {
      const place = placeOf(columns, citing);
      if (place < 0) continue;
      papers[place] = 1;
      count += 1;
    }
    return count === 0 ? null : papers;
  });
}
